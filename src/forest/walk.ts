import type { Forest, Tree } from './forest.ts';

/** The meaning of a forest, one row at a time: what every faster way is proved against. */
type Row = ArrayLike<number>;

/** The leaf that a row reaches. */
export function leafOf({ feature, cut, left }: Tree, row: Row): number {
  let node = 0;
  while (feature[node]! >= 0) node = row[feature[node]!]! < cut[node]! ? left[node]! : left[node]! + 1;
  return node;
}

/** Mean over the trees, in their order, of the reached leaf's share. */
export function scoreRow(forest: Forest, row: Row): number {
  let sum = 0;
  for (const tree of forest.trees) sum += tree.share[leafOf(tree, row)]!;
  return sum / forest.trees.length;
}

/** The class that most trees vote for, as ml-random-forest counts: at a tie, the one that got there first. */
export function classRow(forest: Forest, row: Row): 0 | 1 {
  const votes = [0, 0];
  let most = 0;
  let winner: 0 | 1 = 0;
  for (const tree of forest.trees) {
    const vote = tree.share[leafOf(tree, row)]! > 0.5 ? 1 : 0;
    if (++votes[vote]! > most) {
      most = votes[vote]!;
      winner = vote;
    }
  }
  return winner;
}
