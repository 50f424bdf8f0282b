// One of two programs that do the same act on the same appliance at the same moment. Prints the code of its refusal, or « done ».
import { join } from 'node:path';

const { SITE: site, ACT: act, CHAMBER: main, START: start } = process.env;
const from = (path) => import(`../../../dist/${path}`);
const { openAppliance } = await from('appliance/appliance.js');
const { receive } = await from('appliance/intake/receive.js');
const { release } = await from('appliance/release/release.js');
const { reviewSession } = await from('appliance/session/review.js');
const { draftSession, sealAndScore } = await from('appliance/session/run.js');
const { overview, sessionDetail } = await from('appliance/views.js');
const { tell } = await from('appliance/store/change.js');
const { systemRandom } = await from('src/base/random.js');
const { utf8 } = await from('src/base/bytes.js');

const operator = { role: 'operator', name: 'operateur' };
const reviewer = { role: 'reviewer', name: 'reviseur' };
const environment = { clock: () => new Date('2026-09-05T09:00:00Z'), random: systemRandom };
const custodians = () => [
  { number: 1, passphrase: utf8('six mots pour ouvrir les clés') },
  { number: 2, passphrase: utf8('six autres mots, et une autre personne') },
];
const acts = {
  receive: (app) => receive(app, join(site, 'one.bundle'), null),
  draft: (app) => draftSession(app, { gap: 'chamber', operator }),
  seal: (app) => sealAndScore(app, overview(app).live.id, { operator, custodians: custodians(), chamber: { main } }),
  review(app) {
    const { id } = overview(app).live;
    reviewSession(app, id, reviewer, Object.fromEntries(sessionDetail(app, id).answers.map((answer) => [answer.id, 'approve'])));
  },
  release: (app) => release(app, join(site, 'drive'), operator),
  tell(app) {
    for (let i = 0; i < 100; i++) tell(app.store, { actor: 'operateur', type: 'login.ended' });
  },
};
const app = openAppliance(join(site, 'appliance'), environment);
while (Date.now() < Number(start));
try {
  await acts[act](app);
  console.log('done');
} catch (error) {
  console.log(error.code ?? error.stack);
}
app.close();
