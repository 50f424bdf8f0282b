import { SMALLEST_SHOWN } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import type { Cutoffs } from '../forest/model.ts';
import type { Variable } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';
import { measure } from './evaluation.ts';
import { fairness, type VariableFairness } from './fairness.ts';
import { wilson } from './metrics.ts';
import { type ShownDecision, type ShownEvaluation, shownEvaluation } from './shown.ts';
import { stanceBand } from './thresholds.ts';

/** Under this many pupils in one of the two classes nothing is measured. */
export const FEWEST_FOLLOWED = 10;

/** What one model said of the pupils of one result, row by row, and what happened: 1, 0, or NaN where nobody knows. */
export type Followed = {
  readonly score: Float64Array;
  readonly probability: Float64Array;
  readonly targeted: ArrayLike<number>;
  readonly wide: ArrayLike<number>;
  readonly outcome: Float64Array;
};
export type FollowUp = ShownEvaluation & {
  /** What the model announced on average, among the pupils whose outcome is known. */
  readonly announced: number;
  readonly fairness: readonly VariableFairness[];
};

/**
 * What a model caught, missed and flagged for nothing, a year on, as it may be shown: no count under ten stands in it or can be worked out,
 * not even beside last year's portrait, which told how many pupils each band held. `table` holds the groups to compare by, in the same rows.
 * @throws FOLLOW_UP_FEW
 */
export function followUp(followed: Followed, table: Table, groups: readonly Variable[]): FollowUp {
  const { score, targeted, wide } = followed;
  const rows = Uint32Array.from(followed.outcome.keys()).filter((row) => !Number.isNaN(followed.outcome[row]!));
  const outcome = Uint8Array.from(rows, (row) => followed.outcome[row]!);
  const positives = outcome.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, rows.length - positives) < FEWEST_FOLLOWED) throw new EcluseError('FOLLOW_UP_FEW');
  const probability = Float64Array.from(rows, (row) => followed.probability[row]!);
  const cuts = cutsOf(
    probability,
    (at) => targeted[rows[at]!] === 1,
    (at) => wide[rows[at]!] === 1,
  );
  const evaluation = measure(
    'follow-up',
    Float64Array.from(rows, (row) => score[row]!),
    probability,
    outcome,
    cuts,
  );
  const unknown = unknownOf(followed, cuts);
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: !isFew(table.rows - rows.length) });
  const safe = unknown.some(isFew) ? withoutRows(shown, followed, unknown) : shown;
  return {
    ...safe,
    announced: Math.round((probability.reduce((sum, value) => sum + value, 0) / rows.length) * 1000) / 1000,
    fairness: fairness(table, groups, { rows, probability, outcome, cutoffs: cuts, shown: safe }),
  };
}

/** The cuts that were used, from whom they flagged: an approval may have chosen others than the model's own. */
function cutsOf(probability: Float64Array, targeted: (row: number) => boolean, wide: (row: number) => boolean): Cutoffs {
  const least = (flagged: (row: number) => boolean) =>
    probability.reduce((lowest, value, row) => (flagged(row) && value < lowest ? value : lowest), 2);
  return { targeted: least(targeted), wide: least(wide) };
}

/** Pupils without a known outcome, by band: low, moderate, high. */
function unknownOf({ probability, outcome }: Followed, cuts: Cutoffs): Int32Array {
  const unknown = new Int32Array(3);
  outcome.forEach((value, row) => {
    if (Number.isNaN(value)) unknown[stanceBand(probability[row]!, cuts)]!++;
  });
  return unknown;
}

const isFew = (count: number) => count > 0 && count < SMALLEST_SHOWN;

/**
 * Of those concerned everything stays; of the others what last year's portrait allows to say. It told how many each stance flagged: where one
 * to nine of a band have no known outcome, rows counted here would tell how many, so that precision is but bounded.
 */
function withoutRows(shown: ShownEvaluation, { targeted, wide }: Followed, unknown: Int32Array): ShownEvaluation {
  const bounded = (decision: ShownDecision, flags: ArrayLike<number>, bands: readonly number[]): ShownDecision => {
    const hidden = { count: null, of: null, value: null };
    const { count } = decision.recall;
    if (count === null) return { ...decision, precision: { ...hidden, low: null, high: null } };
    const flagged = Array.from(flags).reduce((sum, value) => sum + value, 0);
    const left = (most: boolean) =>
      bands.reduce((sum, at) => (isFew(unknown[at]!) ? sum - (most ? 1 : SMALLEST_SHOWN - 1) : sum - unknown[at]!), flagged);
    return {
      ...decision,
      precision: { ...hidden, low: wilson(count, left(true)).low, high: wilson(count, Math.max(count, left(false))).high },
    };
  };
  return {
    ...shown,
    rows: null,
    brierOfBase: null,
    stances: { targeted: bounded(shown.stances.targeted, targeted, [2]), wide: bounded(shown.stances.wide, wide, [1, 2]) },
    bands: shown.bands.map((band) => ({ ...band, rows: null })),
    curves: { roc: [], precisionRecall: [], calibration: [] },
  };
}
