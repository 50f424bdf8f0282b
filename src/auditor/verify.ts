import { equalBytes, toHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import type { Rotation } from '../keys/rotation.ts';
import { type Checkpoint, ledgerOrigin, parseCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { type Entry, parseEntry } from '../ledger/event.ts';
import { CARD_FILE, CHECKPOINT_FILE } from '../ledger/export.ts';
import { cosignedAt } from '../ledger/witness.ts';
import { type LedgerCard, ledgerKey, readLedgerCard } from './card.ts';
import { type Check, type CheckName, checksOf, summarise } from './check.ts';
import { readThrough } from './entries.ts';
import type { Facts } from './facts.ts';
import { type Finding, finding, type Read } from './finding.ts';
import { folderReader } from './folder.ts';
import { compareKept, type Kept, type KeptCheckpoint, type KeptVerdict, readKept } from './kept.ts';
import { watchLocal } from './local.ts';
import { locate } from './locate.ts';
import { readRotations } from './rotations.ts';
import { watchTrip } from './trip.ts';

/*
 * The one call of the auditor's tool:
 *
 *   const verification = verifyExport(folder, { against: paths.map(readKeptFile) });   // readKeptFile: ./folder.ts
 *   reportLines(verification, lang)      what a person reads, one text a line           // ./report.ts
 *   reportJson(verification, lang)       what `--json` adds to its object               // ./report.ts
 *   refusalOf(verification)              null when all holds, else the gravest finding as an EcluseError
 *
 * It throws for the folder itself alone (FILE_MISSING); what the folder holds is told by findings.
 */

export type Cosigner = { readonly name: string; readonly key: Uint8Array };
export type Options = {
  /** Checkpoints that came home in results. */
  readonly against?: readonly Kept[];
  /** The card of whoever keeps the log, as it was enrolled or compared; without it the one in the export is believed, and its words must be compared. */
  readonly card?: Uint8Array;
  readonly cosigners?: readonly Cosigner[];
};

export type Verification = {
  /** Nothing is wrong: nothing missing, altered, forked, and no rule of the trip broken. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** Each thing that was checked: whether it holds, or could not be checked. */
  readonly checks: readonly Check[];
  readonly card: {
    readonly role: LedgerCard['role'];
    readonly id: string;
    readonly name: string;
    readonly hash: string;
    readonly compared: boolean;
  } | null;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string; readonly signed: boolean } | null;
  /** Every entry is there, in its place, as the checkpoint seals it. */
  readonly intact: boolean;
  readonly kept: readonly KeptVerdict[];
  /** Of each witness asked for: when it cosigned, and the largest size that it vouched for, here or in a kept checkpoint. */
  readonly cosigned: readonly { readonly name: string; readonly time: number | null; readonly size: number | null }[];
  /** What the entries tell; null when they are not those that were sealed. */
  readonly facts: Facts | null;
};

/**
 * Verifies an export of a ledger, offline and without the help of whoever keeps it (an appliance, or a CSS that scores on its own machine): signature,
 * every entry hashed again, the tree rebuilt, tiles, sequence, time, entry forms, kept checkpoints, and the rules of its trip. Never throws for what the export holds: whatever is wrong is a finding,
 * the gravest first, with the first entry concerned. `source`: the export's folder, or what reads its files. @throws FILE_MISSING {file}
 */
export function verifyExport(source: string | Read, options: Options = {}): Verification {
  const read = typeof source === 'string' ? folderReader(source) : source;
  const findings: Finding[] = [];
  const { card, rotations } = readCards(read, options, findings);
  const head = readHead(read, card, findings);
  const against = options.against ?? [];
  const names = checksOf(card?.role ?? 'appliance');
  if (head === null) {
    const kept = against.map(({ name }): KeptVerdict => ({ name, size: null, verdict: 'unchecked' }));
    const checks = summarise(findings, false, new Set(['entries', 'kept', 'cosigned']), names);
    return { ok: false, findings, checks, card: shown(card, options), checkpoint: null, intact: false, kept, cosigned: [], facts: null };
  }

  // A CSS's checkpoints are signed by its card's key, which changes; an appliance's by one that does not.
  const keys = card === null ? [] : [card, ...rotations.map(({ from }) => from)].map(ledgerKey);
  const kept = card === null ? [] : readKept(against, ledgerOrigin(card.id), keys);
  const trip = card?.role === 'partner' ? watchLocal(card.id) : watchTrip(card, rotations);
  const forms = watchForms(trip.feed);
  const wanted = new Set(kept.flatMap(({ checkpoint }) => (checkpoint === null ? [] : [checkpoint.size])));
  const pass = readThrough(read, head.size, wanted, forms.feed);
  trip.end();
  const intact = pass.count === head.size && equalBytes(pass.root, head.root);
  if (!intact) findings.push(locate(read, head.size, head.root));
  else if (pass.surplus) findings.push(finding('EXPORT_SURPLUS', { entry: head.size }));

  const compared = compareKept(kept, head, pass.roots, intact);
  findings.push(...compared.findings);
  const cosigned = readCosignatures(read, head, kept, options, findings);
  if (intact) findings.push(...pass.tiles, ...forms.findings, ...trip.findings);

  const unmade = new Set<CheckName>();
  if (card === null) unmade.add('signature');
  if (card === null || against.length === 0) unmade.add('kept');
  if (cosigned.length === 0) unmade.add('cosigned');
  return {
    ok: findings.length === 0,
    findings,
    checks: summarise(findings, intact, unmade, names),
    card: shown(card, options),
    checkpoint: { origin: head.origin, size: head.size, root: toHex(head.root), signed: head.signed },
    intact,
    kept: card === null ? against.map(({ name }) => ({ name, size: null, verdict: 'unchecked' })) : compared.verdicts,
    cosigned,
    facts: intact ? trip.facts : null,
  };
}

/** The gravest finding as a refusal, for an exit code and a message; null when everything holds. */
export function refusalOf({ findings }: Verification): EcluseError | null {
  const [first] = findings;
  return first === undefined ? null : new EcluseError(first.code, first.params);
}

function shown(card: LedgerCard | null, { card: enrolled }: Options): Verification['card'] {
  return card && { role: card.role, id: card.id, name: card.name, hash: card.hash, compared: enrolled !== undefined };
}

type Cards = { readonly card: LedgerCard | null; readonly rotations: readonly Rotation<LedgerCard>[] };

/**
 * The card to judge by: the one enrolled at home when given. The export's must then equal it, or have come of it by rotations that both keys signed, and
 * is judged by.
 */
function readCards(read: Read, { card: enrolled }: Options, findings: Finding[]): Cards {
  const bytes = read(CARD_FILE);
  if (bytes === null) findings.push(finding('EXPORT_FILE_MISSING', { file: CARD_FILE }));
  const exported = bytes && attempt(findings, () => readLedgerCard(bytes));
  const rotations = exported === null ? [] : readRotations(read, exported, findings);
  if (enrolled === undefined) return { card: exported, rotations };
  const home = attempt(findings, () => readLedgerCard(enrolled));
  if (home === null || exported === null) return { card: home ?? exported, rotations };
  if ([exported, ...rotations.map(({ from }) => from)].some(({ hash }) => hash === home.hash)) return { card: exported, rotations };
  findings.push(finding('EXPORT_CARD_OTHER'));
  return { card: home, rotations: [] };
}

type Head = Checkpoint & { readonly signed: boolean };

/** The signed head; when its signature fails, what it says is still followed, to tell what else is wrong. */
function readHead(read: Read, card: LedgerCard | null, findings: Finding[]): Head | null {
  const bytes = read(CHECKPOINT_FILE);
  if (bytes === null) {
    findings.push(finding('EXPORT_FILE_MISSING', { file: CHECKPOINT_FILE }));
    return null;
  }
  const head = attempt(findings, () => parseCheckpoint(bytes));
  if (head === null) return null;
  const signed = card !== null && attempt(findings, () => verifyCheckpoint(bytes, ledgerOrigin(card.id), ledgerKey(card))) !== null;
  return { ...head, signed };
}

function attempt<T>(findings: Finding[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    findings.push(finding(error.code, error.params));
    return null;
  }
}

const MAX_FORM_FINDINGS = 100;

/** Form, number and time of each entry; what is well formed goes on to the rules. */
function watchForms(next: (entry: Entry) => void): { feed(index: number, bytes: Uint8Array): void; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  let last = '';
  const report = (found: Finding) => {
    if (findings.length < MAX_FORM_FINDINGS) findings.push(found);
  };
  return {
    findings,
    feed(index, bytes) {
      let entry: Entry;
      try {
        entry = parseEntry(bytes);
      } catch (error) {
        const { type = '?', member = 'JSON' } = error instanceof EcluseError ? error.params : {};
        report(finding('EXPORT_ENTRY_FORM', { entry: index, type, member }));
        return;
      }
      if (entry.sequence !== index) report(finding('EXPORT_SEQUENCE', { entry: index, sequence: entry.sequence }));
      if (entry.time < last) report(finding('EXPORT_TIME', { entry: index, time: entry.time, last }));
      else last = entry.time;
      next({ ...entry, sequence: index });
    },
  };
}

/** Witnesses' lines stand on the export's checkpoint, or on a kept one that a witness gave back. */
function readCosignatures(
  read: Read,
  head: Head,
  kept: readonly KeptCheckpoint[],
  { cosigners = [], against = [] }: Options,
  findings: Finding[],
): Verification['cosigned'] {
  const own = read(CHECKPOINT_FILE);
  const notes = [
    ...(own === null ? [] : [{ size: head.size, bytes: own }]),
    ...kept.flatMap(({ checkpoint, refusal }, i) =>
      checkpoint === null || refusal !== null ? [] : [{ size: checkpoint.size, bytes: against[i]?.bytes ?? new Uint8Array() }],
    ),
  ];
  return cosigners.map(({ name, key }) => {
    const found = notes.flatMap(({ size, bytes }) => {
      const time = attempt(findings, () => cosignedAt(bytes, name, key));
      return time === null ? [] : [{ size, time }];
    });
    const best = found.reduce<{ size: number; time: number } | null>((most, one) => (most && most.size >= one.size ? most : one), null);
    return { name, time: best?.time ?? null, size: best?.size ?? null };
  });
}
