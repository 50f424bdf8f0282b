import { doWhile, each, f64, get, i32, load, type Routine, seq, set, step, store } from './assembler.ts';
import { LANES } from './rank.ts';

/**
 * A node is eight bytes: the byte offset of its feature's ranks within a group (u16), its cut's rank (u16), the address of its left child (u32; the
 * right one is next). A row goes right when its rank is larger. A leaf points to itself with a rank that none exceeds, so that rows may take
 * as many steps as the deepest. Its share lies `shares` bytes further.
 */
export const NODE_BYTES = 8;
export const LEAF_RANK = 0xffff;

/** Each tree of the list: address of the root, number of steps. */
export const TREE_BYTES = 8;

/**
 * `walk(trees, count, shares, ranks, groups, stride, sums)`: adds to the sum of each row the share of the leaf it reaches, tree after tree, eight rows
 * stepping side by side.
 */
export function walkRoutine(): Routine {
  const [trees, count, shares, ranks, groups, stride, sums] = [0, 1, 2, 3, 4, 5, 6];
  const [group, rank, sum, level] = [7, 8, 9, 10];
  const node = (lane: number) => 11 + lane;
  const goesRight = (lane: number) =>
    i32.gtU(load.u16(i32.add(get(rank), load.u16(get(node(lane)))), 2 * lane), load.u16(get(node(lane)), 2));
  const descend = doWhile(
    seq(
      each(LANES, (lane) => set(node(lane), i32.add(load.i32(get(node(lane)), 4), i32.shl(goesRight(lane), i32.of(3))))),
      set(level, i32.sub(get(level), i32.of(1))),
    ),
    get(level),
  );
  const oneGroup = seq(
    each(LANES, (lane) => set(node(lane), load.i32(get(trees)))),
    set(level, load.i32(get(trees), 4)),
    descend,
    each(LANES, (lane) =>
      store.f64(get(sum), f64.add(load.f64(get(sum), 8 * lane), load.f64(i32.add(get(node(lane)), get(shares)))), 8 * lane),
    ),
    step(rank, get(stride)),
    step(sum, i32.of(8 * LANES)),
    set(group, i32.sub(get(group), i32.of(1))),
  );
  const oneTree = seq(
    set(group, get(groups)),
    set(rank, get(ranks)),
    set(sum, get(sums)),
    doWhile(oneGroup, get(group)),
    step(trees, i32.of(TREE_BYTES)),
    set(count, i32.sub(get(count), i32.of(1))),
  );
  return {
    name: 'walk',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'i32', 'i32', ...new Array<'i32'>(LANES).fill('i32')],
    body: doWhile(oneTree, get(count)),
  };
}
