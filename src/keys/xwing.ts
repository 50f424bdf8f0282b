import { sodium } from '../base/sodium.ts';

/** X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 together. Sizes in bytes. */
export const XWING = { seed: 32, publicKey: 1216, encapsulation: 1120, shared: 32, randomness: 64 } as const;

export function xwingPublic(seed: Uint8Array): Uint8Array {
  return sodium.crypto_kem_xwing_seed_keypair(seed).publicKey;
}

/** Encapsulates with 64 bytes of randomness; `null` for a key that ML-KEM or X25519 does not admit. */
export function xwingEncapsulate(publicKey: Uint8Array, randomness: Uint8Array): { enc: Uint8Array; shared: Uint8Array } | null {
  try {
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness);
    return { enc: ciphertext, shared: sharedSecret };
  } catch {
    return null;
  }
}

/** `null` when X25519 refuses the encapsulation; otherwise a secret, which is another one if anything was altered. */
export function xwingDecapsulate(seed: Uint8Array, enc: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_kem_xwing_dec(enc, seed);
  } catch {
    return null;
  }
}

export function isXwingPublic(publicKey: Uint8Array): boolean {
  return publicKey.length === XWING.publicKey && xwingEncapsulate(publicKey, new Uint8Array(XWING.randomness)) !== null;
}
