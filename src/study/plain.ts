import { seeded } from '../base/random.ts';
import type { Category } from '../table/dictionary.ts';
import { aucGain, aucOf, type Estimate, estimate, type Measured, pooled } from './compare.ts';

/** A plain way to rank the same pupils, and how much better the model ranks them. */
export type Plain = { readonly rocAuc: number; readonly gain: Estimate };
/**
 * `rate`: what happened before, told to everyone; to each grade its own where the table tells grades. `marks`: a small forest that reads
 * results and attendance alone (as many variables); null where the model reads nothing else, or neither.
 */
export type PlainBaselines = {
  readonly rate: (Plain & { readonly byGrade: boolean }) | null;
  readonly marks: (Plain & { readonly variables: number }) | null;
};

export const PLAIN_FOREST = { trees: 60, maxDepth: 6, minLeaf: 10, bins: 255, positiveWeight: 1 } as const;
const PLAIN_CATEGORIES: readonly (Category | undefined)[] = ['performance', 'attendance'];

/** Places of the predictors that somebody without a model would look at; none where there are no others. */
export function plainFeatures(predictors: readonly { readonly category?: Category }[]): number[] {
  const chosen = [...predictors.keys()].filter((at) => PLAIN_CATEGORIES.includes(predictors[at]!.category));
  return chosen.length === predictors.length ? [] : chosen;
}

/** A model beside other scores of the same rows; a row that either did not score takes no part. Null where a class has fewer than two. */
export function against(scores: Float64Array, plain: Float64Array, outcome: Uint8Array): Plain | null {
  const rows = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]!) && !Number.isNaN(plain[row]!));
  const measured = measuredOn(rows, scores, plain, outcome);
  return measured && { rocAuc: measured.area.value, gain: estimate(measured.gain, -1, 1) };
}

/**
 * The rate of each grade (`gradeOf`; null: of all). `learnt[row]` is 1 for the rows of the years before; null: no year is told, and the
 * rate is learnt on one half of the rows (`seed` parts them) and judged on the other, both ways, as the model was judged on rows it had not read.
 */
export function rateBaseline(
  scores: Float64Array,
  outcome: Uint8Array,
  gradeOf: ArrayLike<number> | null,
  learnt: Uint8Array | null,
  seed: number,
): PlainBaselines['rate'] {
  const known = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]!));
  if (gradeOf === null) {
    const plain = against(scores, new Float64Array(scores.length), outcome);
    return plain && { ...plain, byGrade: false };
  }
  const draw = seeded(seed);
  const half = Uint8Array.from(scores, () => (draw() < 0.5 ? 0 : 1));
  const folds: readonly { readonly from: readonly number[]; readonly on: readonly number[] }[] = learnt
    ? [{ from: [...learnt.keys()].filter((row) => learnt[row] === 1), on: known }]
    : [0, 1].map((which) => ({ from: known.filter((row) => half[row] === which), on: known.filter((row) => half[row] !== which) }));
  const parts = folds.map(({ from, on }) => {
    const rate = ratesOf(from, gradeOf, outcome);
    const plain = new Float64Array(scores.length);
    for (const row of on) plain[row] = rate(gradeOf[row]!);
    return measuredOn(on, scores, plain, outcome);
  });
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length) return null;
  return {
    rocAuc: pooled(whole.map(({ area }) => area)).value,
    gain: estimate(pooled(whole.map(({ gain }) => gain)), -1, 1),
    byGrade: true,
  };
}

/** How often it happened in each grade among these rows; in one never seen, as often as on average. */
function ratesOf(rows: readonly number[], gradeOf: ArrayLike<number>, outcome: Uint8Array): (grade: number) => number {
  const counts = new Map<number, { rows: number; positives: number }>();
  const all = { rows: 0, positives: 0 };
  for (const row of rows) {
    const held = counts.get(gradeOf[row]!) ?? { rows: 0, positives: 0 };
    counts.set(gradeOf[row]!, held);
    for (const each of [held, all]) {
      each.rows++;
      each.positives += outcome[row]!;
    }
  }
  return (grade) => {
    const { rows: of, positives } = counts.get(grade) ?? all;
    return of === 0 ? 0 : positives / of;
  };
}

function measuredOn(
  rows: readonly number[],
  scores: Float64Array,
  plain: Float64Array,
  outcome: Uint8Array,
): { readonly area: Measured; readonly gain: Measured } | null {
  const happened = Uint8Array.from(rows, (row) => outcome[row]!);
  const positives = happened.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, rows.length - positives) < 2) return null;
  const [model, other] = [scores, plain].map((from) => Float64Array.from(rows, (row) => from[row]!)) as [Float64Array, Float64Array];
  return { area: aucOf(other, happened), gain: aucGain(model, other, happened) };
}
