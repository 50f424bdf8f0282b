import type { FeatureColumn, Matrix } from './forest.ts';

/**
 * Shape of one training column: `counts[i]` rows in [edges[i−1], edges[i]) (one more count than edges), and how many are missing.
 * At most nine edges, at quantiles; between all the values where they are ten or fewer.
 */
export type FeatureHistogram = { readonly edges: readonly number[]; readonly counts: readonly number[]; readonly missing: number };

export const HISTOGRAM_EDGES = 9;

/** One histogram a column. */
export function histograms(matrix: Matrix): FeatureHistogram[] {
  return matrix.columns.map((column) => {
    const present = column.filter((value) => !Number.isNaN(value)).sort();
    const edges = edgesOf(present);
    return { edges, ...countCells(present, edges), missing: column.length - present.length };
  });
}

/** Rows of `column` in each cell of `edges`, to lay another table beside the training one. */
export function histogramOn(column: FeatureColumn, edges: readonly number[]): FeatureHistogram {
  const present = column.filter((value) => !Number.isNaN(value));
  return { edges, ...countCells(present, edges), missing: column.length - present.length };
}

function edgesOf(sorted: FeatureColumn): number[] {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= HISTOGRAM_EDGES + 1; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]!);
  }
  const wanted =
    distinct.length <= HISTOGRAM_EDGES + 1
      ? distinct
      : Array.from({ length: HISTOGRAM_EDGES }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / (HISTOGRAM_EDGES + 1))]!);
  return wanted.filter((edge, i) => edge !== sorted[0] && edge !== wanted[i - 1] && Number.isFinite(edge));
}

function countCells(values: FeatureColumn, edges: readonly number[]): { counts: number[] } {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    let cell = 0;
    while (cell < edges.length && value >= edges[cell]!) cell++;
    counts[cell]!++;
  }
  return { counts };
}
