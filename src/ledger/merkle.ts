import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';

/**
 * RFC 6962 §2.1 / RFC 9162 §2.1 Merkle tree over SHA-256. Node (level, index) is the hash of the complete subtree over leaves
 * [index·2^level, (index+1)·2^level): once computed it never changes, so it is all that a log needs to keep.
 * Sizes go to 2⁵³−1; they are halved by division, since JavaScript's shifts stop at 32 bits.
 */
export type TreeNode = { readonly level: number; readonly index: number; readonly hash: Uint8Array };
export type NodeReader = { node(level: number, index: number): Uint8Array | null };

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** The root of the empty tree: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256();

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** Largest power of two smaller than `size` (≥ 2): where RFC 6962 splits a tree. */
export function splitPoint(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** The complete subtrees that make a tree of `size` leaves, from left to right. */
export function peaksOf(size: number): { level: number; index: number }[] {
  const peaks: { level: number; index: number }[] = [];
  let level = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2), level++) {
    if (rest % 2 === 1) peaks.push({ level, index: rest - 1 });
  }
  return peaks.reverse();
}

export function storedNode(nodes: NodeReader, level: number, index: number): Uint8Array {
  const hash = nodes.node(level, index);
  if (hash === null || hash.length !== 32) throw new EcluseError('LEDGER_NODE_MISSING', { level, index });
  return hash;
}

/** A tree that grows leaf by leaf, holding its right edge only. `onNode` hears of every complete subtree, leaves included, once. */
export type Tree = { readonly size: number; add(leaf: Uint8Array): void; root(): Uint8Array };

export function growTree(
  edge: readonly Uint8Array[],
  startSize: number,
  onNode?: (level: number, index: number, hash: Uint8Array) => void,
): Tree {
  const peaks = [...edge];
  let size = startSize;
  return {
    get size() {
      return size;
    },
    add(leaf) {
      let hash = leaf;
      let index = size;
      onNode?.(0, index, hash);
      for (let level = 1; index % 2 === 1; level++) {
        hash = nodeHash(peaks.pop()!, hash);
        index = (index - 1) / 2;
        onNode?.(level, index, hash);
      }
      peaks.push(hash);
      size++;
    },
    root: () => foldPeaks(peaks),
  };
}

/** The tree of the first `size` leaves of a log, ready to grow. */
export function resumeTree(nodes: NodeReader, size: number, onNode?: (level: number, index: number, hash: Uint8Array) => void): Tree {
  const edge = peaksOf(size).map((peak) => storedNode(nodes, peak.level, peak.index));
  return growTree(edge, size, onNode);
}

function foldPeaks(peaks: readonly Uint8Array[]): Uint8Array {
  let root = peaks.at(-1);
  if (root === undefined) return EMPTY_ROOT;
  for (let i = peaks.length - 2; i >= 0; i--) root = nodeHash(peaks[i]!, root);
  return root;
}

/** Root of the first `size` leaves. `LEDGER_NODE_MISSING` if the log does not hold them. */
export function treeRoot(nodes: NodeReader, size: number): Uint8Array {
  return foldPeaks(peaksOf(size).map((peak) => storedNode(nodes, peak.level, peak.index)));
}

/**
 * MTH(D[from:to]) for a range that RFC 6962's recursion makes: `from` is a multiple of the smallest power of two
 * that is ≥ `to − from`.
 */
export function rangeHash(nodes: NodeReader, from: number, to: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = from;
  for (const peak of peaksOf(to - from)) {
    const width = 2 ** peak.level;
    parts.push(storedNode(nodes, peak.level, at / width));
    at += width;
  }
  return foldPeaks(parts);
}
