import {
  type Code,
  doWhile,
  each,
  f32,
  f32x4,
  f64,
  f64x2,
  get,
  i8x16,
  i16x8,
  i32,
  i32x4,
  i64x2,
  load,
  pick,
  type Routine,
  seq,
  set,
  step,
  store,
  when,
} from './assembler.ts';

/** Rows side by side in one group: as many as 16-bit lanes in a vector. */
export const LANES = 8;

/** Ranks of 16 bits are kept less this, so that signed comparisons order them. */
export const RANK_BIAS = 0x8000;

/** A value of 32 or 64 bits among cuts of the same; ranks of 16 bits, or of one byte without bias. */
export type Width = { readonly value: 4 | 8; readonly rank: 1 | 2 };

/** From this many cuts on, searching is quicker than counting. */
export function searches(count: number, { value }: Pick<Width, 'value'>): boolean {
  return count > (value === 4 ? 48 : 24);
}

const [VALUES, GROUPS, CUTS, COUNT, OUT, STRIDE] = [0, 1, 2, 3, 4, 5];
const nameOf = (kind: string, { value, rank }: Width) => `${kind}${8 * value}to${8 * rank}`;
const bias = ({ rank }: Width) => (rank === 2 ? RANK_BIAS : 0);

/** What every group does around its own `ranks`. */
function overGroups(kind: string, width: Width, locals: Routine['locals'], ranks: Code): Routine {
  const body = doWhile(
    seq(ranks, step(VALUES, i32.of(width.value * LANES)), step(OUT, get(STRIDE)), set(GROUPS, i32.sub(get(GROUPS), i32.of(1)))),
    get(GROUPS),
  );
  return { name: nameOf(kind, width), params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], locals, body };
}

/**
 * `search64to16(values, groups, cuts, count, out, stride)` and its like: for each group of eight values, how many of the `count` ≥ 1 ascending cuts are
 * not above each (all of them for NaN), side by side. One search without branches for eight values at once: its steps depend on the count alone.
 */
function searchRoutine(width: Width): Routine {
  const single = width.value === 4;
  const shift = i32.of(single ? 2 : 3);
  const [left, half, before] = [6, 7, 8];
  const at = (lane: number) => 9 + lane;
  const value = (lane: number) => 9 + LANES + lane;
  const below = (lane: number, cut: Code) => (single ? f32.lt(get(value(lane)), load.f32(cut)) : f64.lt(get(value(lane)), load.f64(cut)));
  const halve = doWhile(
    seq(
      set(half, i32.shr(get(left), i32.of(1))),
      set(left, i32.sub(get(left), get(half))),
      set(half, i32.shl(get(half), shift)),
      set(before, i32.sub(get(half), i32.of(width.value))),
      each(LANES, (lane) =>
        set(at(lane), pick(get(at(lane)), i32.add(get(at(lane)), get(half)), below(lane, i32.add(get(at(lane)), get(before))))),
      ),
    ),
    i32.gtU(get(left), i32.of(1)),
  );
  const rank = (lane: number) =>
    i32.sub(i32.shr(i32.sub(get(at(lane)), get(CUTS)), shift), i32.sub(below(lane, get(at(lane))), i32.of(1 - bias(width))));
  const write = width.rank === 1 ? store.u8 : store.u16;
  const ranks = seq(
    each(LANES, (lane) => set(value(lane), (single ? load.f32 : load.f64)(get(VALUES), width.value * lane))),
    each(LANES, (lane) => set(at(lane), get(CUTS))),
    set(left, get(COUNT)),
    when(i32.gtU(get(COUNT), i32.of(1)), halve),
    each(LANES, (lane) => write(get(OUT), rank(lane), width.rank * lane)),
  );
  const type = single ? 'f32' : 'f64';
  return overGroups('search', width, [...new Array<'i32'>(3 + LANES).fill('i32'), ...new Array<'f32' | 'f64'>(LANES).fill(type)], ranks);
}

/** `count64to16` and its like, same arguments: for few cuts, each is compared with the eight values at once. */
function countRoutine(width: Width): Routine {
  const vectors = width.value / 2;
  const [cut, end, all, splat] = [6, 7, 8, 9];
  const value = (k: number) => 10 + k;
  /** Minus the cuts above each value. */
  const above = (k: number) => 10 + vectors + k;
  const compare = (k: number) =>
    width.value === 4
      ? i32x4.add(get(above(k)), f32x4.lt(get(value(k)), get(splat)))
      : i64x2.add(get(above(k)), f64x2.lt(get(value(k)), get(splat)));
  const narrowed =
    width.value === 4
      ? i16x8.narrow(get(above(0)), get(above(1)))
      : i16x8.narrow(i32x4.fromI64(get(above(0)), get(above(1))), i32x4.fromI64(get(above(2)), get(above(3))));
  const ranks = i16x8.add(narrowed, get(all));
  const writing = width.rank === 2 ? store.v128(get(OUT), ranks) : store.i64(get(OUT), i64x2.low(i8x16.narrow(seq(ranks), i64x2.of(0, 0))));
  const body = seq(
    each(vectors, (k) => seq(set(value(k), load.v128(get(VALUES), 16 * k)), set(above(k), i64x2.of(0, 0)))),
    set(cut, get(CUTS)),
    doWhile(
      seq(
        set(splat, (width.value === 4 ? load.f32Splat : load.f64Splat)(get(cut))),
        each(vectors, (k) => set(above(k), compare(k))),
        step(cut, i32.of(width.value)),
      ),
      i32.ltU(get(cut), get(end)),
    ),
    writing,
  );
  const before = seq(
    set(end, i32.add(get(CUTS), i32.mul(get(COUNT), i32.of(width.value)))),
    set(all, i16x8.splat(i32.sub(get(COUNT), i32.of(bias(width))))),
  );
  const routine = overGroups('count', width, ['i32', 'i32', 'v128', 'v128', ...new Array<'v128'>(2 * vectors).fill('v128')], body);
  return { ...routine, body: seq(before, routine.body) };
}

export function rankRoutines(width: Width): Routine[] {
  return [searchRoutine(width), countRoutine(width)];
}

type Rank = (values: number, groups: number, cuts: number, count: number, out: number, stride: number) => unknown;

/** The quicker of both ways for each count of cuts. */
export function rankKernel(exports: Readonly<Record<string, (...args: number[]) => number>>, width: Width): Rank {
  const search = exports[nameOf('search', width)]!;
  const count = exports[nameOf('count', width)]!;
  return (values, groups, cuts, cutCount, out, stride) =>
    (searches(cutCount, width) ? search : count)(values, groups, cuts, cutCount, out, stride);
}
