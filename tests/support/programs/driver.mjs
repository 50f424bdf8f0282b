// Carries whatever an appliance has before it to its end, from whatever state it is found in: receive, session, review, release. At the
// n-th write of this process it dies (FAULT=kill) or the write fails (FAULT=EIO, ENOSPC…). Prints how many writes it saw.
import fs from 'node:fs';
import { join } from 'node:path';
import { watchWrites } from './faults.mjs';

const { SITE: site, CHAMBER: main, FAULT: fault = '', AT: at = '0' } = process.env;
const watch = watchWrites({ at, fault });

const from = (path) => import(`../../../dist/${path}`);
const { openAppliance } = await from('appliance/appliance.js');
const { receiveAll } = await from('appliance/intake/receive.js');
const { release } = await from('appliance/release/release.js');
const { exportLedger } = await from('appliance/release/ledger.js');
const { logIn } = await from('appliance/session/login.js');
const { reviewSession } = await from('appliance/session/review.js');
const { runSession, sealAndScore } = await from('appliance/session/run.js');
const { overview, sessionDetail } = await from('appliance/views.js');
const { systemRandom } = await from('src/base/random.js');
const { utf8 } = await from('src/base/bytes.js');

const say = (told) => fs.writeSync(1, `${JSON.stringify({ writes: watch.writes, ...told })}\n`);
const again = new Set(['BUNDLE_REPLAY', 'APPROVAL_REPLAY']);
fs.rmSync(join(site, 'export'), { recursive: true, force: true });
watch.armed = true;
let step = 'open';
try {
  const app = openAppliance(join(site, 'appliance'), { clock: () => new Date('2026-09-05T09:00:00Z'), random: systemRandom });
  const operator = logIn(app, 'operator', utf8('premier mot'));
  const reviewer = logIn(app, 'reviewer', utf8('deuxième mot'));
  const custodians = () => [
    { number: 1, passphrase: utf8('six mots pour ouvrir les clés') },
    { number: 2, passphrase: utf8('six autres mots, et une autre personne') },
  ];
  const options = () => ({ operator, custodians: custodians(), chamber: { main } });
  for (const inbox of ['inbox-1', 'inbox-2']) {
    const folder = join(site, inbox);
    step = 'receive';
    if (!fs.existsSync(folder)) continue;
    for (const receipt of receiveAll(
      app,
      fs
        .readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
      null,
    )) {
      if (receipt.refused && !again.has(receipt.refused.code)) throw receipt.refused;
    }
    for (;;) {
      const { live, pending } = overview(app);
      step = live?.state ?? 'draft';
      if (live === null && pending === 0) break;
      if (live === null) await runSession(app, { gap: 'chamber', ...options() });
      else if (live.state === 'drafted') await sealAndScore(app, live.id, options());
      else if (live.state === 'scored') {
        reviewSession(app, live.id, reviewer, Object.fromEntries(sessionDetail(app, live.id).answers.map(({ id }) => [id, 'approve'])));
      } else release(app, join(site, 'drive'), operator);
    }
  }
  step = 'export';
  exportLedger(app, join(site, 'export'));
  say({ done: true, export: 'export' });
  app.close();
} catch (error) {
  watch.armed = false;
  say({ done: false, step, code: error.name === 'EcluseError' ? error.code : null, raw: String(error.stack) });
  process.exit(1);
}
