import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { EMPTY_ROOT, growTree, leafHash, nodeHash, rangeHash, resumeTree, type TreeNode, treeRoot } from '../../src/ledger/merkle.ts';
import { code } from '../support/code.ts';
import { noVectors, vectorsFolder } from '../support/requires.ts';

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 6962 §2.1, word for word. */
function mth(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const LEAVES = Array.from({ length: 256 }, (_, i) => new Uint8Array(Buffer.from(`feuille ${i}`)));

function grown(count: number) {
  const nodes = new Map<string, TreeNode>();
  const tree = growTree([], 0, (level, index, hash) => nodes.set(`${level}/${index}`, { level, index, hash }));
  for (const leaf of LEAVES.slice(0, count)) tree.add(leafHash(leaf));
  return { tree, nodes, reader: { node: (level: number, index: number) => nodes.get(`${level}/${index}`)?.hash ?? null } };
}

describe('the tree', () => {
  it('has the root of RFC 6962 at every size to 256, as it grows and from its nodes', () => {
    const { reader } = grown(256);
    const tree = growTree([], 0);
    for (let size = 0; size <= 256; size++) {
      const expected = mth(LEAVES.slice(0, size)).toString('hex');
      expect(toHex(tree.root()), `taille ${size}`).toBe(expected);
      expect(toHex(treeRoot(reader, size)), `taille ${size}`).toBe(expected);
      if (size < 256) tree.add(leafHash(LEAVES[size]!));
    }
  });

  it('goes on from its nodes at every size as if it had never stopped', () => {
    const { reader, tree } = grown(256);
    for (let size = 0; size <= 256; size++) {
      const resumed = resumeTree(reader, size);
      for (const leaf of LEAVES.slice(size)) resumed.add(leafHash(leaf));
      expect(toHex(resumed.root())).toBe(toHex(tree.root()));
    }
  });

  it('tells every complete subtree once', () => {
    const seen: string[] = [];
    const tree = growTree([], 0, (level, index) => seen.push(`${level}/${index}`));
    for (const leaf of LEAVES.slice(0, 100)) tree.add(leafHash(leaf));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(100 + 50 + 25 + 12 + 6 + 3 + 1);
  });

  it('hashes the ranges of the recursion', () => {
    const { reader } = grown(256);
    for (const [from, to] of [
      [0, 7],
      [8, 11],
      [64, 100],
      [128, 256],
      [255, 256],
    ] as const) {
      expect(toHex(rangeHash(reader, from, to))).toBe(mth(LEAVES.slice(from, to)).toString('hex'));
    }
  });

  it('refuses to give a root without its nodes', () => {
    const { reader } = grown(5);
    expect(code(() => treeRoot(reader, 6))).toBe('LEDGER_NODE_MISSING');
    expect(code(() => resumeTree({ node: () => new Uint8Array(31) }, 1))).toBe('LEDGER_NODE_MISSING');
  });
});

describe.skipIf(noVectors)('the published constants of transparency-dev/merkle', () => {
  it('are met', () => {
    const file = join(vectorsFolder, 'rfc6962_constants.json');
    const { leaf_inputs, NodeHashes, RootHashes, EmptyRootHash } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
    expect(toHex(EMPTY_ROOT)).toBe(EmptyRootHash![0]);
    const leaves = leaf_inputs!.map((input) => new Uint8Array(Buffer.from(input, 'hex')));
    const tree = growTree([], 0);
    const hashes: string[] = [];
    leaves.forEach((leaf, i) => {
      hashes.push(toHex(leafHash(leaf)));
      tree.add(leafHash(leaf));
      expect(toHex(tree.root())).toBe(RootHashes![i]);
    });
    let level = leaves.map(leafHash);
    while (level.length > 1) {
      level = level.flatMap((hash, i) => (i % 2 === 0 ? [nodeHash(hash, level[i + 1]!)] : []));
      hashes.push(...level.map(toHex));
    }
    expect([...hashes].sort()).toEqual([...NodeHashes!].sort());
  });
});
