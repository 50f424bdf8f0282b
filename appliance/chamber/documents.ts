import { canonicalJsonBytes, type Json } from '../../src/base/json.ts';
import type { Params, Text } from '../../src/base/text.ts';
import type { ShardInput } from '../../src/bundle/seal.ts';
import type { Forest } from '../../src/forest/forest.ts';
import type { ModelIdentity } from '../../src/forest/model.ts';
import type { Distance } from '../../src/study/distance.ts';
import type { Guess } from '../../src/study/guess.ts';
import { topFeatures } from '../../src/study/importance.ts';
import type { QualityReport } from '../../src/table/quality.ts';
import type { Context } from './context.ts';
import type { QualitySummary, ScoredModel, TrainedModel } from './protocol.ts';

/** Features named as those that count most in a model. */
const TOP_FEATURES = 20;

/** What both documents say of one model (src/partner/documents.ts reads it). */
export type ModelSaid = {
  readonly identity: ModelIdentity;
  readonly digest: string;
  readonly forest: Forest;
  readonly features: readonly string[];
  readonly base: number | null;
  readonly evaluation: Json;
};

function modelSaid({ identity, digest, forest, features, base, evaluation }: ModelSaid): { readonly [member: string]: Json } {
  const { id, family, target, grade, year } = identity;
  return { id, digest, family, target, grade, year, base, evaluation, topFeatures: topFeatures(forest, features, TOP_FEATURES) };
}

function documentShard(name: string, value: Json): ShardInput {
  return { type: 'document', name, rows: 0, bytes: canonicalJsonBytes(value) };
}

export type ScoredSaid = ModelSaid & {
  readonly distance: Distance;
  /** From the lowest. */
  readonly bands: readonly string[];
  readonly stance: string;
  readonly cut: number | null;
  readonly until: string;
  readonly aggregates: Pick<ScoredModel, 'rows' | 'bands' | 'meanContributions'>;
};

/** `ecluse.report/v1`: the models that scored, in the order of the scores' column `model`, and the features in that of their factors. */
export function reportShard(
  context: Context,
  report: {
    readonly request: string;
    readonly features: readonly string[];
    readonly models: readonly ScoredSaid[];
    readonly refused: readonly { readonly id: string; readonly code: string }[];
  },
): ShardInput {
  return documentShard('report', {
    format: 'ecluse.report/v1',
    request: report.request,
    gap: context.job.gap,
    features: report.features,
    models: report.models.map((each) => ({
      ...modelSaid(each),
      bands: each.bands,
      distance: each.distance as unknown as Json,
      approval: { stance: each.stance, cut: each.cut, until: each.until },
      aggregates: each.aggregates,
    })),
    refused: report.refused.map(({ id, code }) => ({ id, code })),
  });
}

export type TrainedSaid = ModelSaid & { readonly outcome: string; readonly definition: Text };

export function trainedSaid(said: TrainedSaid): Json {
  return { ...modelSaid(said), outcome: said.outcome, definition: said.definition };
}

/** `ecluse.evaluation/v1`: how good each model is, for its CSS to approve or not; and those that came to nothing. */
export function evaluationShard(
  context: Context,
  evaluation: {
    readonly request: string;
    readonly guesses: readonly Guess[];
    readonly models: readonly Json[];
    readonly setAside: readonly {
      readonly outcome: string;
      readonly grade: string | null;
      readonly code: string;
      readonly params: Params;
    }[];
  },
): ShardInput {
  return documentShard('evaluation', {
    format: 'ecluse.evaluation/v1',
    request: evaluation.request,
    gap: context.job.gap,
    guesses: evaluation.guesses as unknown as Json,
    models: evaluation.models,
    setAside: evaluation.setAside.map(({ outcome, grade, code, params }) => ({ outcome, grade, code, params })),
  });
}

/** `ecluse.quality/v1`, and the little of it that the reviewer sees. Each report bears on some of the variables, in the dictionary's order. */
export function qualityOf(reports: readonly QualityReport[]): { readonly shard: ShardInput; readonly summary: QualitySummary } {
  const report: QualityReport = {
    rows: reports[0]?.rows ?? 0,
    variables: reports.flatMap(({ variables }) => variables),
    blank: reports.flatMap(({ blank }) => blank),
  };
  const missing = report.variables.map(({ name, missingShare }) => ({ name, share: missingShare }));
  return {
    shard: documentShard('quality', { format: 'ecluse.quality/v1', ...report } as unknown as Json),
    summary: { rows: report.rows, variables: report.variables.length, missing },
  };
}

export type Ratio = TrainedModel['targeted']['recall'];
