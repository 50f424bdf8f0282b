import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { admitCustodian, dismissCustodian } from '../../appliance/custody/change.ts';
import { custodianNumbers } from '../../appliance/custody/file.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { SESSION_LOCK_MS, takeLock } from '../../appliance/store/lock.ts';
import { overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { openCustody } from '../../src/keys/custody.ts';
import { codeOf as later, openSite, PASSPHRASES, pair, type Site, WRONG } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

const THIRD = 'encore six mots, pour une troisième personne';
const [FIRST, SECOND] = PASSPHRASES;
let site: Site;
let serial = 0;
beforeEach(() => {
  const home = join(folder, String(++serial));
  mkdirSync(home);
  site = openSite(home, `custody ${serial}`);
});

const at = () => paths(site.dir);
const size = () => overview(site.app).ledger.size;
const since = (from: number) =>
  entriesSince(at().database, from).map(({ type, code, actor }) => [type, actor, ...(code ? [code] : [])].join(' '));
const admit = (third = THIRD, two = pair()) => code(() => admitCustodian(site.app, two, utf8(third)));
const root = (file: Uint8Array, phrases: [string, string], numbers: [number, number]) => openCustody(file, pair(phrases, numbers));
const waiting = () => receive(site.app, site.bundle(site.partner(`CSS ${serial}`), 'train').path, null);

describe('custodians', () => {
  it('let a third in; the ledger names the two who did, and wipes what they typed', () => {
    const from = size();
    const two = pair();
    const third = utf8(THIRD);
    const before = readFileSync(at().custody);
    expect(admitCustodian(site.app, two, third)).toBe(3);
    for (const bytes of [third, two[0].passphrase, two[1].passphrase]) expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(custodianNumbers(site.app)).toEqual([1, 2, 3]);
    expect(since(from)).toEqual(['custodian.added depositaire-1']);
    expect(root(readFileSync(at().custody), [SECOND, THIRD], [2, 3])).toEqual(root(before, [FIRST, SECOND], [1, 2]));
    expect(statSync(at().custody).mode & 0o077).toBe(0);
    expect(existsSync(at().custodyNext)).toBe(false);
    expect(untold(at().database)).toEqual([]);
  });

  it.skipIf(noChamber)('any pair of whom holds a session; one alone, or one twice, holds none', async () => {
    admitCustodian(site.app, pair(), utf8(THIRD));
    for (const [phrases, numbers] of [
      [
        [THIRD, FIRST],
        [3, 1],
      ],
      [
        [SECOND, THIRD],
        [2, 3],
      ],
    ] as const) {
      waiting();
      const from = size();
      const { session } = await site.session({ custodians: pair(phrases, numbers) });
      expect(since(from)).toContain(`unlock.succeeded depositaire-${numbers[0]}`);
      site.review(session, 'refuse');
      const { release } = await import('../../appliance/release/release.ts');
      release(site.app, site.drive, site.operator);
      serial++;
    }
    waiting();
    const from = size();
    expect(await later(() => site.session({ custodians: pair([THIRD, THIRD], [3, 3]) }))).toBe('CUSTODY_SAME');
    expect(await later(() => site.session({ custodians: pair([THIRD, FIRST], [3, 4]) }))).toBe('CUSTODY_UNKNOWN');
    expect(since(from).filter((entry) => /sealed|unlock/.test(entry))).toEqual([]);
    expect(await later(() => site.session({ custodians: pair([FIRST, FIRST]) }))).toBe('CUSTODY_PASSPHRASE');
    expect(since(from)).toContain('unlock.failed operateur CUSTODY_PASSPHRASE');
    expect(untold(at().database)).toEqual([]);
    const to = join(folder, `export-${serial}`);
    exportLedger(site.app, to);
    expect(verifyExport(folderReader(to), { against: [] }).findings).toEqual([]);
  });

  it.skipIf(noChamber)('who have left open nothing, not even with an older custody file', async () => {
    admitCustodian(site.app, pair(), utf8(THIRD));
    const older = join(folder, `older-${serial}`);
    copyFileSync(at().custody, older);
    const held = openSync(at().custody, 'r');
    dismissCustodian(site.app, pair([FIRST, THIRD], [1, 3]), 2);
    expect(custodianNumbers(site.app)).toEqual([1, 3]);
    // The file that the retired one could open was written over where it stood.
    const rest = new Uint8Array(statSync(older).size);
    readSync(held, rest, 0, rest.length, 0);
    closeSync(held);
    expect(rest.every((byte) => byte === 0)).toBe(true);

    waiting();
    expect(await later(() => site.session())).toBe('CUSTODY_UNKNOWN');
    copyFileSync(older, at().custody);
    const from = size();
    expect(await later(() => site.session())).toBe('CUSTODY_STALE');
    expect(admit()).toBe('CUSTODY_STALE');
    expect(since(from).filter((entry) => /sealed|unlock|custod/.test(entry))).toEqual([]);
  });

  it('are at least two, and nobody sends himself away', () => {
    const from = size();
    expect(code(() => dismissCustodian(site.app, pair(), 2))).toBe('CUSTODY_RETIRED');
    admitCustodian(site.app, pair(), utf8(THIRD));
    dismissCustodian(site.app, pair([FIRST, THIRD], [1, 3]), 2);
    expect(code(() => dismissCustodian(site.app, pair([FIRST, THIRD], [1, 3]), 2))).toBe('CUSTODY_UNKNOWN');
    expect(admit(FIRST, pair([FIRST, THIRD], [1, 3]))).toBe('CUSTODY_TWINS');
    expect(since(from)).toEqual(['custodian.added depositaire-1', 'custodian.retired depositaire-1']);
  });

  it('wait after wrong pairs, here and in a session alike, and the ledger counts them', async () => {
    const from = size();
    const wrong = [pair([WRONG, SECOND]), pair([FIRST, WRONG]), pair([WRONG, WRONG])];
    for (const two of wrong) expect(admit(THIRD, two)).toBe('CUSTODY_PASSPHRASE');
    expect(since(from)).toEqual(wrong.map(() => 'custody.refused appliance CUSTODY_PASSPHRASE'));
    expect(admit()).toBe('LOGIN_SLOWED');
    waiting();
    expect(await later(() => site.session())).toBe('LOGIN_SLOWED');
    site.time = new Date(site.time.getTime() + 2_000);
    expect(admit(THIRD, pair([FIRST, WRONG]))).toBe('CUSTODY_PASSPHRASE');
    site.time = new Date(site.time.getTime() + 2_000);
    expect(admit()).toBe('LOGIN_SLOWED');
    expect(untold(at().database)).toEqual([]);
    site.time = new Date(site.time.getTime() + 2_000);
    expect(admit()).toBeNull();
    expect(untold(at().database)).toEqual([]);
  });

  it('change between sessions only', () => {
    const lock = takeLock(at().sessionLock, SESSION_LOCK_MS);
    expect(admit()).toBe('SESSION_BUSY');
    lock?.release();
    expect(admit()).toBeNull();
  });

  it('cut short by a crash, are either as before or as the ledger tells', () => {
    const before = readFileSync(at().custody);
    admitCustodian(site.app, pair(), utf8(THIRD));
    const after = readFileSync(at().custody);
    // Told, not yet in its place; then not even whole where it stood.
    for (const left of [before, new Uint8Array(before.length)]) {
      writeFileSync(at().custodyNext, after);
      writeFileSync(at().custody, left);
      site.reopen();
      expect(readFileSync(at().custody)).toEqual(after);
      expect(existsSync(at().custodyNext)).toBe(false);
    }
    // Written aside, never told.
    writeFileSync(at().custodyNext, before);
    site.reopen();
    expect(readFileSync(at().custody)).toEqual(after);
    expect(existsSync(at().custodyNext)).toBe(false);
    expect(custodianNumbers(site.app)).toEqual([1, 2, 3]);
  });

  it('whose file cannot be written are not told either', () => {
    const from = size();
    mkdirSync(at().custodyNext);
    expect(admit()).toBe('FILE_WRITE');
    rmSync(at().custodyNext, { recursive: true });
    expect(since(from)).toEqual([]);
    expect(custodianNumbers(site.app)).toEqual([1, 2]);
  });

  it('leave no passphrase on the disk', () => {
    admitCustodian(site.app, pair(), utf8(THIRD));
    expect(admit(THIRD, pair([WRONG, SECOND]))).toBe('CUSTODY_PASSPHRASE');
    for (const name of readdirSync(site.dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(site.dir, name);
      if (!statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      for (const secret of [FIRST, SECOND, THIRD, WRONG]) expect(bytes.includes(secret)).toBe(false);
    }
  });
});
