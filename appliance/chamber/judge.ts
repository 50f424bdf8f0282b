import { SMALLEST_SHOWN } from '../../src/base/counts.ts';
import type { Json } from '../../src/base/json.ts';
import { type Calibration, fitCalibration } from '../../src/forest/calibration.ts';
import type { Forest, Matrix } from '../../src/forest/forest.ts';
import type { FeatureShape } from '../../src/forest/histogram.ts';
import type { TrainOptions } from '../../src/forest/train.ts';
import { alone } from '../../src/study/baseline.ts';
import type { BandCut } from '../../src/study/campaign.ts';
import { doubtful } from '../../src/study/doubtful.ts';
import { doubter } from '../../src/study/doubts.ts';
import { crossFitted, type Evaluation, evaluate, probabilities } from '../../src/study/evaluation.ts';
import { wholeFairness } from '../../src/study/fairness.ts';
import { brier } from '../../src/study/metrics.ts';
import { against, PLAIN_FOREST, type PlainBaselines, plainFeatures, rateBaseline } from '../../src/study/plain.ts';
import { type ShownEvaluation, shownEvaluation } from '../../src/study/shown.ts';
import { bandCuts, cutoffs } from '../../src/study/thresholds.ts';
import { auditVariables, type Dictionary, groupVariables, predictors } from '../../src/table/dictionary.ts';
import { column, type Table } from '../../src/table/table.ts';

/** What is judged: whole columns of the table, of which some rows take part. */
export type Judged = {
  readonly dictionary: Dictionary;
  readonly table: Table;
  readonly matrix: Matrix;
  /** The model, and what the rows that it learnt from held. */
  readonly forest: Forest;
  readonly histograms: readonly FeatureShape[];
  /** Columns that the model did not read. */
  readonly without: ReadonlySet<number>;
  /** 0 where it is not known. */
  readonly outcome: Uint8Array;
  /** Scores of the rows learnt from, each by trees that never saw it: what calibration and cuts are decided on. NaN elsewhere. */
  readonly learnt: Float64Array;
  /** Scores of the rows that the model is judged on, by trees that never saw them; `learnt` itself, or later cohorts. NaN elsewhere. */
  readonly scores: Float64Array;
  /** 1 where a row was learnt from, when those judged are later. */
  readonly earlier: Uint8Array | null;
  /** Pupils who would be judged, had their outcome been known. */
  readonly unknown: number;
  readonly bands: readonly BandCut[];
  readonly seed: number;
};

/** Scores of the same rows by a forest that reads other columns, grown in the same way; NaN where there is none. */
export type Learner = (matrix: Matrix, options: Omit<TrainOptions, 'seed' | 'workers'>) => Promise<Float64Array>;

export type Judgement = {
  readonly calibration: Calibration;
  readonly evaluation: Evaluation;
  readonly bandCuts: readonly number[];
  readonly shown: ShownEvaluation;
  /** What the document tells (SPEC.md, `evaluation` of a model). */
  readonly said: { readonly [member: string]: Json };
};

/** Is this model any good, for whom, and beside what: everything that its CSS reads of it, small counts hidden. */
export async function judge(judged: Judged, learner: Learner): Promise<Judgement> {
  const { dictionary, table, matrix, without, outcome, learnt, scores, earlier, unknown, seed } = judged;
  const calibration = fitCalibration(learnt, outcome);
  const before = probabilities(learnt, calibration);
  const decided = {
    method: earlier ? ('later-cohorts' as const) : ('out-of-bag' as const),
    cutoffs: cutoffs(before, outcome),
    bandCuts: bandCuts(before, outcome, judged.bands),
  };
  const probability = probabilities(scores, calibration);
  // Later cohorts had no part in the calibration; those learnt from did.
  const announced = earlier ? probability : crossFitted(scores, outcome, seed);
  const evaluation = { ...evaluate(scores, outcome, calibration, decided), brier: brier(announced, outcome) };
  const shown = shownEvaluation(evaluation, probability, outcome, {
    rowsTold: unknown === 0 || unknown >= SMALLEST_SHOWN,
    ...(earlier ? {} : { announced }),
  });
  const kept = [...matrix.columns.keys()].filter((at) => !without.has(at));
  const read = kept.map((at) => predictors(dictionary)[at]!);
  const columns: Matrix = { rows: matrix.rows, columns: kept.map((at) => matrix.columns[at]!) };
  const described = read.map(({ name, type }) => ({ name, codes: type === 'code' }));
  const treated = { rows: Uint32Array.from(scores.keys()), probability, announced, outcome, cutoffs: evaluation.cutoffs, shown };
  const said = {
    ...shown,
    ...alone(described, columns, outcome, scores, seed),
    plain: {
      rate: rateBaseline(scores, outcome, gradesOf(table, dictionary), earlier, seed),
      marks: await marksBaseline(plainFeatures(read), columns, judged, learner),
    } satisfies PlainBaselines,
    ...wholeFairness(table, auditVariables(dictionary), treated),
    doubts: doubtful(doubter(judged)(matrix), treated),
  };
  return { calibration, evaluation, bandCuts: decided.bandCuts, shown, said: said as unknown as Judgement['said'] };
}

async function marksBaseline(features: readonly number[], matrix: Matrix, { outcome, scores }: Judged, learner: Learner) {
  if (features.length === 0) return null;
  const columns = features.map((at) => matrix.columns[at]!);
  const featuresPerNode = Math.max(1, Math.floor(Math.sqrt(columns.length)));
  const plain = against(scores, await learner({ rows: matrix.rows, columns }, { ...PLAIN_FOREST, featuresPerNode }), outcome);
  return plain && { ...plain, variables: features.length };
}

/** The grade of each row, where the table tells it. */
function gradesOf(table: Table, dictionary: Dictionary): Float64Array | null {
  const variable = groupVariables(dictionary).find(({ group }) => group === 'grade');
  const held = variable && column(table, variable.name);
  if (!held) return null;
  const numbers = new Map<unknown, number>();
  return Float64Array.from({ length: table.rows }, (_, row) => {
    const value = held.values[row]!;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value)!;
  });
}
