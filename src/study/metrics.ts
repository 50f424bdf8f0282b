/**
 * Is a model any good: measures over calibrated probabilities (or scores) and what really happened. `outcome[i]` is 1 where it happened, else 0.
 * A row whose score is NaN (never out of bag) takes no part. Counts are integers throughout, so ties are exact.
 */

/** Walks the rows from the highest score down, one step per distinct score: `positives` and `negatives` have scored at least `score`. */
export type Step = { readonly score: number; readonly positives: number; readonly negatives: number };

export function steps(scores: Float64Array, outcome: Uint8Array): Step[] {
  const rows = new Uint32Array(scores.length);
  let known = 0;
  for (let row = 0; row < scores.length; row++) if (!Number.isNaN(scores[row]!)) rows[known++] = row;
  const order = rows.subarray(0, known).sort((a, b) => scores[b]! - scores[a]!);
  const out: Step[] = [];
  let positives = 0;
  let negatives = 0;
  for (let at = 0; at < known; at++) {
    const row = order[at]!;
    if (outcome[row] === 1) positives++;
    else negatives++;
    const next = at + 1 < known ? scores[order[at + 1]!]! : Number.NaN;
    if (next !== scores[row]!) out.push({ score: scores[row]!, positives, negatives });
  }
  return out;
}

/** Area under the ROC curve: probability that a positive scores above a negative, ties counting one half (Mann–Whitney U). NaN with one class. */
export function rocAuc(scores: Float64Array, outcome: Uint8Array): number {
  const walk = steps(scores, outcome);
  const last = walk[walk.length - 1];
  if (!last || last.positives === 0 || last.negatives === 0) return Number.NaN;
  let twice = 0;
  let positives = 0;
  let negatives = 0;
  for (const step of walk) {
    const ahead = step.positives - positives;
    const level = step.negatives - negatives;
    twice += ahead * (2 * (last.negatives - step.negatives) + level);
    ({ positives, negatives } = step);
  }
  return twice / (2 * last.positives * last.negatives);
}

/** Average precision: Σ (recallₙ − recallₙ₋₁) · precisionₙ, the step-wise area under the precision–recall curve. NaN without a positive. */
export function averagePrecision(scores: Float64Array, outcome: Uint8Array): number {
  const walk = steps(scores, outcome);
  const total = walk[walk.length - 1]?.positives ?? 0;
  if (total === 0) return Number.NaN;
  let sum = 0;
  let before = 0;
  for (const { positives, negatives } of walk) {
    sum += ((positives - before) / total) * (positives / (positives + negatives));
    before = positives;
  }
  return sum;
}

/** Mean squared distance between probability and outcome (Brier 1950); 0 is perfect. NaN without a row. */
export function brier(probabilities: Float64Array, outcome: Uint8Array): number {
  let sum = 0;
  let rows = 0;
  for (let row = 0; row < probabilities.length; row++) {
    const gap = probabilities[row]! - outcome[row]!;
    if (Number.isNaN(gap)) continue;
    sum += gap * gap;
    rows++;
  }
  return sum / rows;
}

/** A share with its head-counts and Wilson's 95 % interval; nulls when it is a share of nothing. */
export type Share = {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

/** A share whose head-counts may be hidden (null); then `low` and `high` bound it by what is shown elsewhere. */
export type ShownShare = { readonly [member in keyof Share]: number | null };

export const Z95 = 1.959963984540054;

/** Wilson's score interval for a proportion (Wilson 1927). */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, value: null, low: null, high: null };
  const value = count / of;
  const z2 = (Z95 * Z95) / of;
  const middle = (value + z2 / 2) / (1 + z2);
  const half = (Z95 / (1 + z2)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of));
  return { count, of, value, low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half };
}

/** What a cut does: heads flagged rightly and wrongly, missed and rightly left; recall and precision with their intervals, always side by side. */
export type Decision = {
  readonly cutoff: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly recall: Share;
  readonly precision: Share;
};

/** Flags the rows whose probability is at least `cutoff`. */
export function decide(probabilities: Float64Array, outcome: Uint8Array, cutoff: number): Decision {
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < probabilities.length; row++) {
    const probability = probabilities[row]!;
    if (!Number.isNaN(probability)) counts[(probability >= cutoff ? 2 : 0) + outcome[row]!]!++;
  }
  const [trueNegatives, falseNegatives, falsePositives, truePositives] = counts as [number, number, number, number];
  return {
    cutoff,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    recall: wilson(truePositives, truePositives + falseNegatives),
    precision: wilson(truePositives, truePositives + falsePositives),
  };
}

/** One bin of the calibration curve: mean probability said, share observed. */
export type CalibrationBin = { readonly predicted: number; readonly observed: Share };

/** At most `bins` bins of about as many rows each, from the lowest probability up; equal probabilities are never parted. */
export function calibrationCurve(probabilities: Float64Array, outcome: Uint8Array, bins = 10): CalibrationBin[] {
  const walk = steps(probabilities, outcome).reverse();
  const top = walk[0];
  const rows = top ? top.positives + top.negatives : 0;
  const out: CalibrationBin[] = [];
  let sum = 0;
  let held = { positives: 0, rows: 0 };
  let done = 0;
  walk.forEach((step, index) => {
    const above = walk[index + 1] ?? { positives: 0, negatives: 0 };
    const positives = step.positives - above.positives;
    const count = positives + step.negatives - above.negatives;
    sum += step.score * count;
    held = { positives: held.positives + positives, rows: held.rows + count };
    if ((done + held.rows) * bins < rows * (out.length + 1) && index + 1 < walk.length) return;
    out.push({ predicted: sum / held.rows, observed: wilson(held.positives, held.rows) });
    done += held.rows;
    sum = 0;
    held = { positives: 0, rows: 0 };
  });
  return out;
}

/** Points of the ROC curve (false-positive rate, true-positive rate), first (0, 0), last (1, 1), at most `limit`, evenly thinned. */
export function rocCurve(scores: Float64Array, outcome: Uint8Array, limit = 101): [number, number][] {
  const walk = steps(scores, outcome);
  const last = walk[walk.length - 1];
  if (!last || last.positives === 0 || last.negatives === 0) return [];
  return [
    [0, 0],
    ...thin(walk, limit - 1).map((step): [number, number] => [step.negatives / last.negatives, step.positives / last.positives]),
  ];
}

/** Points (recall, precision) from the highest score down, at most `limit`, evenly thinned. */
export function precisionRecallCurve(scores: Float64Array, outcome: Uint8Array, limit = 101): [number, number][] {
  const walk = steps(scores, outcome);
  const total = walk[walk.length - 1]?.positives ?? 0;
  if (total === 0) return [];
  return thin(walk, limit).map(({ positives, negatives }) => [positives / total, positives / (positives + negatives)]);
}

/** Evenly spaced items; the last one is always kept. */
function thin<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor(((index + 1) * items.length) / limit) - 1]!);
}
