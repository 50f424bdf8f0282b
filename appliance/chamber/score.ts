import { hideSmallCount } from '../../src/base/counts.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { assignPupils, sizesTold } from '../../src/scoring/audience.ts';
import { nearEnough } from '../../src/scoring/distance.ts';
import { qualityOfPupils } from '../../src/scoring/quality.ts';
import { scorePupils } from '../../src/scoring/score.ts';
import { scoreTables } from '../../src/scoring/scores.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { featureNames } from '../../src/table/dictionary.ts';
import { type Context, progressOf } from './context.ts';
import { qualityOf, reportShard } from './documents.ts';
import { loadModels } from './models.ts';
import type { ChamberJob, EventOf } from './protocol.ts';
import { openRequest } from './request.ts';
import { sealTo } from './seal.ts';

/** Percentiles need whole columns: as many at once as fit here, so that memory does not grow with their number. */
const HELD_BYTES = 64 * 2 ** 20;

/** Scores one request by every approved model of its CSS and seals the result. Throws when no model may score it. */
export async function scoreRequest(context: Context, bundle: ChamberJob['bundles'][number], held = HELD_BYTES): Promise<EventOf<'scored'>> {
  const progress = progressOf(context, bundle.id);
  const request = openRequest(context, bundle, progress);
  const { loaded, refused } = await nearEnough(request, await assignPupils(request, loadModels(context, request)), held);
  if (loaded.length === 0) {
    const [first] = refused;
    throw first ? new EcluseError(first.code, first.params) : new EcluseError('MODEL_NONE', { bundle: bundle.id });
  }
  for (const { model, digest, approval } of loaded) {
    context.emit({ event: 'model-loaded', bundle: bundle.id, model: model.identity.id, digest, approval: approval.hash });
  }
  const answers = await scorePupils(request, loaded, context.job.workers, (done, total) => progress('scoring', done, total));
  const said = { bundle: bundle.id, coreHash: request.coreHash, sender: request.sender.id };
  context.emit({
    event: 'opened',
    ...said,
    rows: request.rows,
    columns: featureNames(request.dictionary).length,
    digest: request.digest(),
  });
  const judged = qualityOf(await qualityOfPupils(request, held, (done, total) => progress('checking', done, total)));
  const sizes = sizesTold(request.rows, loaded);
  const aggregates = answers.map(({ scores }, index) => scores.aggregates(sizes[index]!));
  const report = reportShard(context, {
    request: request.coreHash,
    features: featureNames(request.dictionary),
    models: loaded.map((near, index) => ({ ...near, base: answers[index]!.base, aggregates: aggregates[index]! })),
    refused,
  });
  const tables = Array.from(scoreTables(answers), (table) => {
    return { type: 'table' as const, name: 'scores', rows: table.rows, bytes: encodeArrow(table) };
  });
  progress('sealing', 0, 1);
  const sealed = sealTo(context, {
    kind: 'result',
    answers: request.coreHash,
    dictionary: { version: request.dictionary.version, sha256: request.dictionarySha },
    models: loaded.map(({ model }) => model.identity.id),
    destroyBy: request.core.destroyBy,
    recipient: request.sender,
    shards: [report, judged.shard, ...tables],
    folder: context.job.outgoing,
  });
  progress('sealing', 1, 1);
  const models = loaded.map(({ model, digest }, index) => {
    const { id, family, target, grade } = model.identity;
    return { id, digest, family, target, grade, ...aggregates[index]! };
  });
  return { event: 'scored', ...said, rows: hideSmallCount(request.rows), models, refused: [...refused], quality: judged.summary, sealed };
}
