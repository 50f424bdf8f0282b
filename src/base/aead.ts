import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from './bytes.ts';

export const AEAD_TAG = 16;
/** Only under a key that serves once. */
export const ZERO_NONCE: Uint8Array = new Uint8Array(12);

/** ChaCha20-Poly1305 (RFC 8439): 32-byte key, 12-byte nonce. Returns ciphertext ‖ tag. */
export function aeadSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: AEAD_TAG });
  cipher.setAAD(aad, { plaintextLength: plaintext.length });
  const body = cipher.update(plaintext);
  cipher.final();
  return concat(body, cipher.getAuthTag());
}

/** `null` when the tag does not answer for the bytes. */
export function aeadOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < AEAD_TAG) return null;
  const end = sealed.length - AEAD_TAG;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: AEAD_TAG });
  decipher.setAAD(aad, { plaintextLength: end });
  decipher.setAuthTag(sealed.subarray(end));
  const body = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return new Uint8Array(body);
}
