import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { growTree, leafHash, treeRoot } from '../../src/ledger/merkle.ts';
import {
  consistencyProof,
  encodeEntryProof,
  inclusionProof,
  parseEntryProof,
  verifyConsistency,
  verifyEntryProof,
  verifyInclusion,
} from '../../src/ledger/proof.ts';
import { code } from '../support/code.ts';
import { checkpointOf, logKeeper, logOf, manyEvents, trip } from '../support/ledger.ts';
import { long } from '../support/requires.ts';

const MAX = 256;
const levels: Uint8Array[][] = [];
const nodes = { node: (level: number, index: number) => levels[level]?.[index] ?? null };
const tree = growTree([], 0, (level, index, hash) => {
  levels[level] ??= [];
  levels[level][index] = hash;
});
const leaves = Array.from({ length: MAX }, (_, i) => leafHash(utf8(`feuille ${i}`)));
for (const leaf of leaves) tree.add(leaf);
const roots = Array.from({ length: MAX + 1 }, (_, size) => treeRoot(nodes, size));

/** The proof with one bit of hash `at` flipped; which bit follows from the place. */
function corrupted(proof: readonly Uint8Array[], at: number): Uint8Array[] {
  return proof.map((hash, i) => {
    if (i !== at) return hash;
    const other = hash.slice();
    other[(at * 7) % 32]! ^= 1 << (at % 8);
    return other;
  });
}

/** Wrong proofs made of a sound one: a hash corrupted (one for each proof in turn, every one when long), one missing, one too many. */
function wrongs(proof: readonly Uint8Array[], turn: number): Uint8Array[][] {
  const places = long ? [...proof.keys()] : proof.length === 0 ? [] : [turn % proof.length];
  const cut = proof.length === 0 ? [] : [proof.slice(0, -1)];
  return [...places.map((at) => corrupted(proof, at)), [...proof, leaves[0]!], ...cut];
}

describe('inclusion', () => {
  it('is proved for every leaf of every tree to 256, and by no proof with a hash corrupted, missing or added', { timeout: 60_000 }, () => {
    let wrong = 0;
    let cases = 0;
    for (let size = 1; size <= MAX; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(nodes, index, size);
        const holds = (path: readonly Uint8Array[]) => verifyInclusion(leaves[index]!, index, size, path, roots[size]!);
        if (!holds(proof)) wrong++;
        for (const other of wrongs(proof, index + size)) if (holds(other)) wrong++;
        cases++;
      }
    }
    expect(cases).toBe((MAX * (MAX + 1)) / 2);
    expect(wrong).toBe(0);
  });

  it('holds at no other place, in no tree of another size, for no other leaf', () => {
    const size = 77;
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(nodes, index, size);
      for (let other = 0; other < size; other++) {
        expect(verifyInclusion(leaves[index]!, other, size, proof, roots[size]!)).toBe(other === index);
        expect(verifyInclusion(leaves[other]!, index, size, proof, roots[size]!)).toBe(other === index);
      }
      expect(verifyInclusion(leaves[index]!, index, size, proof, roots[size - 1]!)).toBe(false);
    }
  });

  it('is false, never a throw, for what is malformed', () => {
    const [leaf, root] = [leaves[0]!, roots[1]!];
    expect(verifyInclusion(leaf, 0, 1, [], root)).toBe(true);
    for (const [index, size] of [
      [1, 1],
      [-1, 1],
      [0.5, 1],
      [0, 0],
      [Number.NaN, 1],
      [0, 2 ** 53],
    ] as const) {
      expect(verifyInclusion(leaf, index, size, [], root)).toBe(false);
    }
    expect(verifyInclusion(leaf.subarray(1), 0, 1, [], root)).toBe(false);
    expect(code(() => inclusionProof(nodes, 3, 3))).toBe('LEDGER_RANGE');
    expect(code(() => inclusionProof(nodes, -1, 3))).toBe('LEDGER_RANGE');
  });
});

describe('consistency', () => {
  it('is proved between any two sizes to 256, and by no proof with a hash corrupted, missing or added', { timeout: 90_000 }, () => {
    let wrong = 0;
    let cases = 0;
    for (let second = 1; second <= MAX; second++) {
      for (let first = 0; first <= second; first++) {
        const proof = consistencyProof(nodes, first, second);
        const holds = (path: readonly Uint8Array[]) => verifyConsistency(first, second, roots[first]!, roots[second]!, path);
        if (!holds(proof)) wrong++;
        for (const other of wrongs(proof, first + second)) if (holds(other)) wrong++;
        cases++;
      }
    }
    expect(cases).toBe((MAX * (MAX + 3)) / 2);
    expect(wrong).toBe(0);
  });

  it('does not hold with another old or new root', () => {
    const second = 77;
    for (let first = 1; first < second; first++) {
      const proof = consistencyProof(nodes, first, second);
      for (let other = 1; other <= second; other++) {
        if (other === first) continue;
        expect(verifyConsistency(first, second, roots[other]!, roots[second]!, proof)).toBe(false);
      }
      expect(verifyConsistency(first, second, roots[first]!, roots[second + 1]!, proof)).toBe(false);
    }
    expect(verifyConsistency(0, 5, roots[1]!, roots[5]!, [])).toBe(false);
    expect(verifyConsistency(5, 5, roots[5]!, roots[4]!, [])).toBe(false);
    expect(verifyConsistency(6, 5, roots[6]!, roots[5]!, [])).toBe(false);
    expect(code(() => consistencyProof(nodes, 6, 5))).toBe('LEDGER_RANGE');
  });
});

describe('a proof on paper (C2SP tlog-proof)', () => {
  const keeper = logKeeper();
  const log = logOf(trip(keeper.card), keeper);
  const checkpoint = checkpointOf(log);
  const size = log.store.size();
  const proofOf = (index: number, extra: Uint8Array | null = null) =>
    utf8(encodeEntryProof({ index, hashes: inclusionProof(log.store, index, size), checkpoint, extra }));

  it('shows where an entry stands, and says nothing of another', () => {
    for (let index = 0; index < size; index++) {
      const found = verifyEntryProof(proofOf(index), log.store.entry(index)!, keeper.origin, keeper.key);
      expect(found.index).toBe(index);
      expect(found.checkpoint.size).toBe(size);
      const other = log.store.entry((index + 1) % size)!;
      expect(code(() => verifyEntryProof(proofOf(index), other, keeper.origin, keeper.key))).toBe('LEDGER_PROOF');
    }
  });

  it('is refused with any of its bytes changed', () => {
    const whole = proofOf(11);
    const entry = log.store.entry(11)!;
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at]! ^= 1;
      expect(
        code(() => verifyEntryProof(bytes, entry, keeper.origin, keeper.key)),
        `octet ${at}`,
      ).not.toBe(null);
    }
  });

  it('keeps its extra data, and has one form only', () => {
    expect(parseEntryProof(proofOf(3, utf8('extra'))).extra).toEqual(utf8('extra'));
    const text = Buffer.from(proofOf(3)).toString();
    for (const bad of [text.replace('index 3', 'index 03'), text.replace('@v1', '@v2'), text.replace('\n\n', '\n'), `\n${text}`]) {
      expect(code(() => parseEntryProof(utf8(bad)))).toBe('LEDGER_PROOF_FORM');
    }
  });

  it('is refused from another appliance', () => {
    const other = logKeeper('Autre centre');
    const proof = proofOf(0);
    expect(code(() => verifyEntryProof(proof, log.store.entry(0)!, other.origin, other.key))).toBe('LEDGER_ORIGIN');
    expect(code(() => verifyEntryProof(proof, log.store.entry(0)!, keeper.origin, other.key))).toBe('LEDGER_CHECKPOINT_SIGNATURE');
  });

  it('is short: a thousand entries need ten hashes', () => {
    const long = logOf(manyEvents(1000, keeper.card), keeper);
    expect(inclusionProof(long.store, 500, 1000)).toHaveLength(10);
  });
});
