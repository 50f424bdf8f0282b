import type { Cutoffs } from '../forest/model.ts';
import type { BandCut } from './campaign.ts';
import { steps } from './metrics.ts';

/** What share of the positives each stance must find, in hundredths. */
export const RECALL_WANTED = { targeted: 50, wide: 80 } as const;

/**
 * Cuts on the calibrated probability; a pupil is flagged at or above the cut. For each stance the highest that finds its share of the
 * positives, said in few decimals, so targeted ≥ wide; without any positive, cuts that flag nobody.
 */
export function cutoffs(probabilities: Float64Array, outcome: Uint8Array): Cutoffs {
  const highest = highestFinding(probabilities, outcome);
  return { targeted: highest(RECALL_WANTED.targeted), wide: highest(RECALL_WANTED.wide) };
}

/** The highest cut that finds so many hundredths of the positives. */
function highestFinding(probabilities: Float64Array, outcome: Uint8Array): (wanted: number) => number {
  const walk = steps(probabilities, outcome);
  const total = walk[walk.length - 1]?.positives ?? 0;
  return (wanted) => {
    if (total === 0) return 2;
    const place = walk.findIndex(({ positives }) => positives * 100 >= wanted * total);
    const { score } = walk[place]!;
    return cutBetween(walk[place + 1]?.score ?? 0, score) ?? score;
  };
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

/** The names of as many bands, from the lowest. */
const NAMES = {
  2: ['low', 'high'],
  3: ['low', 'moderate', 'high'],
  4: ['low', 'moderate', 'high', 'very-high'],
  5: ['very-low', 'low', 'moderate', 'high', 'very-high'],
} as const;
export type Band = (typeof NAMES)[5][number];
export type BandCount = keyof typeof NAMES;

export function bandNames(count: number): readonly Band[] {
  return NAMES[Math.min(5, Math.max(2, count)) as BandCount];
}

/** Place of a probability among bands parted by these cuts (falling), 0 the lowest: it is in the highest whose cut it reaches. */
export function bandOf(probability: number, cuts: readonly number[]): number {
  for (let at = 0; at < cuts.length; at++) if (probability >= cuts[at]!) return cuts.length - at;
  return 0;
}

/** Cuts between bands, from the highest: probabilities as asked, or the highest that find their share of the positives. */
export function bandCuts(probabilities: Float64Array, outcome: Uint8Array, asked: readonly BandCut[]): number[] {
  const highest = highestFinding(probabilities, outcome);
  return asked.map((cut) => ('probability' in cut ? cut.probability : highest(cut.recall)));
}

/** Bands cut where the stances are move with the cut that an approval chose; others stay. */
export function chosenBands(bands: readonly number[], own: Cutoffs, chosen: Cutoffs): readonly number[] {
  const usual = bands.length === 2 && bands[0] === own.targeted && bands[1] === own.wide;
  return usual ? [chosen.targeted, chosen.wide] : bands;
}

/** 2 at or above the targeted cut, 1 at or above the wide one, else 0. */
export function stanceBand(probability: number, cuts: Cutoffs): number {
  return bandOf(probability, [cuts.targeted, cuts.wide]);
}
