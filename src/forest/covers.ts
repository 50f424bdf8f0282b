import { EcluseError } from '../base/errors.ts';
import type { Forest, Matrix } from './forest.ts';

/**
 * The forest with its nodes counted over a reference table, as explanations need where the file it came from did not tell: each row counts once in every
 * tree, and half a row is lent to each side of a split that a side never met, so that none is impossible.
 */
export function countCovers(forest: Forest, matrix: Matrix): Forest {
  if (matrix.columns.length !== forest.features) {
    throw new EcluseError('FOREST_COLUMNS', { found: matrix.columns.length, expected: forest.features });
  }
  const trees = forest.trees.map((tree) => {
    const { feature, cut, left } = tree;
    const cover = new Float64Array(feature.length);
    for (let row = 0; row < matrix.rows; row++) {
      let node = 0;
      for (let f = feature[0]!; f >= 0; f = feature[node]!) node = matrix.columns[f]![row]! < cut[node]! ? left[node]! : left[node]! + 1;
      cover[node]!++;
    }
    for (let node = feature.length - 1; node >= 0; node--) {
      if (feature[node]! < 0) cover[node] = Math.max(cover[node]!, 0.5);
      else cover[node] = cover[left[node]!]! + cover[left[node]! + 1]!;
    }
    return { ...tree, cover };
  });
  return { ...forest, trees };
}
