import type { Cutoffs } from '../forest/model.ts';
import { steps } from './metrics.ts';

/** What share of the positives each stance must find, in hundredths. */
export const RECALL_WANTED = { targeted: 50, wide: 80 } as const;

/**
 * Cuts on the calibrated probability; a pupil is flagged at or above the cut. For each stance the highest cut that finds its share of
 * the positives, so targeted ≥ wide; without any positive, cuts that flag nobody.
 */
export function cutoffs(probabilities: Float64Array, outcome: Uint8Array): Cutoffs {
  const walk = steps(probabilities, outcome);
  const total = walk[walk.length - 1]?.positives ?? 0;
  if (total === 0) return { targeted: 2, wide: 2 };
  const highest = (wanted: number) => walk.find(({ positives }) => positives * 100 >= wanted * total)!.score;
  return { targeted: highest(RECALL_WANTED.targeted), wide: highest(RECALL_WANTED.wide) };
}

export const BANDS = ['low', 'moderate', 'high'] as const;
export type Band = (typeof BANDS)[number];

/** Index in `BANDS`: high at or above the targeted cut, moderate at or above the wide one. */
export function band(probability: number, cuts: Cutoffs): number {
  if (probability >= cuts.targeted) return 2;
  return probability >= cuts.wide ? 1 : 0;
}
