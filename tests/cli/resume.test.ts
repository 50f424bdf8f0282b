import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCard } from '../../src/keys/card.ts';
import { noChamber, pupils, sealRequest, smallDictionary } from '../support/chamber.ts';
import { done, ecluse } from '../support/command.ts';
import { party, scratch } from '../support/parties.ts';
import { INIT, SECRETS } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);

describe.skipIf(noChamber)('a session whose reviewer mistyped', () => {
  it('is taken up where it stands by the next command, without a second chamber', async () => {
    const { operator, reviewer, custodian1, custodian2 } = SECRETS;
    const home = join(folder, 'appliance');
    const css = party('partner', 'CSS des Essais');
    await done(['appliance', 'init', home, '--name', 'CSS central d’essai'], INIT);
    const card = join(folder, 'appliance.card');
    await done(['appliance', 'card', home, '--out', card]);
    writeFileSync(join(folder, 'css.card'), css.card.text);
    await done(['appliance', 'enrol', home, join(folder, 'css.card')], [operator, reviewer]);
    const dictionary = smallDictionary();
    const known = pupils(dictionary, { rows: 200, kind: 'train' });
    const recipient = parseCard(readFileSync(card));
    const { path } = sealRequest(folder, css, recipient, dictionary, known, {
      seed: 'train',
      kind: 'train',
      core: { sequence: 1, previous: null },
    });
    await done(['appliance', 'receive', home, path]);

    const session = ['appliance', 'session', home, '--gap', 'chamber'];
    const mistyped = await ecluse([...session, '--json'], [operator, custodian1, custodian2, 'un autre mot de passe']);
    expect([mistyped.code, (mistyped.json.error as { code: string }).code]).toEqual([1, 'LOGIN_FAILED']);
    const resumed = await ecluse(
      ['appliance', 'session', home, '--gap', 'machine', '--json'],
      [operator, 'nulle phrase n’est demandée', 'à nul des deux', reviewer],
    );
    // What it was sealed under is what is said of it, whatever is asked for now.
    expect(resumed.json).toMatchObject({ state: 'reviewed', approved: 1, gap: 'chamber' });
    expect(resumed.json.results).toHaveLength(1);
    mkdirSync(join(folder, 'drive'));
    await done(['appliance', 'release', home, '--to', join(folder, 'drive')], [operator]);
    const exported = join(folder, 'export');
    await done(['appliance', 'ledger', 'export', home, '--to', exported]);
    const tiles = readFileSync(join(exported, 'tile', 'entries', '000.p', String(entriesIn(exported))), 'latin1');
    expect(tiles.match(/session\.sealed/g)).toHaveLength(1);
  });
});

/** Size of the log that an export's checkpoint seals. */
function entriesIn(exported: string): number {
  return Number(readFileSync(join(exported, 'checkpoint'), 'utf8').split('\n')[1]);
}
