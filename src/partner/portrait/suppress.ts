import { type SchoolTables, wholeOf } from '../school-tables.ts';

/** One line of a table whose parts add up to a total: null stands for a count that must not be known. */
export type Shown = { readonly total: number | null; readonly parts: readonly (number | null)[] };

/** What may be told of all of a model's pupils together, one line a model, from the highest band. */
export function wholeBands(told: SchoolTables): Shown[] {
  return told.scopes.map((_, model) => {
    const whole = wholeOf(told, model);
    return { total: whole?.pupils ?? null, parts: whole?.models[model]?.bands.toReversed() ?? [] };
  });
}

/** Sum of some parts of a shown line, or null where it would say a hidden count. */
export function shownSum(shown: Shown, indexes: readonly number[]): number | null {
  let sum = 0;
  for (const index of indexes) {
    const part = shown.parts[index] ?? null;
    if (part === null) return null;
    sum += part;
  }
  return sum;
}
