import { utf8 } from '../../src/base/bytes.ts';
import { canonicalJsonBytes, type Json } from '../../src/base/json.ts';
import { parseCard } from '../../src/keys/card.ts';
import { readRotation } from '../../src/keys/rotation.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { signCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { EventType, LedgerEvent } from '../../src/ledger/event.ts';
import { rotationFile } from '../../src/ledger/export.ts';
import { growTree, leafHash } from '../../src/ledger/merkle.ts';
import { encodeEntries, tilePath } from '../../src/ledger/tile.ts';
import { cosign } from '../../src/ledger/witness.ts';
import { checkpointOf, filesOf, hex, id, type Log, logKeeper, logOf, stepping, trip } from './ledger.ts';
import { party, seededRandom } from './parties.ts';
import { renewed, rotationNote } from './rotations.ts';

/*
 * Ways to cheat with a ledger. `who` holds what: the export alone, the ledger's stolen key besides, or the appliance itself, which writes what it likes
 * from the first day. Each is put before `ecluse audit verify` by tests/faults/ledger-cheats.test.ts, and stands in SECURITY.md's table.
 */
export type Cheat = {
  readonly who: 'export' | 'key' | 'appliance' | 'home';
  /** As the table says it. */
  readonly what: string;
  /** The verifier's gravest finding; null: nothing is found. */
  readonly code: string | null;
  /** First wrong entry, when the finding has one. */
  readonly entry: number | null;
  /** Why nothing is found, and who finds it all the same. */
  readonly why?: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the auditor holds: checkpoints, the enrolled card. */
  readonly against?: readonly string[];
  readonly card?: string;
  readonly witness?: boolean;
};

export const keeper = logKeeper();
export const witnessSeed = secretsFromRoot(seededRandom('cheats/witness')(32)).sign;
export const WITNESS = 'commission.example/temoin';
const events = trip(keeper.card);
const log = logOf(events, keeper);
const size = events.length;
const files = filesOf(log);
const entries = Array.from({ length: size }, (_, i) => log.store.entry(i)!);
const [entriesFile, leaves] = [tilePath({ level: 'entries', index: 0, width: size }), tilePath({ level: 0, index: 0, width: size })];
/** What one CSS kept after 20 entries, another after all of them. */
const [early, late] = [checkpointOf(log, 20), checkpointOf(log)];
const kept = [early, late];

const put = (name: string, bytes: Uint8Array, from: ReadonlyMap<string, Uint8Array> = files) => new Map(from).set(name, bytes);
const withEntries = (changed: readonly Uint8Array[]) => put(entriesFile, encodeEntries(changed));
const edited = (entry: Uint8Array) => utf8(Buffer.from(entry).toString().replace('"time":"2026', '"time":"2025'));
const resealed = (others: readonly LedgerEvent[]) => filesOf(logOf(others, keeper));
const at = (type: EventType, nth = 0) => [...events.keys()].filter((i) => events[i]?.type === type)[nth] ?? -1;
const change = (index: number, to: (event: LedgerEvent) => LedgerEvent) => events.map((event, i) => (i === index ? to(event) : event));
const swap = <T>(list: readonly T[], a: number, b: number) => list.map((one, i) => (i === a ? list[b]! : i === b ? list[a]! : one));
const subjects = (more: LedgerEvent['subjects']) => (event: LedgerEvent) => ({ ...event, subjects: { ...event.subjects, ...more } });

/** A log of these very bytes, whatever they say, sealed with the ledger's key. */
function sealedBytes(list: readonly Uint8Array[]): Map<string, Uint8Array> {
  const nodes = new Map<string, Uint8Array>();
  const tree = growTree([], 0, (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  for (const bytes of list) tree.add(leafHash(bytes));
  const store: Log['store'] = {
    size: () => list.length,
    entry: (index) => list[index] ?? null,
    node: (level, index) => nodes.get(`${level}/${index}`) ?? null,
    append: () => {},
  };
  return filesOf({ keeper, store }, signCheckpoint({ origin: keeper.origin, size: list.length, root: tree.root() }, keeper.seed));
}
const bytesOf = (index: number, to: (entry: Record<string, Json>) => Record<string, Json>) =>
  sealedBytes(entries.map((bytes, i) => (i === index ? canonicalJsonBytes(to(JSON.parse(Buffer.from(bytes).toString()))) : bytes)));

const [A, train, score] = [id('css-a'), id('train'), id('score')];
const machine = { actor: 'appliance' } as const;
const doomed = (bundle: string, more: Partial<LedgerEvent> = {}): LedgerEvent[] => {
  const about = { party: A, bundle, kind: 'train', destroyBy: '2027-06-30' };
  const digests = { core: hex(`core/${bundle}`), ...more.digests };
  return [
    { actor: 'operateur', type: 'destruction.begun', subjects: { ...about, second: 'reviseur', ...more.subjects }, digests },
    { ...machine, type: 'bundle.destroyed', subjects: { ...about, ...more.subjects }, digests },
  ];
};
const ordered: LedgerEvent = {
  ...machine,
  type: 'destruction.ordered',
  subjects: { party: A, bundle: score, value: 'keep' },
  digests: { order: hex('order') },
};
const drafted2 = at('session.drafted', 1);
const before = (index: number, ...more: LedgerEvent[]) => [...events.slice(0, index), ...more, ...events.slice(index)];

const other = logKeeper('Autre centre');
const stranger = logOf(trip({ ...other.card }), other);
const forgedHead = signCheckpoint({ origin: keeper.origin, size: 3, root: new Uint8Array(32) }, new Uint8Array(32).fill(7));
const leafEdited = () => {
  const tile = files.get(leaves)!.slice();
  tile.set(leafHash(edited(entries[12]!)), 12 * 32);
  return tile;
};
const tileFlipped = () => {
  const tile = files.get(leaves)!.slice();
  tile[7 * 32]! ^= 1;
  return tile;
};
const graft = () => `${late}${cosign(early, WITNESS, witnessSeed, new Date('2026-10-01T00:00:00Z')).trimEnd().split('\n').at(-1)}\n`;
const fork = logOf([...events.slice(0, 25), ...events.slice(26), { actor: 'operateur', type: 'server.started' }], keeper);
/** Another past that breaks no rule: a refusal told otherwise. */
const quiet = logOf(
  change(6, (event) => ({ ...event, code: 'BUNDLE_KEY' })),
  keeper,
);
const released = at('result.released', 1);

/** The appliance's keys changed, as its ledger tells it, and an export under the new card. */
const one = renewed(party('appliance', 'CSS central'), 'one');
const note = rotationNote(party('appliance', 'CSS central'), one);
function changed(more: LedgerEvent['subjects'] = {}, digests: LedgerEvent['digests'] = {}): LedgerEvent {
  const told = {
    card: one.card.hash,
    previous: keeper.card.hash,
    custody: hex('custody/2'),
    note: readRotation(utf8(note), parseCard).hash,
  };
  const subjects = { second: 'depositaire-2', until: '2026-10-31', ...more };
  return { actor: 'depositaire-1', type: 'keys.rotated', subjects, digests: { ...told, ...digests }, counts: { custodians: 2 } };
}
function rotated(list: readonly LedgerEvent[], notes: readonly string[] = [note]): Map<string, Uint8Array> {
  const files = resealed(list).set('card.note', utf8(one.card.text));
  for (const [i, each] of notes.entries()) files.set(rotationFile(i + 1), utf8(each));
  return files;
}

export const CHEATS: readonly Cheat[] = [
  {
    who: 'export',
    what: 'an entry edited',
    code: 'EXPORT_ALTERED',
    entry: 12,
    files: withEntries(entries.map((e, i) => (i === 12 ? edited(e) : e))),
  },
  { who: 'export', what: 'an entry deleted', code: 'EXPORT_REMOVED', entry: 6, files: withEntries(entries.filter((_, i) => i !== 6)) },
  { who: 'export', what: 'two entries swapped', code: 'EXPORT_REORDERED', entry: 4, files: withEntries(swap(entries, 4, 9)) },
  {
    who: 'export',
    what: 'a stranger’s entry slipped in',
    code: 'EXPORT_INSERTED',
    entry: 5,
    files: withEntries([...entries.slice(0, 5), utf8('{"actor":"operateur"}'), ...entries.slice(5)]),
  },
  {
    who: 'export',
    what: 'an entry told twice',
    code: 'EXPORT_REORDERED',
    entry: 9,
    files: withEntries([...entries.slice(0, 9), entries[8]!, ...entries.slice(9)]),
  },
  { who: 'export', what: 'the tail cut off the files', code: 'EXPORT_TRUNCATED', entry: 30, files: withEntries(entries.slice(0, 30)) },
  {
    who: 'export',
    what: 'an entry added after the sealed head',
    code: 'EXPORT_SURPLUS',
    entry: size,
    files: withEntries([...entries, entries[3]!]),
  },
  {
    who: 'export',
    what: 'an entry hidden from this export alone, its leaf too',
    code: 'EXPORT_REMOVED',
    entry: 6,
    files: put(
      leaves,
      files.get(leaves)!.filter((_, i) => i < 6 * 32 || i >= 7 * 32),
      withEntries(entries.filter((_, i) => i !== 6)),
    ),
  },
  {
    who: 'export',
    what: 'an entry edited and the tiles remade to fit',
    code: 'EXPORT_ROOT',
    entry: null,
    files: put(leaves, leafEdited(), withEntries(entries.map((e, i) => (i === 12 ? edited(e) : e)))),
  },
  { who: 'export', what: 'a proof spoiled: a hash of a tile changed', code: 'EXPORT_TILE', entry: 7, files: put(leaves, tileFlipped()) },
  {
    who: 'export',
    what: 'an older head put over newer entries',
    code: 'EXPORT_SURPLUS',
    entry: 20,
    files: put(tilePath({ level: 'entries', index: 0, width: 20 }), files.get(entriesFile)!, filesOf(log, early)),
  },
  {
    who: 'export',
    what: 'the head withheld',
    code: 'EXPORT_FILE_MISSING',
    entry: null,
    files: new Map([...files].filter(([name]) => name !== 'checkpoint')),
  },
  {
    who: 'export',
    what: 'a head signed by another key',
    code: 'LEDGER_CHECKPOINT_SIGNATURE',
    entry: null,
    files: put('checkpoint', utf8(forgedHead)),
  },
  {
    who: 'export',
    what: 'another appliance’s whole ledger shown for this one',
    code: 'EXPORT_CARD_OTHER',
    entry: null,
    files: filesOf(stranger),
    card: keeper.card.text,
  },
  {
    who: 'export',
    what: 'another ledger’s checkpoint handed over as kept',
    code: 'KEPT_OTHER_LEDGER',
    entry: null,
    files,
    against: [checkpointOf(stranger)],
  },
  { who: 'export', what: 'a kept checkpoint forged to accuse', code: 'KEPT_SIGNATURE', entry: null, files, against: [forgedHead] },
  {
    who: 'export',
    what: 'a witness’s cosignature grafted on a head it never saw',
    code: 'LEDGER_COSIGNATURE',
    entry: null,
    files: put('checkpoint', utf8(graft())),
    witness: true,
  },
  {
    who: 'key',
    what: 'the tail cut, the head signed again',
    code: 'KEPT_ROLLED_BACK',
    entry: 30,
    files: resealed(events.slice(0, 30)),
    against: kept,
  },
  {
    who: 'key',
    what: 'an entry edited, everything sealed again',
    code: 'KEPT_FORKED',
    entry: 20,
    files: resealed(change(28, (e) => ({ ...e, actor: 'inconnu' }))),
    against: kept,
  },
  {
    who: 'key',
    what: 'an entry removed, the others renumbered, sealed again',
    code: 'KEPT_FORKED',
    entry: 0,
    files: resealed([...events.filter((_, i) => i !== 6), { actor: 'operateur', type: 'server.started' }]),
    against: kept,
  },
  {
    who: 'key',
    what: 'two entries swapped, sealed again',
    code: 'KEPT_FORKED',
    entry: 20,
    files: resealed(swap(events, 25, 26)),
    against: kept,
  },
  { who: 'key', what: 'yesterday’s database put back and carried on', code: 'KEPT_FORKED', entry: 20, files: filesOf(fork), against: kept },
  { who: 'key', what: 'two pasts shown to two CSSs, who compare', code: 'KEPT_FORKED', entry: 0, files, against: [checkpointOf(fork)] },
  {
    who: 'key',
    what: 'a short export to hide that two CSSs hold two pasts',
    code: 'KEPT_ROLLED_BACK',
    entry: 10,
    files: filesOf(log, checkpointOf(log, 10)),
    against: [late, checkpointOf(fork)],
  },
  {
    who: 'key',
    what: 'the clock set back in the middle',
    code: 'EXPORT_TIME',
    entry: 14,
    files: bytesOf(14, (e) => ({ ...e, time: '2026-09-01T00:00:00Z' })),
  },
  { who: 'key', what: 'a number used twice', code: 'EXPORT_SEQUENCE', entry: 14, files: bytesOf(14, (e) => ({ ...e, sequence: 13 })) },
  {
    who: 'key',
    what: 'a sentence or a name hidden in an entry',
    code: 'EXPORT_ENTRY_FORM',
    entry: 14,
    files: bytesOf(14, (e) => ({ ...e, note: 'texte libre' })),
  },
  {
    who: 'appliance',
    what: 'another appliance’s creation as first entry',
    code: 'TRIP_FIRST_ENTRY',
    entry: 0,
    files: resealed(change(0, subjects({ appliance: id('autre') }))),
  },
  {
    who: 'appliance',
    what: 'a CSS enrolled by one person',
    code: 'TRIP_TWO_PERSONS',
    entry: 3,
    files: resealed(change(3, subjects({ second: 'operateur' }))),
  },
  {
    who: 'appliance',
    what: 'a bundle taken in twice',
    code: 'TRIP_REPLAY',
    entry: at('bundle.received', 1),
    files: resealed(change(at('bundle.received', 1), (e) => ({ ...e, counts: { sequence: 1, bytes: 1 } }))),
  },
  {
    who: 'appliance',
    what: 'keys unlocked before isolation is proved',
    code: 'TRIP_UNSEALED',
    entry: at('gap.evidence'),
    files: resealed(swap(events, at('gap.evidence'), at('unlock.succeeded'))),
  },
  {
    who: 'appliance',
    what: 'a model used that its CSS did not approve',
    code: 'TRIP_MODEL_UNAPPROVED',
    entry: at('model.loaded') - 1,
    files: resealed(events.filter(({ type }) => type !== 'approval.received')),
  },
  {
    who: 'appliance',
    what: 'a model used that no session trained',
    code: 'TRIP_MODEL_UNTRAINED',
    entry: at('model.loaded') - 1,
    files: resealed(events.filter(({ type }) => type !== 'model.trained')),
  },
  {
    who: 'appliance',
    what: 'a result released that nobody reviewed',
    code: 'TRIP_UNREVIEWED',
    entry: released - 1,
    files: resealed(events.filter((_, i) => i !== at('result.approved', 1))),
  },
  {
    who: 'appliance',
    what: 'the operator reviews',
    code: 'TRIP_REVIEWER_IS_OPERATOR',
    entry: at('result.approved', 1),
    files: resealed(change(at('result.approved', 1), (e) => ({ ...e, actor: 'operateur' }))),
  },
  {
    who: 'appliance',
    what: 'another result released than the one reviewed',
    code: 'TRIP_UNREVIEWED',
    entry: released,
    files: resealed(change(released, (e) => ({ ...e, digests: { output: hex('autre') } }))),
  },
  {
    who: 'appliance',
    what: 'a result released while the chamber lives',
    code: 'TRIP_CHAMBER_ALIVE',
    entry: released - 1,
    files: resealed(events.filter((_, i) => i !== at('chamber.ended', 1))),
  },
  {
    who: 'appliance',
    what: 'a result handed to another CSS',
    code: 'TRIP_OTHER_PARTY',
    entry: released,
    files: resealed(change(released, subjects({ party: id('css-b') }))),
  },
  {
    who: 'appliance',
    what: 'data destroyed before the date, without an order',
    code: 'TRIP_DESTRUCTION',
    entry: size,
    files: resealed([...events, ...doomed(train)]),
  },
  {
    who: 'appliance',
    what: 'an order cited that the CSS never gave',
    code: 'TRIP_DESTRUCTION',
    entry: size,
    files: resealed([...events, ...doomed(train, { digests: { order: hex('order') } })]),
  },
  {
    who: 'appliance',
    what: 'destroyed data scored all the same',
    code: 'TRIP_DESTROYED',
    entry: at('model.loaded') + 3,
    files: resealed(before(drafted2, ordered, ...doomed(score, { digests: { order: hex('order') }, subjects: { kind: 'score' } }))),
  },
  {
    who: 'appliance',
    what: 'work goes on while data are past their date',
    code: 'TRIP_OVERDUE',
    entry: at('bundle.scored'),
    files: resealed(change(at('bundle.received'), subjects({ destroyBy: '2026-09-06' }))),
  },
  {
    who: 'appliance',
    what: 'a replay that compares with a digest of its own',
    code: 'TRIP_RESULT_UNKNOWN',
    entry: at('bundle.scored', 1),
    files: resealed(
      before(at('bundle.scored', 1), {
        ...machine,
        type: 'replay.compared',
        subjects: { session: 's-2', bundle: train, party: A },
        digests: { input: hex(`core/${train}`), expected: hex('autre'), found: hex('autre') },
      }),
    ),
  },

  {
    who: 'export',
    what: 'a rotation note slipped in that leads nowhere',
    code: 'EXPORT_ROTATION',
    entry: null,
    files: put(rotationFile(1), utf8(rotationNote(one, renewed(one, 'two')))),
  },
  {
    who: 'appliance',
    what: 'another card put in force without a note that the old key signed',
    code: 'EXPORT_CARD_OTHER',
    entry: null,
    files: rotated(before(drafted2, changed()), []),
    card: keeper.card.text,
  },
  {
    who: 'appliance',
    what: 'keys changed by one custodian',
    code: 'TRIP_CUSTODIANS',
    entry: drafted2,
    files: rotated(before(drafted2, changed({ second: 'depositaire-1' }))),
  },
  {
    who: 'appliance',
    what: 'keys changed from a card that was not in force',
    code: 'TRIP_KEYS',
    entry: drafted2,
    files: rotated(before(drafted2, changed({}, { previous: hex('autre') }))),
  },
  {
    who: 'appliance',
    what: 'a session that goes on under the keys of before',
    code: 'TRIP_KEYS',
    entry: at('unlock.succeeded', 1) + 1,
    files: rotated(
      before(drafted2, changed()).map((e, i) => (i === at('unlock.succeeded', 1) + 1 ? { ...e, digests: { card: keeper.card.hash } } : e)),
    ),
  },
  {
    who: 'appliance',
    what: 'a bundle received that is sealed to a card whose days are past',
    code: 'TRIP_KEYS',
    entry: at('bundle.received', 1) + 1,
    files: rotated(
      before(at('bundle.received', 1), changed({ until: '2026-09-06' })).map((e, i) =>
        i === at('bundle.received', 1) + 1
          ? { ...e, digests: { ...e.digests, card: keeper.card.hash } }
          : e.type === 'unlock.succeeded' && i > at('bundle.received', 1)
            ? { ...e, digests: { card: one.card.hash } }
            : e,
      ),
    ),
  },
  {
    who: 'appliance',
    what: 'a bundle worked on without a single entry',
    code: null,
    entry: null,
    why: 'an absence leaves no trace here; its CSS finds a result without an entry, or misses its own number among the receipts',
    files,
  },
  {
    who: 'key',
    what: 'the tail cut and signed again, nobody having kept a checkpoint',
    code: null,
    entry: null,
    why: 'only a kept checkpoint or a witness remembers; the verifier says that it was given none',
    files: resealed(events.slice(0, 34)),
  },
  {
    who: 'key',
    what: 'two pasts shown to two CSSs, who never compare',
    code: null,
    entry: null,
    why: 'each past holds by itself; one auditor with both checkpoints, or one witness asked by both, sees it',
    files: filesOf(quiet),
    against: [checkpointOf(quiet)],
  },
  {
    who: 'appliance',
    what: 'a ledger made up whole under another card, its words not compared',
    code: null,
    entry: null,
    why: 'the card is the only root of trust: give the enrolled one (--card), or compare the words',
    files: filesOf(stranger),
  },
  {
    who: 'appliance',
    what: 'every clock wrong from the first day',
    code: null,
    entry: null,
    why: 'times only follow each other; the dates of what CSSs sent and received bound them',
    files: filesOf(logOf(events, keeper, stepping(1, '2025-01-01T00:00:00Z'))),
  },
  {
    who: 'appliance',
    what: 'one person who uses two accounts',
    code: null,
    entry: null,
    why: 'an entry names accounts; who knows a password is for the CSS to govern',
    files,
  },
];

/** The rows of a table of SECURITY.md. */
export function cheatRows(cheats = CHEATS): string[] {
  const held = { export: 'the export', key: '+ the ledger’s key', appliance: 'the appliance', home: 'the home and its passphrase' };
  return cheats.map(
    ({ who, what, code, entry, why }, i) =>
      `| ${i + 1} | ${held[who]} | ${what} | ${code === null ? `nothing: ${why}` : `\`${code}\``} | ${entry ?? '—'} | ${code === null ? 0 : 1} |`,
  );
}
