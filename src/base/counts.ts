/** Below this many pupils a count is not shown. */
export const SMALLEST_SHOWN = 10;

/**
 * Hides (null) the parts of one total that are under ten, and as many of the next smallest as it takes for none of the hidden to be worked
 * out by whoever knows the total and this rule: never one alone; never several that add up to fewer than ten; nor several whose
 * sum leaves them no choice but their largest (nine for a small one, the smallest part shown for another).
 */
export function hideSmallCounts(counts: readonly number[]): (number | null)[] {
  const out: (number | null)[] = counts.map((count) => (count < SMALLEST_SHOWN ? null : count));
  for (;;) {
    const hidden = counts.filter((_, index) => out[index] === null);
    if (hidden.length === 0) return out;
    let next = -1;
    for (let index = 0; index < counts.length; index++) {
      if (out[index] !== null && (next < 0 || counts[index]! < counts[next]!)) next = index;
    }
    if (next < 0) return out;
    const sum = hidden.reduce((total, each) => total + each, 0);
    const most = (hidden.length - 1) * (SMALLEST_SHOWN - 1) + counts[next]!;
    if (hidden.length > 1 && sum >= SMALLEST_SHOWN && sum <= most - CHOICE) return out;
    out[next] = null;
  }
}

/** How far from that largest sum the hidden parts must stay; the least that passes on every small table. */
const CHOICE = 3;

/** Parts of one known total, the first of them those who are in none: that there is nobody may be told, any other count under ten not. */
export function hideParts([none = 0, ...counts]: readonly number[]): (number | null)[] {
  return none === 0 ? [0, ...hideSmallCounts(counts)] : hideSmallCounts([none, ...counts]);
}

/** A count of somebody, and of so few that it may not be told. */
export function isFew(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}

/** A count standing alone. */
export function hideSmallCount(count: number): number | null {
  return count < SMALLEST_SHOWN ? null : count;
}
