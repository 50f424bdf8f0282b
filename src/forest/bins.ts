import type { FeatureColumn } from './forest.ts';

/** A cut that every number of the training stays left of and a missing value right of; exact in 32 bits too. */
const ABOVE_ALL = 3.4028234663852886e38;

/** A finite cut c with a < c ≤ b, half-way where possible. */
function cutBetween(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  if (middle > a && middle <= b && Number.isFinite(middle)) return middle;
  return Number.isFinite(b) ? b : Number.MAX_VALUE;
}

/**
 * At most `bins` − 1 ascending cuts of a column: between all its distinct values where they are few, else at quantiles, so
 * that bins hold about as many rows each. With missing values the last cut parts them from all numbers.
 */
export function quantileCuts(column: FeatureColumn, bins: number): Float64Array {
  const present = column.filter((value) => !Number.isNaN(value)).sort();
  const missing = present.length < column.length;
  const cuts = cutsOf(present, missing ? bins - 1 : bins);
  const last = present[present.length - 1];
  if (missing && last !== undefined && last < Number.MAX_VALUE) cuts.push(last < ABOVE_ALL ? ABOVE_ALL : Number.MAX_VALUE);
  return Float64Array.from(cuts);
}

/** Cuts of ascending values, by filling each bin to its fair share of what remains. */
function cutsOf(sorted: FeatureColumn, bins: number): number[] {
  const cuts: number[] = [];
  const few = countDistinct(sorted, bins) <= bins;
  let held = 0;
  let remaining = sorted.length;
  for (let i = 1; i < sorted.length; i++) {
    held++;
    if (sorted[i - 1] === sorted[i]) continue;
    if (!few && held * (bins - cuts.length) < remaining) continue;
    if (cuts.length === bins - 1) break;
    cuts.push(cutBetween(sorted[i - 1]!, sorted[i]!));
    remaining -= held;
    held = 0;
  }
  return cuts;
}

function countDistinct(sorted: FeatureColumn, enough: number): number {
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length && distinct <= enough; i++) if (sorted[i - 1] !== sorted[i]) distinct++;
  return distinct;
}

/** Rank of a value among ascending cuts: how many are ≤ value. `value < cuts[k]` exactly when rank ≤ k; NaN ranks last. */
export function rankOf(value: number, cuts: Float64Array): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Writes the bin (rank) of every row. */
export function fillBins(column: FeatureColumn, cuts: Float64Array, into: Uint8Array): void {
  for (let row = 0; row < column.length; row++) into[row] = rankOf(column[row]!, cuts);
}
