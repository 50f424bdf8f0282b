import { type Code, doWhile, each, f64, get, i32, load, type Routine, seq, set, step, store, when } from './assembler.ts';

/** Rows side by side in one group: as many as 16-bit lanes in a vector. */
export const LANES = 8;

/**
 * `rank(values, groups, cuts, count, out, stride)`: for each group of eight values, how many of the `count` ≥ 1 ascending cuts are not above each
 * (all of them for NaN), as numbers of 16 bits, or of one byte, side by side. One search without branches for eight values at once: the steps depend on the count alone.
 */
export function rankRoutine(bytes: 1 | 2 = 2): Routine {
  const write = bytes === 1 ? store.u8 : store.u16;
  const [values, groups, cuts, count, out, stride, left, half, before] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const at = (lane: number) => 9 + lane;
  const value = (lane: number) => 9 + LANES + lane;
  /** −1 where the value is not below the cut, 0 where it is. */
  const passes = (lane: number, cut: Code) => i32.sub(f64.lt(get(value(lane)), cut), i32.of(1));
  const search = doWhile(
    seq(
      set(half, i32.shr(get(left), i32.of(1))),
      set(left, i32.sub(get(left), get(half))),
      set(half, i32.shl(get(half), i32.of(3))),
      set(before, i32.sub(get(half), i32.of(8))),
      each(LANES, (lane) => step(at(lane), i32.and(passes(lane, load.f64(i32.add(get(at(lane)), get(before)))), get(half)))),
    ),
    i32.gtU(get(left), i32.of(1)),
  );
  const rankOfLane = (lane: number) =>
    i32.sub(i32.shr(i32.sub(get(at(lane)), get(cuts)), i32.of(3)), passes(lane, load.f64(get(at(lane)))));
  const body = doWhile(
    seq(
      each(LANES, (lane) => set(value(lane), load.f64(get(values), 8 * lane))),
      each(LANES, (lane) => set(at(lane), get(cuts))),
      set(left, get(count)),
      when(i32.gtU(get(count), i32.of(1)), search),
      each(LANES, (lane) => write(get(out), rankOfLane(lane), bytes * lane)),
      step(values, i32.of(8 * LANES)),
      step(out, get(stride)),
      set(groups, i32.sub(get(groups), i32.of(1))),
    ),
    get(groups),
  );
  return {
    name: bytes === 1 ? 'bin' : 'rank',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'i32', ...new Array<'i32'>(LANES).fill('i32'), ...new Array<'f64'>(LANES).fill('f64')],
    body,
  };
}
