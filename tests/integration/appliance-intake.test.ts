import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { enrol, inspectCard } from '../../appliance/intake/enrol.ts';
import { receive, receiveAll } from '../../appliance/intake/receive.ts';
import { currentCheckpoint } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { keptDigest, keyOf } from '../../appliance/retention/kept.ts';
import { logIn } from '../../appliance/session/login.ts';
import { draftSession } from '../../appliance/session/run.ts';
import { change } from '../../appliance/store/change.ts';
import { moveSession } from '../../appliance/store/session.ts';
import { listBundles, listParties } from '../../appliance/views.ts';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { fingerprintWords } from '../../src/keys/words.ts';
import { ledgerOrigin, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { parseEntry } from '../../src/ledger/event.ts';
import { codeOf, openSite, PASSWORDS, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { manifestOf, putTogether, signedFile, takeApart } from '../support/craft.ts';
import { type PartyKeys, party, scratch, sealAt } from '../support/parties.ts';
import { contents, entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
let site: Site;
let css: PartyKeys;
let other: PartyKeys;
beforeAll(() => {
  site = openSite(folder);
  css = site.partner('CSS des Rives');
  other = site.partner('CSS du Plateau');
});
afterAll(() => {
  site.app.close();
  remove();
});
afterEach(() => expect(untold(database())).toEqual([]));

const database = () => paths(site.dir).database;
const quarantine = () => readdirSync(paths(site.dir).quarantine).sort();

/** The act is refused with this code, the ledger says so in one entry, and nothing else has changed. */
async function refused(code: string, type: string | null, act: () => unknown): Promise<void> {
  const before = { size: site.app.store.ledger.size(), rows: contents(database()), files: quarantine() };
  expect(await codeOf(act)).toBe(code);
  const entries = entriesSince(database(), before.size).map((entry) => `${entry.type} ${entry.code}`);
  expect(entries).toEqual(type === null ? [] : [`${type} ${code}`]);
  expect(contents(database())).toBe(before.rows);
  expect(quarantine()).toEqual(before.files);
}

describe('enrolment', () => {
  const card = () => utf8(party('partner', 'CSS nouveau').card.text);
  const enrolAs = (bytes: Uint8Array, operator = site.operator, reviewer = site.reviewer) => enrol(site.app, bytes, { operator, reviewer });

  it('shows words to compare, and takes two people', async () => {
    const { hash, id, name } = party('partner', 'CSS nouveau').card;
    expect(inspectCard(card())).toEqual({ rotation: false, id, name, hash, words: fingerprintWords(hash) });
    await refused('TWO_PERSONS', null, () => enrolAs(card(), site.operator, site.operator));
    await refused('ROLE_FORBIDDEN', null, () => enrolAs(card(), site.reviewer, site.operator));
    await refused('ROLE_FORBIDDEN', null, () => enrolAs(card(), site.operator, site.auditor));
  });

  it('refuses an appliance’s card, a card twice, a card garbled', async () => {
    await refused('CARD_ROLE', null, () => enrolAs(utf8(site.app.card.text)));
    await refused('PARTY_ENROLLED', null, () => enrolAs(utf8(css.card.text)));
    await refused('CARD_FORM', null, () => enrolAs(utf8(`${css.card.text}x`)));
    expect(listParties(site.app).map(({ name }) => name)).toEqual(['CSS des Rives', 'CSS du Plateau']);
  });
});

describe('receipt', () => {
  const as = (path: string) => () => receive(site.app, path, site.operator);

  it('takes a bundle in once, now and after reopening', async () => {
    const { path, id } = site.bundle(css);
    const size = site.app.store.ledger.size();
    expect(as(path)()).toMatchObject({ what: 'bundle', id, kind: 'score', sender: { name: 'CSS des Rives' }, missing: 0 });
    expect(entriesSince(database(), size)).toEqual([{ type: 'bundle.received', code: undefined, actor: 'operateur' }]);
    // Three pupils: a number that the log does not tell.
    expect(parseEntry(site.app.store.ledger.entry(size)!).counts).toEqual({ sequence: 1, bytes: statSync(path).size, shards: 2 });
    const [rests, whole] = [join(paths(site.dir).quarantine, `${id}.bundle`), readFileSync(path)];
    expect(keptDigest(rests, keyOf(site.app, id))).toBe(toHex(sha256(whole)));
    // Its head, which holds the bundle's key, lies nowhere in the clear.
    expect(readFileSync(rests).includes(whole.subarray(0, 60))).toBe(false);
    await refused('BUNDLE_REPLAY', 'bundle.refused', as(path));
    site.reopen();
    await refused('BUNDLE_REPLAY', 'bundle.refused', as(path));
  });

  it('refuses another id under a number that has passed, and a broken chain', async () => {
    await refused('BUNDLE_SEQUENCE', 'bundle.refused', as(site.bundle(css, 'score', { sequence: 1, previous: null }).path));
    const { path } = site.bundle(css, 'score', { sequence: 2, previous: 'f'.repeat(64) });
    await refused('BUNDLE_CHAIN', 'bundle.refused', as(path));
  });

  it('counts the numbers passed over', () => {
    const { path } = site.bundle(other, 'score', { sequence: 4, previous: 'e'.repeat(64) });
    expect(receive(site.app, path, null)).toMatchObject({ sequence: 4, missing: 3 });
  });

  it('refuses the wrong recipient, an unenrolled sender, another’s signature', async () => {
    const elsewhere = party('appliance', 'Autre écluse');
    const path = join(folder, 'elsewhere.bundle');
    sealAt(path, css, elsewhere.card, { core: { id: 'a'.repeat(32), sequence: 9, previous: 'e'.repeat(64) } });
    await refused('BUNDLE_RECIPIENT', 'bundle.refused', as(path));
    const stranger = party('partner', 'CSS inconnu');
    const unknown = site.bundle(stranger).path;
    await refused('BUNDLE_SENDER', 'bundle.refused', as(unknown));
    const parts = takeApart(readFileSync(site.bundle(css, 'score', { sequence: 8, previous: 'e'.repeat(64) }).path));
    const forged = join(folder, 'forged.bundle');
    writeFileSync(forged, signedFile(manifestOf(parts), { card: css.card, secrets: stranger.secrets }, parts.shards));
    await refused('BUNDLE_SIGNATURE', 'bundle.refused', as(forged));
  });

  it('refuses an old card of its own, and kinds that are not for it', async () => {
    const parts = takeApart(readFileSync(site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) }).path));
    parts.core.recipient.card = 'c'.repeat(64);
    const old = join(folder, 'old.bundle');
    writeFileSync(old, putTogether(parts, css));
    await refused('BUNDLE_RECIPIENT_CARD', 'bundle.refused', as(old));
    const result = join(folder, 'result.bundle');
    sealAt(result, css, site.app.card, { kind: 'result', core: { id: 'd'.repeat(32), sequence: 9, previous: 'e'.repeat(64) } });
    await refused('INTAKE_KIND', 'bundle.refused', as(result));
  });

  it('refuses a bundle whose destruction date has passed', async () => {
    const { path } = site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64), destroyBy: '2026-09-04' });
    await refused('BUNDLE_DESTROY_BY', 'bundle.refused', as(path));
  });

  it('refuses every garbling: cut, lengthened, a bit turned, something else', async () => {
    const { path } = site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) });
    const whole = readFileSync(path);
    const bad = join(folder, 'garbled.bundle');
    const garble = (bytes: Uint8Array) => {
      writeFileSync(bad, bytes);
      return as(bad);
    };
    await refused('BUNDLE_LENGTH', 'bundle.refused', garble(whole.subarray(0, whole.length - 1)));
    await refused('BUNDLE_LENGTH', 'bundle.refused', garble(Buffer.concat([whole, Buffer.from([0])])));
    const turned = Buffer.from(whole);
    turned[whole.length - 1]! ^= 1;
    await refused('BUNDLE_SHARD_HASH', 'bundle.refused', garble(turned));
    await refused('INTAKE_FILE', 'bundle.refused', garble(utf8('une lettre')));
    await refused('INTAKE_FILE', 'bundle.refused', garble(new Uint8Array(0)));
    await refused('INTAKE_FILE', 'bundle.refused', garble(utf8(css.card.text)));
  });

  it('refuses 0 rows and a declared shard of 3 GB', async () => {
    const parts = () => takeApart(readFileSync(site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) }).path));
    const made = (change: (parts: ReturnType<typeof takeApart>) => void) => {
      const taken = parts();
      change(taken);
      const path = join(folder, 'declared.bundle');
      writeFileSync(path, putTogether(taken, css));
      return as(path);
    };
    await refused(
      'BUNDLE_LIMIT',
      'bundle.refused',
      made(({ core }) => Object.assign(core.shards[1], { bytes: 3 * 2 ** 30 })),
    );
    await refused(
      'BUNDLE_EMPTY',
      'bundle.refused',
      made(({ core }) => Object.assign(core.shards[1], { rows: 0 })),
    );
  });

  it('never copies a file past the caps, and does not wait at a pipe', async () => {
    const huge = join(folder, 'sparse.bundle');
    writeFileSync(huge, readFileSync(site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) }).path).subarray(0, 64));
    truncateSync(huge, LIMITS.fileBytes + 1);
    await refused('BUNDLE_SIZE', 'bundle.refused', as(huge));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await refused('FILE_MISSING', null, as(pipe));
    await refused('FILE_MISSING', null, as(join(folder, 'absent')));
    mkdirSync(join(folder, 'folder.bundle'));
    await refused('FILE_MISSING', null, as(join(folder, 'folder.bundle')));
  });

  it('is the operator’s, or the machine’s own shell', async () => {
    const { path } = site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) });
    await refused('ROLE_FORBIDDEN', null, () => receive(site.app, path, site.reviewer));
    await refused('ROLE_FORBIDDEN', null, () => receive(site.app, path, site.auditor));
  });

  it('takes several files in their senders’ order, each on its own', () => {
    const third = site.partner('CSS des Bois');
    const made = [1, 2, 3].map(() => site.bundle(third).path);
    const receipts = receiveAll(site.app, [made[2]!, join(folder, 'absent'), made[0]!, made[1]!], null);
    expect(receipts.map(({ path }) => path)).toEqual([...made, join(folder, 'absent')]);
    expect(receipts.map((each) => ('received' in each ? 'received' : each.refused.code))).toEqual([
      'received',
      'received',
      'received',
      'FILE_MISSING',
    ]);
  });

  it('takes them beside what a drive may hold that leads nowhere', () => {
    const third = site.partner('CSS des Pins');
    const made = site.bundle(third).path;
    const loop = join(folder, 'loop.bundle');
    symlinkSync('loop.bundle', loop);
    const nowhere = [loop, join(made, 'below-a-file'), join(folder, 'x'.repeat(300))];
    const receipts = receiveAll(site.app, [...nowhere, made], null);
    expect(receipts.map((each) => ('received' in each ? 'received' : each.refused.code))).toEqual([
      'received',
      ...new Array(3).fill('FILE_MISSING'),
    ]);
  });

  it('takes none of them when the drive fails on one: it may be the earlier of two, which a later one would shut out for good', () => {
    const third = site.partner('CSS des Lacs');
    const made = [1, 2].map(() => site.bundle(third).path);
    const failing = join(folder, 'failing.bundle');
    // A file that opens and does not read: the kernel answers EINVAL.
    symlinkSync('/sys/class/net/lo/speed', failing);
    const before = contents(database());
    const receipts = receiveAll(site.app, [...made, failing], null);
    expect(receipts.map((each) => ('received' in each ? 'received' : each.refused.code))).toEqual(new Array(3).fill('FILE_READ'));
    expect(contents(database())).toBe(before);
    expect(receiveAll(site.app, made, null).every((each) => 'received' in each)).toBe(true);
  });

  it('is closed while a session is sealed', async () => {
    const draft = (() => {
      const id = '5'.repeat(32);
      const told = (type: 'session.drafted' | 'session.sealed') =>
        ({ actor: 'operateur', type, subjects: { session: id, gap: 'chamber' }, counts: { bundles: 0 } }) as const;
      change(site.app.store, [told('session.drafted'), told('session.sealed')], (tx) => {
        tx.db
          .prepare(
            "INSERT INTO session (id, state, gap, operator, drafted) VALUES (?, 'drafted', 'chamber', 'operateur', '2026-09-05T09:00:00Z')",
          )
          .run(id);
        moveSession(tx, id, 'drafted', 'sealed', '2026-09-05T09:00:00Z');
      });
      return id;
    })();
    const { path } = site.bundle(css, 'score', { sequence: 9, previous: 'e'.repeat(64) });
    await refused('INTAKE_SEALED', 'bundle.refused', as(path));
    await refused('INTAKE_SEALED', null, () =>
      enrol(site.app, utf8(party('partner', 'CSS tardif').card.text), { operator: site.operator, reviewer: site.reviewer }),
    );
    // Nobody holds it: the next start ends it.
    site.reopen();
    expect(entriesSince(database(), 0).at(-1)).toMatchObject({ type: 'session.aborted', code: 'SESSION_INTERRUPTED' });
    expect(draft).toHaveLength(32);
  });
});

describe('the checkpoint that comes home', () => {
  it('is kept when this ledger grew out of it', () => {
    const checkpoint = currentCheckpoint(site.app);
    const { path } = site.bundle(css, 'score', { sequence: 20, previous: 'e'.repeat(64), checkpoint });
    receive(site.app, path, null);
    expect(site.app.store.db.prepare('SELECT note FROM witness').all()).toEqual([{ note: checkpoint }]);
  });

  it('is refused when it is another’s, or not signed by this ledger’s key', async () => {
    const elsewhere = party('appliance', 'Autre écluse');
    const root = new Uint8Array(32);
    const sign = (id: string, seed: Uint8Array) => signCheckpoint({ origin: ledgerOrigin(id), size: 3, root }, seed);
    const at = { sequence: 22, previous: 'e'.repeat(64) };
    const origin = site.bundle(css, 'score', { ...at, checkpoint: sign(elsewhere.card.id, site.app.ledgerSeed) }).path;
    await refused('LEDGER_ORIGIN', 'bundle.refused', () => receive(site.app, origin, null));
    const key = site.bundle(css, 'score', { ...at, checkpoint: sign(site.app.card.id, elsewhere.secrets.sign) }).path;
    await refused('LEDGER_CHECKPOINT_SIGNATURE', 'bundle.refused', () => receive(site.app, key, null));
    const form = site.bundle(css, 'score', { ...at, checkpoint: 'rien\n' }).path;
    expect(await codeOf(() => receive(site.app, form, null))).toMatch(/^(NOTE_FORM|LEDGER_CHECKPOINT_FORM)$/);
  });

  it('from a longer or another history: the bundle refused, the proof kept, no session from then on', async () => {
    const apart = scratch();
    const alone = openSite(apart.folder, 'alone');
    const sender = alone.partner('CSS témoin');
    receive(alone.app, alone.bundle(sender, 'train').path, null);
    const size = alone.app.store.ledger.size();
    const forked = signCheckpoint(
      { origin: ledgerOrigin(alone.app.card.id), size: size - 1, root: new Uint8Array(32) },
      alone.app.ledgerSeed,
    );
    const longer = signCheckpoint({ origin: ledgerOrigin(alone.app.card.id), size: 500, root: new Uint8Array(32) }, alone.app.ledgerSeed);
    const at = paths(alone.dir).database;
    expect(await codeOf(() => receive(alone.app, alone.bundle(sender, 'train', { checkpoint: longer }).path, null))).toBe(
      'LEDGER_ROLLED_BACK',
    );
    expect(await codeOf(() => receive(alone.app, alone.bundle(sender, 'train', { checkpoint: forked }).path, null))).toBe('LEDGER_FORKED');
    expect(entriesSince(at, size).map(({ type, code }) => `${type} ${code}`)).toEqual([
      'bundle.refused LEDGER_ROLLED_BACK',
      'bundle.refused LEDGER_FORKED',
    ]);
    expect(listBundles(alone.app)).toHaveLength(1);
    expect(await codeOf(() => draftSession(alone.app, { gap: 'chamber', operator: alone.operator }))).toMatch(
      /^LEDGER_(FORKED|ROLLED_BACK)$/,
    );
    alone.reopen();
    expect(await codeOf(() => draftSession(alone.app, { gap: 'chamber', operator: alone.operator }))).toMatch(
      /^LEDGER_(FORKED|ROLLED_BACK)$/,
    );
    expect(untold(at)).toEqual([]);
    alone.app.close();
    apart.remove();
  });
});

describe.skipIf(noChamber)('approvals', () => {
  it('of the very model, by its CSS, to this appliance, in force, once', async () => {
    site.app.close();
    site = openSite(join(folder, 'approvals'), 'approvals');
    const [mine, theirs] = [site.partner('CSS des Rives'), site.partner('CSS du Plateau')];
    receive(site.app, site.bundle(mine, 'train').path, null);
    const { session } = await site.session();
    site.review(session);
    release(site.app, site.drive, site.operator);
    const model = site.kept(mine)[0]!;
    const take = (path: string) => () => receive(site.app, path, site.operator);
    await refused('APPROVAL_MODEL', 'approval.refused', take(site.approval(mine, { ...model, id: 'autre' })));
    await refused('APPROVAL_MODEL', 'approval.refused', take(site.approval(theirs, model)));
    await refused('APPROVAL_DIGEST', 'approval.refused', take(site.approval(mine, { ...model, digest: 'e'.repeat(64) })));
    const past = { until: '2026-09-04', created: '2026-09-01T09:00:00Z' };
    await refused('APPROVAL_EXPIRED', 'approval.refused', take(site.approval(mine, model, past)));
    await refused('APPROVAL_SENDER', 'approval.refused', take(site.approval(party('partner', 'CSS inconnu'), model)));
    const good = site.approval(mine, model, { until: '2026-09-05' });
    const garbled = `${good}.bad`;
    writeFileSync(garbled, readFileSync(good, 'utf8').replace('stance wide', 'stance targeted'));
    await refused('APPROVAL_SIGNATURE', 'approval.refused', take(garbled));
    expect(take(good)()).toMatchObject({ what: 'approval', model: model.id, stance: 'wide', until: '2026-09-05' });
    await refused('APPROVAL_REPLAY', 'approval.refused', take(good));
    site.reopen();
    await refused('APPROVAL_REPLAY', 'approval.refused', take(good));
  });
});

describe('log-in', () => {
  it('slows down after three failures in a row, says so once, and forgets after a success', async () => {
    const at = site.time.getTime();
    const wrong = () => logIn(site.app, 'auditor', utf8('mauvais mot'));
    const size = site.app.store.ledger.size();
    for (let i = 0; i < 3; i++) expect(await codeOf(wrong)).toBe('LOGIN_FAILED');
    for (let i = 0; i < 3; i++) expect(await codeOf(() => logIn(site.app, 'auditor', utf8(PASSWORDS.auditor)))).toBe('LOGIN_SLOWED');
    expect(entriesSince(database(), size).map(({ code }) => code)).toEqual([
      'LOGIN_FAILED',
      'LOGIN_FAILED',
      'LOGIN_FAILED',
      'LOGIN_SLOWED',
    ]);
    site.reopen();
    expect(await codeOf(() => logIn(site.app, 'auditor', utf8(PASSWORDS.auditor)))).toBe('LOGIN_SLOWED');
    expect(await codeOf(() => logIn(site.app, 'operator', utf8(PASSWORDS.operator)))).toBe(null);
    site.time = new Date(at + 2_000);
    expect(await codeOf(wrong)).toBe('LOGIN_FAILED');
    site.time = new Date(at + 4_000);
    expect(await codeOf(wrong)).toBe('LOGIN_SLOWED');
    site.time = new Date(at + 6_000);
    expect(logIn(site.app, 'auditor', utf8(PASSWORDS.auditor))).toEqual({ role: 'auditor', name: 'verificateur' });
    expect(site.app.store.db.prepare('SELECT * FROM attempt').all()).toEqual([]);
  });
});
