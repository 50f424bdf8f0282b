import { wordlist } from '@scure/bip39/wordlists/french.js';
import { fromHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';

export const FINGERPRINT_WORDS = 12;

/**
 * The twelve words that people compare aloud: the first 132 bits of a card's hash, 11 at a time, as words of the French BIP-39
 * list (Unicode NFKD). 132 bits, because whoever forges a card may try as many as he likes beforehand.
 */
export function fingerprintWords(hash: string): string[] {
  return wordsOf(fromHex(hash, 'empreinte'), FINGERPRINT_WORDS);
}

/** Bytes as words, 11 bits each, the last ones filled with zeros. */
export function wordsOf(bytes: Uint8Array, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const bit = i * 11;
    const at = bit >>> 3;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    return (wordlist[(three >>> (13 - (bit & 7))) & 2047] ?? '').normalize('NFKD');
  });
}

const bare = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const places = new Map(wordlist.map((word, i) => [bare(word), i]));

/**
 * The bytes that so many words stand for. No two words of the list differ by their accents or capitals alone: typed without them, they are the same.
 * @throws SHARE_FORM when there are too few or too many, SHARE_WORD {position} for one that is not of the list
 */
export function bytesOfWords(words: readonly string[], length: number): Uint8Array {
  const count = Math.ceil((length * 8) / 11);
  if (words.length !== count) throw new EcluseError('SHARE_FORM', { count, found: words.length });
  const bytes = new Uint8Array(length);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const [i, word] of words.entries()) {
    const place = places.get(bare(word));
    if (place === undefined) throw new EcluseError('SHARE_WORD', { position: i + 1 });
    held = (held << 11) | place;
    for (bits += 11; bits >= 8 && at < length; bits -= 8) bytes[at++] = (held >>> (bits - 8)) & 0xff;
    held &= (1 << bits) - 1;
  }
  if (held !== 0) throw new EcluseError('SHARE_CHECK');
  return bytes;
}

/** A passphrase to propose: `count` words (6 = 66 bits, behind argon2id), in the composed form that keyboards give. */
export function proposePassphrase(random: Random, count = 6): string {
  return wordsOf(random(Math.ceil((count * 11) / 8) + 2), count)
    .join(' ')
    .normalize('NFC');
}
