import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTS, custodyPage } from '../../appliance/console/pages/custody.ts';
import { admitCustodian, dismissCustodian } from '../../appliance/custody/change.ts';
import { custodianNumbers } from '../../appliance/custody/file.ts';
import { pastKeysAt, pastVaults } from '../../appliance/custody/past-keys.ts';
import { rotateKeys } from '../../appliance/custody/rotate.ts';
import { custodyView } from '../../appliance/custody/view.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { destroy } from '../../appliance/retention/destroy.ts';
import { readRoot, unwrapKey } from '../../appliance/retention/root.ts';
import { draftSession } from '../../appliance/session/draft.ts';
import { SESSION_LOCK_MS, takeLock } from '../../appliance/store/lock.ts';
import { pastKeys } from '../../appliance/store/rotation.ts';
import { overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { unlockBundle } from '../../src/bundle/unlock.ts';
import { type Command, type Group, isGroup } from '../../src/cli/command.ts';
import { ecluse } from '../../src/cli/commands.ts';
import { parseCard } from '../../src/keys/card.ts';
import { type CustodianSecret, openCustody } from '../../src/keys/custody.ts';
import { pastKeyContext } from '../../src/keys/past-key.ts';
import { type Secrets, secretsFromRoot } from '../../src/keys/secrets.ts';
import { rootOfShares } from '../../src/keys/shares.ts';
import { openVault } from '../../src/keys/vault.ts';
import { toMarkup } from '../../src/web/html.ts';
import { codeOf as later, openSite, PASSPHRASES, pair, type Site, WRONG } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { code } from '../support/code.ts';
import { type PartyKeys, scratch } from '../support/parties.ts';
import { contents, entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

const THIRD = 'encore six mots, pour une troisième personne';
const [FIRST, SECOND] = PASSPHRASES;
let site: Site;
let css: PartyKeys;
let serial = 0;
beforeEach(() => {
  const home = join(folder, String(++serial));
  mkdirSync(home);
  site = openSite(home, `rotation ${serial}`);
  css = site.partner('CSS des Rives');
});

type Staying = [CustodianSecret, CustodianSecret, ...CustodianSecret[]];
const at = () => paths(site.dir);
const size = () => overview(site.app).ledger.size;
const since = (from: number) =>
  entriesSince(at().database, from).map(({ type, code, actor }) => [type, actor, ...(code ? [code] : [])].join(' '));
const three = (third = THIRD): Staying => [...pair(), { number: 3, passphrase: utf8(third) }];
const rotate = (custodians: Staying = [...pair()], until?: string) => rotateKeys(site.app, { custodians, ...(until && { until }) });
const refused = (custodians?: Staying, until?: string) => code(() => rotate(custodians, until));
const rootNow = (phrases: readonly [string, string] = [FIRST, SECOND]) => openCustody(readFileSync(at().custody), pair(phrases));
/** Whether these keys open a bundle as it travels. */
const opens = (path: string, seal: Uint8Array) => {
  const checked = checkBundle(path, { recipientId: site.app.card.id, cardOf: () => css.card });
  return code(() => unlockBundle(checked, { seal })) === null;
};
/** The past keys, as whoever has the present root and the appliance's disk opens them. */
const pastSeals = ({ vault }: Secrets) =>
  new Map(pastVaults(site.app).map((each) => [each.card, openVault(vault, pastKeyContext(each.card), each.vault)]));
const pathsOf = (entry: Command | Group, at: string[]): string[] =>
  isGroup(entry) ? entry.commands.flatMap((each) => pathsOf(each, [...at, entry.name])) : [[...at, entry.name].join(' ')];
const people = () => ({ operator: site.operator, reviewer: site.reviewer });
const days = (count: number) => {
  site.time = new Date(site.time.getTime() + count * 86_400_000);
};
const audited = (card?: string) => {
  const to = join(folder, `export-${serial}-${size()}`);
  exportLedger(site.app, to);
  return verifyExport(folderReader(to), { ...(card && { card: utf8(card) }) });
};

describe('rotation of the appliance’s keys', () => {
  it('gives another root, other keys and another card under the same name; what was sealed before opens, and the old root opens nothing new', () => {
    const before = site.bundle(css, 'train');
    receive(site.app, before.path, null);
    const old = { card: site.app.card, secrets: secretsFromRoot(rootNow()), file: readFileSync(at().custody) };
    const from = size();
    const custodians: Staying = [...pair()];
    const { rotation } = rotate(custodians);
    for (const { passphrase } of custodians) expect(passphrase.every((byte) => byte === 0)).toBe(true);
    const { card } = site.app;
    expect([card.id, card.name, card.log, card.role]).toEqual([old.card.id, old.card.name, old.card.log, 'appliance']);
    expect([rotation.from.hash, rotation.to.hash, rotation.until]).toEqual([old.card.hash, card.hash, '2026-10-05']);
    expect(since(from)).toEqual(['keys.rotated depositaire-1']);
    const root = rootNow();
    expect(root).not.toEqual(old.secrets.root);
    expect(code(() => openCustody(readFileSync(at().custody), pair([FIRST, WRONG])))).toBe('CUSTODY_PASSPHRASE');
    expect(parseCard(readFileSync(at().card)).hash).toBe(card.hash);
    expect(existsSync(at().custodyNext)).toBe(false);

    const secrets = secretsFromRoot(root);
    const after = site.bundle(css, 'train');
    receive(site.app, after.path, null);
    expect([opens(before.path, old.secrets.seal), opens(before.path, secrets.seal)]).toEqual([true, false]);
    expect([opens(after.path, old.secrets.seal), opens(after.path, secrets.seal)]).toEqual([false, true]);
    expect(pastSeals(secrets)).toEqual(new Map([[old.card.hash, old.secrets.seal]]));
    expect(code(() => pastSeals(old.secrets))).toBe('VAULT_OPEN');

    site.reopen();
    expect(site.app.card.hash).toBe(card.hash);
    expect(untold(at().database)).toEqual([]);
    expect(audited().findings).toEqual([]);
    expect(audited(old.card.text).findings).toEqual([]);
    const { card: judged, facts } = audited(card.text);
    expect([judged?.hash, judged?.compared]).toEqual([card.hash, true]);
    expect(facts?.rotations.map(({ party, from: was, to }) => [party, was, to])).toEqual([[null, old.card.hash, card.hash]]);
  });

  it.skipIf(noChamber)('leaves models and requests of before to the sessions of after, which unlock the new keys', async () => {
    await site.model(css);
    receive(site.app, site.bundle(css, 'score').path, null);
    rotate();
    receive(site.app, site.bundle(css, 'score').path, null);
    const from = size();
    const { session, results } = await site.session();
    expect(results).toHaveLength(2);
    expect(since(from)).toContain('unlock.succeeded depositaire-1');
    site.review(session);
    expect(release(site.app, site.drive, site.operator).files).toHaveLength(2);
    expect(untold(at().database)).toEqual([]);
    expect(audited().findings).toEqual([]);
    expect(audited().ok).toBe(true);
  });

  it('takes every custodian who stays: a wrong, a mistyped, a stale or a missing passphrase changes nothing', () => {
    admitCustodian(site.app, pair(), utf8(THIRD));
    const file = readFileSync(at().custody);
    const rows = contents(at().database);
    const from = size();
    const { card } = site.app;
    expect(refused(three(WRONG))).toBe('CUSTODY_PASSPHRASE');
    expect(refused([...pair([FIRST, WRONG])])).toBe('CUSTODY_PASSPHRASE');
    expect(refused([...pair([FIRST, FIRST], [1, 1])])).toBe('CUSTODY_SAME');
    site.time = new Date(site.time.getTime() + 60_000);
    expect(refused([...pair(), { number: 2, passphrase: utf8(THIRD) }])).toBe('CUSTODY_SAME');
    expect(refused([...pair(), { number: 4, passphrase: utf8(THIRD) }])).toBe('CUSTODY_UNKNOWN');
    expect(refused([...pair([FIRST, FIRST])])).toBe('CUSTODY_TWINS');
    expect(since(from)).toEqual(['custody.refused appliance CUSTODY_PASSPHRASE', 'custody.refused appliance CUSTODY_PASSPHRASE']);
    expect([readFileSync(at().custody), site.app.card.hash, contents(at().database)]).toEqual([file, card.hash, rows]);

    expect(rotate(three()).custodians).toEqual([1, 2, 3]);
    const root = rootNow();
    expect(openCustody(readFileSync(at().custody), pair([SECOND, THIRD], [2, 3]))).toEqual(root);
    dismissCustodian(site.app, pair([FIRST, THIRD], [1, 3]), 2);
    expect(refused([...pair()])).toBe('CUSTODY_UNKNOWN');
    expect(refused([...pair([FIRST, SECOND], [1, 3])])).toBe('CUSTODY_PASSPHRASE');
    expect(untold(at().database)).toEqual([]);
  });

  it('lets go of a custodian who is not there, and the ledger says so', () => {
    admitCustodian(site.app, pair(), utf8(THIRD));
    const from = size();
    expect(rotate([...pair([FIRST, THIRD], [1, 3])])).toMatchObject({ custodians: [1, 3], left: [2] });
    expect(since(from)).toEqual(['custodian.retired depositaire-1', 'keys.rotated depositaire-1']);
    expect(custodianNumbers(site.app)).toEqual([1, 3]);
    expect(audited().findings).toEqual([]);
  });

  it('is believed by the ledger, not by the files: old ones put back beside it open nothing', async () => {
    receive(site.app, site.bundle(css, 'train').path, null);
    const aside = { custody: join(folder, `old-custody-${serial}`), card: join(folder, `old-card-${serial}`) };
    copyFileSync(at().custody, aside.custody);
    copyFileSync(at().card, aside.card);
    const { rotation } = rotate();
    copyFileSync(aside.custody, at().custody);
    copyFileSync(aside.card, at().card);
    site.reopen();
    expect(site.app.card.hash).toBe(rotation.to.hash);
    expect(parseCard(readFileSync(at().card)).hash).toBe(rotation.to.hash);
    expect(await later(() => site.session())).toBe('CUSTODY_STALE');
    expect(refused()).toBe('CUSTODY_STALE');
  });

  it('makes paper shares of before worthless', async () => {
    const { shareRoot } = await import('../../appliance/custody/recovery.ts');
    const [first, second] = await shareRoot(site.app, pair());
    rotate();
    await expect(rootOfShares([first!, second!], site.app.card)).rejects.toMatchObject({ code: 'SHARE_ROOT' });
  });

  it('is done between sessions, by one at a time, and until a day that is neither past nor far', () => {
    receive(site.app, site.bundle(css, 'train').path, null);
    expect(refused(undefined, '2026-09-04')).toBe('ROTATION_UNTIL');
    expect(refused(undefined, '2027-09-07')).toBe('ROTATION_UNTIL');
    expect(refused(undefined, '2026-09-31')).toBe('DATE_FORM');
    const lock = takeLock(at().sessionLock, SESSION_LOCK_MS);
    expect(refused()).toBe('SESSION_BUSY');
    lock?.release();
    draftSession(site.app, { gap: 'chamber', operator: site.operator });
    expect(refused()).toBe('ROTATION_SESSION');
  });

  it('goes on taking what was sealed to the old card until its day, and then no more; its key is destroyed once nothing rests under it', () => {
    const [resting, coming, late] = [
      site.bundle(css, 'train', { destroyBy: '2026-09-20' }),
      site.bundle(css, 'train', { destroyBy: '2026-09-20' }),
      site.bundle(css, 'train'),
    ];
    receive(site.app, resting.path, null);
    const { rotation } = rotate(undefined, '2026-09-10');
    const old = rotation.from.hash;
    days(5);
    const from = size();
    receive(site.app, coming.path, null);
    expect(pastKeysAt(site.app)).toMatchObject([{ card: old, files: 2, due: false, destroyed: null }]);
    days(1);
    expect(code(() => receive(site.app, late.path, null))).toBe('BUNDLE_RECIPIENT_CARD');
    expect(since(from)).toEqual(['bundle.received appliance', 'bundle.refused appliance BUNDLE_RECIPIENT_CARD']);

    const { wrapped } = pastKeys(site.app.store)[0]!;
    expect(destroy(site.app, people()).keys).toEqual([]);
    days(9);
    const then = size();
    const gone = destroy(site.app, people());
    expect([gone.items.map(({ bundle }) => bundle).sort(), gone.keys]).toEqual([[resting.id, coming.id].sort(), [old]]);
    expect(since(then).filter((entry) => entry.startsWith('keys'))).toEqual(['keys.expired operateur', 'keys.destroyed appliance']);
    expect([pastVaults(site.app), pastKeysAt(site.app)]).toMatchObject([[], [{ due: false, destroyed: '2026-09-20T09:00:00Z' }]]);
    // Whoever kept a copy of the database finds it under a root that is gone.
    expect(code(() => unwrapKey(readRoot(at().retentionKey), old, wrapped!))).toBe('KEEP_KEY');
    expect(destroy(site.app, people())).toEqual({ items: [], keys: [] });
    expect(untold(at().database)).toEqual([]);
    expect(audited().findings).toEqual([]);
  });

  it('may come again: each past key goes on under the newest root', () => {
    const zero = site.bundle(css, 'train');
    receive(site.app, zero.path, null);
    const first = rotate();
    const middle = site.bundle(css, 'train');
    receive(site.app, middle.path, null);
    const betweenRoot = secretsFromRoot(rootNow());
    site.time = new Date(site.time.getTime() + 1000);
    const second = rotate();
    const seals = pastSeals(secretsFromRoot(rootNow()));
    expect([...seals.keys()].sort()).toEqual([first.rotation.from.hash, second.rotation.from.hash].sort());
    expect(opens(zero.path, seals.get(first.rotation.from.hash)!)).toBe(true);
    expect(opens(middle.path, seals.get(second.rotation.from.hash)!)).toBe(true);
    expect(code(() => pastSeals(betweenRoot))).toBe('VAULT_OPEN');
    expect(untold(at().database)).toEqual([]);
    expect(audited(first.rotation.from.text).findings).toEqual([]);
  });

  it('is told on the console: who holds the keys since when, and that paper of before is worth nothing', async () => {
    const { shareRoot } = await import('../../appliance/custody/recovery.ts');
    admitCustodian(site.app, pair(), utf8(THIRD));
    await shareRoot(site.app, pair());
    expect(custodyView(site.app)).toMatchObject({ rotated: null, paper: { stale: false }, recovered: null, keys: [] });
    days(1);
    const { rotation } = rotate([...pair([FIRST, THIRD], [1, 3])]);
    const view = custodyView(site.app);
    expect(view.custodians.map(({ number }) => number)).toEqual([1, 3]);
    expect(view).toMatchObject({ rotated: '2026-09-06T09:00:00Z', paper: { stale: true }, card: { hash: rotation.to.hash } });
    expect(view.keys).toMatchObject([{ card: rotation.from.hash, files: 0, due: false }]);
    const page = toMarkup(custodyPage(view, 'fr').body);
    expect(page).toContain('ces parts n’ouvrent plus rien');
    const commands = new Set(ecluse.commands.flatMap((entry) => pathsOf(entry, [])));
    for (const [, command] of ACTS)
      expect(
        [...commands].some((path) => command.startsWith(`ecluse ${path} `)),
        command,
      ).toBe(true);
  });

  it('leaves neither a passphrase nor a decryption key on the disk', () => {
    const old = secretsFromRoot(rootNow());
    rotate();
    const next = secretsFromRoot(rootNow());
    const secrets = [FIRST, SECOND, ...[old, next].flatMap(({ root, sign, seal, vault }) => [root, sign, seal, vault])];
    for (const name of readdirSync(site.dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(site.dir, name);
      if (!statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      for (const secret of secrets) expect([name, bytes.includes(Buffer.from(secret))]).toEqual([name, false]);
      for (const secret of secrets.slice(2))
        expect([name, bytes.includes(Buffer.from(secret as Uint8Array).toString('hex'))]).toEqual([name, false]);
    }
  });
});
