import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppliance } from '../../appliance/appliance.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { writeCertificates } from '../../appliance/retention/certificates.ts';
import { destroy } from '../../appliance/retention/destroy.ts';
import { retained } from '../../appliance/retention/due.ts';
import { keyOf } from '../../appliance/retention/kept.ts';
import { readRoot, unwrapKey } from '../../appliance/retention/root.ts';
import { listModels } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex } from '../../src/base/bytes.ts';
import { countersign, parseCertificate } from '../../src/bundle/certificate.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { signOrder } from '../../src/bundle/destroy-order.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { openCustody } from '../../src/keys/custody.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { codeOf, openSite, pair, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { type PartyKeys, scratch } from '../support/parties.ts';
import { entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

const filesBelow = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());

/** A thief with a copy of an appliance's disk and two custodians' passphrases: what opens of the file at `path` under the key of row `bundle` in the database at `from`. */
function theft(
  site: Site,
  css: PartyKeys,
  disk: { root: string; database: string; custody: string; file: string; bundle: string },
): string {
  const { seal } = secretsFromRoot(openCustody(readFileSync(disk.custody), pair()));
  const db = new Database(disk.database, { readonly: true });
  const row = db.prepare('SELECT wrapped FROM kept WHERE bundle = ?').get(disk.bundle) as { wrapped: Uint8Array } | undefined;
  db.close();
  if (row === undefined) return 'no key';
  let key: Uint8Array;
  try {
    key = unwrapKey(readRoot(disk.root), disk.bundle, row.wrapped);
  } catch {
    return 'not under this root';
  }
  const cardOf = (id: string) => (id === css.card.id ? css.card : null);
  const checked = checkBundle(disk.file, { keptUnder: key, recipientId: site.app.card.id, cardOf });
  return Buffer.from(readShard(unlockBundle(checked, { ...css.secrets, seal }), 0)).toString();
}

describe.skipIf(noChamber)('destruction', () => {
  let site: Site;
  let css: PartyKeys;
  let other: PartyKeys;
  let requests: { id: string; path: string }[];
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  const old = { key: '', root: '', wrapped: '', head: Buffer.alloc(0) };
  const disk = (at: string) => ({
    root: join(at, 'keys/retention.key'),
    database: join(at, 'ecluse.sqlite'),
    custody: join(at, 'keys/custody.key'),
  });
  const quarantined = (at: string, id: string) => join(at, 'bundles/quarantine', `${id}.bundle`);
  const doom = (bundle?: string) =>
    destroy(site.app, { operator: site.operator, reviewer: site.reviewer, ...(bundle === undefined ? {} : { bundle }) });
  const types = (from: number) => entriesSince(paths(site.dir).database, from).map(({ type }) => type);

  beforeAll(async () => {
    site = openSite(folder, 'destruction');
    css = site.partner('CSS des Rives');
    other = site.partner('CSS du Plateau');
    requests = [css, css, other].map((each, i) => site.bundle(each, 'train', i === 0 ? { destroyBy: '2026-09-10' } : {}));
    for (const { path } of requests) receive(site.app, path, null);
    const { session } = await site.session();
    site.review(session);
    release(site.app, site.drive, site.operator);
  });
  afterAll(() => site.app.close());

  it('is refused before its date, by one person, and during a session', async () => {
    const [first] = requests;
    expect(await codeOf(() => doom(first!.id))).toBe('DESTROY_NOT_DUE');
    expect(await codeOf(() => doom('f'.repeat(32)))).toBe('DESTROY_UNKNOWN');
    expect(await codeOf(() => destroy(site.app, { operator: site.operator, reviewer: site.operator }))).toBe('TWO_PERSONS');
    expect(await codeOf(() => destroy(site.app, { operator: site.reviewer, reviewer: site.operator }))).toBe('ROLE_FORBIDDEN');
    expect(doom().items).toEqual([]);
    const late = retained(site.app.store, '2026-09-11').filter(({ overdue }) => overdue);
    expect(late.map(({ kind }) => kind).sort()).toEqual(['evaluation', 'model', 'train']);
    expect(late.every(({ request }) => request === first!.id)).toBe(true);
  });

  it('past its date stops the sessions of its CSS, and of no other', async () => {
    site.time = new Date('2026-09-11T09:00:00Z');
    const waiting = [css, other].map((each) => site.bundle(each, 'train'));
    for (const { path } of waiting) receive(site.app, path, null);
    const run = await site.session();
    expect(run.setAside).toEqual([{ bundle: waiting[0]!.id, code: 'DESTRUCTION_OVERDUE' }]);
    expect(await codeOf(() => doom())).toBe('DESTROY_SESSION_LIVE');
    site.review(run.session);
    release(site.app, site.drive, site.operator);
    expect(await codeOf(() => site.session())).toBe('DESTRUCTION_OVERDUE');
  });

  it('is certified, and the ledger tells it from beginning to end', () => {
    const { id } = requests[0]!;
    const held = readFileSync(quarantined(site.dir, id));
    const length = held.readUInt32BE(16);
    old.key = toHex(keyOf(site.app, id));
    old.root = toHex(readRoot(paths(site.dir).retentionKey).secret);
    old.wrapped = toHex(
      (site.app.store.db.prepare('SELECT wrapped FROM kept WHERE bundle = ?').get(id) as { wrapped: Uint8Array }).wrapped,
    );
    old.head = held.subarray(20, 20 + Math.min(64, length));
    cpSync(site.dir, before, { recursive: true });
    const size = site.app.store.ledger.size();
    const { items } = doom();
    expect(items.map(({ kind }) => kind).sort()).toEqual(['evaluation', 'model', 'train']);
    expect(types(size)).toEqual([...Array(3).fill('destruction.begun'), ...Array(3).fill('bundle.destroyed'), 'destruction.certified']);
    expect(untold(paths(site.dir).database)).toEqual([]);
    expect(listModels(site.app).filter(({ state }) => state === 'discarded')).toHaveLength(1);
    cpSync(site.dir, after, { recursive: true });
  });

  it('leaves nothing to a thief of the disk after it, passphrase in hand', async () => {
    const { id } = requests[0]!;
    expect(existsSync(quarantined(after, id))).toBe(false);
    expect(theft(site, css, { ...disk(after), file: quarantined(before, id), bundle: id })).toBe('no key');
    for (const path of filesBelow(after)) {
      const bytes = readFileSync(path);
      for (const secret of [old.key, old.root, old.wrapped]) {
        expect([path, bytes.includes(Buffer.from(secret, 'hex')), bytes.includes(secret)]).toEqual([path, false, false]);
      }
      expect([path, bytes.includes(old.head)]).toEqual([path, false]);
    }
    expect(await codeOf(() => keyOf(site.app, id))).toBe('KEEP_KEY');
  });

  it('leaves nothing either to one who also has every backup made before, its retention root left out', () => {
    const [{ id }, { id: survivor }] = [requests[0]!, requests[1]!];
    const backup = { database: disk(before).database, custody: disk(before).custody };
    expect(theft(site, css, { ...backup, root: disk(after).root, file: quarantined(before, id), bundle: id })).toBe('not under this root');
    // A full copy of the disk from before, root included, does open it: what SECURITY.md says that no program can undo. It also shows that this thief can steal.
    expect(theft(site, css, { ...disk(before), file: quarantined(before, id), bundle: id })).toContain('"format"');
    expect(theft(site, css, { ...disk(after), file: quarantined(after, survivor), bundle: survivor })).toContain('"format"');
  });

  it('refuses the database of yesterday put back: its keys are under a root that is gone', async () => {
    const rolled = join(folder, 'rolled');
    cpSync(after, rolled, { recursive: true });
    for (const name of readdirSync(before).filter((each) => each.startsWith('ecluse.sqlite')))
      cpSync(join(before, name), join(rolled, name));
    const app = openAppliance(rolled, { clock: () => site.time, random: site.random });
    expect(await codeOf(() => keyOf(app, requests[0]!.id))).toBe('RETENTION_ROOT');
    app.close();
  });

  it('of another bundle leaves this one in use', async () => {
    const run = await site.session();
    expect(run.results).toHaveLength(1);
    site.review(run.session);
    expect(release(site.app, site.drive, site.operator).files).toHaveLength(1);
  });

  it('on the signed order of its CSS needs no date; the order of another is refused', async () => {
    const { id } = requests[1]!;
    const put = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const created = '2026-09-11T09:00:00Z';
    const foreign = signOrder({ bundle: id, models: 'destroy', created }, other, site.app.card);
    expect(await codeOf(() => receive(site.app, put('foreign.note', foreign.text), null))).toBe('ORDER_BUNDLE');
    const own = signOrder({ bundle: id, models: 'keep', created }, css, site.app.card);
    const forged = put('forged.note', own.text.replace('models keep', 'models destroy'));
    expect(await codeOf(() => receive(site.app, forged, null))).toBe('ORDER_SIGNATURE');
    expect(await codeOf(() => doom(id))).toBe('DESTROY_NOT_DUE');
    expect(receive(site.app, put('own.note', own.text), null)).toMatchObject({ what: 'order', bundle: id });
    expect(await codeOf(() => receive(site.app, join(folder, 'own.note'), null))).toBe('ORDER_REPLAY');
    expect(
      doom(id)
        .items.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['evaluation', 'train']);
    expect(untold(paths(site.dir).database)).toEqual([]);
  });

  it('is countersigned by its CSS, and by no other', async () => {
    const drive = join(folder, 'certificates');
    mkdirSync(drive);
    const written = writeCertificates(site.app, drive);
    expect(written).toHaveLength(2);
    for (const { file } of written) {
      const certificate = parseCertificate(readFileSync(file));
      const back = (text: string) => {
        writeFileSync(`${file}.back`, text);
        return () => receive(site.app, `${file}.back`, null);
      };
      expect(await codeOf(back(certificate.text))).toBe('CERTIFICATE_COUNTERSIGNATURE');
      expect(await codeOf(back(countersign(certificate, other).text))).toBe('CERTIFICATE_COUNTERSIGNATURE');
      const other_item = certificate.text.replace(/item ([0-9a-f])/, (_, digit) => `item ${digit === '0' ? '1' : '0'}`);
      expect(await codeOf(back(other_item))).toBe('CERTIFICATE_SIGNATURE');
      expect(back(countersign(certificate, css).text)()).toMatchObject({ what: 'certificate', items: certificate.items.length });
      expect(await codeOf(back(countersign(certificate, css).text))).toBe('CERTIFICATE_REPLAY');
    }
    expect(writeCertificates(site.app, drive)).toEqual([]);
    expect(untold(paths(site.dir).database)).toEqual([]);
    exportLedger(site.app, join(folder, 'export'));
    expect(verifyExport(folderReader(join(folder, 'export'))).findings).toEqual([]);
  });
});
