/** A table of predictors: column j is feature j of every forest, NaN is missing. Columns on a SharedArrayBuffer are read where they lie. */
export type FeatureColumn = Float64Array | Float32Array;
export type Matrix = { readonly rows: number; readonly columns: readonly FeatureColumn[] };

/**
 * A tree, breadth first: node 0 is the root and the children of a node stand side by side, after it (right = left + 1).
 * `x < cut` goes left; everything else goes right, NaN included.
 */
export type Tree = {
  /** Feature of the split, −1 at a leaf. */
  readonly feature: Int32Array;
  /** Cut of the split, 0 at a leaf. */
  readonly cut: Float64Array;
  /** Index of the left child, 0 at a leaf. */
  readonly left: Int32Array;
  /** Share of the positive class, 0–1: the score of a leaf; at a split, the mean of its children's by their covers (`deriveShares`). */
  readonly share: Float64Array;
  /** Weighted count of the training rows that met the node; 0 throughout when the file that was read does not tell. */
  readonly cover: Float64Array;
};

/** Breiman forest for one yes/no outcome. Score = mean over trees, in their order, of the reached leaf's share. */
export type Forest = { readonly features: number; readonly trees: readonly Tree[] };

export const FOREST_LIMITS = {
  trees: 2_000,
  features: 2_000,
  depth: 64,
  nodes: 4_000_000,
  /** Of one tree: its cuts on a feature are then counted in 16 bits. */
  treeNodes: 131_069,
} as const;

/** Depth of every node; the root's is 0. */
export function depths(tree: Tree): Uint8Array {
  const depth = new Uint8Array(tree.feature.length);
  for (let node = 0; node < depth.length; node++) {
    if (tree.feature[node]! < 0) continue;
    const left = tree.left[node]!;
    depth[left] = depth[left + 1] = depth[node]! + 1;
  }
  return depth;
}

/** Largest depth of a leaf. */
export function treeDepth(tree: Tree): number {
  const depth = depths(tree);
  return depth[depth.length - 1] ?? 0;
}

/** Fills the shares of splits from those of their leaves, bottom up, so that a forest read again has the very same. */
export function deriveShares({ feature, left, share, cover }: Tree): void {
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node]! < 0) continue;
    const a = left[node]!;
    const rows = cover[a]! + cover[a + 1]!;
    share[node] = rows > 0 ? (cover[a]! * share[a]! + cover[a + 1]! * share[a + 1]!) / rows : (share[a]! + share[a + 1]!) / 2;
  }
}

/** True when every split tells how many training rows met it, as exact explanations need. */
export function hasCovers(forest: Forest): boolean {
  return forest.trees.every((tree) => tree.cover.length === 1 || tree.cover.every((cover) => cover > 0));
}
