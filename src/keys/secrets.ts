import { utf8 } from '../base/bytes.ts';
import { hkdfExpand, hkdfExtract } from '../base/hash.ts';
import type { Random } from '../base/random.ts';

/**
 * A party's secrets, 32 bytes each, derived from one random root (SPEC.md, Key files): `sign` is an Ed25519 seed, `seal` an
 * X-Wing seed, `pseudonym` the key of pseudonyms (partners), `vault` that of files kept at home.
 */
export type Secrets = {
  readonly root: Uint8Array;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  readonly pseudonym: Uint8Array;
  readonly vault: Uint8Array;
};

export function secretsFromRoot(root: Uint8Array): Secrets {
  const prk = hkdfExtract(utf8('ecluse.root/v1'), root);
  const derive = (label: string) => hkdfExpand(prk, utf8(label), 32);
  return { root, sign: derive('sign'), seal: derive('seal'), pseudonym: derive('pseudonym'), vault: derive('vault') };
}

export function newRoot(random: Random): Uint8Array {
  return random(32);
}
