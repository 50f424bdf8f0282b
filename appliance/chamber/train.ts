import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import type { Matrix } from '../../src/forest/forest.ts';
import { histograms } from '../../src/forest/histogram.ts';
import { encodeModel, type Model, type ModelOptions, modelDigest, modelId } from '../../src/forest/model.ts';
import { train } from '../../src/forest/train.ts';
import type { ShownDecision, ShownEvaluation } from '../../src/study/shown.ts';
import { featureNames, outcomes, type Variable } from '../../src/table/dictionary.ts';
import { featureMatrix } from '../../src/table/features.ts';
import { quality } from '../../src/table/quality.ts';
import { column, type Table } from '../../src/table/table.ts';
import { type Context, progressOf } from './context.ts';
import { evaluationShard, qualityOf, type Ratio, type TrainedSaid } from './documents.ts';
import { gatherer } from './gather.ts';
import { guesses } from './guess.ts';
import { judge, type Sample } from './judge.ts';
import type { ChamberJob, EventOf, SealedBundle, TrainedModel } from './protocol.ts';
import { type OpenRequest, openRequest } from './request.ts';
import { sealTo } from './seal.ts';

/** Pupils that each of an outcome's two classes must count. */
const FEWEST = 20;
const BINS = 255;
/** Refusals that leave the other outcomes their chance. */
const OF_ONE_OUTCOME = /^(OUTCOME|CHAMBER_OUTCOME|TRAIN)_/;

type Trained = { readonly model: Model; readonly digest: string; readonly said: TrainedSaid; readonly event: TrainedModel };
type Skipped = EventOf<'trained'>['skipped'][number];

/** Trains one model an outcome of the dictionary and seals them with their evaluation. Throws when none could be trained. */
export async function trainRequest(context: Context, bundle: ChamberJob['bundles'][number]): Promise<EventOf<'trained'>> {
  const progress = progressOf(context, bundle.id);
  const request = openRequest(context, bundle, progress);
  const whole = gatherer(request.rows);
  for await (const { table } of request.tables()) whole.add(table);
  const table = whole.table();
  const digest = request.digest();
  const said = { bundle: bundle.id, coreHash: request.coreHash, sender: request.sender.id };
  context.emit({ event: 'opened', ...said, rows: table.rows, columns: table.columns.length, digest });
  progress('checking', 1, 1);
  const judged = qualityOf([quality(table, request.dictionary)]);
  const matrix = featureMatrix(table, request.dictionary);

  const models: Trained[] = [];
  const skipped: Skipped[] = [];
  for (const outcome of outcomes(request.dictionary)) {
    try {
      const sample = sampleOf(table, matrix, outcome);
      models.push(
        await trainOne(context, request, digest, outcome, sample, table, (done, total) => progress('training', done, total, outcome.name)),
      );
    } catch (error) {
      if (!(error instanceof EcluseError) || !OF_ONE_OUTCOME.test(error.code)) throw error;
      skipped.push({ outcome: outcome.name, code: error.code, params: error.params });
    }
  }
  if (models.length === 0) {
    const [first] = skipped;
    throw first ? new EcluseError(first.code, first.params) : new EcluseError('CHAMBER_NO_OUTCOME', { bundle: bundle.id });
  }
  progress('sealing', 0, 1);
  const shards = [
    evaluationShard(context, {
      request: request.coreHash,
      models: models.map((each) => each.said),
      guesses: await guesses(table, request.dictionary, matrix, { seed: context.job.forest.seed, workers: context.job.workers }),
      setAside: skipped,
    }),
    judged.shard,
  ];
  const { destroyBy } = request.core;
  const dictionary = { version: request.dictionary.version, sha256: request.dictionarySha };
  const sealed = sealTo(context, {
    kind: 'evaluation',
    answers: request.coreHash,
    dictionary,
    models: models.map(({ model }) => model.identity.id),
    destroyBy,
    recipient: request.sender,
    shards,
    folder: context.job.outgoing,
  });
  progress('sealing', 1, 1);
  return {
    event: 'trained',
    ...said,
    rows: table.rows,
    models: models.map(({ event }) => event),
    skipped,
    quality: judged.summary,
    sealed,
  };
}

type Labelled = Sample & { readonly positives: number };

function sampleOf(table: Table, matrix: Matrix, { name }: Variable): Labelled {
  const held = column(table, name);
  if (held?.type !== 'number') throw new EcluseError('CHAMBER_OUTCOME_ABSENT', { outcome: name });
  const rows = Uint32Array.from(held.values.keys()).filter((row) => !Number.isNaN(held.values[row]!));
  const outcome = Uint8Array.from(rows, (row) => held.values[row]!);
  const positives = outcome.reduce((sum, value) => sum + value, 0);
  if (positives === 0 || positives === rows.length) throw new EcluseError('OUTCOME_ONE_CLASS', { outcome: name });
  if (Math.min(positives, rows.length - positives) < FEWEST) throw new EcluseError('OUTCOME_TOO_FEW', { outcome: name, minimum: FEWEST });
  const unknown = table.rows - rows.length;
  return { rows, matrix: unknown === 0 ? matrix : takeRows(matrix, rows), outcome, positives, unknown };
}

function takeRows(matrix: Matrix, rows: Uint32Array): Matrix {
  const columns = matrix.columns.map((from) => {
    const memory = new SharedArrayBuffer(rows.length * from.BYTES_PER_ELEMENT);
    const to = from instanceof Float32Array ? new Float32Array(memory) : new Float64Array(memory);
    for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
    return to;
  });
  return { rows: rows.length, columns };
}

async function trainOne(
  context: Context,
  request: OpenRequest,
  dataDigest: string,
  variable: Variable,
  sample: Labelled,
  table: Table,
  progress: (done: number, total: number) => void,
): Promise<Trained> {
  const { matrix, outcome, positives } = sample;
  const { trees, maxDepth, minLeaf, featuresPerNode, seed } = context.job.forest;
  const options: ModelOptions = {
    trees,
    maxDepth,
    minLeaf,
    featuresPerNode: featuresPerNode ?? Math.max(1, Math.floor(Math.sqrt(matrix.columns.length))),
    bins: BINS,
    positiveWeight: 1,
    weighted: false,
  };
  const workers = context.job.workers;
  const { forest, oob } = await train(matrix, outcome, { ...options, seed, workers }, progress);
  const judged = { dictionary: request.dictionary, table, sample, seed };
  const { calibration, evaluation, shown, said } = await judge(judged, oob, async (columns, plain) => {
    return (await train(columns, outcome, { ...plain, seed, workers })).oob;
  });
  const { family, target, grade = null, definition } = variable.outcome!;
  const model: Model = {
    identity: {
      id: modelId(family, target, dataDigest, variable.name, options),
      family,
      target,
      grade,
      partner: request.sender.id,
      year: schoolYear(context.now),
    },
    dictionary: { version: request.dictionary.version, sha256: request.dictionarySha },
    features: featureNames(request.dictionary),
    training: { rows: matrix.rows, positives, seed, options, date: timestamp(context.now).slice(0, 10), dataDigest },
    calibration,
    histograms: histograms(matrix),
    cutoffs: evaluation.cutoffs,
    evaluation: said,
    forest,
  };
  const bytes = encodeModel(model);
  const digest = modelDigest(bytes);
  const { identity, features } = model;
  const sealed = sealModel(context, request, identity.id, bytes);
  const told: TrainedSaid = {
    identity,
    digest,
    forest,
    features,
    base: null,
    evaluation: model.evaluation,
    outcome: variable.name,
    definition,
  };
  return { model, digest, said: told, event: eventOf(model, digest, variable.name, shown, sealed) };
}

/** A model rests sealed to the appliance itself: nothing but its chamber can open it. */
function sealModel(context: Context, request: OpenRequest, id: string, bytes: Uint8Array): SealedBundle {
  return sealTo(context, {
    kind: 'model',
    answers: null,
    dictionary: { version: request.dictionary.version, sha256: request.dictionarySha },
    models: [id],
    destroyBy: request.core.destroyBy,
    recipient: context.card,
    shards: [{ type: 'document', name: 'model', rows: 0, bytes }],
    folder: context.job.modelsFolder,
    name: id,
  });
}

function eventOf(model: Model, digest: string, outcome: string, shown: ShownEvaluation, sealed: SealedBundle): TrainedModel {
  const { id, family, target, grade } = model.identity;
  const ratio = ({ value, low, high, of }: ShownDecision['recall']): Ratio => ({ value, low, high, of });
  const stance = (name: 'targeted' | 'wide') => {
    const { cutoff, recall, precision } = shown.stances[name];
    return { cutoff, recall: ratio(recall), precision: ratio(precision) };
  };
  return {
    id,
    digest,
    outcome,
    family,
    target,
    grade,
    rows: shown.rows,
    positives: shown.positives,
    auc: shown.rocAuc,
    brier: shown.brier,
    targeted: stance('targeted'),
    wide: stance('wide'),
    sealed,
  };
}

/** Its first calendar year; a school year begins on July 1. */
export function schoolYear(now: Date): number {
  return now.getUTCFullYear() - (now.getUTCMonth() < 6 ? 1 : 0);
}
