import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { admitCustodian } from '../../appliance/custody/change.ts';
import { custodianNumbers } from '../../appliance/custody/file.ts';
import { recoverCustody, shareRoot } from '../../appliance/custody/recovery.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { shareWords } from '../../src/keys/shares.ts';
import { codeOf, KDF, openSite, PASSPHRASES, pair, type Site, WRONG } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';
import { entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

const [THIRD, FOURTH] = ['six mots neufs de la première personne', 'six mots neufs de la seconde personne'];
let site: Site;
let serial = 0;
beforeEach(() => {
  const home = join(folder, String(++serial));
  mkdirSync(home);
  site = openSite(home, `recovery ${serial}`);
});

const at = () => paths(site.dir);
const since = (from: number) => entriesSince(at().database, from).map(({ type, actor }) => `${type} ${actor}`);
const recover = (shares: readonly Uint8Array[], phrases: readonly string[] = [THIRD!, FOURTH!], reviewer = site.reviewer) => {
  const [first, second] = shares.map((share) => Uint8Array.from(share));
  const custodians = phrases.map(utf8);
  return recoverCustody(site.app, { operator: site.operator, reviewer, shares: [first!, second!], custodians, kdf: KDF });
};
const newPair = () => pair([THIRD!, FOURTH!], [3, 4]);

describe('recovery on paper', () => {
  it.skipIf(noChamber)('gives new custodians, who open what was sealed before; the old ones open nothing', async () => {
    const css = site.partner('CSS des Essais');
    receive(site.app, site.bundle(css, 'train').path, null);
    const from = overview(site.app).ledger.size;
    const shares = await shareRoot(site.app, pair());
    expect(since(from)).toEqual(['recovery.made depositaire-1']);
    // The custody file is lost: nobody remembers a passphrase.
    rmSync(at().custody);
    expect(await recover([shares[2]!, shares[0]!])).toEqual([3, 4]);
    expect(custodianNumbers(site.app)).toEqual([3, 4]);
    expect(await codeOf(() => site.session())).toBe('CUSTODY_UNKNOWN');
    expect(await codeOf(() => site.session({ custodians: pair(PASSPHRASES, [3, 4]) }))).toBe('CUSTODY_PASSPHRASE');
    const { session } = await site.session({ custodians: newPair() });
    site.review(session);
    expect(release(site.app, site.drive, site.operator).files).toHaveLength(1);
    expect(untold(at().database)).toEqual([]);
    const to = join(folder, `export-${serial}`);
    exportLedger(site.app, to);
    expect(verifyExport(folderReader(to), { against: [] }).findings).toEqual([]);
  });

  it('takes two persons, two shares of one splitting, of this appliance', async () => {
    const shares = await shareRoot(site.app, pair());
    const again = await shareRoot(site.app, pair());
    const before = readFileSync(at().custody);
    const from = overview(site.app).ledger.size;
    expect(await codeOf(() => recover([shares[0]!, shares[0]!]))).toBe('SHARE_SAME');
    const other = again.find((share) => share[0] !== shares[0]![0])!;
    expect(await codeOf(() => recover([shares[0]!, other]))).toBe('SHARE_ROOT');
    const elsewhere = openSite(join(folder, `${serial}-other`), 'another');
    const theirs = await shareRoot(elsewhere.app, pair());
    expect(await codeOf(() => recover([theirs[0]!, theirs[1]!]))).toBe('SHARE_ROOT');
    expect(await codeOf(() => recover([shares[0]!, shares[1]!], [THIRD!, FOURTH!], site.operator))).toBe('ROLE_FORBIDDEN');
    expect(await codeOf(() => recover([shares[0]!, shares[1]!], [THIRD!]))).toBe('CUSTODY_COUNT');
    expect(await codeOf(() => recover([shares[0]!, shares[1]!], [THIRD!, THIRD!]))).toBe('CUSTODY_TWINS');
    expect(since(from)).toEqual([]);
    expect(readFileSync(at().custody)).toEqual(before);
    expect(await recover([again[0]!, again[1]!])).toEqual([3, 4]);
  });

  it('is printed by two custodians only; a wrong pair waits', async () => {
    const from = overview(site.app).ledger.size;
    expect(await codeOf(() => shareRoot(site.app, pair([PASSPHRASES[0], PASSPHRASES[0]])))).toBe('CUSTODY_PASSPHRASE');
    expect(await codeOf(() => shareRoot(site.app, pair(PASSPHRASES, [1, 1])))).toBe('CUSTODY_SAME');
    for (let i = 0; i < 2; i++) await codeOf(() => shareRoot(site.app, pair([WRONG, WRONG])));
    expect(await codeOf(() => shareRoot(site.app, pair()))).toBe('LOGIN_SLOWED');
    expect(since(from)).toEqual(Array(3).fill('custody.refused appliance'));
    expect(untold(at().database)).toEqual([]);
  });

  it('numbers new custodians after all that ever were', async () => {
    admitCustodian(site.app, pair(), utf8('une troisième personne et ses mots'));
    const shares = await shareRoot(site.app, pair());
    expect(await recover([shares[0]!, shares[1]!])).toEqual([4, 5]);
    expect(
      await recover(
        [shares[1]!, shares[2]!],
        ['a', 'b', 'c'].map((each) => `encore d’autres mots ${each}`),
      ),
    ).toEqual([6, 7, 8]);
    expect(admitCustodian(site.app, pair(['encore d’autres mots a', 'encore d’autres mots c'], [6, 8]), utf8(THIRD!))).toBe(9);
    expect(untold(at().database)).toEqual([]);
  });

  it('cut short by a crash, is either as before or as the ledger tells', async () => {
    const before = readFileSync(at().custody);
    const shares = await shareRoot(site.app, pair());
    await recover([shares[0]!, shares[1]!]);
    const after = readFileSync(at().custody);
    writeFileSync(at().custodyNext, after);
    writeFileSync(at().custody, before);
    site.reopen();
    expect(readFileSync(at().custody)).toEqual(after);
    expect(existsSync(at().custodyNext)).toBe(false);
  });

  it('leaves no share at the appliance', async () => {
    const shares = await shareRoot(site.app, pair());
    const secrets = shares.flatMap((share) => [
      toHex(share.subarray(1, 33)),
      Buffer.from(share).toString('base64'),
      shareWords(share).slice(0, 6).join(' '),
    ]);
    const raw = shares.map((share) => Buffer.from(share.subarray(1, 33)));
    await recover([shares[0]!, shares[1]!]);
    for (const name of readdirSync(site.dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(site.dir, name);
      if (!statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      for (const secret of [...secrets, ...raw, THIRD!, FOURTH!]) expect(bytes.includes(secret)).toBe(false);
    }
  });
});
