import type { Matrix } from './forest.ts';

/**
 * Shape of one training column: `counts[i]` rows in [edges[i−1], edges[i]) (one more count than edges), and how many are missing.
 * At most nine edges, at quantiles.
 */
export type FeatureHistogram = { readonly edges: readonly number[]; readonly counts: readonly number[]; readonly missing: number };

/** One histogram a column. */
export function histograms(matrix: Matrix): FeatureHistogram[] {
  void matrix;
  throw new Error('being built');
}
