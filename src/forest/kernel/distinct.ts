import { doWhile, f64, get, i32, i64, leave, load, type Routine, seq, set, step, store, when, whileDo } from './assembler.ts';

/** Entries of the table of values already met; twice as many as values may be found, and a power of two. */
export const DISTINCT_SLOTS = 1024;
const NONE = 0x7ff00000;

/**
 * `distinct(values, count, limit, table, out)`: writes the distinct numbers among the values, NaN passed over, in the order met; how many, or `limit` + 1
 * as soon as there are more. `table` is `DISTINCT_SLOTS` places of 8 bytes. −0 counts as 0.
 */
export function distinctRoutine(): Routine {
  const [values, count, limit, table, out] = [0, 1, 2, 3, 4];
  const [found, place, slot] = [5, 6, 7];
  const [bits, held] = [8, 9];
  const value = 10;
  /** A NaN of our own marks an empty place. */
  const empty = i64.shl(i64.of(NONE | 1), i64.of(32));
  const at = i32.add(get(table), i32.shl(get(place), i32.of(3)));
  const clear = seq(
    set(slot, get(table)),
    set(place, i32.of(DISTINCT_SLOTS)),
    doWhile(seq(store.i64(get(slot), empty), step(slot, i32.of(8)), set(place, i32.sub(get(place), i32.of(1)))), get(place)),
  );
  const spread = i64.low(i64.shr(i64.mul(get(bits), i64.add(i64.shl(i64.of(0x1e3779b9), i64.of(32)), i64.of(0x7f4a7c15))), i64.of(54)));
  const insert = seq(
    set(value, f64.add(get(value), f64.of(0))),
    set(bits, i64.bits(get(value))),
    set(place, i32.and(spread, i32.of(DISTINCT_SLOTS - 1))),
    set(slot, at),
    set(held, load.i64(get(slot))),
    whileDo(
      i32.and(i64.ne(get(held), get(bits)), i64.ne(get(held), empty)),
      seq(set(place, i32.and(i32.add(get(place), i32.of(1)), i32.of(DISTINCT_SLOTS - 1))), set(slot, at), set(held, load.i64(get(slot)))),
    ),
    when(
      i64.ne(get(held), get(bits)),
      seq(
        step(found, i32.of(1)),
        when(i32.gtU(get(found), get(limit)), leave(get(found))),
        store.i64(get(slot), get(bits)),
        store.f64(get(out), get(value)),
        step(out, i32.of(8)),
      ),
    ),
  );
  const body = seq(
    clear,
    whileDo(
      get(count),
      seq(
        set(value, load.f64(get(values))),
        when(f64.eq(get(value), get(value)), insert),
        step(values, i32.of(8)),
        set(count, i32.sub(get(count), i32.of(1))),
      ),
    ),
    get(found),
  );
  return {
    name: 'distinct',
    params: ['i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'i32', 'i64', 'i64', 'f64'],
    results: ['i32'],
    body,
  };
}
