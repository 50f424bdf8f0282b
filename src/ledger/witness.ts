import { concat, equalBytes, fromBase64, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ed25519Public, ed25519Sign, ed25519Verify, isNoteName, noteKeyId, parseNote, signatureLine, verifierKey } from '../base/note.ts';
import { type SignedCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { treeRoot } from './merkle.ts';
import type { LedgerStore } from './store.ts';

/**
 * Refuses a log that cannot have grown out of a checkpoint it once signed: `LEDGER_ROLLED_BACK` when it is shorter, `LEDGER_FORKED` when it
 * differs. What is not this log's signed checkpoint throws as `verifyCheckpoint` does.
 */
export function requireConsistent(store: LedgerStore, kept: Uint8Array | string, origin: string, key: Uint8Array): SignedCheckpoint {
  const checkpoint = verifyCheckpoint(kept, origin, key);
  const size = store.size();
  if (checkpoint.size > size) throw new EcluseError('LEDGER_ROLLED_BACK', { size, kept: checkpoint.size });
  if (!equalBytes(treeRoot(store, checkpoint.size), checkpoint.root)) throw new EcluseError('LEDGER_FORKED', { kept: checkpoint.size });
  return checkpoint;
}

/** Signature type of C2SP tlog-cosignature, Ed25519. */
export const COSIGNATURE = 0x04;

function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function u64(value: number): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

/**
 * Adds a witness's line to a checkpoint (C2SP cosignature/v1): « at `time`, this is the largest consistent tree I have seen of this log ».
 * The witness checks that consistency first; a key that cosigns must not serve under another name.
 */
export function cosign(checkpoint: string, name: string, seed: Uint8Array, time: Date): string {
  const note = parseNote(utf8(checkpoint));
  if (!isNoteName(name)) throw new EcluseError('NOTE_FORM', { where: 'cosignature' });
  const seconds = Math.floor(time.getTime() / 1000);
  const signature = ed25519Sign(seed, cosignedMessage(note.text, seconds));
  return checkpoint + signatureLine(name, noteKeyId(name, ed25519Public(seed), COSIGNATURE), concat(u64(seconds), signature));
}

/** When the witness cosigned this checkpoint (seconds since 1970), or null when it did not. A line of this key that does not verify throws `LEDGER_COSIGNATURE`. */
export function cosignedAt(checkpoint: Uint8Array | string, name: string, publicKey: Uint8Array): number | null {
  const note = parseNote(typeof checkpoint === 'string' ? utf8(checkpoint) : checkpoint);
  const keyId = noteKeyId(name, publicKey, COSIGNATURE);
  let at: number | null = null;
  for (const line of note.signatures) {
    if (line.name !== name || !equalBytes(line.keyId, keyId)) continue;
    const bytes = line.signature;
    if (bytes.length !== 72) throw new EcluseError('LEDGER_COSIGNATURE', { name });
    const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
    if (!Number.isSafeInteger(seconds) || !ed25519Verify(publicKey, cosignedMessage(note.text, seconds), bytes.subarray(8))) {
      throw new EcluseError('LEDGER_COSIGNATURE', { name });
    }
    at = Math.max(at ?? 0, seconds);
  }
  return at;
}

export type WitnessKey = { readonly name: string; readonly key: Uint8Array };

/** Reads a witness's verifier key as C2SP writes it, `NAME+HEX(key id)+BASE64(0x04 ‖ key)`. @throws WITNESS_KEY */
export function parseWitnessKey(text: string): WitnessKey {
  try {
    const line = text.trim();
    const [name = '', id, blob = ''] = splitKey(line);
    const bytes = fromBase64(blob);
    const key = bytes.subarray(1);
    if (bytes[0] !== COSIGNATURE || key.length !== 32 || !isNoteName(name)) throw new Error('form');
    if (verifierKey(name, key, COSIGNATURE) !== line || id === '') throw new Error('identifier');
    return { name, key };
  } catch (error) {
    throw new EcluseError('WITNESS_KEY', {}, { cause: error });
  }
}

/** Base64 may hold plus signs: what follows the second one is one piece. */
function splitKey(line: string): string[] {
  const first = line.indexOf('+');
  const second = line.indexOf('+', first + 1);
  return [line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1)];
}
