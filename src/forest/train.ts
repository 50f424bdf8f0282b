import type { Forest, Matrix } from './forest.ts';

/**
 * Options of a training. `minLeaf` and covers count bootstrap draws (times weight, where rows are weighted).
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

export async function train(matrix: Matrix, outcome: Uint8Array, options: TrainOptions, onProgress?: Progress): Promise<Trained> {
  void matrix;
  void outcome;
  void options;
  void onProgress;
  throw new Error('being built');
}
