import type { FeatureColumn } from './forest.ts';

/** Closed intervals, rising and apart. */
export type Intervals = readonly (readonly [number, number])[];

/** Values are weighed one by one where they are this few. */
const FEW = 10;
/** Rare: fewer than one in this many of those who had a value. */
const IN = 100;
/** As many as a code variable has codes. */
export const MOST_INTERVALS = 5_000;

/**
 * The values of a column that are not rare among some of its rows: each that one in a hundred had, where they are ten or fewer; of more codes, all
 * but the rarest, which fewer than one in a hundred had together; of more numbers, from the 1st percentile to the 99th. Fewer than one in a hundred
 * had a value left out, or one as low or as high. Infinities count for nothing.
 */
export function usualValues(column: FeatureColumn, rows: Uint32Array, codes: boolean): Intervals {
  const counts = codes ? countsOfCodes(column, rows) : countsOfFew(column, rows);
  if (counts === null) return tailless(column, rows);
  const known = [...counts].sort(([a], [b]) => a - b);
  const total = known.reduce((sum, [, count]) => sum + count, 0);
  if (known.length <= FEW) return known.flatMap(([value, count]) => (count * IN < total ? [] : [[value, value] as const]));
  const spared = rarest(
    known.map(([, count]) => count),
    total,
  );
  return runs(known.flatMap(([code, count]) => (count <= spared ? [] : [code])));
}

/** Rows of each finite value; null when there are more values than `FEW`. */
function countsOfFew(column: FeatureColumn, rows: Uint32Array): Map<number, number> | null {
  const values = new Float64Array(FEW);
  const counts = new Uint32Array(FEW);
  let size = 0;
  for (const row of rows) {
    const value = column[row]!;
    if (!Number.isFinite(value)) continue;
    let at = 0;
    while (at < size && values[at] !== value) at++;
    if (at === FEW) return null;
    if (at === size) values[size++] = value;
    counts[at]!++;
  }
  return new Map(Array.from(values.subarray(0, size), (value, at) => [value + 0, counts[at]!]));
}

function countsOfCodes(column: FeatureColumn, rows: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const code = column[row]!;
    if (Number.isFinite(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** The most that a code may count and still be one of the rarest: all that count no more are, together, fewer than one in a hundred. */
function rarest(counts: readonly number[], total: number): number {
  let most = 0;
  let sum = 0;
  const rising = counts.toSorted((a, b) => a - b);
  for (const [at, count] of rising.entries()) {
    sum += count;
    if (sum * IN >= total) break;
    if (rising[at + 1] !== count) most = count;
  }
  return most;
}

/** Codes that follow one another as one interval. */
function runs(codes: readonly number[]): Intervals {
  const out: [number, number][] = [];
  for (const code of codes) {
    const held = out.at(-1);
    if (held && held[1] === code - 1) held[1] = code;
    else out.push([code, code]);
  }
  return out;
}

/** From the value that fewer than one in a hundred stand below, to the one that fewer stand above. */
function tailless(column: FeatureColumn, rows: Uint32Array): Intervals {
  const most = Math.ceil(rows.length / IN);
  const [low, high] = [least(most), least(most)];
  let known = 0;
  for (const row of rows) {
    const value = column[row]!;
    if (!Number.isFinite(value)) continue;
    known++;
    low.add(value);
    high.add(-value);
  }
  const place = Math.ceil(known / IN);
  return [[low.at(place) + 0, -high.at(place) + 0]];
}

/** The `most` least of all that is added. */
function least(most: number) {
  const held = new Float64Array(Math.max(2 * most, 64));
  let size = 0;
  let bar = Number.POSITIVE_INFINITY;
  return {
    add(value: number): void {
      if (value >= bar) return;
      held[size++] = value;
      if (size < held.length) return;
      held.sort();
      size = most;
      bar = held[most - 1]!;
    },
    at: (place: number): number => held.subarray(0, size).sort()[place - 1]!,
  };
}

/** True when an interval holds the value: NaN and infinities lie in none. `usual`: ends of intervals, low and high in turn. */
export function isUsual(usual: Float64Array, value: number): boolean {
  let [low, high] = [0, usual.length >> 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > usual[2 * middle + 1]!) low = middle + 1;
    else high = middle;
  }
  return 2 * low < usual.length && value >= usual[2 * low]!;
}
