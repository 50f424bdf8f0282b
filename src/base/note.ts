import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { concat, equalBytes, fromBase64, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';
import { EcluseError } from './errors.ts';
import { sha256 } from './hash.ts';

/**
 * C2SP signed-note: a text that ends in a newline, an empty line, then one line per signature,
 * `— NAME BASE64(key id ‖ signature)`. Type 0x01 is Ed25519 over the text itself.
 */
export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array; readonly line: string };
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export const ED25519 = 0x01;
const MAX_SIGNATURES = 16;
const PKCS8_ED25519 = new Uint8Array([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);
const SPKI_ED25519 = new Uint8Array([0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0]);

/** Ed25519 (RFC 8032) over `message` with a 32-byte seed. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(concat(PKCS8_ED25519, seed)), format: 'der', type: 'pkcs8' });
  return new Uint8Array(sign(null, message, key));
}

export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.from(concat(SPKI_ED25519, publicKey)), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
}

/** The 32-byte public key of a seed. */
export function ed25519Public(seed: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(concat(PKCS8_ED25519, seed)), format: 'der', type: 'pkcs8' });
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length));
}

/** Names in note lines hold neither blank nor plus sign (C2SP signed-note §Format). */
export function isNoteName(name: string): boolean {
  return name.length > 0 && name.length <= 200 && !/[\s+\p{Cc}]/u.test(name);
}

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
export function noteKeyId(name: string, publicKey: Uint8Array, type = ED25519): Uint8Array {
  return sha256(utf8(`${name}\n`), new Uint8Array([type]), publicKey).subarray(0, 4);
}

/** The verifier key as C2SP writes it: `NAME+HEX(key id)+BASE64(type ‖ public key)`. */
export function verifierKey(name: string, publicKey: Uint8Array, type = ED25519): string {
  return `${name}+${toHex(noteKeyId(name, publicKey, type))}+${toBase64(concat(new Uint8Array([type]), publicKey))}`;
}

export function signatureLine(name: string, keyId: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${toBase64(concat(keyId, signature))}\n`;
}

/** Signs `text` (which must end in a newline) and returns the whole note. */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  if (!text.endsWith('\n') || !isNoteName(name)) throw new EcluseError('NOTE_FORM', { where: 'signature' });
  const keyId = noteKeyId(name, ed25519Public(seed));
  return `${text}\n${signatureLine(name, keyId, ed25519Sign(seed, utf8(text)))}`;
}

/** Splits a note; the text keeps its final newline. Attacker-controlled: strict UTF-8, no control character but newline. */
export function parseNote(bytes: Uint8Array): Note {
  const whole = fromUtf8(bytes, 'note');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(whole)) throw new EcluseError('NOTE_FORM', { where: 'control character' });
  const cut = whole.lastIndexOf('\n\n');
  if (cut < 0 || !whole.endsWith('\n')) throw new EcluseError('NOTE_FORM', { where: 'separator' });
  const text = whole.slice(0, cut + 1);
  const lines = whole.slice(cut + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new EcluseError('NOTE_FORM', { where: 'number of signatures' });
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const match = /^— (\S+) (\S+)$/u.exec(line);
  const name = match?.[1] ?? '';
  if (!match || !isNoteName(name)) throw new EcluseError('NOTE_FORM', { where: 'signature line' });
  const blob = fromBase64(match[2] ?? '', 'signature');
  if (blob.length < 5) throw new EcluseError('NOTE_FORM', { where: 'signature line' });
  return { name, keyId: blob.subarray(0, 4), signature: blob.subarray(4), line: `${line}\n` };
}

/**
 * True when one of the note's signatures is `name`'s, by this Ed25519 key. Lines of unknown keys are passed over, as
 * the specification asks; a line that names this very key and does not verify throws `NOTE_SIGNATURE`.
 */
export function verifyNote(note: Note, name: string, publicKey: Uint8Array): boolean {
  const keyId = noteKeyId(name, publicKey);
  let found = false;
  for (const line of note.signatures) {
    if (line.name !== name || !equalBytes(line.keyId, keyId)) continue;
    if (!ed25519Verify(publicKey, utf8(note.text), line.signature)) throw new EcluseError('NOTE_SIGNATURE');
    found = true;
  }
  return found;
}
