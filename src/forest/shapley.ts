import { depths, type Forest, type Tree } from './forest.ts';
import { gaussLegendre } from './quadrature.ts';

/**
 * What the explanation of a tree needs besides the tree. `met[n]` is the nearest child, on the path to split n, of an earlier
 * split on the same feature (0, the root, where there is none); `before[n]` the product of the cover ratios of those splits.
 */
export type Paths = { readonly met: Int32Array; readonly before: Float64Array; readonly distinct: number };

export function pathsOf(tree: Tree): Paths {
  const nodes = tree.feature.length;
  const met = new Int32Array(nodes);
  const before = new Float64Array(nodes).fill(1);
  const parent = new Int32Array(nodes);
  const used = new Uint8Array(nodes);
  let distinct = 0;
  for (let node = 0; node < nodes; node++) {
    const feature = tree.feature[node]!;
    if (feature < 0) continue;
    const left = tree.left[node]!;
    parent[left] = parent[left + 1] = node;
    for (let child = node; child > 0; child = parent[child]!) {
      if (tree.feature[parent[child]!]! !== feature) continue;
      met[node] = child;
      before[node] = before[parent[child]!]! * ratio(tree, parent[child]!, child);
      break;
    }
    const count = used[node]! + (met[node] === 0 ? 1 : 0);
    used[left] = used[left + 1] = count;
    distinct = Math.max(distinct, count);
  }
  return { met, before, distinct };
}

/** Share of a split's rows that went to one child; both add up to 1 exactly. */
export function ratio(tree: Tree, node: number, child: number): number {
  const left = tree.left[node]!;
  const toLeft = tree.cover[left]! / (tree.cover[left]! + tree.cover[left + 1]!);
  return child === left ? toLeft : 1 - toLeft;
}

/** Mean score over the training rows, tree by tree: the base that factors add to. */
export function baseOf(forest: Forest): number {
  let sum = 0;
  for (const tree of forest.trees) {
    const mean = Float64Array.from(tree.share);
    for (let node = mean.length - 1; node >= 0; node--) {
      if (tree.feature[node]! < 0) continue;
      const left = tree.left[node]!;
      const toLeft = ratio(tree, node, left);
      mean[node] = toLeft * mean[left]! + (1 - toLeft) * mean[left + 1]!;
    }
    sum += mean[0]!;
  }
  return sum / forest.trees.length;
}

/** Quadrature points that make every integral of the forest exact. */
export function pointsNeeded(forest: Forest): number {
  return forest.trees.reduce((most, tree) => Math.max(most, Math.ceil(pathsOf(tree).distinct / 2)), 1);
}

export function openShapley(forest: Forest) {
  const count = pointsNeeded(forest);
  const { points, weights } = gaussLegendre(count);
  const plans = forest.trees.map((tree) => ({ tree, paths: pathsOf(tree), depth: depths(tree) }));
  const most = Math.max(...forest.trees.map((tree) => tree.feature.length));
  const above = new Float64Array(most * count);
  const below = new Float64Array(most * count);
  const meets = new Uint8Array(most);
  return (row: readonly number[] | Float64Array, values: Float64Array) => {
    for (const { tree, paths } of plans) {
      const nodes = tree.feature.length;
      meets[0] = 1;
      for (let n = 0; n < nodes; n++) {
        if (tree.feature[n]! < 0) continue;
        const left = tree.left[n]!;
        const toLeft = row[tree.feature[n]!]! < tree.cut[n]!;
        const met = meets[paths.met[n]!]!;
        meets[left] = toLeft ? met : 0;
        meets[left + 1] = toLeft ? 0 : met;
      }
      for (let n = nodes - 1; n >= 0; n--) {
        if (tree.feature[n]! < 0) {
          below.fill(tree.share[n]!, n * count, (n + 1) * count);
          continue;
        }
        const left = tree.left[n]!;
        const same = row[tree.feature[n]!]! < tree.cut[n]! ? left : left + 1;
        const other = left + left + 1 - same;
        const zOther = ratio(tree, n, other);
        const met = meets[paths.met[n]!]!;
        for (let q = 0; q < count; q++) {
          const t = points[q]!;
          const za = paths.before[n]!;
          const sigma = met ? ((1 - t) * za) / ((1 - t) * za + t) : 1;
          const d = zOther * (below[same * count + q]! - below[other * count + q]!);
          below[n * count + q] = below[same * count + q]! - sigma * d;
        }
      }
      above.set(weights, 0);
      for (let n = 0; n < nodes; n++) {
        if (tree.feature[n]! < 0) continue;
        const left = tree.left[n]!;
        const same = row[tree.feature[n]!]! < tree.cut[n]! ? left : left + 1;
        const other = left + left + 1 - same;
        const zOther = ratio(tree, n, other);
        const met = meets[paths.met[n]!]!;
        let sum = 0;
        for (let q = 0; q < count; q++) {
          const t = points[q]!;
          const za = paths.before[n]!;
          const factor = (1 - t) * za + t;
          const sigma = met ? ((1 - t) * za) / factor : 1;
          const p = above[n * count + q]!;
          const d = zOther * (below[same * count + q]! - below[other * count + q]!);
          if (met) sum += (p * d * za) / (factor * factor);
          above[other * count + q] = p * sigma * zOther;
          above[same * count + q] = p - p * sigma * zOther;
        }
        values[tree.feature[n]!]! += sum / forest.trees.length;
      }
    }
  };
}
