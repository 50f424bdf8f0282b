import type { Json } from '../base/json.ts';
import type { Forest } from '../forest/forest.ts';
import type { ModelIdentity } from '../forest/model.ts';
import { topFeatures } from '../study/importance.ts';
import { bandNames } from '../study/thresholds.ts';
import type { Near } from './distance.ts';
import type { RefusedModel } from './models.ts';
import type { Aggregates } from './scores.ts';

/** Features named as those that count most in a model. */
const TOP_FEATURES = 20;

/** What an evaluation and a report say of one model (src/partner/documents.ts reads it). */
export type ModelSaid = {
  readonly identity: ModelIdentity;
  readonly digest: string;
  readonly forest: Forest;
  readonly features: readonly string[];
  readonly base: number | null;
  readonly evaluation: Json;
};

export function modelSaid({ identity, digest, forest, features, base, evaluation }: ModelSaid): { readonly [member: string]: Json } {
  const { id, family, target, grade, year } = identity;
  return { id, digest, family, target, grade, year, base, evaluation, topFeatures: topFeatures(forest, features, TOP_FEATURES) };
}

export type ScoredNear = Near & { readonly base: number | null; readonly aggregates: Aggregates };

/** `ecluse.report/v1`: the models that scored, in the order of the scores' column `model`, and the features in that of their factors. */
export function reportOf(report: {
  readonly request: string;
  readonly gap: string;
  readonly features: readonly string[];
  readonly models: readonly ScoredNear[];
  readonly refused: readonly Pick<RefusedModel, 'id' | 'code'>[];
}): Json {
  return {
    format: 'ecluse.report/v1',
    request: report.request,
    gap: report.gap,
    features: report.features,
    models: report.models.map(({ model, digest, base, distance, approval, aggregates }) => ({
      ...modelSaid({ ...model, digest, base }),
      bands: bandNames(model.bands.length + 1),
      distance: distance as unknown as Json,
      approval: { stance: approval.stance, cut: approval.cut, until: approval.until },
      aggregates,
    })),
    refused: report.refused.map(({ id, code }) => ({ id, code })),
  };
}
