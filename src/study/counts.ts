/** Below this many pupils a count is not shown. */
export const SMALLEST_SHOWN = 10;

/**
 * Hides (null) the parts of one total that are under ten, and as many of the next smallest as it takes for none of the
 * hidden to be worked out from the total: never one alone, nor several that add up to fewer than ten.
 */
export function hideSmallCounts(counts: readonly number[]): (number | null)[] {
  const out: (number | null)[] = counts.map((count) => (count < SMALLEST_SHOWN ? null : count));
  const hidden = () => counts.filter((_, index) => out[index] === null);
  while (hidden().length > 0 && (hidden().length < 2 || hidden().reduce((sum, each) => sum + each, 0) < SMALLEST_SHOWN)) {
    let smallest = -1;
    for (let index = 0; index < counts.length; index++) {
      if (out[index] !== null && (smallest < 0 || counts[index]! < counts[smallest]!)) smallest = index;
    }
    if (smallest < 0) break;
    out[smallest] = null;
  }
  return out;
}

/** A count standing alone. */
export function hideSmallCount(count: number): number | null {
  return count < SMALLEST_SHOWN ? null : count;
}
