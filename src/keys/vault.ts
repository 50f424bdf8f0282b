import { timingSafeEqual } from 'node:crypto';
import { aeadOpen, aeadSeal, ZERO_NONCE } from '../base/aead.ts';
import { concat, equalBytes, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { hkdfExpand, hkdfExtract } from '../base/hash.ts';
import type { Random } from '../base/random.ts';

const MAGIC = utf8('ecluse.vault/v1\n');
const EMPTY = new Uint8Array(0);
const HEAD = 16 + 32 + 32;
export const VAULT_BYTES = 256 * 1024 * 1024;

/**
 * Seals what a party keeps at home for itself (SPEC.md, Vault files). `context` says what the file is: it opens under no other,
 * so that one vault cannot stand for another. Error: `VAULT_SIZE`.
 */
export function sealVault(key: Uint8Array, context: string, plaintext: Uint8Array, random: Random): Uint8Array {
  if (plaintext.length > VAULT_BYTES) throw new EcluseError('VAULT_SIZE', { size: plaintext.length, limit: VAULT_BYTES });
  const salt = random(32);
  const keys = vaultKeys(key, context, salt);
  return concat(MAGIC, salt, keys.commit, aeadSeal(keys.body, ZERO_NONCE, EMPTY, plaintext));
}

/** Errors: `VAULT_FORM` (not a vault), `VAULT_OPEN` (another key, another context, or altered). */
export function openVault(key: Uint8Array, context: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEAD + 16 || bytes.length > HEAD + 16 + VAULT_BYTES || !equalBytes(bytes.subarray(0, 16), MAGIC)) {
    throw new EcluseError('VAULT_FORM');
  }
  const keys = vaultKeys(key, context, bytes.subarray(16, 48));
  if (!timingSafeEqual(keys.commit, bytes.subarray(48, HEAD))) throw new EcluseError('VAULT_OPEN');
  const plaintext = aeadOpen(keys.body, ZERO_NONCE, EMPTY, bytes.subarray(HEAD));
  if (plaintext === null) throw new EcluseError('VAULT_OPEN');
  return plaintext;
}

function vaultKeys(key: Uint8Array, context: string, salt: Uint8Array): { commit: Uint8Array; body: Uint8Array } {
  const prk = hkdfExtract(salt, key);
  return { commit: hkdfExpand(prk, utf8(`commit${context}`), 32), body: hkdfExpand(prk, utf8(`key${context}`), 32) };
}
