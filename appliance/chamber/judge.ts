import { SMALLEST_SHOWN } from '../../src/base/counts.ts';
import type { Json } from '../../src/base/json.ts';
import { type Calibration, fitCalibration } from '../../src/forest/calibration.ts';
import type { Matrix } from '../../src/forest/forest.ts';
import type { TrainOptions } from '../../src/forest/train.ts';
import { alone } from '../../src/study/baseline.ts';
import { type Evaluation, evaluate, probabilities } from '../../src/study/evaluation.ts';
import { wholeFairness } from '../../src/study/fairness.ts';
import { against, PLAIN_FOREST, type PlainBaselines, plainFeatures, rateBaseline } from '../../src/study/plain.ts';
import { type ShownEvaluation, shownEvaluation } from '../../src/study/shown.ts';
import { auditVariables, type Dictionary, groupVariables, predictors } from '../../src/table/dictionary.ts';
import { column, type Table } from '../../src/table/table.ts';

/** Rows whose outcome is known; `unknown` counts the others. */
export type Sample = {
  readonly rows: Uint32Array;
  readonly matrix: Matrix;
  readonly outcome: Uint8Array;
  readonly unknown: number;
};

/** Scores of rows by a forest that did not read them, by the same way as the model's own; NaN where there is none. */
export type Learner = (matrix: Matrix, options: Omit<TrainOptions, 'seed' | 'workers'>) => Promise<Float64Array>;

export type Judgement = {
  readonly calibration: Calibration;
  readonly evaluation: Evaluation;
  readonly shown: ShownEvaluation;
  /** What the document tells (SPEC.md, `evaluation` of a model). */
  readonly said: Json;
};

/** Is this model any good, for whom, and beside what: everything that its CSS reads of it, small counts hidden. */
export async function judge(
  { dictionary, table, sample, seed }: { dictionary: Dictionary; table: Table; sample: Sample; seed: number },
  scores: Float64Array,
  learner: Learner,
): Promise<Judgement> {
  const { rows, matrix, outcome, unknown } = sample;
  const calibration = fitCalibration(scores, outcome);
  const evaluation = evaluate(scores, outcome, calibration);
  const probability = probabilities(scores, calibration);
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: unknown === 0 || unknown >= SMALLEST_SHOWN });
  const read = predictors(dictionary);
  const described = read.map(({ name, type }) => ({ name, codes: type === 'code' }));
  const said = {
    ...shown,
    ...alone(described, matrix, outcome, scores, seed),
    plain: {
      rate: rateBaseline(scores, outcome, gradesOf(table, dictionary, rows), null, seed),
      marks: await marksBaseline(plainFeatures(read), sample, scores, learner),
    } satisfies PlainBaselines,
    ...wholeFairness(table, auditVariables(dictionary), { rows, probability, outcome, cutoffs: evaluation.cutoffs, shown }),
  };
  return { calibration, evaluation, shown, said: said as unknown as Json };
}

async function marksBaseline(features: readonly number[], { matrix, outcome }: Sample, scores: Float64Array, learner: Learner) {
  if (features.length === 0) return null;
  const columns = features.map((at) => matrix.columns[at]!);
  const featuresPerNode = Math.max(1, Math.floor(Math.sqrt(columns.length)));
  const plain = against(scores, await learner({ rows: matrix.rows, columns }, { ...PLAIN_FOREST, featuresPerNode }), outcome);
  return plain && { ...plain, variables: features.length };
}

/** The grade of each row, where the table tells it. */
function gradesOf(table: Table, dictionary: Dictionary, rows: Uint32Array): Float64Array | null {
  const variable = groupVariables(dictionary).find(({ group }) => group === 'grade');
  const held = variable && column(table, variable.name);
  if (!held) return null;
  const numbers = new Map<unknown, number>();
  return Float64Array.from(rows, (row) => {
    const value = held.values[row]!;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value)!;
  });
}
