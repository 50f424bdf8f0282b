import type { Forest, Matrix } from '../forest/forest.ts';
import { scoreRow } from '../forest/walk.ts';
import { importances } from './importance.ts';

export type Sensitive = { readonly feature: number; readonly value: number };

/** Rows looked at, and variables: one of which little comes cannot decide of much. */
const MOST_ROWS = 400;
const MOST_FEATURES = 20;

/**
 * How much of what parts two pupils' scores rests on one variable alone: mean change of a pupil's score when another pupil's value of it is put in place of
 * its own, over the mean distance between the scores of these two. 0: nothing; 1: the two would change places. Of the variables that count most, largest first.
 */
export function sensitivities(forest: Forest, matrix: Matrix, rows: Uint32Array): Sensitive[] {
  const weights = importances(forest);
  const features = [...weights.keys()]
    .filter((feature) => weights[feature]! > 0)
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, MOST_FEATURES);
  const step = Math.max(1, rows.length / MOST_ROWS);
  const sample = Array.from({ length: Math.floor(rows.length / step) }, (_, at) => rows[Math.floor(at * step)]!);
  const values = sample.map((row) => Float64Array.from(matrix.columns, (column) => column[row]!));
  const scores = values.map((row) => scoreRow(forest, row));
  const other = (at: number) => (at + Math.floor(sample.length / 2)) % sample.length;
  const apart = mean(scores.map((score, at) => Math.abs(score - scores[other(at)]!)));
  if (!(apart > 0)) return [];
  const found = features.map((feature) => {
    const moved = values.map((row, at) => {
      const own = row[feature]!;
      row[feature] = matrix.columns[feature]![sample[other(at)]!]!;
      const change = Math.abs(scoreRow(forest, row) - scores[at]!);
      row[feature] = own;
      return change;
    });
    return { feature, value: mean(moved) / apart };
  });
  return found.sort((a, b) => b.value - a.value || a.feature - b.feature);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
