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
