import { table as arquero, op } from 'arquero';
import { SMALLEST_SHOWN } from '../../base/counts.ts';
import type { Band } from '../../study/thresholds.ts';
import { CATEGORIES, type Category } from '../../table/dictionary.ts';
import type { Scores } from '../scores.ts';
import { type Shown, shownSum } from './suppress.ts';

/** What a portrait may say of one model: aggregates whose small counts are already hidden. */
export type ModelPortrait = {
  /** One part a band, from the highest; `names` calls them. */
  readonly bands: Shown & { readonly names: readonly Band[] };
  /** Who flags the pupils of each band; `mixed` where a stance parts them, null in a band of nobody. */
  readonly flaggedBy: readonly (FlaggedBy | null)[];
  /** Pupils whom each stance flags; null where the figure would say a hidden count. */
  readonly targeted: number | null;
  readonly wide: number | null;
  /** Share of each category in all that moves the scores, 0 to 1; null under ten pupils. */
  readonly weight: Readonly<Record<Category, number>> | null;
  /** Mean contribution among pupils of the highest band, on the score scale; null where that band is hidden. */
  readonly amongHigh: Readonly<Record<Category, number>> | null;
};

export type FlaggedBy = 'both' | 'wide' | 'none' | 'mixed';

/** One portrait a model, in the order of the report's models. `wholes`: what may be told of the bands, here as on every other page. */
export function portraits(
  scores: Scores,
  models: readonly { readonly bands: readonly Band[] }[],
  wholes: readonly Shown[],
): ModelPortrait[] {
  const columns: Record<string, ArrayLike<number>> = { model: scores.model, band: scores.band };
  for (const category of CATEGORIES) {
    columns[category] = scores.contributions[category];
    columns[`${category}_size`] = scores.contributions[category].map(Math.abs);
  }
  const data = arquero(columns);
  const counted = data.groupby('model', 'band').count({ as: 'pupils' });
  const counts = new Map(counted.objects().map((row) => [key(row), Number((row as { pupils: number }).pupils)]));
  const means = Object.fromEntries(CATEGORIES.flatMap((name) => [name, `${name}_size`]).map((name) => [name, op.mean(name)]));
  const whole = new Map(
    data
      .groupby('model')
      .rollup(means)
      .objects()
      .map((row) => [Number((row as { model: number }).model), row]),
  );
  const byBand = new Map(
    data
      .groupby('model', 'band')
      .rollup(means)
      .objects()
      .map((row) => [key(row), row]),
  );
  const flags = flagsOf(scores);
  return models.map(({ bands: named }, model) => {
    const places = [...named.keys()].reverse();
    const sizes = places.map((band) => counts.get(`${model} ${band}`) ?? 0);
    const bands = { ...wholes[model]!, names: named.toReversed() };
    const by = places.map((band, at) => flaggedBy(sizes[at]!, flags.get(`${model} ${band}`)));
    const usual = by.length === USUAL.length && by.every((each, at) => each === null || each === USUAL[at]);
    const flagged = (stance: 'targeted' | 'wide') => {
      const counts = places.map((band) => flags.get(`${model} ${band}`)?.[stance] ?? 0);
      return flaggedSum(bands, sizes, counts, usual ? (stance === 'targeted' ? [0] : [0, 1]) : null);
    };
    const mean = whole.get(model) as Record<string, number> | undefined;
    const high = byBand.get(`${model} ${named.length - 1}`) as Record<string, number> | undefined;
    return {
      bands,
      flaggedBy: by,
      targeted: flagged('targeted'),
      wide: flagged('wide'),
      weight: bands.total !== null && mean ? shares(mean) : null,
      amongHigh: bands.parts[0] !== null && high ? record((category) => high[category] ?? 0) : null,
    };
  });
}

type Flags = { targeted: number; wide: number };

/** Pupils whom each stance flags, by model and band. */
function flagsOf({ model, band, targeted, wide }: Scores): Map<string, Flags> {
  const flags = new Map<string, Flags>();
  for (let row = 0; row < model.length; row++) {
    const name = `${model[row]} ${band[row]}`;
    const held = flags.get(name) ?? { targeted: 0, wide: 0 };
    held.targeted += targeted[row]!;
    held.wide += wide[row]!;
    flags.set(name, held);
  }
  return flags;
}

function flaggedBy(size: number, flags: Flags | undefined): FlaggedBy | null {
  if (!flags || size === 0) return null;
  if (flags.targeted === size) return 'both';
  if (flags.targeted > 0 || (flags.wide > 0 && flags.wide < size)) return 'mixed';
  return flags.wide === size ? 'wide' : 'none';
}

/** Bands cut where the stances are: high for both, moderate for the wide one alone, low for neither. */
const USUAL: readonly FlaggedBy[] = ['both', 'wide', 'none'];

/**
 * How many a stance flags. Of the usual bands, the sum of whole ones. Of others, where none of them is hidden: whole bands and what leaves ten pupils on each
 * side of a cut that parts one.
 */
function flaggedSum(bands: Shown, sizes: readonly number[], flagged: readonly number[], usual: readonly number[] | null): number | null {
  if (usual) return shownSum(bands, usual);
  if (bands.parts.includes(null)) return null;
  const parting = flagged.some((count, at) => {
    const rest = sizes[at]! - count;
    return count > 0 && rest > 0 && Math.min(count, rest) < SMALLEST_SHOWN;
  });
  return parting ? null : flagged.reduce((sum, count) => sum + count, 0);
}

function key(row: object): string {
  const { model, band } = row as { model: number; band: number };
  return `${model} ${band}`;
}

function record(value: (category: Category) => number): Record<Category, number> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, value(category)])) as Record<Category, number>;
}

function shares(mean: Record<string, number>): Record<Category, number> | null {
  const sum = CATEGORIES.reduce((total, category) => total + (mean[`${category}_size`] ?? 0), 0);
  return sum > 0 ? record((category) => (mean[`${category}_size`] ?? 0) / sum) : null;
}
