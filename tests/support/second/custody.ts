import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { type Any, be, bytesEqual, Expand, Extract, H, jcs, join, must, step, text8, unbase64, unhex, unjcs } from './bytes.ts';

export type Known = readonly [number: number, passphrase: string];

/** Opens a custody file with two custodians and gives its root. The bounds of the cost are the caller's. */
export function openCustody(bytes: Uint8Array, ...pair: readonly [Known, Known]): Uint8Array {
  const file = step('CUSTODY_FORM', () => unjcs(bytes));
  const { seal, ...rest } = file;
  const [low, high] = [...pair].sort((a, b) => a[0] - b[0]) as [Known, Known];
  must(low[0] !== high[0], 'CUSTODY_SAME');
  const { memoryMiB, passes } = file.kdf;
  const stretched = ([number, passphrase]: Known) => {
    const custodian = file.custodians.find((each: Any) => each.number === number);
    must(custodian !== undefined, 'CUSTODY_UNKNOWN');
    const cost = { t: passes, m: memoryMiB * 1024, p: 1, dkLen: 32, version: 0x13 };
    return argon2id(text8(passphrase.normalize('NFKD')), unbase64(custodian.salt, 16), cost);
  };
  const salt = unbase64(file.salt, 32);
  const prk = Extract(salt, join(stretched(low), stretched(high)));
  const info = join(text8(file.format), unhex(file.device), be(low[0], 4), be(high[0], 4));
  const slot = file.slots.find((each: Any) => each.pair[0] === low[0] && each.pair[1] === high[0]);
  must(bytesEqual(Expand(prk, join(text8('commit'), info)), unbase64(slot.commit, 32)), 'CUSTODY_PASSPHRASE');
  const key = Expand(prk, join(text8('wrap'), info));
  const root = step('CUSTODY_PASSPHRASE', () => chacha20poly1305(key, new Uint8Array(12)).decrypt(unbase64(slot.wrapped, 48)));
  const answer = Expand(Extract(salt, root), join(text8('file'), H(text8(jcs(rest)))));
  must(bytesEqual(answer, unbase64(seal, 32)), 'CUSTODY_PASSPHRASE');
  return root;
}

/** The root that two recovery shares give, each as its words. */
export function rootOfShares(list: readonly string[], id: string, first: string, second: string): Uint8Array {
  const [a, b] = [first, second].map((words) => {
    const bare = (word: string) => word.normalize('NFD').replace(/[^a-z]/gi, '');
    const places = words.split(' ').map((word) => list.findIndex((each) => bare(each) === bare(word)));
    const digits = places.map((place) => place.toString(2).padStart(11, '0')).join('');
    const bytes = Uint8Array.from({ length: 41 }, (_, i) => Number.parseInt(digits.slice(i * 8, i * 8 + 8), 2));
    const sum = H(text8('ecluse.share/v1'), unhex(id), bytes.subarray(0, 33));
    must(digits.endsWith('00') && bytesEqual(sum.subarray(0, 8), bytes.subarray(33)), 'SHARE_CHECK');
    return bytes;
  }) as [Uint8Array, Uint8Array];
  must(a[0] !== b[0], 'SHARE_SAME');
  const product = (x: number, y: number) => {
    let out = 0;
    for (let bit = 0, left = x; bit < 8; bit++, left = (left << 1) ^ (left & 0x80 ? 0x11b : 0)) if ((y >> bit) & 1) out ^= left;
    return out;
  };
  const [x1, x2] = [a[0] ?? 0, b[0] ?? 0];
  let inverse = 1;
  while (product(inverse, x1 ^ x2) !== 1) inverse++;
  const rootAt = (i: number) => product(inverse, product(a[i + 1] ?? 0, x2) ^ product(b[i + 1] ?? 0, x1));
  return Uint8Array.from({ length: 32 }, (_, i) => rootAt(i));
}
