import { EcluseError } from '../base/errors.ts';
import { FOREST_LIMITS, type Forest, type Matrix, type Tree } from './forest.ts';
import type { GrowData } from './grow.ts';
import { inlinePool, type Pool, threadCount, workerPool } from './pool.ts';
import { shareColumn, sharedInts } from './shared.ts';
import type { BinPart, GrowPart } from './train-job.ts';
import { type TrainMemory, trainMemory } from './train-memory.ts';

/**
 * Options of a training. `minLeaf` counts the distinct rows that a tree drew into a leaf; covers count draws (times weight, where rows are weighted).
 * `featuresPerNode` features are drawn at every node; `bins` ≤ 255; `seed` is a 32-bit number.
 * `weights`: one finite weight ≥ 0 a row (they are brought to mean 1). `positiveWeight` multiplies the positive class.
 * `workers`: threads, 0 for as many as cores; the forest is the same for any number.
 */
export type TrainOptions = {
  readonly trees: number;
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly featuresPerNode: number;
  readonly bins: number;
  readonly seed: number;
  readonly positiveWeight?: number;
  readonly weights?: Float64Array;
  readonly workers?: number;
};

/** Out-of-bag score of every row: mean over the trees that did not draw it, NaN where every tree did. */
export type Trained = { readonly forest: Forest; readonly oob: Float64Array };

export type Progress = (done: number, total: number) => void;

/** Options of scikit-learn's habit: √features a node. */
export function defaultTrainOptions(features: number): TrainOptions {
  return { trees: 200, maxDepth: 12, minLeaf: 5, featuresPerNode: Math.max(1, Math.floor(Math.sqrt(features))), bins: 255, seed: 1 };
}

/** Weights become whole numbers whose sum is about this: sums stay exact, and equal in any order. */
const WEIGHT_SUM = 2 ** 22;
/** Below this many rows × features × trees, starting threads costs more than it saves. */
const INLINE_WORK = 2e6;

/**
 * Breiman's forest (2001) on histograms: bootstrap rows, features drawn at every node, values binned once. A tree depends on
 * the seed and its number alone. Throws `TRAIN_DATA` when the table, outcome and weights do not fit each other or hold a
 * single class, `TRAIN_OPTION` for an option out of range.
 */
export async function train(matrix: Matrix, outcome: Uint8Array, options: TrainOptions, onProgress: Progress = () => {}): Promise<Trained> {
  checkData(matrix, outcome, options.weights);
  checkOptions(options);
  const { rows } = matrix;
  const features = matrix.columns.length;
  const threads = threadCount(options.workers);
  const pool =
    rows * features * options.trees < INLINE_WORK ? inlinePool() : workerPool(Math.min(threads, Math.max(options.trees, features)));
  try {
    const memory = trainMemory(rows, features, pool.size);
    const cuts = await binTable(pool, matrix, options.bins, memory);
    const weights = options.weights ? wholeWeights(options.weights) : null;
    const unit = weights ? weights.reduce((sum, weight) => sum + weight, 0) / rows : 1;
    const data: GrowData = { rows, features, memory, cuts, outcome, weights, unit };
    const { maxDepth, minLeaf, featuresPerNode, seed, positiveWeight = 1 } = options;
    const trees = new Array<Tree>(options.trees);
    let done = 0;
    const parts = await pool.run(
      {
        kind: 'grow',
        next: sharedInts(2),
        trees: options.trees,
        data,
        options: { maxDepth, minLeaf, featuresPerNode: Math.min(featuresPerNode, features), seed, positiveWeight },
      },
      ({ index, tree }) => {
        trees[index] = tree;
        onProgress(++done, options.trees);
      },
    );
    return { forest: { features, trees }, oob: meanOutOfBag(parts as GrowPart[], rows) };
  } finally {
    await pool.close();
  }
}

async function binTable(pool: Pool, matrix: Matrix, limit: number, memory: TrainMemory): Promise<Float64Array[]> {
  const columns = pool.size > 1 ? matrix.columns.map(shareColumn) : matrix.columns;
  const parts = await pool.run({ kind: 'bin', next: sharedInts(2), columns, rows: matrix.rows, limit, memory });
  const cuts = new Array<Float64Array>(matrix.columns.length);
  for (const part of (parts as BinPart[][]).flat()) cuts[part.feature] = part.cuts;
  return cuts;
}

function wholeWeights(weights: Float64Array): Int32Array {
  const scale = WEIGHT_SUM / weights.reduce((sum, weight) => sum + weight, 0);
  return Int32Array.from(weights, (weight) => (weight > 0 ? Math.max(1, Math.round(weight * scale)) : 0));
}

function meanOutOfBag(parts: readonly GrowPart[], rows: number): Float64Array {
  const oob = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let count = 0;
    for (const part of parts) {
      sum += part.sum[row]!;
      count += part.count[row]!;
    }
    oob[row] = count > 0 ? sum / count : Number.NaN;
  }
  return oob;
}

function checkData({ rows, columns }: Matrix, outcome: Uint8Array, weights: Float64Array | undefined): void {
  if (columns.length === 0 || columns.length > FOREST_LIMITS.features || columns.some((column) => column.length !== rows)) {
    throw new EcluseError('TRAIN_DATA', { where: 'colonnes' });
  }
  if (outcome.length !== rows || outcome.some((value) => value > 1)) throw new EcluseError('TRAIN_DATA', { where: 'issue observée' });
  if (!outcome.includes(0) || !outcome.includes(1)) throw new EcluseError('TRAIN_CLASSES');
  if (!weights) return;
  if (weights.length !== rows || !weights.every((weight) => weight >= 0 && weight < Infinity) || !weights.some((weight) => weight > 0)) {
    throw new EcluseError('TRAIN_DATA', { where: 'poids' });
  }
}

function checkOptions(options: TrainOptions): void {
  const whole = (name: keyof TrainOptions, least: number, most: number) => {
    const value = options[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw new EcluseError('TRAIN_OPTION', { option: name, least, most });
    }
  };
  whole('trees', 1, FOREST_LIMITS.trees);
  whole('maxDepth', 1, FOREST_LIMITS.depth);
  whole('minLeaf', 1, 1_000_000);
  whole('featuresPerNode', 1, FOREST_LIMITS.features);
  whole('bins', 2, 255);
  whole('seed', -2147483648, 4294967295);
  const { positiveWeight = 1 } = options;
  if (!(positiveWeight > 0 && positiveWeight < 1e6))
    throw new EcluseError('TRAIN_OPTION', { option: 'positiveWeight', least: 0, most: 1e6 });
}
