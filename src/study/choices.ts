import type { Line } from './line.ts';
import { type ShownShare, type Step, wilson } from './metrics.ts';
import { cutBetween } from './thresholds.ts';

/** A cut that a CSS may choose for a stance, and what it costs. `stance`: whose cut it is unless the CSS chooses otherwise. */
export type Choice = {
  readonly cutoff: number;
  readonly stance: 'targeted' | 'wide' | null;
  readonly recall: ShownShare;
  readonly precision: ShownShare;
};

const MOST_CHOICES = 12;

/** Tells the positives of a few places more, as far apart as the choices may be, and the negatives there where they may be told. */
export function tellChoices(positives: Line, negatives: Line, last: number): void {
  const apart = Math.ceil(positives.at(last) / (MOST_CHOICES + 1));
  for (let index = 0; index < last; index++) {
    if (positives.fits(index) && positives.fits(index, apart)) positives.tell(index);
    if (positives.told(index) && negatives.fits(index)) negatives.tell(index);
  }
}

/**
 * Some of the places of a walk where the positives are told, spread by the share of them found; the stances' own are among them. Each bears a cut
 * of few decimals, which flags the same rows and says less of their scores. `precision` is what may be said of it at a place.
 */
export function choicesOf(
  walk: readonly Step[],
  positives: Line,
  own: { readonly targeted: number; readonly wide: number },
  precision: (place: number) => ShownShare,
): Choice[] {
  const last = walk.length - 1;
  const held = [...walk.keys()].flatMap((place): (Choice & { readonly found: number })[] => {
    if (place === last || !positives.told(place)) return [];
    const cutoff = cutBetween(walk[place + 1]!.score, walk[place]!.score);
    if (cutoff === null) return [];
    const stance = place === own.targeted ? 'targeted' : place === own.wide ? 'wide' : null;
    const recall = wilson(positives.at(place), positives.at(last));
    return [{ cutoff, stance, recall, precision: precision(place), found: recall.value! }];
  });
  const chosen = new Set(held.filter(({ stance }) => stance !== null));
  for (let at = 0; at < MOST_CHOICES && chosen.size < Math.min(MOST_CHOICES, held.length); at++) {
    const distance = ({ found }: { found: number }) => Math.abs(found - (at + 0.5) / MOST_CHOICES);
    const left = held.filter((each) => !chosen.has(each));
    chosen.add(left.reduce((best, each) => (distance(each) < distance(best) ? each : best)));
  }
  return held.filter((each) => chosen.has(each)).map(({ found: _, ...choice }) => choice);
}
