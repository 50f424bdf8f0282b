import { utf8 } from '../../src/base/bytes.ts';
import { ledgerOrigin } from '../../src/ledger/checkpoint.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { rotationFile } from '../../src/ledger/export.ts';
import { encodeEntries, tilePath } from '../../src/ledger/tile.ts';
import type { Cheat } from './cheats.ts';
import { checkpointOf, filesOf, hex, id, type LogKeeper, logKeeper, logOf } from './ledger.ts';
import { type PartyKeys, party } from './parties.ts';
import { renewed, rotationNote } from './rotations.ts';

/* Ways to cheat with the log that a CSS keeps of what it scored on its own machine; played and told as those of tests/support/cheats.ts. */

export const keeperOf = ({ card, secrets }: PartyKeys): LogKeeper => {
  return { card, origin: ledgerOrigin(card.id), key: card.sign, seed: secrets.sign };
};
const css = party('partner', 'CSS des Rives');
export const localKeeper = keeperOf(css);

/** What one scoring writes down: its models, then itself. */
export function scoring(bundle: string, models: readonly string[], rows: number | null = 260, at = css): LedgerEvent[] {
  const subjects = { session: `local-${id(bundle)}`, bundle: id(bundle), party: at.card.id };
  const counts = { models: models.length, ...(rows === null ? {} : { rows }) };
  return [
    ...models.map((model): LedgerEvent => {
      const digests = { model: hex(`model/${model}`), approval: hex(`note/${model}`) };
      return { actor: 'partner', type: 'model.loaded', subjects: { ...subjects, model, stance: 'wide' }, digests };
    }),
    {
      actor: 'partner',
      type: 'bundle.scored',
      subjects: { ...subjects, kind: 'result' },
      digests: { input: hex(`in/${bundle}`), output: hex(`out/${bundle}`) },
      counts,
    },
  ];
}

export const MODELS = ['decrochage-sec-3', 'echec-francais'] as const;
/** Three scorings: entries 0 to 2, 3 and 4, 5 and 6; the last one of fewer than ten pupils. */
export const localEvents = [
  ...scoring('premier', MODELS),
  ...scoring('second', ['echec-francais']),
  ...scoring('dernier', ['echec-francais'], null),
];
const log = logOf(localEvents, localKeeper);
const files = filesOf(log);
const size = localEvents.length;
const entries = Array.from({ length: size }, (_, at) => log.store.entry(at)!);
const [early, late] = [checkpointOf(log, 3), checkpointOf(log)];
const withEntries = (changed: readonly Uint8Array[]) =>
  new Map(files).set(tilePath({ level: 'entries', index: 0, width: size }), encodeEntries(changed));
const resealed = (events: readonly LedgerEvent[]) => filesOf(logOf(events, localKeeper));
const change = (at: number, to: (event: LedgerEvent) => LedgerEvent) => localEvents.map((each, i) => (i === at ? to(each) : each));
const subjects = (more: LedgerEvent['subjects']) => (event: LedgerEvent) => ({ ...event, subjects: { ...event.subjects, ...more } });
const swapped = (a: number, b: number) => localEvents.map((each, i) => (i === a ? localEvents[b]! : i === b ? localEvents[a]! : each));

const proof: LedgerEvent = {
  actor: 'appliance',
  type: 'gap.evidence',
  subjects: { session: `local-${id('second')}`, gap: 'machine' },
  digests: { probes: hex('probes') },
};
const stranger = logOf(scoring('ailleurs', MODELS, 260, party('partner', 'CSS du Lac')), keeperOf(party('partner', 'CSS du Lac')));
const next = renewed(css, 'home');
/** The log under the card that took the place of the first. */
export const rotatedFiles = (notes: readonly string[]) => {
  const made = filesOf(logOf(localEvents, keeperOf(next)));
  for (const [at, note] of notes.entries()) made.set(rotationFile(at + 1), utf8(note));
  return made;
};
export const localRotation = rotationNote(css, next);

export const LOCAL_CHEATS: readonly Cheat[] = [
  {
    who: 'export',
    what: 'an entry edited',
    code: 'EXPORT_ALTERED',
    entry: 2,
    files: withEntries(entries.map((each, at) => (at === 2 ? utf8(Buffer.from(each).toString().replace('260', '261')) : each))),
  },
  {
    who: 'export',
    what: 'a scoring taken away',
    code: 'EXPORT_REMOVED',
    entry: 3,
    files: withEntries([...entries.slice(0, 3), ...entries.slice(5)]),
  },
  { who: 'export', what: 'the tail cut off the files', code: 'EXPORT_TRUNCATED', entry: 5, files: withEntries(entries.slice(0, 5)) },
  {
    who: 'export',
    what: 'another CSS’s whole log shown for this one',
    code: 'EXPORT_CARD_OTHER',
    entry: null,
    files: filesOf(stranger),
    card: css.card.text,
  },
  {
    who: 'export',
    what: 'an appliance’s card laid in it, for it to be judged as an appliance’s',
    code: 'LEDGER_ORIGIN',
    entry: null,
    files: new Map(files).set('card.note', utf8(logKeeper().card.text)),
  },
  {
    who: 'home',
    what: 'yesterday’s log put back, to hide a scoring',
    code: 'KEPT_ROLLED_BACK',
    entry: 3,
    files: resealed(localEvents.slice(0, 3)),
    against: [late],
  },
  {
    who: 'home',
    what: 'a scoring removed, the others sealed again',
    code: 'KEPT_FORKED',
    entry: 3,
    files: resealed([...localEvents.slice(0, 3), ...localEvents.slice(5), ...scoring('autre', ['echec-francais'])]),
    against: [early, late],
  },
  {
    who: 'home',
    what: 'a proof of isolation slipped in, where there was none',
    code: 'TRIP_LOCAL_ENTRY',
    entry: 3,
    files: resealed([...localEvents.slice(0, 3), proof, ...localEvents.slice(3)]),
  },
  {
    who: 'home',
    what: 'a session named as an appliance’s',
    code: 'TRIP_LOCAL_ENTRY',
    entry: 3,
    files: resealed(change(3, subjects({ session: 's-2' }))),
  },
  {
    who: 'home',
    what: 'another CSS’s pupils',
    code: 'TRIP_LOCAL_ENTRY',
    entry: 4,
    files: resealed(change(4, subjects({ party: id('css-b') }))),
  },
  {
    who: 'home',
    what: 'a count under ten told',
    code: 'TRIP_LOCAL_ENTRY',
    entry: 6,
    files: resealed(change(6, (event) => ({ ...event, counts: { models: 1, rows: 9 } }))),
  },
  {
    who: 'home',
    what: 'pupils scored without a model',
    code: 'TRIP_MODEL_NONE',
    entry: 3,
    files: resealed(localEvents.filter((_, at) => at !== 3)),
  },
  {
    who: 'home',
    what: 'a model that cites no approval',
    code: 'TRIP_MODEL_UNAPPROVED',
    entry: 1,
    files: resealed(change(1, (event) => ({ ...event, digests: { model: hex(`model/${MODELS[1]}`) } }))),
  },
  {
    who: 'home',
    what: 'models loaded, the scoring itself left out',
    code: 'TRIP_LOCAL_ORDER',
    entry: 2,
    files: resealed(localEvents.filter((_, at) => at !== 2)),
  },
  {
    who: 'home',
    what: 'the last scoring left out, its model told',
    code: 'TRIP_LOCAL_ORDER',
    entry: 5,
    files: resealed(localEvents.slice(0, 6)),
  },
  { who: 'home', what: 'two scorings mixed', code: 'TRIP_LOCAL_ORDER', entry: 2, files: resealed(swapped(2, 3)) },
  {
    who: 'home',
    what: 'one scoring told twice',
    code: 'TRIP_LOCAL_ORDER',
    entry: 8,
    files: resealed([...localEvents, ...localEvents.slice(3, 5)]),
  },
  {
    who: 'home',
    what: 'fewer models told than were loaded',
    code: 'TRIP_LOCAL_ORDER',
    entry: 2,
    files: resealed(change(2, (event) => ({ ...event, counts: { models: 1, rows: 260 } }))),
  },
  {
    who: 'home',
    what: 'the log carried on under another card, without a note that both keys signed',
    code: 'EXPORT_CARD_OTHER',
    entry: null,
    files: rotatedFiles([]),
    card: css.card.text,
  },
  {
    who: 'home',
    what: 'a table scored by another program, without an entry',
    code: null,
    entry: null,
    why: 'an absence leaves no trace here: the models are files of that machine, whoever has its passphrase',
    files,
  },
  {
    who: 'home',
    what: 'a model used after its approval had expired or was withdrawn',
    code: null,
    entry: null,
    why: 'the note cited is not in the log: who holds the notes compares their hashes, and their days with the entry’s',
    files,
  },
  {
    who: 'home',
    what: 'the last scorings cut off and the head signed again, nobody having kept what they handed over',
    code: null,
    entry: null,
    why: 'each scoring hands over a checkpoint (`checkpoint.note`): only where one is kept away from that machine does it show',
    files: resealed(localEvents.slice(0, 5)),
  },
];
