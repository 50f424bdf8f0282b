import type { FeatureColumn } from './forest.ts';

/** A cut that every number of the training stays left of and a missing value right of; exact in 32 bits too. */
const ABOVE_ALL = 3.4028234663852886e38;

/** Quantiles are those of this many rows at most, evenly spaced: enough for 255 bins. */
const SAMPLE = 20_000;

/** A finite cut c with a < c ≤ b, half-way where possible. */
function cutBetween(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  if (middle > a && middle <= b && Number.isFinite(middle)) return middle;
  return Number.isFinite(b) ? b : Number.MAX_VALUE;
}

/**
 * At most `bins` − 1 ascending cuts of a column: between all its distinct values where they are few, else at quantiles, so
 * that bins hold about as many rows each. With missing values the last cut parts them from all numbers. `distinct(limit)` gives the column's
 * distinct numbers in any order, or null when there are more than `limit`.
 */
export function columnCuts(column: FeatureColumn, bins: number, distinct: (limit: number) => Float64Array | null): Float64Array {
  let missing = false;
  let largest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (value > largest) largest = value;
    else if (Number.isNaN(value)) missing = true;
  }
  const room = missing ? bins - 1 : bins;
  const few = distinct(room);
  const cuts = few ? cutsOfAll(few.sort()) : cutsAtQuantiles(sampleOf(column), room);
  if (missing && (!few || few.length > 0) && largest < Number.MAX_VALUE) cuts.push(largest < ABOVE_ALL ? ABOVE_ALL : Number.MAX_VALUE);
  return Float64Array.from(cuts);
}

function cutsOfAll(sorted: Float64Array): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < sorted.length; i++) cuts.push(cutBetween(sorted[i - 1]!, sorted[i]!));
  return cuts;
}

function sampleOf(column: FeatureColumn): Float64Array {
  const step = Math.max(1, column.length / SAMPLE);
  const sample = new Float64Array(Math.floor(column.length / step));
  let kept = 0;
  for (let i = 0; i < sample.length; i++) {
    const value = column[Math.floor(i * step)]!;
    if (!Number.isNaN(value)) sample[kept++] = value;
  }
  return sample.subarray(0, kept).sort();
}

/** Cuts of ascending values, by filling each bin to its fair share of what remains. */
function cutsAtQuantiles(sorted: Float64Array, bins: number): number[] {
  const cuts: number[] = [];
  let held = 0;
  let remaining = sorted.length;
  for (let i = 1; i < sorted.length && cuts.length < bins - 1; i++) {
    held++;
    if (sorted[i - 1] === sorted[i] || held * (bins - cuts.length) < remaining) continue;
    cuts.push(cutBetween(sorted[i - 1]!, sorted[i]!));
    remaining -= held;
    held = 0;
  }
  return cuts;
}
