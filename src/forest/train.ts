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

/**
 * Score of every row: of one learnt from, the mean over the trees that did not draw it (out of bag), NaN where every tree did; of one
 * that is only judged, the mean over all trees; NaN elsewhere.
 */
export type Trained = { readonly forest: Forest; readonly oob: Float64Array };

export type Progress = (done: number, total: number) => void;

/** Which part of a table one forest learns from; all of it unless told. */
export type Part = {
  /** Rows that trees draw from, ascending. */
  readonly rows?: Uint32Array;
  /** Rows that no tree draws, scored all the same; none of `rows`. */
  readonly judged?: Uint32Array;
  /** Columns (by number) that no split may use. */
  readonly without?: ReadonlySet<number>;
};

/** One table binned once, from which forests are grown one after the other by the same threads. */
export type Trainer = {
  train(outcome: Uint8Array, options: ForestOptions, part?: Part, onProgress?: Progress): Promise<Trained>;
  close(): Promise<void>;
};
export type ForestOptions = Omit<TrainOptions, 'bins' | 'workers'>;

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
  checkOptions(options);
  checkData(matrix, outcome, options.weights, null);
  const { bins, workers = 0, trees } = options;
  const trainer = await openTrainer(matrix, { bins, workers, trees });
  try {
    return await trainer.train(outcome, options, {}, onProgress);
  } finally {
    await trainer.close();
  }
}

/** Bins a table, from values alone: no outcome has a say in it. `trees` is how many will be grown in all. Throws `TRAIN_DATA`, `TRAIN_OPTION`. */
export async function openTrainer(
  matrix: Matrix,
  { bins, workers = 0, trees }: { readonly bins: number; readonly workers?: number; readonly trees: number },
): Promise<Trainer> {
  checkColumns(matrix);
  within('bins', bins, 2, 255);
  const { rows } = matrix;
  const features = matrix.columns.length;
  const pool = rows * features * trees < INLINE_WORK ? inlinePool() : workerPool(Math.min(threadCount(workers), Math.max(trees, features)));
  try {
    const memory = trainMemory(rows, features, pool.size);
    const cuts = await binTable(pool, matrix, bins, memory);
    return {
      train: (outcome, options, part = {}, onProgress = () => {}) => {
        const { rows: drawn = null, judged = null, without } = part;
        checkOptions(options);
        checkData(matrix, outcome, options.weights, drawn);
        const allowed = without ? cuts.map((each, feature) => (without.has(feature) ? new Float64Array(0) : each)) : cuts;
        return growForest(pool, { rows, features, memory, cuts: allowed, outcome, drawn, judged }, options, onProgress);
      },
      close: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

async function growForest(
  pool: Pool,
  table: Omit<GrowData, 'weights' | 'unit'>,
  options: ForestOptions,
  onProgress: Progress,
): Promise<Trained> {
  const { rows, features, drawn } = table;
  const weights = options.weights ? wholeWeights(options.weights, drawn) : null;
  const unit = weights ? weights.reduce((sum, weight) => sum + weight, 0) / (drawn?.length ?? rows) : 1;
  const { maxDepth, minLeaf, featuresPerNode, seed, positiveWeight = 1 } = options;
  const trees = new Array<Tree>(options.trees);
  let done = 0;
  const parts = await pool.run(
    {
      kind: 'grow',
      next: sharedInts(2),
      trees: options.trees,
      data: { ...table, weights, unit },
      options: { maxDepth, minLeaf, featuresPerNode: Math.min(featuresPerNode, features), seed, positiveWeight },
    },
    ({ index, tree }) => {
      trees[index] = tree;
      onProgress(++done, options.trees);
    },
  );
  return { forest: { features, trees }, oob: meanOutOfBag(parts as GrowPart[], rows) };
}

async function binTable(pool: Pool, matrix: Matrix, limit: number, memory: TrainMemory): Promise<Float64Array[]> {
  const columns = pool.size > 1 ? matrix.columns.map(shareColumn) : matrix.columns;
  const parts = await pool.run({ kind: 'bin', next: sharedInts(2), columns, rows: matrix.rows, limit, memory });
  const cuts = new Array<Float64Array>(matrix.columns.length);
  for (const part of (parts as BinPart[][]).flat()) cuts[part.feature] = part.cuts;
  return cuts;
}

/** Of the rows drawn from; nought elsewhere. */
function wholeWeights(weights: Float64Array, drawn: Uint32Array | null): Int32Array {
  const held = drawn ? new Float64Array(weights.length) : weights;
  for (const row of drawn ?? []) held[row] = weights[row]!;
  const scale = WEIGHT_SUM / held.reduce((sum, weight) => sum + weight, 0);
  return Int32Array.from(held, (weight) => (weight > 0 ? Math.max(1, Math.round(weight * scale)) : 0));
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

function checkColumns({ rows, columns }: Matrix): void {
  if (columns.length === 0 || columns.length > FOREST_LIMITS.features || columns.some((column) => column.length !== rows)) {
    throw new EcluseError('TRAIN_DATA', { where: 'columns' });
  }
}

function checkData(matrix: Matrix, outcome: Uint8Array, weights: Float64Array | undefined, drawn: Uint32Array | null): void {
  checkColumns(matrix);
  const { rows } = matrix;
  if (outcome.length !== rows || outcome.some((value) => value > 1)) throw new EcluseError('TRAIN_DATA', { where: 'outcome' });
  const learnt = drawn ? Uint8Array.from(drawn, (row) => outcome[row] ?? 2) : outcome;
  if (!learnt.includes(0) || !learnt.includes(1)) throw new EcluseError('TRAIN_CLASSES');
  if (!weights) return;
  const own = drawn ? Float64Array.from(drawn, (row) => weights[row]!) : weights;
  if (weights.length !== rows || !own.every((weight) => weight >= 0 && weight < Infinity) || !own.some((weight) => weight > 0)) {
    throw new EcluseError('TRAIN_DATA', { where: 'weights' });
  }
}

function within(option: string, value: unknown, least: number, most: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new EcluseError('TRAIN_OPTION', { option, least, most });
  }
}

function checkOptions(options: ForestOptions): void {
  const whole = (name: keyof ForestOptions, least: number, most: number) => within(name, options[name], least, most);
  whole('trees', 1, FOREST_LIMITS.trees);
  whole('maxDepth', 1, FOREST_LIMITS.depth);
  whole('minLeaf', 1, 1_000_000);
  whole('featuresPerNode', 1, FOREST_LIMITS.features);
  whole('seed', -2147483648, 4294967295);
  const { positiveWeight = 1 } = options;
  if (!(positiveWeight > 0 && positiveWeight < 1e6))
    throw new EcluseError('TRAIN_OPTION', { option: 'positiveWeight', least: 0, most: 1e6 });
}
