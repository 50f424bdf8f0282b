import type { Forest } from '../forest/forest.ts';

const impurity = (share: number) => 2 * share * (1 - share);

/** What each feature brought to the forest: mean decrease of Gini impurity (Breiman 2001), weighted by cover, brought to a sum of 1. */
export function importances(forest: Forest): Float64Array {
  const sums = new Float64Array(forest.features);
  for (const { feature, left, share, cover } of forest.trees) {
    for (let node = 0; node < feature.length; node++) {
      const split = feature[node]!;
      if (split < 0) continue;
      const child = left[node]!;
      const kept = cover[child]! * impurity(share[child]!) + cover[child + 1]! * impurity(share[child + 1]!);
      sums[split]! += Math.max(0, cover[node]! * impurity(share[node]!) - kept) / cover[0]!;
    }
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : sums.fill(0);
}

/** The features that brought most, with their share of the whole. */
export function topFeatures(forest: Forest, names: readonly string[], limit: number): { name: string; weight: number }[] {
  const weights = importances(forest);
  return [...weights.keys()]
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, limit)
    .filter((index) => weights[index]! > 0)
    .map((index) => ({ name: names[index]!, weight: weights[index]! }));
}
