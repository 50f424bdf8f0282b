import { randomBytes } from 'node:crypto';
import { utf8 } from './bytes.ts';
import { hkdfExpand } from './hash.ts';

/** Time and randomness are passed in, so that a test can fix them. */
export type Random = (length: number) => Uint8Array;
export type Clock = () => Date;

export const systemRandom: Random = (length) => new Uint8Array(randomBytes(length));

/** A number from 0 to under 1 for each name, which follows from a secret and tells nothing to whoever does not know it. */
export type NamedLot = (name: string) => number;

export function lotOf(use: string, secret: Uint8Array): NamedLot {
  return (name) => new DataView(hkdfExpand(secret, utf8(`${use}/${name}`), 4).buffer).getUint32(0) / 2 ** 32;
}

/** Second-precision UTC time as every format of Écluse writes it: `2026-09-01T12:00:00Z`. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * A small seeded generator (splitmix32, Steele et al. 2014 in 32 bits) for synthetic data and sampling: the same seed gives the
 * same numbers on every machine. Never for keys.
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 4294967296;
  };
}
