import { hideSmallCount } from '../../src/base/counts.ts';
import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { encodeModel, type Model, modelDigest } from '../../src/forest/model.ts';
import { openTrainer } from '../../src/forest/train.ts';
import { gatherer } from '../../src/scoring/gather.ts';
import { blank, unusualCohorts } from '../../src/study/drift.ts';
import type { Guess } from '../../src/study/guess.ts';
import { type PlannedModel, planModels } from '../../src/study/plan.ts';
import type { ShownDecision, ShownEvaluation } from '../../src/study/shown.ts';
import { featureMatrix } from '../../src/table/features.ts';
import { quality } from '../../src/table/quality.ts';
import { type Context, progressOf } from './context.ts';
import { evaluationShard, qualityOf, type Ratio, trainedSaid } from './documents.ts';
import { guesses } from './guess.ts';
import { BINS, type Learning, learnOne } from './learn.ts';
import type { ChamberJob, EventOf, SealedBundle, TrainedModel } from './protocol.ts';
import { type OpenRequest, openRequest } from './request.ts';
import { timeOf } from './sample.ts';
import { sealTo } from './seal.ts';

/** Refusals that leave the other models their chance. */
const OF_ONE_MODEL = /^(OUTCOME|CHAMBER_OUTCOME|TRAIN|FOREST|CAMPAIGN_GRADE)/;

/** What remains of a model once it is sealed: its forest is not held while the others grow. */
type Trained = { readonly said: Json; readonly event: TrainedModel };
/** Models go home together in one evaluation as far as they fit here; the others stay in the appliance. */
const HOME_BYTES = 256 * 2 ** 20;

type Skipped = EventOf<'trained'>['skipped'][number];

/**
 * Trains every model that the bundle's campaign asks for (without one, one an outcome), from one table coded once, and seals them with their evaluation. A
 * model that comes to nothing is set aside with its reason. Throws when all are.
 */
export async function trainRequest(context: Context, bundle: ChamberJob['bundles'][number]): Promise<EventOf<'trained'>> {
  const progress = progressOf(context, bundle.id);
  const request = openRequest(context, bundle, progress);
  const whole = gatherer(request.rows);
  for await (const { table } of request.tables()) whole.add(table);
  const table = whole.table();
  const dataDigest = request.digest();
  const said = { bundle: bundle.id, coreHash: request.coreHash, sender: request.sender.id };
  context.emit({ event: 'opened', ...said, rows: table.rows, columns: table.columns.length, digest: dataDigest });
  const { campaign, dictionary } = request;
  const planned = planModels(campaign, dictionary);
  if (planned.length === 0) throw new EcluseError('CHAMBER_NO_OUTCOME', { bundle: bundle.id });
  progress('checking', 0, 2);
  const judged = qualityOf(quality(table, dictionary));
  progress('checking', 1, 2);
  const matrix = featureMatrix(table, dictionary);
  const time = timeOf(table, dictionary, campaign);
  const unusual = campaign && time.cohort ? unusualCohorts(matrix, time.cohort, time.years, campaign.limits) : [];
  if (time.cohort) blank(matrix, time.cohort, unusual);
  progress('checking', 2, 2);

  const treesOf = ({ options }: PlannedModel) => options.trees ?? context.job.forest.trees;
  const total = planned.reduce((sum, each) => sum + treesOf(each), 0);
  const trainer = await openTrainer(matrix, { bins: BINS, workers: context.job.workers, trees: total });
  const learning = { context, request, dataDigest, table, matrix, time, unusual, trainer };
  const models: Trained[] = [];
  const skipped: Skipped[] = [];
  const home: Uint8Array[] = [];
  let guessed: Guess[] = [];
  let before = 0;
  try {
    for (const each of planned) {
      const name = each.grade === null ? each.outcome.name : `${each.outcome.name} (${each.grade})`;
      let most = 0;
      const tell = (done: number) => {
        // Grown again without a variable, a model does not go back.
        most = Math.max(most, done);
        progress('training', before + most, total, name);
      };
      try {
        const { bytes, ...trained } = await trainOne(learning, each, tell);
        models.push(trained);
        const held = home.reduce((sum, { length }) => sum + length, bytes.length);
        if (campaign?.takeHome && held <= HOME_BYTES) home.push(bytes);
      } catch (error) {
        if (!(error instanceof EcluseError) || !OF_ONE_MODEL.test(error.code)) throw error;
        skipped.push({ outcome: each.outcome.name, grade: each.grade, code: error.code, params: error.params });
      }
      before += treesOf(each);
      progress('training', before, total, name);
    }
    if (models.length > 0) guessed = await guesses(table, dictionary, trainer, context.job.forest.seed);
  } finally {
    await trainer.close();
  }
  if (models.length === 0) {
    const [first] = skipped;
    throw new EcluseError(first!.code, first!.params);
  }
  progress('sealing', 0, 1);
  const shards = [
    evaluationShard(context, {
      request: request.coreHash,
      models: models.map((each) => each.said),
      guesses: guessed,
      setAside: skipped,
    }),
    judged.shard,
    ...home.map((bytes) => ({ type: 'document' as const, name: 'model', rows: 0, bytes })),
  ];
  const { destroyBy } = request.core;
  const sealed = sealTo(context, {
    kind: 'evaluation',
    answers: request.coreHash,
    dictionary: { version: dictionary.version, sha256: request.dictionarySha },
    models: models.map(({ event }) => event.id),
    destroyBy,
    recipient: request.sender,
    shards,
    folder: context.job.outgoing,
  });
  progress('sealing', 1, 1);
  return {
    event: 'trained',
    ...said,
    rows: hideSmallCount(table.rows),
    models: models.map(({ event }) => event),
    home: home.length,
    skipped,
    quality: judged.summary,
    sealed,
  };
}

async function trainOne(
  learning: Learning,
  planned: PlannedModel,
  progress: (done: number) => void,
): Promise<Trained & { bytes: Uint8Array }> {
  const { context, request } = learning;
  const { model, shown } = await learnOne(learning, planned, progress);
  const bytes = encodeModel(model);
  const digest = modelDigest(bytes);
  const { identity, features, forest, evaluation } = model;
  const sealed = sealModel(context, request, identity.id, bytes);
  const outcome = planned.outcome.name;
  const { definition } = planned.outcome.outcome!;
  return {
    bytes,
    said: trainedSaid({ identity, digest, forest, features, base: null, evaluation, outcome, definition }),
    event: eventOf(model, digest, outcome, shown, sealed),
  };
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
