import { table as arquero, op } from 'arquero';
import { CATEGORIES, type Category } from '../../table/dictionary.ts';
import type { Scores } from '../scores.ts';
import { type Shown, shownSum, suppress } from './suppress.ts';

/** What a portrait may say of one model: aggregates whose small counts are already hidden. */
export type ModelPortrait = {
  /** Parts: high, moderate, low. */
  readonly bands: Shown;
  /** Pupils whom each stance flags; null where the figure would say a hidden count. */
  readonly targeted: number | null;
  readonly wide: number | null;
  /** Share of each category in all that moves the scores, 0 to 1; null under ten pupils. */
  readonly weight: Readonly<Record<Category, number>> | null;
  /** Mean contribution among pupils of the high band, on the score scale; null where that band is hidden. */
  readonly amongHigh: Readonly<Record<Category, number>> | null;
};

const BAND_ORDER = [2, 1, 0] as const;

/** One portrait a model, in the order of the report's models. */
export function portraits(scores: Scores, models: number): ModelPortrait[] {
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
  return Array.from({ length: models }, (_, model) => {
    const bands = suppress(BAND_ORDER.map((band) => counts.get(`${model} ${band}`) ?? 0));
    const mean = whole.get(model) as Record<string, number> | undefined;
    const high = byBand.get(`${model} 2`) as Record<string, number> | undefined;
    return {
      bands,
      targeted: shownSum(bands, [0]),
      wide: shownSum(bands, [0, 1]),
      weight: bands.total !== null && mean ? shares(mean) : null,
      amongHigh: bands.parts[0] !== null && high ? record((category) => high[category] ?? 0) : null,
    };
  });
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
