import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { enrol } from '../../appliance/intake/enrol.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { unlockBundle } from '../../src/bundle/unlock.ts';
import { openingKeys, ownRotations } from '../../src/partner/cards.ts';
import { destroyDue } from '../../src/partner/destroy.ts';
import { homePaths, openHome, trustedAppliance, unlockHome } from '../../src/partner/home.ts';
import { keepAnswer, openAnswer } from '../../src/partner/open.ts';
import { rotateHome } from '../../src/partner/rotate.ts';
import { addSigner, readSigners, unlockSigner } from '../../src/partner/signers.ts';
import { inspectAppliance, trust } from '../../src/partner/trust.ts';
import { answer, approveIn, ask, type Desk, desk, KDF, PASSPHRASE, pseudonymsIn, soundResult } from '../support/answers.ts';
import { openSite, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { code } from '../support/code.ts';
import { type PartyKeys, party, scratch, seededRandom } from '../support/parties.ts';
import { renewed, rotationNote, UNTIL } from '../support/rotations.ts';
import { entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

let serial = 0;
const fresh = () => {
  const home = join(folder, String(++serial));
  mkdirSync(home);
  return home;
};
const fiches = Array.from({ length: 20 }, (_, i) => `0${100 + i}`);
const put = (text: string) => {
  const path = join(folder, `note-${++serial}`);
  writeFileSync(path, text);
  return path;
};
const image = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((name) => (name.endsWith('.card') || name.endsWith('.note') ? [name, readFileSync(join(dir, name), 'utf8')] : []));

describe('a partner, whose appliance changed its keys,', () => {
  const at = desk(fresh());
  approveIn(at);
  const [zero, one] = [at.appliance, renewed(at.appliance, 'one')];
  const two = renewed(one, 'two');
  const [first, second] = [rotationNote(zero, one), rotationNote(one, two)];
  const give = (text: string) => {
    const { card, rotation } = inspectAppliance(put(text));
    return trust(at.home, card, rotation);
  };
  const refused = (text: string) => {
    const before = image(homePaths(at.home.dir).trusted);
    const said = code(() => give(text));
    expect(image(homePaths(at.home.dir).trusted)).toEqual(before);
    return said;
  };
  const opening = (path: string, day = '2026-10-05') => openAnswer(at.home, at.secrets, path, () => new Date(`${day}T12:00:00Z`));
  const [request, later] = [ask(at, fiches), ask(at, fiches)];
  const underWay = answer(at, request, { shards: soundResult(at, request), sender: zero });
  const stale = answer(at, later, { shards: soundResult(at, later), sender: zero });
  const newer = answer(at, later, { shards: soundResult(at, later), sender: one });

  it('takes no other card of that appliance without its note, nor a note that does not start from the card it knows', () => {
    expect(refused(one.card.text)).toBe('ROTATION_NONE');
    expect(refused(party('appliance', 'Une autre').card.text)).toBe('TRUST_OTHER');
    const other = party('appliance', 'Une autre');
    expect(refused(rotationNote(other, renewed(other, 'x')))).toBe('ROTATION_PARTY');
    expect(refused(second)).toBe('ROTATION_UNKNOWN');
    const css = party('partner', 'CSS');
    expect(refused(rotationNote(css, renewed(css, 'x')))).toBe('TRUST_ROLE');
    expect(code(() => opening(newer))).toBe('BUNDLE_CARD');
  });

  it('takes the new card with its note, once, and shows its words', () => {
    expect(inspectAppliance(put(first))).toMatchObject({ card: { hash: one.card.hash }, rotation: { from: { hash: zero.card.hash } } });
    expect(inspectAppliance(put(first)).words).toHaveLength(12);
    expect(give(first)).toBe('rotated');
    expect(trustedAppliance(at.home).hash).toBe(one.card.hash);
    expect(refused(first)).toBeNull();
    expect([give(first), give(one.card.text)]).toEqual(['already', 'already']);
    expect(refused(zero.card.text)).toBe('ROTATION_NONE');
  });

  it('opens results that were under way under the old card until its day, and what it opened before at any time', () => {
    const opened = opening(underWay);
    expect(opened).toMatchObject({ kind: 'result', appliance: { hash: one.card.hash } });
    keepAnswer(at.home, opened);
    expect(opening(newer).kind).toBe('result');
    expect(opening(stale, UNTIL).kind).toBe('result');
    expect(code(() => opening(stale, '2026-11-01'))).toBe('BUNDLE_CARD');
    expect(opening(underWay, '2026-11-01').kind).toBe('result');
  });

  it('refuses a replayed, an older, a forked one', () => {
    const fork = rotationNote(zero, renewed(zero, 'thief'));
    expect(refused(fork)).toBe('ROTATION_FORK');
    expect(give(second)).toBe('rotated');
    expect(refused(first)).toBe('ROTATION_REPLAY');
    expect(refused(fork)).toBe('ROTATION_FORK');
    expect(refused(rotationNote(one, renewed(one, 'thief')))).toBe('ROTATION_FORK');
    expect(trustedAppliance(at.home).hash).toBe(two.card.hash);
    expect(opening(newer, UNTIL).kind).toBe('result');
  });
});

describe('a partner that changed its keys', () => {
  const NEXT = utf8('une autre phrase de passe, pour après');
  const rotated = (at: Desk, when = '2026-10-02T08:00:00Z'): Desk => {
    const environment = { clock: () => new Date(when), random: seededRandom(`rotated ${++serial}`) };
    rotateHome(at.home, at.secrets, { passphrase: NEXT, kdf: KDF }, environment);
    const home = openHome(at.home.dir);
    return { ...at, home, secrets: unlockHome(home, NEXT) };
  };

  it('is the same party under another card, signed for by both keys; the old passphrase opens nothing, nor an old key file put back', () => {
    const before = desk(fresh());
    const file = join(folder, 'old-party.key');
    copyFileSync(homePaths(before.home.dir).key, file);
    const after = rotated(before);
    expect([after.home.id, after.home.name]).toEqual([before.home.id, before.home.name]);
    expect(after.home.card.hash).not.toBe(before.home.card.hash);
    expect(ownRotations(after.home).map(({ from, to }) => [from.hash, to.hash])).toEqual([[before.home.card.hash, after.home.card.hash]]);
    expect(code(() => unlockHome(after.home, PASSPHRASE))).toBe('KEY_PASSPHRASE');
    expect(existsSync(homePaths(after.home.dir).rotation)).toBe(false);
    copyFileSync(file, homePaths(after.home.dir).key);
    expect(code(() => unlockHome(openHome(after.home.dir), PASSPHRASE))).toBe('KEY_CARD');
  });

  it('opens the answers to requests of before, sealed to either card, each pupil its own; a thief of the old root opens none sealed to the new', () => {
    const before = desk(fresh());
    approveIn(before);
    const request = ask(before, fiches);
    const pseudonyms = pseudonymsIn(before, request);
    const shards = soundResult(before, request);
    const toOld = answer(before, request, { shards });
    const after = rotated(rotated(before), '2026-10-03T08:00:00Z');
    const toNew = answer(after, request, { shards });
    for (const path of [toOld, toNew]) {
      const opened = openAnswer(after.home, after.secrets, path, after.clock);
      if (opened.kind !== 'result') throw new Error(opened.kind);
      expect(opened.scores.pseudonyms).toEqual(pseudonyms);
      expect([...opened.pupils].map((pupil) => opened.roster.fileNumbers[pupil]).sort()).toEqual(fiches);
    }
    const checked = checkBundle(toNew, { recipientId: after.home.id, cardOf: () => after.appliance.card });
    expect(code(() => unlockBundle(checked, before.secrets))).toBe('BUNDLE_KEY');
    const fresher = ask(after, fiches);
    const opened = openAnswer(after.home, after.secrets, answer(after, fresher, { shards: soundResult(after, fresher) }), after.clock);
    expect(opened.kind).toBe('result');
    expect(pseudonymsIn(after, fresher).filter((each) => pseudonyms.includes(each))).toEqual([]);
  });

  it('goes on with those who sign its exceptions', () => {
    const before = desk(fresh());
    const who = { passphrase: utf8('phrase de qui signe les exceptions'), kdf: KDF, present: [] };
    addSigner(before.home, before.secrets, { name: 'direction', ...who }, { clock: before.clock, random: seededRandom('signer') });
    const signers = readSigners(before.home);
    const after = rotated(before);
    expect(readSigners(after.home)).toEqual(signers);
    expect(unlockSigner(after.home, 'direction', utf8('phrase de qui signe les exceptions')).name).toBe('direction');
  });

  it('destroys the keys of before once no request of before is kept, and not sooner', () => {
    const before = desk(fresh());
    ask(before, fiches);
    const after = rotated(before);
    ask(after, fiches);
    const day = (date: string) => () => new Date(`${date}T12:00:00Z`);
    expect([destroyDue(after.home, day('2027-09-30')).keys, openingKeys(after.home, after.secrets).size]).toEqual([0, 2]);
    expect([destroyDue(after.home, day('2027-10-01')).keys, openingKeys(after.home, after.secrets).size]).toEqual([1, 1]);
    expect(destroyDue(after.home, day('2027-10-02')).keys).toBe(0);
  });

  it('is carried to its end at the next opening, whichever of its files a crash left behind', () => {
    const before = desk(fresh());
    const old = join(folder, `before-${++serial}`);
    const dir = before.home.dir;
    const keys = homePaths(dir);
    mkdirSync(old);
    for (const name of ['party.key', 'card.note']) copyFileSync(join(dir, 'keys', name), join(old, name));
    const { rotation } = keys;
    const after = rotated(before);
    const whole = new Map(['party.key', 'card.note'].map((name) => [name, readFileSync(join(dir, 'keys', name))]));
    // The decision as it stood, made again from what it wrote.
    const files = Object.fromEntries(
      ['party.key', 'card.note', ...readdirSync(keys.past).map((name) => `past/${name}`)].map((name) => [
        name,
        readFileSync(join(dir, 'keys', name)).toString('base64'),
      ]),
    );
    const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
    const decided = utf8(JSON.stringify({ files: sorted, format: 'ecluse.partner-rotation/v1' }));
    for (const left of [['party.key', 'card.note'], ['card.note'], ['party.key'], []]) {
      for (const name of left) copyFileSync(join(old, name), join(dir, 'keys', name));
      if (left.length === 2) rmSync(keys.past, { recursive: true });
      writeFileSync(rotation, decided);
      const home = openHome(dir);
      expect(home.card.hash).toBe(after.home.card.hash);
      expect(unlockHome(home, NEXT).root).toEqual(after.secrets.root);
      for (const [name, bytes] of whole) expect(readFileSync(join(dir, 'keys', name))).toEqual(bytes);
      expect([existsSync(rotation), openingKeys(home, after.secrets).size]).toEqual([false, 2]);
    }
    writeFileSync(rotation, utf8('{"files":{"../evil":""},"format":"ecluse.partner-rotation/v1"}'));
    expect(code(() => openHome(dir))).toBe('HOME_DAMAGED');
    expect(existsSync(join(dir, 'evil'))).toBe(false);
  });
});

describe('an appliance, whose partner changed its keys,', () => {
  const open = (): { site: Site; css: PartyKeys; next: PartyKeys; give: (text: string) => string | null } => {
    const home = fresh();
    const site = openSite(home, `party ${serial}`);
    const css = site.partner('CSS des Rives');
    const people = { operator: site.operator, reviewer: site.reviewer };
    return { site, css, next: renewed(css, `css ${serial}`), give: (text) => code(() => enrol(site.app, utf8(text), people)) };
  };
  const size = (site: Site) => overview(site.app).ledger.size;

  it('takes the new card by its note and two persons alone', () => {
    const { site, css, next, give } = open();
    const note = rotationNote(css, next);
    expect(give(next.card.text)).toBe('ROTATION_NONE');
    const other = party('partner', 'CSS d’ailleurs');
    expect(give(rotationNote(other, renewed(other, 'x')))).toBe('PARTY_UNKNOWN');
    expect(give(rotationNote(next, renewed(css, 'z')))).toBe('ROTATION_UNKNOWN');
    const appliance = party('appliance', 'Une écluse');
    expect(give(rotationNote(appliance, renewed(appliance, 'x')))).toBe('CARD_ROLE');
    const alone = { operator: site.operator, reviewer: { ...site.reviewer, name: site.operator.name } };
    expect(code(() => enrol(site.app, utf8(note), alone))).toBe('TWO_PERSONS');
    const from = size(site);
    expect(give(note)).toBeNull();
    expect(entriesSince(join(site.dir, 'ecluse.sqlite'), from).map(({ type, actor }) => [type, actor])).toEqual([
      ['party.rotated', site.operator.name],
    ]);
    expect(give(note)).toBe('PARTY_ENROLLED');
    expect(give(rotationNote(css, renewed(css, 'thief')))).toBe('ROTATION_FORK');
    const last = renewed(css, 'last');
    expect(give(rotationNote(next, last))).toBeNull();
    expect(give(note)).toBe('ROTATION_REPLAY');
    expect(untold(join(site.dir, 'ecluse.sqlite'))).toEqual([]);
  });

  it('has nothing signed under the old card is received any more, and takes the next in its chain', () => {
    const { site, css, next, give } = open();
    const [before, late] = [site.bundle(css, 'train'), site.bundle(css, 'train')];
    receive(site.app, before.path, null);
    expect(give(rotationNote(css, next))).toBeNull();
    expect(code(() => receive(site.app, late.path, null))).toBe('BUNDLE_CARD');
    expect(code(() => receive(site.app, site.approval(css, { id: 'a-1', digest: 'a'.repeat(64) }), null))).toBe('APPROVAL_CARD');
    expect(receive(site.app, site.bundle(next, 'train').path, null)).toMatchObject({ sequence: 3, missing: 1 });
    expect(untold(join(site.dir, 'ecluse.sqlite'))).toEqual([]);
  });

  it.skipIf(noChamber)('scores what it had received, by the approvals it had received, and seals it to the new card', async () => {
    const { site, css, next, give } = open();
    await site.model(css);
    receive(site.app, site.bundle(css, 'score').path, null);
    expect(give(rotationNote(css, next))).toBeNull();
    const { session, results } = await site.session();
    expect(results).toHaveLength(1);
    site.review(session);
    const [file] = release(site.app, site.drive, site.operator).files;
    const checked = checkBundle(file!.file, { recipientId: css.card.id, cardOf: () => site.app.card });
    expect(checked.core.recipient.card).toBe(next.card.hash);
    expect(code(() => unlockBundle(checked, next.secrets))).toBeNull();
    expect(code(() => unlockBundle(checked, css.secrets))).toBe('BUNDLE_KEY');
    const to = join(folder, `export-${++serial}`);
    exportLedger(site.app, to);
    expect(verifyExport(folderReader(to)).findings).toEqual([]);
  });
});
