import { equalBytes, fromBase64, fromUtf8, toBase64, toHex, utf8 } from '../base/bytes.ts';
import { isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { ed25519Public, ed25519Sign, type Note, noteKeyId, parseNote, signatureLine, signNote, verifyNote } from '../base/note.ts';
import { signerName } from './signer.ts';

/** What a rotation needs of a card, whoever reads it: the auditor's tool reads cards without the cryptography that seals bundles. */
export type RotatedCard = {
  readonly role: 'partner' | 'appliance';
  readonly name: string;
  readonly id: string;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  readonly log: Uint8Array | null;
  readonly hash: string;
};

/** A card and the one that takes its place, both signed for (SPEC.md, Rotation notes). */
export type Rotation<C extends RotatedCard> = {
  readonly from: C;
  readonly to: C;
  /** The last UTC day on which what was under way under the old card is taken. */
  readonly until: string;
  readonly created: string;
  /** The whole signed note. */
  readonly text: string;
  /** SHA-256 of the note's text, hex. */
  readonly hash: string;
};

export const ROTATION_FORMAT = 'ecluse.rotation/v1';
export const ROTATION_BYTES = 16_384;
/** What is under way arrives within that time or is made anew. */
export const ROTATION_DAYS = 366;

/** Claims only, by its first line: `readRotation` judges the rest. */
export function isRotation(bytes: Uint8Array): boolean {
  const head = utf8(`${ROTATION_FORMAT}\n`);
  return equalBytes(bytes.subarray(0, head.length), head);
}

const malformed = (where: string, cause?: unknown) => new EcluseError('ROTATION_FORM', { where }, { cause });

type Written = Pick<Rotation<RotatedCard>, 'until' | 'created'> & {
  readonly party: string;
  readonly from: string;
  readonly to: string;
  readonly old: string;
  readonly next: string;
};

/** Signed by the old key, then by the new one: neither a thief of the old nor a stranger with a new one makes it alone. */
export function signRotation(
  {
    from,
    to,
    until,
    created,
  }: { from: { text: string } & RotatedCard; to: { text: string } & RotatedCard; until: string; created: string },
  seeds: { readonly old: Uint8Array; readonly next: Uint8Array },
): string {
  const name = signerName(to.id);
  const text = rotationText({ party: to.id, from: from.hash, to: to.hash, until, created, old: from.text, next: to.text });
  return (
    signNote(text, name, seeds.old) + signatureLine(name, noteKeyId(name, ed25519Public(seeds.next)), ed25519Sign(seeds.next, utf8(text)))
  );
}

/**
 * Reads a rotation note and verifies all that it says by itself: both cards, both signatures. Attacker-controlled. Whether its old card is the one that
 * the reader knows, `followRotation` says. @throws ROTATION_FORM, what `readCard` throws, ROTATION_CARDS, ROTATION_SIGNATURE
 */
export function readRotation<C extends RotatedCard>(bytes: Uint8Array, readCard: (bytes: Uint8Array) => C): Rotation<C> {
  const note = rotationNote(bytes);
  const { party, until, created, ...said } = parseRotation(note.text);
  const [from, to] = [readCard(utf8(said.old)), readCard(utf8(said.next))];
  if (!goTogether(from, to) || said.from !== from.hash || said.to !== to.hash || party !== to.id) throw new EcluseError('ROTATION_CARDS');
  if (!signedBy(note, 0, from) || !signedBy(note, 1, to)) throw new EcluseError('ROTATION_SIGNATURE', { name: to.name });
  return { from, to, until, created, text: fromUtf8(bytes, 'rotation'), hash: toHex(sha256(utf8(note.text))) };
}

/** One party, under the same name, with the same ledger; both of its keys are others. */
function goTogether(from: RotatedCard, to: RotatedCard): boolean {
  const sameLog = from.log === null || to.log === null ? from.log === to.log : equalBytes(from.log, to.log);
  const same = from.role === to.role && from.id === to.id && from.name === to.name && sameLog;
  return same && !equalBytes(from.sign, to.sign) && !equalBytes(from.seal, to.seal);
}

function signedBy({ text, signatures }: Note, line: number, { id, sign }: RotatedCard): boolean {
  try {
    return verifyNote({ text, signatures: signatures.slice(line, line + 1) }, signerName(id), sign);
  } catch {
    return false;
  }
}

function rotationNote(bytes: Uint8Array): Note {
  if (bytes.length > ROTATION_BYTES) throw malformed('size');
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw malformed('note', cause);
  }
  if (note.signatures.length !== 2) throw malformed('signatures');
  return note;
}

function rotationText({ party, from, to, until, created, old, next }: Written): string {
  return writeFields(ROTATION_FORMAT, [
    ['party', party],
    ['from', from],
    ['to', to],
    ['until', until],
    ['created', created],
    ['old', toBase64(utf8(old))],
    ['new', toBase64(utf8(next))],
  ]);
}

function parseRotation(text: string): Written {
  const fields = readFields(text, ROTATION_FORMAT, malformed);
  const take = (name: string, holds: (value: string) => boolean) => {
    const value = fields.take(name);
    if (!holds(value)) throw malformed(name);
    return value;
  };
  const hex = (digits: number) => (value: string) => value.length === digits && /^[0-9a-f]+$/.test(value);
  const card = (name: string) => fields.read(name, (value) => fromUtf8(fromBase64(value), 'card'));
  const written = {
    party: take('party', hex(32)),
    from: take('from', hex(64)),
    to: take('to', hex(64)),
    until: take('until', isDay),
    created: take('created', isTimestamp),
    old: card('old'),
    next: card('new'),
  };
  fields.end();
  const days = (Date.parse(written.until) - Date.parse(written.created.slice(0, 10))) / 86_400_000;
  if (days < 0 || days > ROTATION_DAYS) throw malformed('until');
  if (rotationText(written) !== text) throw malformed('canonical form');
  return written;
}

/** How a card came to be: the rotations that led to it, the latest first. */
export function rotationsTo<C extends RotatedCard>(card: RotatedCard, rotations: readonly Rotation<C>[]): Rotation<C>[] {
  const chain: Rotation<C>[] = [];
  for (let hash = card.hash; ; ) {
    const before = rotations.find(({ to }) => to.hash === hash);
    if (before === undefined || chain.includes(before)) return chain;
    chain.push(before);
    hash = before.from.hash;
  }
}

/** The party's card of this hash, when a chain of rotations leads from it; else its present one, for the reader to say that the card is another. */
export function cardAmong<C extends RotatedCard>(present: C, rotations: readonly Rotation<C>[], hash: string): C {
  if (hash === present.hash) return present;
  return rotationsTo(present, rotations).find(({ from }) => from.hash === hash)?.from ?? present;
}

/**
 * Whether a rotation starts from the card that the reader holds; `already` when it led to it. `rotations`: all that the reader has taken from that party.
 * @throws ROTATION_PARTY, ROTATION_FORK, ROTATION_REPLAY, ROTATION_UNKNOWN
 */
export function followRotation<C extends RotatedCard>(
  rotation: Rotation<C>,
  present: RotatedCard,
  rotations: readonly Rotation<C>[],
): 'new' | 'already' {
  const { from, to } = rotation;
  if (to.id !== present.id) throw new EcluseError('ROTATION_PARTY', { name: present.name });
  const taken = rotations.find((each) => each.from.hash === from.hash);
  if (taken !== undefined && taken.to.hash !== to.hash) throw new EcluseError('ROTATION_FORK', { name: present.name });
  if (to.hash === present.hash) return 'already';
  if (from.hash === present.hash) return 'new';
  throw new EcluseError(taken === undefined ? 'ROTATION_UNKNOWN' : 'ROTATION_REPLAY', { name: present.name });
}
