import type { Forest, Tree } from './forest.ts';

/** What an explanation must know of a tree's paths: most distinct features on one of them, splits, and splits that repeat a feature of their path. */
export type PathFacts = { readonly distinct: number; readonly splits: number; readonly repeats: number };

export function pathFacts(tree: Tree): PathFacts {
  const nodes = tree.feature.length;
  const parent = new Int32Array(nodes).fill(-1);
  const used = new Uint8Array(nodes);
  let [distinct, splits, repeats] = [0, 0, 0];
  for (let node = 0; node < nodes; node++) {
    const feature = tree.feature[node]!;
    if (feature < 0) continue;
    splits++;
    const left = tree.left[node]!;
    parent[left] = parent[left + 1] = node;
    let earlier = parent[node]!;
    while (earlier >= 0 && tree.feature[earlier] !== feature) earlier = parent[earlier]!;
    if (earlier >= 0) repeats++;
    used[left] = used[left + 1] = used[node]! + (earlier >= 0 ? 0 : 1);
    distinct = Math.max(distinct, used[left]!);
  }
  return { distinct, splits, repeats };
}

/** Mean score over the training rows, tree by tree: the base that factors add to. */
export function baseOf(forest: Forest): number {
  let sum = 0;
  for (const { feature, left, share, cover } of forest.trees) {
    const mean = Float64Array.from(share);
    for (let node = mean.length - 1; node >= 0; node--) {
      if (feature[node]! < 0) continue;
      const a = left[node]!;
      const toLeft = cover[a]! / (cover[a]! + cover[a + 1]!);
      mean[node] = toLeft * mean[a]! + (1 - toLeft) * mean[a + 1]!;
    }
    sum += mean[0]!;
  }
  return sum / forest.trees.length;
}
