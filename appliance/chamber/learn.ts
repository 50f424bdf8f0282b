import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { timestamp } from '../../src/base/random.ts';
import type { Matrix } from '../../src/forest/forest.ts';
import { histograms } from '../../src/forest/histogram.ts';
import { type Model, type ModelOptions, modelId } from '../../src/forest/model.ts';
import { openTrainer, type Trained, type Trainer } from '../../src/forest/train.ts';
import type { Campaign } from '../../src/study/campaign.ts';
import { type Dropped, driftedVariables, type Unusual } from '../../src/study/drift.ts';
import type { PlannedModel } from '../../src/study/plan.ts';
import { rounded } from '../../src/study/psi.ts';
import { sensitivities } from '../../src/study/sensitivity.ts';
import type { ShownEvaluation } from '../../src/study/shown.ts';
import { featureNames, momentPlace, predictors } from '../../src/table/dictionary.ts';
import type { Table } from '../../src/table/table.ts';
import type { Context } from './context.ts';
import { judge } from './judge.ts';
import type { OpenRequest } from './request.ts';
import { type Sample, sampleOf, type Time } from './sample.ts';

export const BINS = 255;
/** Rounds of growing again without what the scores rest on; a model that still does is set aside. */
const ROUNDS = 3;
/** More than a document tells of what was left out. */
const MOST_DROPPED = 4_000;

/** One table, as all the models of a bundle learn from it. */
export type Learning = {
  readonly context: Context;
  readonly request: OpenRequest;
  readonly dataDigest: string;
  readonly table: Table;
  readonly matrix: Matrix;
  readonly time: Time;
  readonly unusual: readonly Unusual[];
  readonly trainer: Trainer;
};

/** Variables left out so far, by their places. */
type Left = { readonly without: Set<number>; readonly dropped: Dropped[] };

/**
 * Trains and judges one model. What is judged is what is delivered: where there are later cohorts, calibration, cuts and trees come from the earlier ones
 * alone, and the figures are those of the very forest that will score.
 * @throws OUTCOME_…, TRAIN_…, CHAMBER_OUTCOME_ABSENT, CAMPAIGN_GRADE
 */
export async function learnOne(
  learning: Learning,
  planned: PlannedModel,
  progress: (done: number, total: number) => void,
): Promise<{ readonly model: Model; readonly shown: ShownEvaluation }> {
  const { context, request, table, matrix, time, dataDigest } = learning;
  const { campaign, dictionary } = request;
  const { name, outcome: defined } = planned.outcome;
  const year = schoolYear(context.now);
  const sample = sampleOf(table, planned, time, campaign?.cohorts.judged ?? 1, year);
  const left = leftFromTheStart(learning, planned);
  const codes = new Set(predictors(dictionary).flatMap(({ type }, at) => (type === 'code' ? [at] : [])));
  const shapes = histograms(matrix, sample.learnt, codes);
  if (campaign && sample.judged) {
    for (const { feature, ...why } of driftedVariables(matrix, shapes, sample.judged, campaign.limits)) leave(learning, left, feature, why);
  }
  const growth = { ...context.job.forest, positiveWeight: 1, ...planned.options };
  const optionsNow = (): ModelOptions => ({
    trees: growth.trees,
    maxDepth: growth.maxDepth,
    minLeaf: growth.minLeaf,
    featuresPerNode: growth.featuresPerNode ?? Math.max(1, Math.floor(Math.sqrt(matrix.columns.length - left.without.size))),
    bins: BINS,
    positiveWeight: growth.positiveWeight,
    weighted: sample.weights !== null,
  });
  const { seed } = context.job.forest;
  const { forest, oob } = await steady(learning, planned, sample, left, () => ({ ...optionsNow(), seed }), progress);
  const parted = partScores(oob, sample);
  const judged = {
    ...parted,
    dictionary,
    table,
    matrix,
    forest,
    histograms: shapes,
    ...left,
    outcome: sample.outcome,
    unknown: sample.unknown,
    bands: planned.bands,
    seed,
  };
  const judgement = await judge(judged, async (columns, plain) => {
    const { workers } = context.job;
    const trainer = await openTrainer(columns, { bins: plain.bins, workers, trees: plain.trees });
    try {
      return partScores(
        (await trainer.train(sample.outcome, { ...plain, seed, ...weightsOf(sample) }, partOf(sample, new Set()))).oob,
        sample,
      ).scores;
    } finally {
      await trainer.close();
    }
  });
  const { grade, moment } = planned;
  const { family, target, horizon = null } = defined!;
  const options = optionsNow();
  const asked = campaign === null ? name : [name, grade, moment, [...planned.without].sort(), planned.bands as unknown as Json];
  const named = { family, target, grade };
  const model: Model = {
    identity: { id: modelId(named, dataDigest, asked, options), ...named, partner: request.sender.id, year },
    dictionary: { version: dictionary.version, sha256: request.dictionarySha },
    features: featureNames(dictionary),
    training: {
      rows: sample.learnt.length,
      positives: sample.learnt.reduce((sum, row) => sum + sample.outcome[row]!, 0),
      seed,
      options,
      date: timestamp(context.now).slice(0, 10),
      dataDigest,
    },
    calibration: judgement.calibration,
    histograms: shapes,
    cutoffs: judgement.evaluation.cutoffs,
    bands: judgement.bandCuts,
    limits: campaign && distanceLimits(campaign),
    evaluation: {
      ...judgement.said,
      cohorts: sample.cohorts,
      moment,
      horizon,
      dropped: droppedOf(learning, left, sample),
    } as unknown as Json,
    forest,
  };
  return { model, shown: judgement.shown };
}

const distanceLimits = ({ limits: { drift, missing, distance } }: Campaign) => ({ drift, missing, distance });
const weightsOf = ({ weights }: Sample) => (weights ? { weights } : {});
const partOf = ({ learnt, judged }: Sample, without: ReadonlySet<number>) => ({ rows: learnt, ...(judged ? { judged } : {}), without });

/** Scores of the rows learnt from, and of those judged. */
function partScores(oob: Float64Array, { learnt, judged }: Sample) {
  if (judged === null) return { learnt: oob, scores: oob, earlier: null };
  const only = (rows: Uint32Array) => {
    const held = new Float64Array(oob.length).fill(Number.NaN);
    for (const row of rows) held[row] = oob[row]!;
    return held;
  };
  const earlier = new Uint8Array(oob.length);
  for (const row of learnt) earlier[row] = 1;
  return { learnt: only(learnt), scores: only(judged), earlier };
}

function leave({ request }: Learning, { without, dropped }: Left, feature: number, why: Pick<Dropped, 'reason' | 'value'>): void {
  if (without.has(feature)) return;
  without.add(feature);
  dropped.push({ variable: predictors(request.dictionary)[feature]!.name, cohort: null, ...why });
}

/** What the campaign leaves out, and what is known too late: that stops the model, unless the campaign says otherwise. */
function leftFromTheStart(learning: Learning, { outcome, moment, later, without }: PlannedModel): Left {
  const { dictionary } = learning.request;
  const left: Left = { without: new Set(), dropped: [] };
  const read = predictors(dictionary);
  for (const [at, { name }] of read.entries()) if (without.has(name)) leave(learning, left, at, { reason: 'asked', value: null });
  if (moment === null) return left;
  const place = momentPlace(dictionary, moment);
  const late = [...read.keys()].filter((at) => !left.without.has(at) && momentPlace(dictionary, read[at]!.knownFrom) > place);
  const [first] = late;
  if (first !== undefined && later === 'stop') {
    throw new EcluseError('TRAIN_LATE', { outcome: outcome.name, moment, variable: read[first]!.name, count: late.length });
  }
  for (const at of late) leave(learning, left, at, { reason: 'late', value: null });
  return left;
}

/** Grows the forest, then again without the variables on which its scores rest too much, until none does. */
async function steady(
  learning: Learning,
  { outcome: { name } }: PlannedModel,
  sample: Sample,
  left: Left,
  options: () => ModelOptions & { readonly seed: number },
  progress: (done: number, total: number) => void,
): Promise<Trained> {
  const { matrix, trainer, request } = learning;
  const limit = request.campaign?.limits.sensitivity ?? null;
  for (let round = 0; ; round++) {
    if (left.without.size === matrix.columns.length) throw new EcluseError('TRAIN_NO_VARIABLE', { outcome: name });
    const trained = await trainer.train(sample.outcome, { ...options(), ...weightsOf(sample) }, partOf(sample, left.without), progress);
    if (limit === null) return trained;
    const rests = sensitivities(trained.forest, matrix, sample.learnt).filter(({ value }) => value >= limit);
    if (rests.length === 0) return trained;
    if (round === ROUNDS - 1) {
      throw new EcluseError('TRAIN_SENSITIVE', { outcome: name, variable: predictors(request.dictionary)[rests[0]!.feature]!.name });
    }
    for (const { feature, value } of rests) leave(learning, left, feature, { reason: 'sensitivity', value: rounded(value) });
  }
}

/** Everything that this model did not learn from nor was judged by, in one list: whole variables, then those of one cohort. */
function droppedOf({ request, unusual }: Learning, { without, dropped }: Left, { cohorts }: Sample): Dropped[] {
  const told = new Set([
    ...(cohorts?.judged ?? []),
    ...(cohorts?.trained.flatMap(({ cohort, weight }) => (weight > 0 ? [cohort] : [])) ?? []),
  ]);
  const read = predictors(request.dictionary);
  const inCohort = unusual
    .filter(({ feature, cohort }) => told.has(cohort) && !without.has(feature))
    .map(({ feature, cohort, reason, value }) => ({ variable: read[feature]!.name, cohort, reason, value }));
  return [...dropped, ...inCohort].slice(0, MOST_DROPPED);
}

/** Its first calendar year; a school year begins on July 1. */
export function schoolYear(now: Date): number {
  return now.getUTCFullYear() - (now.getUTCMonth() < 6 ? 1 : 0);
}
