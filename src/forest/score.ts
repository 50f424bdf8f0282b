import { EcluseError } from '../base/errors.ts';
import { compileForests, growTo } from './compile.ts';
import type { ExplainOutput, ExplainPlan } from './factors.ts';
import { type Forest, hasCovers, type Matrix, treeDepth } from './forest.ts';
import { LANES } from './kernel/rank.ts';
import { inlinePool, type Pool, threadCount, workerPool } from './pool.ts';
import { blockGroups, type ExplainNeeds, explainNeeds, scratchOf } from './scratch.ts';
import { baseOf } from './shapley.ts';
import { isShared, shareColumn, sharedFloats, sharedInts } from './shared.ts';

export type ScorerOptions = { readonly workers?: number };

/**
 * `groups[j]` is the category (0 … groupCount−1) of feature j; without it there are no category sums.
 * `top`: how many raising and lowering factors to keep a row. `marked[j]` = 1: feature j is one of those (actionable ones) whose raising
 * factors are kept apart besides, as many. `full`: all values too.
 */
export type ExplainOptions = {
  readonly groups?: Int32Array;
  readonly groupCount?: number;
  readonly top?: number;
  readonly marked?: Uint8Array;
  readonly full?: boolean;
};

/** Row-major, rows × top, largest effect first: feature index, −1 where there are fewer. Lowering values are negative. */
export type Factors = { readonly feature: Int32Array; readonly value: Float64Array };

/** Exact path-dependent Shapley values on the score scale: base + every feature's value = score. */
export type Explanation = {
  readonly base: number;
  /** rows × groupCount, row-major. */
  readonly groups: Float64Array;
  readonly raising: Factors;
  readonly lowering: Factors;
  /** Raising factors of the marked features alone. */
  readonly marked: Factors;
  /** rows × features, row-major, in full mode only. */
  readonly values?: Float64Array;
};

/** Forests compiled once, over the same features, on as many threads as cores. One call at a time. */
export type Scorer = {
  /** One array of scores (0–1) a forest. */
  score(matrix: Matrix): Promise<Float64Array[]>;
  /** One explanation a forest. Throws `FOREST_COVER` when a forest tells no row counts. */
  explain(matrix: Matrix, options: ExplainOptions): Promise<Explanation[]>;
  close(): Promise<void>;
};

/** Below this many rows × tree levels (× 64 to explain), starting threads costs more than it saves. */
const INLINE_WORK = 2e7;
const EXPLAIN_COST = 64;
/** A thread takes a table in a few blocks, for threads to end together; an explanation in fewer, since each writes its programmes anew. */
const LEAST_GROUPS = 8;
/** Tables that do not lie on shared memory are copied there in bands of about this many bytes. */
const BAND_BYTES = 64 * 2 ** 20;

/**
 * Compiles the forests. Threads start with the first table large enough to need them. Throws `FOREST_COLUMNS` when the forests
 * differ in features; so do `score` and `explain` when a table does not have them all.
 */
export async function openScorer(forests: readonly Forest[], options: ScorerOptions = {}): Promise<Scorer> {
  const features = forests[0]?.features ?? 0;
  for (const forest of forests) if (forest.features !== features) throw wrongColumns(forest.features, features);
  const levels = forests.reduce((sum, forest) => sum + forest.trees.reduce((deep, tree) => deep + treeDepth(tree), 0), 0);
  const compiled = compileForests(forests);
  const alone = inlinePool();
  await alone.run({ kind: 'open', compiled });
  let threads: Pool | null = null;
  let needs: ExplainNeeds | null = null;

  async function poolFor(work: number): Promise<Pool> {
    if (work < INLINE_WORK) return alone;
    if (!threads) {
      threads = workerPool(threadCount(options.workers));
      await threads.run({ kind: 'open', compiled });
    }
    return threads;
  }

  async function run(matrix: Matrix, scores: Float64Array[] | null, explain: ExplainPlan | null): Promise<void> {
    if (matrix.columns.length !== features) throw wrongColumns(matrix.columns.length, features);
    if (matrix.rows === 0 || forests.length === 0) return;
    const pool = await poolFor(matrix.rows * levels * (explain ? EXPLAIN_COST : 1));
    if (explain) needs ??= explainNeeds(forests);
    const most = blockGroups(compiled, explain ? 'explain' : 'score');
    const groups = Math.min(most, Math.max(LEAST_GROUPS, Math.ceil(matrix.rows / (LANES * (explain ? 2 : 4) * pool.size))));
    const scratch = scratchOf(compiled, groups, explain ? needs : null);
    const scratchAt = Math.ceil(compiled.end / 64) * 64;
    growTo(compiled.memory, scratchAt + pool.size * scratch.bytes);
    const whole = pool.size === 1 || matrix.columns.every(isShared);
    const band = whole ? matrix.rows : Math.max(pool.size * groups * LANES, Math.floor(BAND_BYTES / (8 * features)));
    for (let first = 0; first < matrix.rows; first += band) {
      const rows = Math.min(band, matrix.rows - first);
      const columns = whole ? matrix.columns : matrix.columns.map((column) => shareColumn(column.subarray(first, first + rows)));
      const vectors = needs?.vectors ?? [];
      await pool.run({ kind: 'score', next: sharedInts(2), columns, rows, first, groups, scratchAt, scratch, scores, explain, vectors });
    }
  }

  return {
    async score(matrix) {
      const scores = forests.map(() => sharedFloats(matrix.rows));
      await run(matrix, scores, null);
      return scores.map((each) => each.slice());
    },
    async explain(matrix, asked) {
      if (!forests.every(hasCovers)) throw new EcluseError('FOREST_COVER');
      const plan = planOf(matrix, forests.length, asked);
      await run(matrix, null, plan);
      return plan.outputs.map((output, m) => explanationOf(output, baseOf(forests[m]!)));
    },
    async close() {
      await threads?.close();
      threads = null;
    },
  };
}

function wrongColumns(found: number, expected: number): EcluseError {
  return new EcluseError('FOREST_COLUMNS', { found, expected });
}

function planOf({ rows, columns }: Matrix, count: number, asked: ExplainOptions): ExplainPlan {
  const { groups = null, groupCount = 0, top = 0, marked = null, full = false } = asked;
  if (groups && (groups.length !== columns.length || groups.some((group) => group < 0 || group >= groupCount))) {
    throw new EcluseError('FOREST_COLUMNS', { found: groups.length, expected: columns.length });
  }
  const apart = marked ? rows * top : 0;
  const outputs = Array.from({ length: count }, () => ({
    groups: sharedFloats(groups ? rows * groupCount : 0),
    raisingFeature: sharedInts(rows * top).fill(-1),
    raisingValue: sharedFloats(rows * top),
    loweringFeature: sharedInts(rows * top).fill(-1),
    loweringValue: sharedFloats(rows * top),
    markedFeature: sharedInts(apart).fill(-1),
    markedValue: sharedFloats(apart),
    values: full ? sharedFloats(rows * columns.length) : null,
  }));
  return { groups, groupCount, top, marked, outputs };
}

/** Results leave shared memory, which few other interfaces take. */
function explanationOf(output: ExplainOutput, base: number): Explanation {
  return {
    base,
    groups: output.groups.slice(),
    raising: { feature: output.raisingFeature.slice(), value: output.raisingValue.slice() },
    lowering: { feature: output.loweringFeature.slice(), value: output.loweringValue.slice() },
    marked: { feature: output.markedFeature.slice(), value: output.markedValue.slice() },
    ...(output.values ? { values: output.values.slice() } : {}),
  };
}
