import { type Code, choose, doWhile, each, f64x2, get, i16x8, i32, load, type Routine, seq, set, step, store, tee } from './assembler.ts';
import { LANES } from './rank.ts';

/**
 * The explanation of one tree is a programme that every row follows alike: its splits in depth-first order, each met going down to a child
 * (above: what the path so far leaves at each quadrature point) and coming back up (below: what the subtree is worth there). `K` vectors of two points.
 *
 * Down: above(left) = above·w, above(right) = above − above·w. Up, with d = below(left) − below(right): below = below(right) + w·d, and the
 * split's feature earns Σ above·g·d. `w` and `g` are read from one of four tables, by the side the row takes and by whether it met the path's earlier
 * splits on the same feature.
 */
export const OP_BYTES = 40;
export const KINDS = { left: 0, right: 1, up: 2, upLeafLeft: 3, upLeafRight: 4, pair: 5, end: 6 } as const;
/** Byte offsets in an operation; the leaf's value is an f64, all others u32. */
export const OP = { kind: 0, rankOffset: 4, rank: 8, table: 12, frame: 16, below: 20, seen: 24, feature: 28, leaf: 32 } as const;

/** Bytes of one lane's values at all points. */
export function laneBytes(vectors: number): number {
  return vectors * 16;
}

/** A table: `w`, then `g`. */
export function tableBytes(vectors: number): number {
  return 2 * laneBytes(vectors);
}

/** A frame of the stack, one a depth: above, below of the left child, below of the right, then three masks of eight rows. */
export function frameOffsets(vectors: number) {
  const block = LANES * laneBytes(vectors);
  return {
    above: 0,
    left: block,
    right: 2 * block,
    goesRight: 3 * block,
    unmet: 3 * block + 4,
    childUnmet: 3 * block + 8,
    bytes: 3 * block + 16,
  };
}

/** `explain(program, ranks, sums, groups, rankStride, sumStride)`: adds to each feature's sums (a pair of partial sums a row) what the tree gives it. */
export function explainRoutine(vectors: number): Routine {
  const [program, ranks, sums, groups, rankStride, sumStride] = [0, 1, 2, 3, 4, 5];
  const [op, frame, right, unmet, below, sum] = [6, 7, 8, 9, 10, 11];
  const table = (lane: number) => 12 + lane;
  const [product, difference, total] = [12 + LANES, 13 + LANES, 14 + LANES];
  const at = frameOffsets(vectors);
  const lane16 = laneBytes(vectors);
  const field = (offset: number) => load.i32(get(op), offset);

  const bit = (mask: number, lane: number, bytes: number) => i32.mul(i32.and(i32.shr(get(mask), i32.of(lane)), i32.of(1)), i32.of(bytes));
  const pickTables = each(LANES, (lane) =>
    set(table(lane), i32.add(field(OP.table), i32.add(bit(right, lane, tableBytes(vectors)), bit(unmet, lane, 2 * tableBytes(vectors))))),
  );
  const enter = seq(
    set(frame, field(OP.frame)),
    set(right, i16x8.mask(i16x8.gtS(load.v128(i32.add(get(ranks), field(OP.rankOffset))), i16x8.splat(field(OP.rank))))),
    set(unmet, load.u8(field(OP.seen))),
    pickTables,
  );
  const keepMasks = (child: Code) =>
    seq(
      store.u8(get(frame), get(right), at.goesRight),
      store.u8(get(frame), get(unmet), at.unmet),
      store.u8(get(frame), child, at.childUnmet),
    );
  const resume = seq(
    set(frame, field(OP.frame)),
    set(right, load.u8(get(frame), at.goesRight)),
    set(unmet, load.u8(get(frame), at.unmet)),
    pickTables,
  );
  const perPoint = (code: (lane: number, offset: number, q: number) => Code) =>
    each(LANES, (lane) => each(vectors, (q) => code(lane, lane * lane16 + q * 16, q)));
  const w = (lane: number, q: number) => load.v128(get(table(lane)), 16 * q);
  const g = (lane: number, q: number) => load.v128(get(table(lane)), lane16 + 16 * q);
  const above = (offset: number) => load.v128(get(frame), at.above + offset);

  const left = seq(
    enter,
    keepMasks(i32.or(get(unmet), get(right))),
    perPoint((lane, offset, q) => store.v128(get(frame), f64x2.mul(above(offset), w(lane, q)), at.bytes + offset)),
  );
  const rightward = seq(
    enter,
    keepMasks(i32.or(get(unmet), i32.xor(get(right), i32.of(255)))),
    perPoint((lane, offset, q) =>
      store.v128(get(frame), f64x2.sub(tee(product, above(offset)), f64x2.mul(get(product), w(lane, q))), at.bytes + offset),
    ),
  );
  const prepareEarnings = seq(set(below, field(OP.below)), set(sum, i32.add(get(sums), field(OP.feature))));
  /** Adds to the feature what `term` gives at each point, summed over points in their order. */
  const earn = (lane: number, term: (q: number) => Code) =>
    seq(
      each(vectors, (q) => set(total, q === 0 ? term(0) : f64x2.add(get(total), term(q)))),
      store.v128(get(sum), f64x2.add(load.v128(get(sum), 16 * lane), get(total)), 16 * lane),
    );
  const up = (leftBelow: (offset: number) => Code, rightBelow: (offset: number) => Code) =>
    seq(
      resume,
      prepareEarnings,
      each(LANES, (lane) =>
        earn(lane, (q) => {
          const offset = lane * lane16 + q * 16;
          return seq(
            set(product, rightBelow(offset)),
            set(difference, f64x2.sub(leftBelow(offset), get(product))),
            store.v128(get(below), f64x2.add(get(product), f64x2.mul(w(lane, q), get(difference))), offset),
            f64x2.mul(f64x2.mul(above(offset), g(lane, q)), get(difference)),
          );
        }),
      ),
    );
  const leaf = () => load.f64Splat(get(op), OP.leaf);
  const ofLeft = (offset: number) => load.v128(get(frame), at.left + offset);
  const ofRight = (offset: number) => load.v128(get(frame), at.right + offset);
  /** Two leaves: `w` already holds the split's below, `g` what above is multiplied by. */
  const pair = seq(
    enter,
    prepareEarnings,
    perPoint((lane, offset, q) => store.v128(get(below), w(lane, q), offset)),
    each(LANES, (lane) => earn(lane, (q) => f64x2.mul(above(lane * lane16 + q * 16), g(lane, q)))),
  );

  const cases = [left, rightward, up(ofLeft, ofRight), up(leaf, ofRight), up(ofLeft, leaf), pair, []];
  const oneGroup = seq(
    set(op, get(program)),
    doWhile(seq(choose(field(OP.kind), cases), step(op, i32.of(OP_BYTES))), i32.ne(field(OP.kind), i32.of(KINDS.end))),
    step(ranks, get(rankStride)),
    step(sums, get(sumStride)),
    set(groups, i32.sub(get(groups), i32.of(1))),
  );
  return {
    name: `explain${vectors}`,
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: [...new Array<'i32'>(6 + LANES).fill('i32'), 'v128', 'v128', 'v128'],
    body: doWhile(oneGroup, get(groups)),
  };
}
