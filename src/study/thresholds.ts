import type { Cutoffs } from '../forest/model.ts';
import { steps } from './metrics.ts';

/** What share of the positives each stance must find, in hundredths. */
export const RECALL_WANTED = { targeted: 50, wide: 80 } as const;

/**
 * Cuts on the calibrated probability; a pupil is flagged at or above the cut. For each stance the highest that finds its share of the
 * positives, said in few decimals, so targeted ≥ wide; without any positive, cuts that flag nobody.
 */
export function cutoffs(probabilities: Float64Array, outcome: Uint8Array): Cutoffs {
  const walk = steps(probabilities, outcome);
  const total = walk[walk.length - 1]?.positives ?? 0;
  if (total === 0) return { targeted: 2, wide: 2 };
  const highest = (wanted: number) => {
    const place = walk.findIndex(({ positives }) => positives * 100 >= wanted * total);
    const { score } = walk[place]!;
    return cutBetween(walk[place + 1]?.score ?? 0, score) ?? score;
  };
  return { targeted: highest(RECALL_WANTED.targeted), wide: highest(RECALL_WANTED.wide) };
}

/** Decimals of a cut: from a hundredth, as people say it, to a millionth. */
const [FEWEST_DECIMALS, MOST_DECIMALS] = [2, 6];

/**
 * The cut of fewest decimals above `next` and at most `score`: it flags the same rows as `score`, and is no fraction of a few pupils. Null
 * where there is none.
 */
export function cutBetween(next: number, score: number): number | null {
  for (let decimals = FEWEST_DECIMALS; decimals <= MOST_DECIMALS; decimals++) {
    const unit = 10 ** decimals;
    const cut = [Math.round(score * unit), Math.floor(score * unit)].map((whole) => whole / unit).find((each) => each <= score);
    if (cut !== undefined && cut > next) return cut;
  }
  return null;
}

/** The cuts under an approval: its stance's is the one that the CSS chose, if it did; the other gives way, so that targeted ≥ wide. */
export function chosenCutoffs(cuts: Cutoffs, { stance, cut }: { readonly stance: keyof Cutoffs; readonly cut: number | null }): Cutoffs {
  if (cut === null) return cuts;
  return stance === 'targeted' ? { targeted: cut, wide: Math.min(cuts.wide, cut) } : { targeted: Math.max(cuts.targeted, cut), wide: cut };
}

export const BANDS = ['low', 'moderate', 'high'] as const;
export type Band = (typeof BANDS)[number];

/** Index in `BANDS`: high at or above the targeted cut, moderate at or above the wide one. */
export function band(probability: number, cuts: Cutoffs): number {
  if (probability >= cuts.targeted) return 2;
  return probability >= cuts.wide ? 1 : 0;
}
