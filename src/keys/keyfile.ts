import { aeadOpen, aeadSeal, ZERO_NONCE } from '../base/aead.ts';
import { fromBase64, fromUtf8, toBase64, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { hkdfExpand } from '../base/hash.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import { sodium } from '../base/sodium.ts';
import { newRoot, type Secrets, secretsFromRoot } from './secrets.ts';

/** Cost of argon2id: memory in MiB, number of passes. */
export type Kdf = { readonly memoryMiB: number; readonly passes: number };

export const KDF_DEFAULT: Kdf = { memoryMiB: 1024, passes: 4 };
export const KDF_FLOOR: Kdf = { memoryMiB: 256, passes: 3 };
/** Above it, a planted key file would hold the machine; libsodium's memory ends at 2 GiB in any case. */
export const KDF_CEILING: Kdf = { memoryMiB: 1536, passes: 32 };
const KDF_TEST: Kdf = { memoryMiB: 1, passes: 1 };

export const KEY_FORMAT = 'ecluse.key/v1';
export const KEY_FILE_BYTES = 4096;
export const PASSPHRASE_BYTES = { min: 8, max: 1024 } as const;

type KeyFile = { readonly kdf: Kdf; readonly salt: Uint8Array; readonly wrapped: Uint8Array };

/** The floor in force: lower only for tests (`ECLUSE_TEST=1`). */
export function kdfFloor(): Kdf {
  return process.env.ECLUSE_TEST === '1' ? KDF_TEST : KDF_FLOOR;
}

/** A key file over a fresh root. `passphrase` is UTF-8, 8 to 1,024 bytes. Errors: `KEY_KDF`, `KEY_PASSPHRASE_LENGTH`, `KEY_PASSPHRASE_UTF8`, `KEY_MEMORY`. */
export function createKeyFile(passphrase: Uint8Array, kdf: Kdf, random: Random): Uint8Array {
  return wrapRoot(newRoot(random), passphrase, kdf, random);
}

/** A key file over a root that already exists: a new passphrase, or secrets needed at once without paying argon2id twice. */
export function wrapRoot(root: Uint8Array, passphrase: Uint8Array, kdf: Kdf, random: Random): Uint8Array {
  requireKdf(kdf);
  requireLength(passphrase);
  const salt = random(16);
  const header = headerOf(kdf, salt);
  const wrapped = aeadSeal(wrapKey(passphrase, kdf, salt), ZERO_NONCE, canonicalJsonBytes(header), root);
  return canonicalJsonBytes({ ...header, wrapped: toBase64(wrapped) });
}

/** Errors: `KEY_FORM` (not a key file), `KEY_KDF` (cost out of bounds), `KEY_PASSPHRASE_UTF8`, `KEY_PASSPHRASE` (wrong passphrase, or altered file), `KEY_MEMORY`. */
export function openKeyFile(bytes: Uint8Array, passphrase: Uint8Array): Secrets {
  const { kdf, salt, wrapped } = parseKeyFile(bytes);
  requireKdf(kdf);
  if (passphrase.length > PASSPHRASE_BYTES.max) throw new EcluseError('KEY_PASSPHRASE');
  const root = aeadOpen(wrapKey(passphrase, kdf, salt), ZERO_NONCE, canonicalJsonBytes(headerOf(kdf, salt)), wrapped);
  if (root === null) throw new EcluseError('KEY_PASSPHRASE');
  return secretsFromRoot(root);
}

function headerOf(kdf: Kdf, salt: Uint8Array) {
  return { format: KEY_FORMAT, kdf: { memoryMiB: kdf.memoryMiB, name: 'argon2id', passes: kdf.passes, salt: toBase64(salt) } };
}

/** @throws KEY_PASSPHRASE_LENGTH */
export function requireLength({ length }: Uint8Array): void {
  if (length < PASSPHRASE_BYTES.min || length > PASSPHRASE_BYTES.max) throw new EcluseError('KEY_PASSPHRASE_LENGTH', PASSPHRASE_BYTES);
}

/** @throws KEY_KDF */
export function requireKdf({ memoryMiB, passes }: Kdf): void {
  const floor = kdfFloor();
  const within = (value: number, low: number, high: number) => Number.isSafeInteger(value) && value >= low && value <= high;
  if (within(memoryMiB, floor.memoryMiB, KDF_CEILING.memoryMiB) && within(passes, floor.passes, KDF_CEILING.passes)) return;
  throw new EcluseError('KEY_KDF', {
    memory: floor.memoryMiB,
    passes: floor.passes,
    most: KDF_CEILING.memoryMiB,
    longest: KDF_CEILING.passes,
  });
}

function wrapKey(passphrase: Uint8Array, kdf: Kdf, salt: Uint8Array): Uint8Array {
  const stretched = stretchPassphrase(passphrase, kdf, salt);
  const key = hkdfExpand(stretched, utf8(`${KEY_FORMAT} wrap`), 32);
  stretched.fill(0);
  return key;
}

/**
 * argon2id of a passphrase, 32 bytes. The same passphrase typed on two systems may be composed differently: normalised (NFKD) first.
 * @throws KEY_PASSPHRASE_UTF8, KEY_MEMORY
 */
export function stretchPassphrase(passphrase: Uint8Array, kdf: Kdf, salt: Uint8Array): Uint8Array {
  const password = utf8(passphraseText(passphrase).normalize('NFKD'));
  try {
    return stretch(password, kdf, salt);
  } finally {
    password.fill(0);
  }
}

/** A file saved under Windows-1252 is no altered file: said apart, or the right passphrase would look wrong. */
function passphraseText(passphrase: Uint8Array): string {
  try {
    return fromUtf8(passphrase);
  } catch (cause) {
    throw new EcluseError('KEY_PASSPHRASE_UTF8', {}, { cause });
  }
}

function stretch(password: Uint8Array, kdf: Kdf, salt: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_pwhash(32, password, salt, kdf.passes, kdf.memoryMiB * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  } catch (cause) {
    throw new EcluseError('KEY_MEMORY', { memory: kdf.memoryMiB }, { cause });
  }
}

function parseKeyFile(bytes: Uint8Array): KeyFile {
  const malformed = (where: string, cause?: unknown) => new EcluseError('KEY_FORM', { where }, { cause });
  if (bytes.length > KEY_FILE_BYTES) throw malformed('size');
  let read: KeyFile;
  try {
    read = fieldsOf(parseCanonicalJson(bytes, 'clé'));
  } catch (cause) {
    throw malformed('structure', cause);
  }
  const { kdf, salt, wrapped } = read;
  if (!Number.isSafeInteger(kdf.memoryMiB) || !Number.isSafeInteger(kdf.passes)) throw malformed('kdf');
  if (salt.length !== 16 || wrapped.length !== 48) throw malformed('length');
  const again = canonicalJsonBytes({ ...headerOf(kdf, salt), wrapped: toBase64(wrapped) });
  if (Buffer.compare(again, bytes) !== 0) throw malformed('canonical form');
  return read;
}

/** Reads the members it needs; any other member, or format, is caught by writing the file again. */
function fieldsOf(value: Json): KeyFile {
  const file = value as { kdf: { memoryMiB: number; passes: number; salt: string }; wrapped: string };
  const kdf = { memoryMiB: file.kdf.memoryMiB, passes: file.kdf.passes };
  return { kdf, salt: fromBase64(file.kdf.salt), wrapped: fromBase64(file.wrapped) };
}
