import { EcluseError } from '../../src/base/errors.ts';
import { openScorer } from '../../src/forest/score.ts';
import { categoryOfFeatures } from '../../src/study/categories.ts';
import { bandNames, chosenBands, chosenCutoffs } from '../../src/study/thresholds.ts';
import { CATEGORIES, featureNames } from '../../src/table/dictionary.ts';
import { featureMatrix } from '../../src/table/features.ts';
import { type QualityReport, quality } from '../../src/table/quality.ts';
import { type Context, progressOf } from './context.ts';
import { nearEnough } from './distance.ts';
import { qualityOf, reportShard, type ScoredSaid } from './documents.ts';
import { gatherer } from './gather.ts';
import { type LoadedModel, loadModels } from './models.ts';
import type { ChamberJob, EventOf } from './protocol.ts';
import { type OpenRequest, openRequest } from './request.ts';
import { type ModelScores, modelScores, scoreShards, TOP } from './scores.ts';
import { sealTo } from './seal.ts';

/** Explanations take the longest: a block of this many pupils at a time, so that progress is seen. */
const ROWS_AT_ONCE = 1000;
/** Percentiles need whole columns: as many at once as fit here, so that memory does not grow with their number. */
const HELD_BYTES = 64 * 2 ** 20;

/** Scores one request by every approved model of its CSS and seals the result. Throws when no model may score it. */
export async function scoreRequest(context: Context, bundle: ChamberJob['bundles'][number], held = HELD_BYTES): Promise<EventOf<'scored'>> {
  const progress = progressOf(context, bundle.id);
  const request = openRequest(context, bundle, progress);
  const { loaded, refused } = await nearEnough(request, loadModels(context, request), held);
  if (loaded.length === 0) {
    const [first] = refused;
    throw first ? new EcluseError(first.code, first.params) : new EcluseError('MODEL_NONE', { bundle: bundle.id });
  }
  for (const { model, digest, approval } of loaded) {
    context.emit({ event: 'model-loaded', bundle: bundle.id, model: model.identity.id, digest, approval: approval.hash });
  }
  const { scores, bases, pseudonyms } = await scorePupils(context, request, loaded, (done, total) => progress('scoring', done, total));
  const said = { bundle: bundle.id, coreHash: request.coreHash, sender: request.sender.id };
  context.emit({
    event: 'opened',
    ...said,
    rows: request.rows,
    columns: featureNames(request.dictionary).length,
    digest: request.digest(),
  });
  const judged = qualityOf(await qualityReports(request, held, (done, total) => progress('checking', done, total)));
  const aggregates = scores.map((each) => each.aggregates());
  const report = reportShard(context, {
    request: request.coreHash,
    features: featureNames(request.dictionary),
    models: loaded.map(({ model, digest, approval, distance }, index): ScoredSaid => {
      const { identity, forest, features, evaluation } = model;
      const { stance, cut, until } = approval;
      const said = { identity, digest, forest, features, base: bases[index] ?? null, evaluation, stance, cut, until };
      return { ...said, distance, bands: bandNames(model.bands.length + 1), aggregates: aggregates[index]! };
    }),
    refused,
  });
  progress('sealing', 0, 1);
  const sealed = sealTo(context, {
    kind: 'result',
    answers: request.coreHash,
    dictionary: { version: request.dictionary.version, sha256: request.dictionarySha },
    models: loaded.map(({ model }) => model.identity.id),
    destroyBy: request.core.destroyBy,
    recipient: request.sender,
    shards: [report, judged.shard, ...scoreShards(scores, pseudonyms)],
    folder: context.job.outgoing,
  });
  progress('sealing', 1, 1);
  const models = loaded.map(({ model, digest }, index) => {
    const { id, family, target, grade } = model.identity;
    return { id, digest, family, target, grade, ...aggregates[index]! };
  });
  return { event: 'scored', ...said, rows: request.rows, models, refused: [...refused], quality: judged.summary, sealed };
}

/** Walks the shards again, some columns at a time. */
async function qualityReports(
  request: OpenRequest,
  held: number,
  progress: (done: number, total: number) => void,
): Promise<QualityReport[]> {
  const names = featureNames(request.dictionary);
  const atOnce = Math.max(1, Math.floor(held / (request.rows * 4)));
  const reports: QualityReport[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    const whole = gatherer(request.rows);
    for await (const table of request.columns(names.slice(from, from + atOnce))) whole.add(table);
    reports.push(quality(whole.table(), request.dictionary));
    progress(Math.min(names.length, from + atOnce), names.length);
  }
  return reports;
}

/** Walks the shards: each is scored and explained by every model, and forgotten. */
async function scorePupils(
  context: Context,
  request: OpenRequest,
  loaded: readonly LoadedModel[],
  progress: (done: number, total: number) => void,
) {
  const scores: ModelScores[] = loaded.map(({ model, approval }) => {
    const cutoffs = chosenCutoffs(model.cutoffs, approval);
    return modelScores({ ...model, cutoffs, bands: chosenBands(model.bands, model.cutoffs, cutoffs) }, request.rows);
  });
  const pseudonyms: string[] = [];
  const groups = categoryOfFeatures(request.dictionary);
  const scorer = await openScorer(
    loaded.map(({ model }) => model.forest),
    { workers: context.job.workers },
  );
  let bases: readonly number[] = [];
  try {
    for await (const shard of request.tables()) {
      const { rows, columns } = featureMatrix(shard.table, request.dictionary);
      for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
        const to = Math.min(rows, from + ROWS_AT_ONCE);
        const matrix = { rows: to - from, columns: columns.map((column) => column.subarray(from, to)) };
        const each = await scorer.score(matrix);
        const explained = await scorer.explain(matrix, { groups, groupCount: CATEGORIES.length, top: TOP });
        for (const [index, model] of scores.entries()) model.add(each[index]!, explained[index]!);
        bases = explained.map(({ base }) => base);
        progress(pseudonyms.length + to, request.rows);
      }
      pseudonyms.push(...shard.pseudonyms);
    }
  } finally {
    await scorer.close();
  }
  return { scores, bases, pseudonyms };
}
