import type { Matrix } from '../forest/forest.ts';
import { edgesOfRows, type FeatureHistogram, histogramOn } from '../forest/histogram.ts';
import { type Counted, drifted, stability } from './psi.ts';

export type DropReason = 'asked' | 'late' | 'drift' | 'missing' | 'sensitivity';
/** A variable that a model did not learn from; `cohort` null: not at all, else not from the pupils of that cohort. */
export type Dropped = {
  readonly variable: string;
  readonly cohort: number | null;
  readonly reason: DropReason;
  readonly value: number | null;
};
type DriftLimits = { readonly drift: number; readonly missing: number };
export type Unusual = { readonly feature: number; readonly cohort: number; readonly reason: 'drift' | 'missing'; readonly value: number };

/**
 * Variables that lost their meaning in one cohort: each cohort but the last (nearest to those who will be scored) beside all others together. Nothing is
 * said of two cohorts, of which neither is the odd one out; nor of a variable that most cohorts part over: it changes all the time, and what is compared with
 * the last cohort settles it.
 */
export function unusualCohorts(matrix: Matrix, cohort: ArrayLike<number>, years: readonly number[], limits: DriftLimits): Unusual[] {
  if (years.length < 3) return [];
  const rowsOf = years.map((year) => rowsWhere(matrix.rows, (row) => cohort[row] === year));
  const dated = rowsWhere(matrix.rows, (row) => !Number.isNaN(cohort[row]!));
  return matrix.columns.flatMap((column, feature) => {
    const edges = edgesOfRows(column, dated);
    const counted = rowsOf.map((rows) => histogramOn(column, edges, rows));
    const odd = years.slice(0, -1).flatMap((year, at): Unusual[] => {
      const others = together(counted.filter((_, other) => other !== at));
      const found = drifted(stability(others, counted[at]!), limits);
      return found ? [{ feature, cohort: year, ...found }] : [];
    });
    return odd.length * 2 < years.length ? odd : [];
  });
}

/** Variables whose values, over the rows learnt from (their `histograms`), are not those of the rows judged. */
export function driftedVariables(
  matrix: Matrix,
  histograms: readonly FeatureHistogram[],
  judged: Uint32Array,
  limits: DriftLimits,
): { readonly feature: number; readonly reason: 'drift' | 'missing'; readonly value: number }[] {
  return matrix.columns.flatMap((column, feature) => {
    const learnt = histograms[feature]!;
    const found = drifted(stability(learnt, histogramOn(column, learnt.edges, judged)), limits);
    return found ? [{ feature, ...found }] : [];
  });
}

/** Makes what is unusual missing, in place: the pupils stay, the values go. */
export function blank(matrix: Matrix, cohort: ArrayLike<number>, unusual: readonly Unusual[]): void {
  for (const { feature, cohort: year } of unusual) {
    const column = matrix.columns[feature]!;
    for (let row = 0; row < matrix.rows; row++) if (cohort[row] === year) column[row] = Number.NaN;
  }
}

function rowsWhere(rows: number, holds: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(holds);
}

function together(parts: readonly Counted[]): Counted {
  const counts = parts[0]!.counts.map((_, cell) => parts.reduce((sum, part) => sum + part.counts[cell]!, 0));
  return { counts, missing: parts.reduce((sum, { missing }) => sum + missing, 0) };
}
