import { wordlist } from '@scure/bip39/wordlists/french.js';
import { fromHex } from '../base/bytes.ts';
import type { Random } from '../base/random.ts';

export const FINGERPRINT_WORDS = 12;

/**
 * The twelve words that people compare aloud: the first 132 bits of a card's hash, 11 at a time, as words of the French BIP-39
 * list (Unicode NFKD). 132 bits, because whoever forges a card may try as many as he likes beforehand.
 */
export function fingerprintWords(hash: string): string[] {
  return wordsOf(fromHex(hash, 'empreinte'), FINGERPRINT_WORDS);
}

function wordsOf(bytes: Uint8Array, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const bit = i * 11;
    const at = bit >>> 3;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    return (wordlist[(three >>> (13 - (bit & 7))) & 2047] ?? '').normalize('NFKD');
  });
}

/** A passphrase to propose: `count` words (6 = 66 bits, behind argon2id), in the composed form that keyboards give. */
export function proposePassphrase(random: Random, count = 6): string {
  return wordsOf(random(Math.ceil((count * 11) / 8) + 2), count)
    .join(' ')
    .normalize('NFC');
}
