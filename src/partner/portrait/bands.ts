import type { Text } from '../../base/text.ts';
import type { Band } from '../../study/thresholds.ts';
import { words } from './words.ts';

/** What each band is called, from the highest. */
export const BAND_TEXTS: Readonly<Record<Band, Text>> = {
  'very-high': { fr: 'Très élevé', en: 'Very high' },
  high: words.bandHigh,
  moderate: words.bandModerate,
  low: words.bandLow,
  'very-low': { fr: 'Très bas', en: 'Very low' },
};
const FROM_HIGHEST = Object.keys(BAND_TEXTS) as Band[];

/** The bands that some of these models have, from the highest. */
export function bandsOf(models: readonly { readonly bands: readonly Band[] }[]): Band[] {
  return FROM_HIGHEST.filter((name) => models.some(({ bands }) => bands.includes(name)));
}
