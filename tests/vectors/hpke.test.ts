import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/base/bytes.ts';
import { AEAD_CHACHA20POLY1305, keySchedule } from '../../src/bundle/hpke.ts';

/** RFC 9180, appendix A, base mode: the key schedule alone, since the KEM there is another. */
const INFO = fromHex('4f6465206f6e2061204772656369616e2055726e');
const VECTORS = [
  {
    name: 'A.1.1, X25519, AES-128-GCM',
    suite: { kem: 0x0020, aead: 0x0001 },
    keyLength: 16,
    shared: 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
    key: '4531685d41d65f03dc48f6b8302c05b0',
    nonce: '56d890e5accaaf011cff4b7d',
  },
  {
    name: 'A.2.1, X25519, ChaCha20-Poly1305',
    suite: { kem: 0x0020, aead: AEAD_CHACHA20POLY1305 },
    keyLength: 32,
    shared: '0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7',
    key: 'ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91',
    nonce: '5c4d98150661b848853b547f',
  },
];

describe('HPKE key schedule', () => {
  it.each(VECTORS)('RFC 9180 $name', ({ suite, keyLength, shared, key, nonce }) => {
    const made = keySchedule(suite, fromHex(shared), INFO, keyLength);
    expect(toHex(made.key)).toBe(key);
    expect(toHex(made.nonce)).toBe(nonce);
  });
});
