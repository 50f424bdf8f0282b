import { hideParts, hideSmallCount, SMALLEST_SHOWN } from '../base/counts.ts';
import type { Variable } from '../table/dictionary.ts';
import type { Column } from '../table/table.ts';

/** Pupils of one part of a column: of a code (a yes/no's are 0 and 1), or of numbers from `from` to under `below`. */
export type Part = {
  readonly code: string | null;
  readonly from: number | null;
  readonly below: number | null;
  readonly count: number;
};

/** How a column that leaves is spread, as anybody may see it: every count is ten or more, or the zero of `missing`. */
export type Distribution = {
  readonly missing: number | null;
  readonly present: number | null;
  readonly parts: readonly Part[];
  /** Parts whose count is hidden, or codes that no pupil has. */
  readonly hidden: number;
};

/** Under this many values no edge of a band is told, as in the quality report. */
const BANDS_FROM = 200;
const BANDS = 10;

/** Small counts are hidden, and as many others as it takes for none to be worked out from the number of pupils. */
export function distributionOf(column: Column, variable: Variable): Distribution {
  const held = column.type === 'text' ? [] : column.values;
  const present = Float64Array.from(held)
    .filter((value) => (column.type === 'code' ? value >= 0 : !Number.isNaN(value)))
    .sort();
  const missing = held.length - present.length;
  const yesNo = variable.type === 'boolean' || variable.role === 'outcome';
  const codes = column.type === 'code' ? column.codes : yesNo ? ['0', '1'] : null;
  const parts = codes ? codes.map((code) => ({ code, from: null, below: null })) : bandsOf(present, variable);
  const until = parts.map(({ code, below }, at) =>
    code === null ? (below === null ? present.length : lowerBound(present, below)) : lowerBound(present, at + 1),
  );
  const counts = until.map((end, at) => end - (until[at - 1] ?? 0));
  if (parts.length < 2) {
    const [shownMissing = null, shownPresent = null] = hideParts([missing, present.length]);
    return { missing: shownMissing, present: shownPresent, parts: [], hidden: 0 };
  }
  const [shown = null, ...told] = hideParts([missing, ...counts]);
  return {
    missing: shown,
    present: shown === null ? null : hideSmallCount(held.length - shown),
    parts: parts.flatMap((part, at) => (told[at] == null ? [] : [{ ...part, count: told[at] as number }])),
    hidden: told.filter((each) => each === null).length,
  };
}

/** Bands between round edges, none of fewer than ten pupils: whoever reads them learns of no value that is one pupil's own. */
function bandsOf(sorted: Float64Array, variable: Variable): { code: null; from: number | null; below: number | null }[] {
  if (sorted.length < BANDS_FROM) return [];
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] as number;
  const edges: number[] = [];
  let counted = 0;
  for (const edge of edgesBetween(at(0.05), at(0.95), variable.type === 'integer')) {
    const under = lowerBound(sorted, edge);
    if (under - counted < SMALLEST_SHOWN || sorted.length - under < SMALLEST_SHOWN) continue;
    edges.push(edge);
    counted = under;
  }
  if (edges.length === 0) return [];
  return [...edges, null].map((below, index) => ({ code: null, from: index === 0 ? null : (edges[index - 1] as number), below }));
}

/** Round numbers: multiples of 1, 2 or 5 times a power of ten. */
function edgesBetween(low: number, high: number, whole: boolean): number[] {
  if (low === high) return whole ? [low, low + 1] : [];
  const rough = (high - low) / BANDS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  const step = whole ? Math.max(1, size * power) : size * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // Multiplied, not added up, and rounded, so that 0.1 + 0.2 never shows.
  return Array.from({ length: Math.max(0, Math.min(count, 3 * BANDS)) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A share as an upper bound on a grid whose step is ten pupils at least, so that neither it nor the difference of two says a small count. */
export function coarseShare(share: number, pupils: number): number {
  const step = GRID.find((each) => each * pupils >= SMALLEST_SHOWN) ?? 1;
  return Math.min(1, Number((Math.max(1, Math.ceil(share / step - 1e-9)) * step).toPrecision(6)));
}
const GRID = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
