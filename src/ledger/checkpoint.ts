import { equalBytes, fromBase64, fromDecimal, toBase64, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Note, parseNote, signNote, verifyNote } from '../base/note.ts';
import { EMPTY_ROOT } from './merkle.ts';

/** C2SP tlog-checkpoint: origin, tree size, root; opaque extension lines (Écluse writes none). */
export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions?: readonly string[];
};
export type SignedCheckpoint = Checkpoint & { readonly extensions: readonly string[]; readonly note: Note };

const CHECKPOINT_LIMIT = 16_384;

/** The origin of an appliance's ledger, and the name under which it signs. `applianceId`: 32 hex digits. */
export function ledgerOrigin(applianceId: string): string {
  return `ecluse/${applianceId}`;
}

export function checkpointText({ origin, size, root, extensions = [] }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions, ''].join('\n');
}

/** Signs a tree head with the ledger's Ed25519 seed, under the origin's own name; returns the whole note. */
export function signCheckpoint(checkpoint: Checkpoint, seed: Uint8Array): string {
  const text = checkpointText(checkpoint);
  parseText(text);
  return signNote(text, checkpoint.origin, seed);
}

function bad(where: string): never {
  throw new EcluseError('LEDGER_CHECKPOINT_FORM', { where });
}

function parseText(text: string): Checkpoint & { extensions: readonly string[] } {
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') bad('origin');
  const checkpoint = { origin, size: natural(size), root: hash(root), extensions };
  if (extensions.some((line) => line === '')) bad('blank line');
  if (checkpoint.size === 0 && !equalBytes(checkpoint.root, EMPTY_ROOT)) bad('root');
  if (checkpointText(checkpoint) !== text) bad('canonical form');
  return checkpoint;
}

function natural(text: string): number {
  try {
    return fromDecimal(text);
  } catch {
    return bad('size');
  }
}

function hash(text: string): Uint8Array {
  let root: Uint8Array;
  try {
    root = fromBase64(text);
  } catch {
    return bad('root');
  }
  return root.length === 32 ? root : bad('root');
}

/** Reads a signed checkpoint without checking who signed it. Attacker-controlled. `LEDGER_CHECKPOINT_FORM`, `NOTE_FORM`, `ENCODING`. */
export function parseCheckpoint(signed: Uint8Array | string): SignedCheckpoint {
  const bytes = typeof signed === 'string' ? utf8(signed) : signed;
  if (bytes.length > CHECKPOINT_LIMIT) bad('length');
  const note = parseNote(bytes);
  return { ...parseText(note.text), note };
}

/** Reads a checkpoint that must be `origin`'s, signed by `key` under that very name: else `LEDGER_ORIGIN`, `LEDGER_CHECKPOINT_SIGNATURE`. */
export function verifyCheckpoint(signed: Uint8Array | string, origin: string, key: Uint8Array): SignedCheckpoint {
  const checkpoint = parseCheckpoint(signed);
  if (checkpoint.origin !== origin) throw new EcluseError('LEDGER_ORIGIN', { origin });
  let signedByKey = false;
  try {
    signedByKey = verifyNote(checkpoint.note, origin, key);
  } catch (error) {
    throw new EcluseError('LEDGER_CHECKPOINT_SIGNATURE', { size: checkpoint.size }, { cause: error });
  }
  if (!signedByKey) throw new EcluseError('LEDGER_CHECKPOINT_SIGNATURE', { size: checkpoint.size });
  return checkpoint;
}
