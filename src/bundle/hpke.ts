import { aeadOpen, aeadSeal } from '../base/aead.ts';
import { concat, u16, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { hkdfExpand, hkdfExtract } from '../base/hash.ts';
import type { Random } from '../base/random.ts';
import { XWING, xwingDecapsulate, xwingEncapsulate } from '../keys/xwing.ts';

const EMPTY = new Uint8Array(0);
const VERSION = utf8('HPKE-v1');
const MODE_BASE = new Uint8Array([0]);
const HKDF_SHA256 = 0x0001;

export const KEM_XWING = 0x647a;
export const AEAD_CHACHA20POLY1305 = 0x0003;

/** RFC 9180 §5.1 in base mode with HKDF-SHA256: the AEAD's key and base nonce. `keyLength` is 32 for ChaCha20-Poly1305. */
export function keySchedule(
  suite: { kem: number; aead: number },
  shared: Uint8Array,
  info: Uint8Array,
  keyLength = 32,
): { key: Uint8Array; nonce: Uint8Array } {
  const suiteId = concat(utf8('HPKE'), u16(suite.kem), u16(HKDF_SHA256), u16(suite.aead));
  const extract = (salt: Uint8Array, label: string, ikm: Uint8Array) => hkdfExtract(salt, concat(VERSION, suiteId, utf8(label), ikm));
  const context = concat(MODE_BASE, extract(EMPTY, 'psk_id_hash', EMPTY), extract(EMPTY, 'info_hash', info));
  const secret = extract(shared, 'secret', EMPTY);
  const expand = (label: string, length: number) => hkdfExpand(secret, concat(u16(length), VERSION, suiteId, utf8(label), context), length);
  return { key: expand('key', keyLength), nonce: expand('base_nonce', 12) };
}

const SUITE = { kem: KEM_XWING, aead: AEAD_CHACHA20POLY1305 };

/** HPKE base mode, single shot, empty AAD: `enc` is 1,120 bytes, `wrapped` 16 more than the plaintext. `CARD_KEY` for a key no encapsulation admits. */
export function hpkeSeal(
  publicKey: Uint8Array,
  info: Uint8Array,
  plaintext: Uint8Array,
  random: Random,
): { enc: Uint8Array; wrapped: Uint8Array } {
  const kem = xwingEncapsulate(publicKey, random(XWING.randomness));
  if (kem === null) throw new EcluseError('CARD_KEY');
  const { key, nonce } = keySchedule(SUITE, kem.shared, info);
  return { enc: kem.enc, wrapped: aeadSeal(key, nonce, EMPTY, plaintext) };
}

/** `null` when this key, this info and these bytes do not go together. */
export function hpkeOpen(seed: Uint8Array, enc: Uint8Array, info: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  const shared = xwingDecapsulate(seed, enc);
  if (shared === null) return null;
  const { key, nonce } = keySchedule(SUITE, shared, info);
  return aeadOpen(key, nonce, EMPTY, wrapped);
}
