import type { Forest, Matrix } from './forest.ts';

export type ScorerOptions = { readonly workers?: number };

/**
 * `groups[j]` is the category (0 … groupCount−1) of feature j; without it there are no category sums.
 * `top`: how many raising and lowering factors to keep a row. `only[j]` = 1 keeps feature j among the factors (actionable ones);
 * category sums always hold every feature. `full`: all values too.
 */
export type ExplainOptions = {
  readonly groups?: Int32Array;
  readonly groupCount?: number;
  readonly top?: number;
  readonly only?: Uint8Array;
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

export async function openScorer(forests: readonly Forest[], options: ScorerOptions = {}): Promise<Scorer> {
  void forests;
  void options;
  throw new Error('being built');
}
