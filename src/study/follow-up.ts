import { isFew, SMALLEST_SHOWN } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import type { Cutoffs } from '../forest/model.ts';
import type { Variable } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';
import { measure } from './evaluation.ts';
import { fairness, type VariableFairness } from './fairness.ts';
import { wilson } from './metrics.ts';
import { type ShownDecision, type ShownEvaluation, shownEvaluation } from './shown.ts';
import { cutBetween } from './thresholds.ts';

/** Under this many pupils in one of the two classes nothing is measured. */
export const FEWEST_FOLLOWED = 10;

/** What one model said of the pupils of one result, row by row, and what happened: 1, 0, or NaN where nobody knows. */
export type Followed = {
  readonly score: Float64Array;
  readonly probability: Float64Array;
  readonly targeted: ArrayLike<number>;
  readonly wide: ArrayLike<number>;
  /** Place of its band, 0 the lowest, among `bands`. */
  readonly band: ArrayLike<number>;
  readonly bands: number;
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
  const { score } = followed;
  const rows = Uint32Array.from(followed.outcome.keys()).filter((row) => !Number.isNaN(followed.outcome[row]!));
  const outcome = Uint8Array.from(rows, (row) => followed.outcome[row]!);
  const positives = outcome.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, rows.length - positives) < FEWEST_FOLLOWED) throw new EcluseError('FOLLOW_UP_FEW');
  const probability = Float64Array.from(rows, (row) => followed.probability[row]!);
  const { cuts, between } = cutsUsed(followed);
  const evaluation = measure(
    'follow-up',
    Float64Array.from(rows, (row) => score[row]!),
    probability,
    outcome,
    cuts,
    between,
  );
  const unknown = unknownOf(followed, [cuts.targeted, cuts.wide, ...between]);
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: !isFew(table.rows - rows.length) });
  const safe = unknown.some(({ count }) => isFew(count)) ? withoutRows(shown, followed, unknown) : shown;
  return {
    ...safe,
    announced: Math.round((probability.reduce((sum, value) => sum + value, 0) / rows.length) * 1000) / 1000,
    fairness: fairness(table, groups, { rows, probability, outcome, cutoffs: cuts, shown: safe }).map((each) =>
      amongKnown(each, table, rows),
    ),
  };
}

/** Pupils without a value are not said to stand in a group when none whose outcome is known is without one. */
function amongKnown({ variable, groups }: VariableFairness, table: Table, rows: Uint32Array): VariableFairness {
  const held = column(table, variable);
  const lacks = (row: number) => (held?.type === 'code' ? held.values[row]! < 0 : Number.isNaN(held?.values[row]));
  return rows.some(lacks) ? { variable, groups } : { variable, groups: groups.map((group) => ({ ...group, missing: false })) };
}

/**
 * The cuts that were used, from all whom they flagged and the bands they were put in: an approval may have chosen others than the model's own. In few
 * decimals, for the least probability flagged is a pupil's.
 */
function cutsUsed({ probability, targeted, wide, band, bands }: Followed): { readonly cuts: Cutoffs; readonly between: readonly number[] } {
  const cutOf = (above: (row: number) => boolean) => {
    let [next, least] = [0, 2];
    for (const [row, value] of probability.entries()) {
      if (above(row)) least = Math.min(least, value);
      else next = Math.max(next, value);
    }
    return least > 1 ? 2 : (cutBetween(next, least) ?? least);
  };
  return {
    cuts: { targeted: cutOf((row) => targeted[row] === 1), wide: cutOf((row) => wide[row] === 1) },
    between: Array.from({ length: bands - 1 }, (_, at) => cutOf((row) => band[row]! >= bands - 1 - at)),
  };
}

/** Pupils without a known outcome between two neighbouring cuts, `from` the lower. */
type Unknown = { readonly from: number; readonly count: number };

function unknownOf({ probability, outcome }: Followed, cuts: readonly number[]): Unknown[] {
  const edges = [...new Set([...cuts, 0])].sort((a, b) => b - a);
  const counts = edges.map(() => 0);
  outcome.forEach((value, row) => {
    if (Number.isNaN(value)) counts[edges.findIndex((edge) => probability[row]! >= edge)]!++;
  });
  return edges.map((from, at) => ({ from, count: counts[at]! }));
}

/**
 * Of those concerned everything stays; of the others what last year's portrait allows to say. It told how many each stance flagged: where one
 * to nine between two cuts have no known outcome, rows counted here would tell how many, so that precision is but bounded.
 */
function withoutRows(shown: ShownEvaluation, { targeted, wide }: Followed, unknown: readonly Unknown[]): ShownEvaluation {
  const bounded = (decision: ShownDecision, flags: ArrayLike<number>): ShownDecision => {
    const hidden = { count: null, of: null, value: null };
    const { count } = decision.recall;
    if (count === null) return { ...decision, precision: { ...hidden, low: null, high: null } };
    const flagged = Array.from(flags).reduce((sum, value) => sum + value, 0);
    const left = (most: boolean) =>
      unknown.reduce((sum, { from, count: gone }) => {
        if (from < decision.cutoff) return sum;
        return sum - (isFew(gone) ? (most ? 1 : SMALLEST_SHOWN - 1) : gone);
      }, flagged);
    return {
      ...decision,
      precision: { ...hidden, low: wilson(count, left(true)).low, high: wilson(count, Math.max(count, left(false))).high },
    };
  };
  return {
    ...shown,
    rows: null,
    brierOfBase: null,
    stances: { targeted: bounded(shown.stances.targeted, targeted), wide: bounded(shown.stances.wide, wide) },
    bands: shown.bands.map((band) => ({ ...band, rows: null })),
    curves: { roc: [], precisionRecall: [], calibration: [] },
  };
}
