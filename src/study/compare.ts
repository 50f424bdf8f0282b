import { Z95 } from './metrics.ts';

/** A figure and its 95 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** Of each positive, the share of negatives it scores above; of each negative, the share of positives above it; ties count one half. */
type Placements = { readonly positives: Float64Array; readonly negatives: Float64Array };

function placements(scores: Float64Array, outcome: Uint8Array): Placements {
  const rows = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const total = outcome.reduce((sum, value) => sum + value, 0);
  const placed = new Float64Array(scores.length);
  let below = [0, 0];
  for (let from = 0; from < rows.length; ) {
    const level = [0, 0];
    let to = from;
    for (; to < rows.length && scores[rows[to]!] === scores[rows[from]!]; to++) level[outcome[rows[to]!]!]!++;
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      placed[row] =
        outcome[row] === 1 ? (below[0]! + level[0]! / 2) / (scores.length - total) : (total - below[1]! - level[1]! / 2) / total;
    }
    below = [below[0]! + level[0]!, below[1]! + level[1]!];
    from = to;
  }
  return { positives: placed.filter((_, row) => outcome[row] === 1), negatives: placed.filter((_, row) => outcome[row] !== 1) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance of the mean. */
function spread(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length;
}

export type Measured = { readonly value: number; readonly variance: number };

/** Area under the ROC curve and its variance (DeLong, DeLong and Clarke-Pearson 1988). Two of each class at least; no NaN. */
export function aucOf(scores: Float64Array, outcome: Uint8Array): Measured {
  const { positives, negatives } = placements(scores, outcome);
  return { value: meanOf(positives), variance: spread(positives) + spread(negatives) };
}

/** Area of `a` less that of `b` over the same rows, and its variance (DeLong's for correlated curves). */
export function aucGain(a: Float64Array, b: Float64Array, outcome: Uint8Array): Measured {
  const [first, second] = [placements(a, outcome), placements(b, outcome)];
  const positives = first.positives.map((value, at) => value - second.positives[at]!);
  const negatives = first.negatives.map((value, at) => value - second.negatives[at]!);
  return { value: meanOf(positives), variance: spread(positives) + spread(negatives) };
}

/** Mean of measures over disjoint rows. */
export function pooled(parts: readonly Measured[]): Measured {
  const sum = (member: 'value' | 'variance') => parts.reduce((total, part) => total + part[member], 0);
  return { value: sum('value') / parts.length, variance: sum('variance') / parts.length ** 2 };
}

/** The normal interval, kept between `least` and `most`. */
export function estimate({ value, variance }: Measured, least: number, most: number): Estimate {
  const half = Z95 * Math.sqrt(variance);
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}
