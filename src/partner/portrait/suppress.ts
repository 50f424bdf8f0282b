import { hideSmallCounts, SMALLEST_SHOWN } from '../../base/counts.ts';

/** One line of a table whose parts add up to a total: null stands for a count that must not be known. */
export type Shown = { readonly total: number | null; readonly parts: readonly (number | null)[] };

/**
 * Hides every count under ten and as many more as it takes for none of them to be worked out from the total. A total under ten hides the
 * whole line. A zero is a count like another: it says of every pupil of the group what the group is not.
 */
export function suppress(parts: readonly number[]): Shown {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return { total: total < SMALLEST_SHOWN ? null : total, parts: hideSmallCounts(parts) };
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
