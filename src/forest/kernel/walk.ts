import { type Code, doWhile, each, f64, get, i16x8, i32, load, type Routine, seq, set, step, store, v128, whileDo } from './assembler.ts';
import { LANES } from './rank.ts';

/**
 * A node is eight bytes: the byte offset of its feature's ranks within a group (u16), its cut's biased rank (i16), the address of its left child (u32; the
 * right one is next). A row goes right when its rank is larger. A leaf points to itself with a rank that none exceeds, so that rows may take
 * as many steps as the deepest. Its share lies `shares` bytes further.
 */
export const NODE_BYTES = 8;
export const LEAF_RANK = 0x7fff;

/**
 * Each tree of the list begins with its three upper levels, which the eight rows of a group pass together: seven pairs of offset and rank as in a node, then
 * the addresses of the eight nodes they lead to (a leaf met earlier takes all its places), the steps left from there, the root's address.
 */
export const HEAD = { levels: 3, pair: 4, nodes: 32, steps: 64, root: 68, bytes: 72 } as const;

/**
 * Groups that step side by side. A row's next step waits for two loads of this one, more often than not from beyond the nearest cache: with sixteen rows
 * under way, the others' steps fill that time.
 */
export const ABREAST = 2;
const ROWS = ABREAST * LANES;

/**
 * `walk(trees, count, shares, ranks, groups, stride, sums)`: adds to the sum of each row the share of the leaf it reaches, tree after tree. `groups` is a
 * multiple of `ABREAST`; any ranks lead to a leaf.
 */
export function walkRoutine(): Routine {
  const [trees, count, shares, ranks, groups, stride, sums] = [0, 1, 2, 3, 4, 5, 6];
  const [tree, left, level] = [7, 8, 9];
  const beside = (group: number) => (group === 0 ? ranks : 9 + group);
  const node = (row: number) => 9 + ABREAST + row;
  const [first, second, places] = [node(ROWS), node(ROWS) + 1, node(ROWS) + 2];
  /** Ones for the rows that go right at one of the seven upper nodes. */
  const right = (group: number, upper: number) =>
    i16x8.gtS(
      load.v128(i32.add(get(beside(group)), load.u16(get(tree), HEAD.pair * upper))),
      load.i16Splat(get(tree), HEAD.pair * upper + 2),
    );
  const bit = (mask: Code, value: number) => v128.and(mask, i16x8.splat(i32.of(value)));
  const third = (group: number) =>
    v128.select(
      v128.select(right(group, 6), right(group, 5), get(second)),
      v128.select(right(group, 4), right(group, 3), get(second)),
      get(first),
    );
  const enter = (group: number) =>
    seq(
      set(first, right(group, 0)),
      set(second, v128.select(right(group, 2), right(group, 1), get(first))),
      set(places, v128.or(v128.or(bit(get(first), 16), bit(get(second), 8)), bit(third(group), 4))),
      each(LANES, (lane) => set(node(LANES * group + lane), load.i32(i32.add(get(tree), i16x8.lane(get(places), lane)), HEAD.nodes))),
    );
  const goesRight = (row: number) => {
    const ranksOf = get(beside(Math.floor(row / LANES)));
    return i32.gtS(load.i16(i32.add(ranksOf, load.u16(get(node(row)))), 2 * (row % LANES)), load.i16(get(node(row)), 2));
  };
  const descend = seq(
    each(ROWS, (row) => set(node(row), i32.add(load.i32(get(node(row)), 4), i32.shl(goesRight(row), i32.of(3))))),
    set(level, i32.sub(get(level), i32.of(1))),
  );
  const oneTree = seq(
    each(ABREAST, enter),
    set(level, load.i32(get(tree), HEAD.steps)),
    whileDo(get(level), descend),
    each(ROWS, (row) =>
      store.f64(get(sums), f64.add(load.f64(get(sums), 8 * row), load.f64(i32.add(get(node(row)), get(shares)))), 8 * row),
    ),
    step(tree, i32.of(HEAD.bytes)),
    set(left, i32.sub(get(left), i32.of(1))),
  );
  const someGroups = seq(
    each(ABREAST - 1, (group) => set(beside(group + 1), i32.add(get(beside(group)), get(stride)))),
    set(tree, get(trees)),
    set(left, get(count)),
    doWhile(oneTree, get(left)),
    set(ranks, i32.add(get(beside(ABREAST - 1)), get(stride))),
    step(sums, i32.of(8 * ROWS)),
    set(groups, i32.sub(get(groups), i32.of(ABREAST))),
  );
  return {
    name: 'walk',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: [...new Array<'i32'>(2 + ABREAST + ROWS).fill('i32'), 'v128', 'v128', 'v128'],
    body: doWhile(someGroups, get(groups)),
  };
}
