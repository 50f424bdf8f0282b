import type { FeatureColumn, Matrix } from './forest.ts';
import { type Intervals, usualValues } from './usual.ts';

/**
 * Shape of one training column: `counts[i]` rows in [edges[i−1], edges[i]) (one more count than edges), and how many are missing.
 * At most nine edges, at quantiles; between all the values where they are ten or fewer.
 */
export type FeatureHistogram = { readonly edges: readonly number[]; readonly counts: readonly number[]; readonly missing: number };
/** With its least and greatest value (null where it has none), and the values that are not rare (usual.ts). */
export type FeatureShape = FeatureHistogram & { readonly range: readonly [number, number] | null; readonly usual: Intervals };

export const HISTOGRAM_EDGES = 9;
/** Quantiles are those of this many rows at most, evenly spaced. */
const SAMPLE = 5_000;

/** One shape a column, over some of its rows. `codes`: which columns hold codes, whose order says nothing. */
export function histograms(matrix: Matrix, rows?: Uint32Array, codes: ReadonlySet<number> = new Set()): FeatureShape[] {
  return matrix.columns.map((column, feature) => {
    const held = rows ?? everyRow(column.length);
    const usual = usualValues(column, held, codes.has(feature));
    return { ...histogramOn(column, edgesOfRows(column, held), held), range: rangeOf(column, held), usual };
  });
}

/** Rows of `column` in each cell of `edges`, to lay another table, or another part of it, beside the training one. */
export function histogramOn(column: FeatureColumn, edges: readonly number[], rows?: Uint32Array): FeatureHistogram {
  const counts = new Array<number>(edges.length + 1).fill(0);
  const size = rows ? rows.length : column.length;
  let missing = 0;
  for (let at = 0; at < size; at++) {
    const value = column[rows ? rows[at]! : at]!;
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    let cell = 0;
    while (cell < edges.length && value >= edges[cell]!) cell++;
    counts[cell]!++;
  }
  return { edges, counts, missing };
}

export function edgesOfRows(column: FeatureColumn, rows: Uint32Array): number[] {
  const step = Math.max(1, rows.length / SAMPLE);
  const sample = Float64Array.from({ length: Math.floor(rows.length / step) }, (_, at) => column[rows[Math.floor(at * step)]!]!);
  return edgesOf(sample.filter((value) => !Number.isNaN(value)).sort());
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

function rangeOf(column: FeatureColumn, rows: Uint32Array): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const value = column[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high && Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null;
}

function everyRow(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}
