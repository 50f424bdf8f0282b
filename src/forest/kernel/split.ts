import {
  type Code,
  doWhile,
  each,
  f64,
  get,
  i32,
  i64,
  i64x2,
  leave,
  load,
  type Routine,
  seq,
  set,
  step,
  store,
  v128,
  when,
  whileDo,
} from './assembler.ts';

/**
 * Where the search for a node's split keeps its place: byte offsets. A weight is 64 bits: of all rows in the low half, of the positive ones in the
 * high half, so that both add at once and exactly; a cell counts rows beside. The caller sets `gain` to what a split must pass, `feature` to −1,
 * `all`, `positiveWeight`, and `minLeaf`, the fewest rows a side may have.
 */
export const SEARCH = {
  gain: 0,
  feature: 8,
  bin: 12,
  leftWeight: 16,
  all: 24,
  positiveWeight: 32,
  minLeaf: 40,
  words: 48,
  cells: 128,
} as const;
/** Every bin has four cells: rows take them in turn, so that one need not wait for the one before it in the same bin. */
const CELL_BYTES = 64;
const TURNS = 4;
export const SEARCH_BYTES = SEARCH.cells + 256 * CELL_BYTES;

const [COLUMN, ROWS, WEIGHTS, COUNT, BINS, FEATURE, SEARCHING] = [0, 1, 2, 3, 4, 5, 6];
const [BIN, REST, CELL, CELLS, LEFT, ALL, WEIGHT, WORD, BIT] = [7, 8, 9, 10, 11, 12, 13, 14, 15];
const [BEST, FACTOR, ALL_LEFT, ALL_RIGHT, ONES_LEFT, ONES_RIGHT, GAIN] = [16, 17, 18, 19, 20, 21, 22];
const [LOW, MIN, END, ROWS_LEFT, TOTAL] = [23, 24, 25, 26, 27];
const [VECTOR, ONE] = [28, 29];

const lowHalf = (weight: Code) => i64.low(weight);
const highHalf = (weight: Code) => i64.low(i64.shr(weight, i64.of(32)));
const binOf = (turn: number) => load.u8(i32.add(get(COLUMN), load.i32(get(ROWS), 4 * turn)));
/** A row's weight, with 1 for the row itself. */
const weightOf = (turn: number) => load.lowHalf(get(WEIGHTS), get(ONE), 8 * turn);
const nextRows = (count: number) => seq(step(ROWS, i32.of(4 * count)), step(WEIGHTS, i32.of(8 * count)));

/** Weighs the cut after BIN, of which LEFT lies below. The larger Σ positives²/weight of both sides, the purer (Gini, up to constants). */
const consider = seq(
  when(
    i32.eqz(i32.ltU(get(ROWS_LEFT), get(MIN))),
    when(
      i32.eqz(i32.ltU(i32.sub(get(TOTAL), get(ROWS_LEFT)), get(MIN))),
      seq(
        set(LOW, lowHalf(get(LEFT))),
        set(ONES_LEFT, f64.fromU32(highHalf(get(LEFT)))),
        set(ONES_RIGHT, f64.fromU32(i32.sub(highHalf(get(ALL)), highHalf(get(LEFT))))),
        set(ALL_LEFT, f64.sub(f64.fromU32(get(LOW)), get(ONES_LEFT))),
        set(ALL_RIGHT, f64.sub(f64.fromU32(i32.sub(lowHalf(get(ALL)), get(LOW))), get(ONES_RIGHT))),
        set(ONES_LEFT, f64.mul(get(ONES_LEFT), get(FACTOR))),
        set(ONES_RIGHT, f64.mul(get(ONES_RIGHT), get(FACTOR))),
        set(ALL_LEFT, f64.add(get(ALL_LEFT), get(ONES_LEFT))),
        set(ALL_RIGHT, f64.add(get(ALL_RIGHT), get(ONES_RIGHT))),
        set(
          GAIN,
          f64.div(
            f64.add(
              f64.mul(f64.mul(get(ONES_LEFT), get(ONES_LEFT)), get(ALL_RIGHT)),
              f64.mul(f64.mul(get(ONES_RIGHT), get(ONES_RIGHT)), get(ALL_LEFT)),
            ),
            f64.mul(get(ALL_LEFT), get(ALL_RIGHT)),
          ),
        ),
        when(
          f64.gt(get(GAIN), get(BEST)),
          seq(
            set(BEST, get(GAIN)),
            store.f64(get(SEARCHING), get(GAIN), SEARCH.gain),
            store.i32(get(SEARCHING), get(FEATURE), SEARCH.feature),
            store.i32(get(SEARCHING), get(BIN), SEARCH.bin),
            store.i64(get(SEARCHING), get(LEFT), SEARCH.leftWeight),
          ),
        ),
      ),
    ),
  ),
);

const open = seq(
  set(CELLS, i32.add(get(SEARCHING), i32.of(SEARCH.cells))),
  set(BEST, load.f64(get(SEARCHING), SEARCH.gain)),
  set(FACTOR, load.f64(get(SEARCHING), SEARCH.positiveWeight)),
  set(ALL, load.i64(get(SEARCHING), SEARCH.all)),
  set(MIN, load.i32(get(SEARCHING), SEARCH.minLeaf)),
  set(LEFT, i64.of(0)),
  set(ROWS_LEFT, i32.of(0)),
  set(TOTAL, get(COUNT)),
  set(ONE, i64x2.of(0, 1)),
);

/** Takes in the next filled bin; once all rows lie below, there is nothing to part, and only a first bin holds them all. */
const takeIn = seq(
  step(ROWS_LEFT, i64.low(i64x2.high(get(VECTOR)))),
  set(LEFT, i64.add(get(LEFT), get(WEIGHT))),
  when(i64.eq(get(LEFT), get(ALL)), leave(i64.ne(get(LEFT), get(WEIGHT)))),
);

const params = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
const locals = [
  ...(['i32', 'i32', 'i32', 'i32', 'i64', 'i64', 'i64', 'i64', 'i64'] as const),
  ...(['f64', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64', 'i32', 'i32', 'i32'] as const),
  ...(['i32', 'i32', 'v128', 'v128'] as const),
];

/**
 * `dense(column, rows, weights, count, bins, feature, search)`: tries every cut of one feature on a node's rows (their numbers, u32, and weights); 0
 * when they all lie in one bin, which leaves nothing to try.
 */
function denseRoutine(): Routine {
  const add = (turn: number) =>
    seq(
      set(CELL, i32.add(get(CELLS), i32.mul(binOf(turn), i32.of(CELL_BYTES)))),
      store.v128(get(CELL), i64x2.add(load.v128(get(CELL), 16 * turn), weightOf(turn)), 16 * turn),
    );
  const clear = seq(
    set(CELL, get(CELLS)),
    set(END, i32.add(get(CELLS), i32.mul(get(BINS), i32.of(CELL_BYTES)))),
    doWhile(
      seq(
        each(TURNS, (turn) => store.v128(get(CELL), i64x2.of(0, 0), 16 * turn)),
        step(CELL, i32.of(CELL_BYTES)),
      ),
      i32.ltU(get(CELL), get(END)),
    ),
  );
  const fours = seq(
    set(REST, i32.shr(get(COUNT), i32.of(2))),
    whileDo(get(REST), seq(each(TURNS, add), nextRows(TURNS), set(REST, i32.sub(get(REST), i32.of(1))))),
  );
  const ones = seq(
    set(REST, i32.and(get(COUNT), i32.of(3))),
    whileDo(get(REST), seq(add(0), nextRows(1), set(REST, i32.sub(get(REST), i32.of(1))))),
  );
  const weigh = seq(
    set(
      VECTOR,
      i64x2.add(
        i64x2.add(load.v128(get(CELL), 0), load.v128(get(CELL), 16)),
        i64x2.add(load.v128(get(CELL), 32), load.v128(get(CELL), 48)),
      ),
    ),
    set(WEIGHT, i64x2.low(get(VECTOR))),
    when(i64.ne(get(WEIGHT), i64.of(0)), seq(takeIn, consider)),
    step(CELL, i32.of(CELL_BYTES)),
    step(BIN, i32.of(1)),
  );
  return {
    name: 'dense',
    params,
    locals,
    results: ['i32'],
    body: seq(
      open,
      clear,
      fours,
      ones,
      set(CELL, get(CELLS)),
      set(BIN, i32.of(0)),
      doWhile(weigh, i32.ltU(get(BIN), get(BINS))),
      i32.of(1),
    ),
  };
}

/** `sparse`: the same for few rows, visiting only the bins they fill, by their bits. */
function sparseRoutine(): Routine {
  const word = (bin: Code) => i32.add(get(SEARCHING), i32.shl(i32.shr(bin, i32.of(6)), i32.of(3)));
  const add = seq(
    set(BIN, binOf(0)),
    set(CELL, i32.add(get(CELLS), i32.mul(get(BIN), i32.of(CELL_BYTES)))),
    set(BIT, i64.shl(i64.of(1), i64.from(get(BIN)))),
    set(END, word(get(BIN))),
    set(WORD, load.i64(get(END), SEARCH.words)),
    // All ones where the bin was already filled, none where its cell holds another node's weight.
    set(LEFT, i64.sub(i64.of(0), i64.and(i64.shr(get(WORD), i64.from(get(BIN))), i64.of(1)))),
    store.v128(get(CELL), i64x2.add(v128.and(load.v128(get(CELL)), i64x2.splat(get(LEFT))), weightOf(0))),
    store.i64(get(END), i64.or(get(WORD), get(BIT)), SEARCH.words),
    nextRows(1),
    set(COUNT, i32.sub(get(COUNT), i32.of(1))),
  );
  const visit = seq(
    set(BIN, i32.add(i32.shl(get(REST), i32.of(6)), i64.low(i64.ctz(get(WORD))))),
    set(VECTOR, load.v128(i32.add(get(CELLS), i32.mul(get(BIN), i32.of(CELL_BYTES))))),
    set(WEIGHT, i64x2.low(get(VECTOR))),
    set(WORD, i64.and(get(WORD), i64.sub(get(WORD), i64.of(1)))),
    takeIn,
    consider,
  );
  return {
    name: 'sparse',
    params,
    locals,
    results: ['i32'],
    body: seq(
      open,
      each(4, (w) => store.i64(get(SEARCHING), i64.of(0), SEARCH.words + 8 * w)),
      doWhile(add, get(COUNT)),
      set(LEFT, i64.of(0)),
      set(REST, i32.of(0)),
      doWhile(
        seq(
          set(WORD, load.i64(i32.add(get(SEARCHING), i32.shl(get(REST), i32.of(3))), SEARCH.words)),
          whileDo(i64.ne(get(WORD), i64.of(0)), visit),
          step(REST, i32.of(1)),
        ),
        i32.ltU(get(REST), i32.of(4)),
      ),
      i32.of(1),
    ),
  };
}

/**
 * `part(column, bin, rows, weights, count, spareRows, spareWeights)`: moves the rows of a bin ≤ `bin` to the front, order kept; how many there are.
 * `partRows(column, bin, rows, count, spareRows)`: the same for rows without weights.
 */
function partRoutine(weighted: boolean): Routine {
  const [column, bin, rows] = [0, 1, 2];
  const weights = 3;
  const [count, spareRows, spareWeights] = weighted ? [4, 5, 6] : [3, 4, -1];
  const first = weighted ? 7 : 5;
  const [read, readWeights, write, writeWeights, spare, spareW, left, row] = Array.from({ length: 8 }, (_, k) => first + k) as [
    ...(readonly [number, number, number, number, number, number, number, number]),
  ];
  const weight = first + 8;
  const only = (code: Code) => (weighted ? code : []);
  const move = seq(
    set(row, load.i32(get(read))),
    only(set(weight, load.i64(get(readWeights)))),
    store.i32(get(write), get(row)),
    store.i32(get(spare), get(row)),
    only(seq(store.i64(get(writeWeights), get(weight)), store.i64(get(spareW), get(weight)))),
    set(left, i32.eqz(i32.gtU(load.u8(i32.add(get(column), get(row))), get(bin)))),
    step(write, i32.shl(get(left), i32.of(2))),
    only(step(writeWeights, i32.shl(get(left), i32.of(3)))),
    set(left, i32.xor(get(left), i32.of(1))),
    step(spare, i32.shl(get(left), i32.of(2))),
    only(step(spareW, i32.shl(get(left), i32.of(3)))),
    step(read, i32.of(4)),
    only(step(readWeights, i32.of(8))),
    set(count, i32.sub(get(count), i32.of(1))),
  );
  const copy = (from: number, until: number, to: number, bytes: 4 | 8) =>
    whileDo(
      i32.ltU(get(from), get(until)),
      seq(
        bytes === 4 ? store.i32(get(to), load.i32(get(from))) : store.i64(get(to), load.i64(get(from))),
        step(from, i32.of(bytes)),
        step(to, i32.of(bytes)),
      ),
    );
  const result = seq(i32.shr(i32.sub(get(write), get(rows)), i32.of(2)));
  return {
    name: weighted ? 'part' : 'partRows',
    params: new Array<'i32'>(first).fill('i32'),
    locals: [...new Array<'i32'>(8).fill('i32'), 'i64'],
    results: ['i32'],
    body: seq(
      set(read, get(rows)),
      set(write, get(rows)),
      set(spare, get(spareRows)),
      only(seq(set(readWeights, get(weights)), set(writeWeights, get(weights)), set(spareW, get(spareWeights)))),
      whileDo(get(count), move),
      result,
      set(read, get(spareRows)),
      copy(read, spare, write, 4),
      only(seq(set(readWeights, get(spareWeights)), copy(readWeights, spareW, writeWeights, 8))),
    ),
  };
}

export function splitRoutines(): Routine[] {
  return [denseRoutine(), sparseRoutine(), partRoutine(true), partRoutine(false)];
}
