import { EcluseError } from '../base/errors.ts';
import { FOREST_LIMITS, type Forest, type Tree, treeDepth } from './forest.ts';
import { MAX_PAGES, newMemory, type SharedMemory } from './kernel/engine.ts';
import { LANES, RANK_BIAS } from './kernel/rank.ts';
import { HEAD, LEAF_RANK, NODE_BYTES } from './kernel/walk.ts';
import { roundUp } from './single.ts';

/** Consecutive trees of one forest, listed at `trees` (see the walk's kernel). */
export type Span = { readonly forest: number; readonly first: number; readonly count: number; readonly trees: number };

/**
 * Trees that share one rank coding: for each slot, a feature of the table and its ascending cuts. `shares` leads from a node to its f64: a leaf's
 * share, the part of a split's rows that went left.
 */
export type Plan = {
  readonly features: Int32Array;
  readonly cuts: Uint32Array;
  /** The same rounded up to 32 bits, which changes nothing for a value of 32 bits. */
  readonly singleCuts: Uint32Array;
  readonly cutCounts: Uint32Array;
  readonly shares: number;
  readonly spans: readonly Span[];
};

/** Forests laid out in one memory that every thread reads. From `end` on, it is the threads' own. */
export type Compiled = {
  readonly memory: SharedMemory;
  readonly plans: readonly Plan[];
  readonly treeCounts: readonly number[];
  readonly end: number;
};

const PAGE = 65_536;

/** Ranks take 16 bits; the largest is a leaf's. */
const MAX_CUTS = RANK_BIAS + LEAF_RANK - 1;

type Item = { readonly forest: number; readonly number: number; readonly tree: Tree };
type Coding = { readonly items: readonly Item[]; readonly cuts: ReadonlyMap<number, Float64Array> };

/** Lays out the forests. Throws `FOREST_LIMIT` when 4 GiB cannot hold them. */
export function compileForests(forests: readonly Forest[]): Compiled {
  const items = forests.flatMap(({ trees }, forest) => trees.map((tree, number) => ({ forest, number, tree })));
  const codings = codingsOf(items);
  const sizes = codings.map(sizeOf);
  const end = 16 + sizes.reduce((sum, size) => sum + size, 0);
  const memory = newMemory();
  growTo(memory, end);
  let at = 16;
  const plans = codings.map((coding, k) => {
    const plan = layOut(coding, memory, at);
    at += sizes[k]!;
    return plan;
  });
  return { memory, plans, treeCounts: forests.map(({ trees }) => trees.length), end };
}

/** Makes the memory at least so long. */
export function growTo(memory: SharedMemory, bytes: number): void {
  const pages = Math.ceil(bytes / PAGE);
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing <= 0) return;
  try {
    if (pages > MAX_PAGES) throw new RangeError();
    memory.grow(missing);
  } catch {
    throw new EcluseError('FOREST_LIMIT', { where: 'memory', limit: MAX_PAGES * PAGE });
  }
}

/** One coding where no feature has too many cuts; else the trees are parted in two, as often as it takes. */
function codingsOf(items: readonly Item[]): Coding[] {
  if (items.length === 0) return [];
  const cuts = cutsOf(items);
  if ([...cuts.values()].every((each) => each.length <= MAX_CUTS)) return [{ items, cuts }];
  if (items.length === 1) throw new EcluseError('FOREST_LIMIT', { where: 'nodes of a tree', limit: FOREST_LIMITS.treeNodes });
  const half = items.length >> 1;
  return [...codingsOf(items.slice(0, half)), ...codingsOf(items.slice(half))];
}

/** Distinct cuts of each feature used, ascending. */
function cutsOf(items: readonly Item[]): Map<number, Float64Array> {
  const counts = new Map<number, number>();
  for (const { tree } of items) for (const feature of tree.feature) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  counts.delete(-1);
  const found = new Map(Array.from(counts, ([feature, count]) => [feature, { cuts: new Float64Array(count), filled: 0 }]));
  for (const { tree } of items) {
    for (let node = 0; node < tree.feature.length; node++) {
      const held = found.get(tree.feature[node]!);
      if (held) held.cuts[held.filled++] = tree.cut[node]!;
    }
  }
  const features = [...found.keys()].sort((a, b) => a - b);
  return new Map(features.map((feature) => [feature, distinct(found.get(feature)!.cuts.sort())]));
}

function distinct(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i]!;
  return sorted.slice(0, kept);
}

function nodeCount(items: readonly Item[]): number {
  return items.reduce((sum, { tree }) => sum + tree.feature.length, 0);
}

function sizeOf({ items, cuts }: Coding): number {
  const cutCount = [...cuts.values()].reduce((sum, each) => sum + each.length, 0);
  return 8 * (cutCount + Math.ceil(cutCount / 2)) + 2 * NODE_BYTES * nodeCount(items) + HEAD.bytes * items.length;
}

/** Writes a coding at `start`: cuts, list of trees, nodes, shares. */
function layOut({ items, cuts }: Coding, memory: SharedMemory, start: number): Plan {
  const { buffer } = memory;
  const f64 = new Float64Array(buffer);
  const u32 = new Uint32Array(buffer);
  const u16 = new Uint16Array(buffer);
  const features = Int32Array.from(cuts.keys());
  const slotOf = new Map(Array.from(features, (feature, slot) => [feature, slot]));
  const cutAddresses = new Uint32Array(features.length);
  let at = start;
  features.forEach((feature, slot) => {
    cutAddresses[slot] = at;
    f64.set(cuts.get(feature)!, at / 8);
    at += 8 * cuts.get(feature)!.length;
  });
  const single = new Float32Array(buffer);
  const singleCuts = new Uint32Array(features.length);
  let singleAt = at;
  features.forEach((feature, slot) => {
    singleCuts[slot] = singleAt;
    single.set(Float32Array.from(cuts.get(feature)!, roundUp), singleAt / 4);
    singleAt += 4 * cuts.get(feature)!.length;
  });
  let list = Math.ceil(singleAt / 8) * 8;
  let node = list + HEAD.bytes * items.length;
  const shares = NODE_BYTES * nodeCount(items);
  const spans: Span[] = [];
  for (const { forest, number, tree } of items) {
    const last = spans[spans.length - 1];
    if (last?.forest === forest) spans[spans.length - 1] = { ...last, count: last.count + 1 };
    else spans.push({ forest, first: number, count: 1, trees: list });
    const root = node;
    for (let n = 0; n < tree.feature.length; n++, node += NODE_BYTES) {
      const feature = tree.feature[n]!;
      const left = tree.left[n]!;
      u16[node / 2] = feature < 0 ? 0 : 2 * LANES * slotOf.get(feature)!;
      u16[node / 2 + 1] = feature < 0 ? LEAF_RANK : indexOf(cuts.get(feature)!, tree.cut[n]!) - RANK_BIAS;
      u32[node / 4 + 1] = feature < 0 ? node : root + NODE_BYTES * left;
      f64[(node + shares) / 8] = feature < 0 ? tree.share[n]! : tree.cover[left]! / (tree.cover[left]! + tree.cover[left + 1]!);
    }
    writeHead(u16, u32, list, root, treeDepth(tree));
    list += HEAD.bytes;
  }
  return {
    features,
    cuts: cutAddresses,
    singleCuts,
    cutCounts: Uint32Array.from(features, (feature) => cuts.get(feature)!.length),
    shares,
    spans,
  };
}

/** The upper levels of a tree whose nodes are written. Under a leaf, all that follows leads back to it. */
function writeHead(u16: Uint16Array, u32: Uint32Array, list: number, root: number, depth: number): void {
  let level = [root];
  let place = list;
  for (let k = 0; k < HEAD.levels; k++) {
    for (const node of level) {
      u16[place / 2] = u16[node / 2]!;
      u16[place / 2 + 1] = u16[node / 2 + 1]!;
      place += HEAD.pair;
    }
    level = level.flatMap((node) => (u32[node / 4 + 1] === node ? [node, node] : [u32[node / 4 + 1]!, u32[node / 4 + 1]! + NODE_BYTES]));
  }
  u32.set(level, (list + HEAD.nodes) / 4);
  u32[(list + HEAD.steps) / 4] = Math.max(0, depth - HEAD.levels);
  u32[(list + HEAD.root) / 4] = root;
}

/** Place of a value that is there. */
function indexOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
