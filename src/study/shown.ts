import { SMALLEST_SHOWN } from '../base/counts.ts';
import { type Choice, choicesOf, tellChoices } from './choices.ts';
import type { Evaluation } from './evaluation.ts';
import { type Line, openLine } from './line.ts';
import { type ShownShare, type Step, steps, wilson } from './metrics.ts';
import type { Band } from './thresholds.ts';

export type ShownDecision = { readonly cutoff: number; readonly recall: ShownShare; readonly precision: ShownShare };

/** An evaluation as it may leave the chamber: no count under ten stands in it, nor can one be worked out. */
export type ShownEvaluation = {
  readonly method: Evaluation['method'];
  readonly rows: number | null;
  readonly positives: number | null;
  readonly rocAuc: number;
  readonly rocAucInterval: Evaluation['rocAucInterval'];
  readonly averagePrecision: number;
  readonly brier: number;
  readonly brierOfBase: number | null;
  readonly cutoffs: Evaluation['cutoffs'];
  readonly stances: { readonly targeted: ShownDecision; readonly wide: ShownDecision };
  /** Cuts among which a CSS may choose, the highest first. */
  readonly choices: readonly Choice[];
  /** From the highest. */
  readonly bands: readonly {
    readonly name: Band;
    readonly cutoff: number;
    readonly rows: number | null;
    readonly positives: number | null;
  }[];
  readonly curves: {
    readonly roc: readonly (readonly [number, number])[];
    readonly precisionRecall: readonly (readonly [number, number])[];
    readonly calibration: readonly { readonly predicted: number; readonly observed: ShownShare }[];
  };
};

const MOST_POINTS = 50;
const MOST_BINS = 10;

/**
 * Hides what must not leave. `probability` and `outcome` are those that were evaluated. `rowsTold: false` when the number of rows would
 * itself say a small count (how few pupils have no known outcome). `announced`: what calibration is judged by, where that is not `probability`.
 */
export function shownEvaluation(
  evaluation: Evaluation,
  probability: Float64Array,
  outcome: Uint8Array,
  options: { readonly rowsTold: boolean; readonly announced?: Float64Array },
): ShownEvaluation {
  const walk = steps(probability, outcome);
  const positives = openLine(walk.map((step) => step.positives));
  const negatives = openLine(walk.map((step) => step.negatives));
  const last = walk.length - 1;
  const totals = { positives: positives.at(last), negatives: negatives.at(last) };
  const told = totals.positives >= SMALLEST_SHOWN && totals.negatives >= SMALLEST_SHOWN;
  const rowsTold = told && options.rowsTold;
  const { cutoffs } = evaluation;
  const flaggedBy = (cut: number) => walk.findLastIndex(({ score }) => score >= cut);
  const cuts = [cutoffs.targeted, cutoffs.wide].map(flaggedBy);
  const edges = evaluation.bands.map(({ cutoff }, at) => (at === evaluation.bands.length - 1 ? last : flaggedBy(cutoff)));
  for (const line of [positives, negatives]) {
    tellAround(line, cuts, last);
    for (const edge of edges) if (edge >= 0 && line.fits(edge)) line.tell(edge);
  }
  const common = commonPlaces(walk, positives, negatives);
  tellChoices(positives, negatives, last);

  const decision = (cutoff: number, index: number): ShownDecision => ({
    cutoff,
    recall: told && index >= 0 ? shownRecall(positives, index, totals.positives) : UNKNOWN,
    precision: told && index >= 0 ? shownPrecision(positives, negatives, index, rowsTold ? null : last) : UNKNOWN,
  });
  const between = (from: number, to: number) => {
    const known = told && to >= 0 && from < to && positives.told(from) && positives.told(to);
    const whole = known && negatives.told(from) && negatives.told(to) && (to < last || rowsTold);
    const heads = positives.at(to) - positives.at(from);
    return { rows: whole ? heads + negatives.at(to) - negatives.at(from) : null, positives: known ? heads : null };
  };
  const [targeted, wide] = cuts as [number, number];
  return {
    method: evaluation.method,
    rows: rowsTold ? evaluation.rows : null,
    positives: told ? evaluation.positives : null,
    rocAuc: evaluation.rocAuc,
    rocAucInterval: evaluation.rocAucInterval,
    averagePrecision: evaluation.averagePrecision,
    brier: evaluation.brier,
    brierOfBase: rowsTold ? evaluation.brierOfBase : null,
    cutoffs,
    stances: { targeted: decision(cutoffs.targeted, targeted), wide: decision(cutoffs.wide, wide) },
    choices: told
      ? choicesOf(walk, positives, { targeted, wide }, (place) => shownPrecision(positives, negatives, place, rowsTold ? null : last))
      : [],
    bands: evaluation.bands.map(({ name, cutoff }, at) => ({ name, cutoff, ...between(at === 0 ? -1 : edges[at - 1]!, edges[at]!) })),
    curves: {
      roc: rowsTold
        ? [[0, 0], ...common.map((i): [number, number] => [negatives.at(i) / totals.negatives, positives.at(i) / totals.positives])]
        : [],
      precisionRecall: common
        .filter((index) => told && (index < last || rowsTold))
        .map((i): [number, number] => [positives.at(i) / totals.positives, positives.at(i) / (positives.at(i) + negatives.at(i))]),
      calibration: told ? calibration(walk, common, rowsTold, sumsOf(walk, probability, options.announced ?? null)) : [],
    },
  };
}

export const UNKNOWN: ShownShare = { count: null, of: null, value: null, low: null, high: null };

/** Tells the count at the cuts where it may be; else at the nearest places on both sides, so that the cut is bounded. */
function tellAround(line: Line, cuts: readonly number[], last: number): void {
  for (const cut of cuts) if (cut >= 0 && line.fits(cut)) line.tell(cut);
  for (const cut of cuts) {
    if (cut < 0 || line.told(cut)) continue;
    for (let index = cut + 1; index < last && !line.told(index); index++) {
      if (line.fits(index)) line.tell(index);
    }
    for (let index = cut - 1; index >= 0 && !line.told(index); index--) {
      if (line.fits(index)) line.tell(index);
    }
  }
}

/** Places where both counts are told, the end included: those that are, then as many more as a curve can use. */
function commonPlaces(walk: readonly Step[], positives: Line, negatives: Line): number[] {
  const last = walk.length - 1;
  const least = (line: Line) => Math.max(SMALLEST_SHOWN, Math.ceil(line.at(last) / MOST_POINTS));
  const wanted = [least(positives), least(negatives)] as const;
  for (let index = 0; index < last; index++) {
    if (!positives.fits(index, wanted[0]) || !negatives.fits(index, wanted[1])) continue;
    positives.tell(index);
    negatives.tell(index);
  }
  return walk.flatMap((_, index) => (positives.told(index) && negatives.told(index) ? index : []));
}

function shownRecall(line: Line, index: number, total: number): ShownShare {
  if (line.told(index)) return wilson(line.at(index), total);
  const low = wilson(line.at(line.before(index)), total).low;
  return { count: null, of: total, value: null, low, high: wilson(line.at(line.after(index)), total).high };
}

/** `hiddenEnd`: place of the end when its count is not told, so that no bound may come from it. */
function shownPrecision(positives: Line, negatives: Line, index: number, hiddenEnd: number | null): ShownShare {
  const end = hiddenEnd ?? Number.NaN;
  if (positives.told(index) && negatives.told(index) && index !== end) {
    return wilson(positives.at(index), positives.at(index) + negatives.at(index));
  }
  const least = positives.at(positives.before(index));
  const most = positives.at(positives.after(index));
  const fewest = negatives.at(negatives.before(index));
  const farthest = negatives.after(index);
  const low = farthest === end ? 0 : (wilson(least, least + negatives.at(farthest)).low ?? 0);
  return { count: null, of: null, value: null, low, high: wilson(most, most + fewest).high };
}

function rowsUntil(walk: readonly Step[], index: number): number {
  return index < 0 ? 0 : walk[index]!.positives + walk[index]!.negatives;
}

/** What was announced in all to the rows of each place. */
function sumsOf(walk: readonly Step[], probability: Float64Array, announced: Float64Array | null): Float64Array {
  if (announced === null)
    return Float64Array.from(walk, ({ score }, index) => score * (rowsUntil(walk, index) - rowsUntil(walk, index - 1)));
  const places = new Map(walk.map(({ score }, index) => [score, index]));
  const sums = new Float64Array(walk.length);
  for (const [row, value] of probability.entries()) if (!Number.isNaN(value)) sums[places.get(value)!]! += announced[row]!;
  return sums;
}

/** Bins between places told, from the lowest probability up, of about as many rows each. */
function calibration(
  walk: readonly Step[],
  common: readonly number[],
  rowsTold: boolean,
  sums: Float64Array,
): ShownEvaluation['curves']['calibration'] {
  const total = rowsUntil(walk, walk.length - 1);
  const bins: { predicted: number; observed: ShownShare }[] = [];
  let to = walk.length - 1;
  for (let place = common.length - 2; place >= -1; place--) {
    const from = place < 0 ? -1 : common[place]!;
    if (from >= 0 && (rowsUntil(walk, to) - rowsUntil(walk, from)) * MOST_BINS < total) continue;
    let sum = 0;
    for (let index = from + 1; index <= to; index++) sum += sums[index]!;
    const heads = walk[to]!.positives - (from < 0 ? 0 : walk[from]!.positives);
    const rows = rowsUntil(walk, to) - rowsUntil(walk, from);
    if (to < walk.length - 1 || rowsTold) bins.push({ predicted: sum / rows, observed: wilson(heads, rows) });
    to = from;
  }
  return bins;
}
