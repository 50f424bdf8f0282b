import { canonicalJsonBytes, type Json } from '../../src/base/json.ts';
import type { Params, Text } from '../../src/base/text.ts';
import type { ShardInput } from '../../src/bundle/seal.ts';
import { type ModelSaid, modelSaid, reportOf } from '../../src/scoring/report.ts';
import type { Guess } from '../../src/study/guess.ts';
import type { QualityReport } from '../../src/table/quality.ts';
import type { Context } from './context.ts';
import type { QualitySummary, TrainedModel } from './protocol.ts';

function documentShard(name: string, value: Json): ShardInput {
  return { type: 'document', name, rows: 0, bytes: canonicalJsonBytes(value) };
}

export function reportShard({ job }: Context, report: Omit<Parameters<typeof reportOf>[0], 'gap'>): ShardInput {
  return documentShard('report', reportOf({ ...report, gap: job.gap }));
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

/** `ecluse.quality/v1`, and the little of it that the reviewer sees. */
export function qualityOf(report: QualityReport): { readonly shard: ShardInput; readonly summary: QualitySummary } {
  const missing = report.variables.map(({ name, missingShare }) => ({ name, share: missingShare }));
  return {
    shard: documentShard('quality', { format: 'ecluse.quality/v1', ...report } as unknown as Json),
    summary: { rows: report.rows, variables: report.variables.length, missing },
  };
}

export type Ratio = TrainedModel['targeted']['recall'];
