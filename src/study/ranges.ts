import { SMALLEST_SHOWN } from '../base/counts.ts';

/** A count that is told (`low` = `high`) or somewhere between two others. */
export type Range = { readonly low: number; readonly high: number };

/** From this far apart on, neighbours leave a choice of ten whichever side of them a count is said to lie on. */
const WIDE = 3 * SMALLEST_SHOWN;

/** More groups than this are never placed: the cases to try grow threefold with each. */
const MOST_PLACED = 8;

/**
 * Where counts lie that may not be told, one a group, each between two counts of its group that are, all adding up to a sum that is. That one
 * is less than ten from a neighbour is said when each group would keep ten choices wherever the counts lay, so that whether it is said
 * says nothing; else only what follows from the neighbours and the sum. Without it, a group that a model fails outright would be the very
 * one of which nothing is known.
 */
export function hiddenRanges(counts: readonly number[], neighbours: readonly Range[]): Range[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  const sides = neighbours.map(sidesOf);
  if (neighbours.length > MOST_PLACED || !keepsChoice(sides, sum)) return narrowed(neighbours, sum);
  return narrowed(
    counts.map((count, at) => sides[at]!.find(({ low, high }) => low <= count && count <= high)!),
    sum,
  );
}

/** Less than ten from the one, less than ten from the other, between; or anywhere, when they are near each other. */
function sidesOf({ low, high }: Range): Range[] {
  if (high - low < WIDE) return [{ low, high }];
  return [
    { low, high: low + SMALLEST_SHOWN - 1 },
    { low: low + SMALLEST_SHOWN, high: high - SMALLEST_SHOWN },
    { low: high - SMALLEST_SHOWN + 1, high },
  ];
}

/** True when ten values at least remain for each group in every case that the sum allows. */
function keepsChoice(sides: readonly (readonly Range[])[], sum: number, chosen: readonly Range[] = []): boolean {
  if (chosen.length < sides.length) return sides[chosen.length]!.every((side) => keepsChoice(sides, sum, [...chosen, side]));
  const ranges = narrowed(chosen, sum);
  return ranges.some(({ low, high }) => low > high) || ranges.every(({ low, high }) => high - low + 1 >= SMALLEST_SHOWN);
}

/** The same ranges, less what the sum rules out. */
function narrowed(ranges: readonly Range[], sum: number): Range[] {
  const least = ranges.reduce((total, { low }) => total + low, 0);
  const most = ranges.reduce((total, { high }) => total + high, 0);
  return ranges.map(({ low, high }) => ({ low: Math.max(low, sum - (most - high)), high: Math.min(high, sum - (least - low)) }));
}
