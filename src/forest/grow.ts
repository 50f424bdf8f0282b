import { deriveShares, FOREST_LIMITS, type Tree } from './forest.ts';
import { trainKernels } from './kernel/kernels.ts';
import { SEARCH } from './kernel/split.ts';
import { type Draw, treeRandom } from './random.ts';
import type { TrainMemory } from './train-memory.ts';

/** What trees are grown from. `weights` are whole numbers whose sum stays under 2²³, `unit` the number that stands for weight 1. */
export type GrowData = {
  readonly rows: number;
  readonly features: number;
  readonly memory: TrainMemory;
  readonly cuts: readonly Float64Array[];
  readonly outcome: Uint8Array;
  readonly weights: Int32Array | null;
  readonly unit: number;
  /** Rows that trees draw from; null for all. */
  readonly drawn: Uint32Array | null;
  /** Rows out of every bag. */
  readonly judged: Uint32Array | null;
};

export type GrowOptions = {
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly featuresPerNode: number;
  readonly seed: number;
  readonly positiveWeight: number;
};

/** Out-of-bag scores so far: of each row, the sum over the trees that did not draw it, and their number. */
export type OutOfBag = { readonly sum: Float64Array; readonly count: Uint16Array };

/** Shares are summed out of bag in whole multiples of 2⁻⁴⁰, so that the order of trees, hence of threads, changes nothing. */
const SHARE_UNIT = 2 ** 40;
/** Under this many rows for a bin, a node visits only the bins it fills. */
const SPARSE = 0.5;

/** Grows trees on one thread, in its part of the memory; `grow(number)` depends on nothing but the data, the options and the number. */
export function openGrower(data: GrowData, options: GrowOptions, thread: number, outOfBag: OutOfBag): (number: number) => Tree {
  const { rows, features, outcome } = data;
  const { memory, binsAt, stride, scratchAt, scratch } = data.memory;
  const { dense, sparse, part, partRows } = trainKernels(memory);
  const base = scratchAt + thread * scratch.bytes;
  const search = base + scratch.search;
  const u32 = new Uint32Array(memory.buffer);
  const f64 = new Float64Array(memory.buffer);
  const rowsAt = (base + scratch.rows) / 4;
  const weightsAt = (base + scratch.weights) / 4;
  const outAt = (base + scratch.outRows) / 4;
  const field = { gain: search / 8, feature: (search + SEARCH.feature) / 4, bin: (search + SEARCH.bin) / 4 };
  const leftWeight = (search + SEARCH.leftWeight) / 4;
  const allWeight = (search + SEARCH.all) / 4;
  const own = data.drawn ?? Uint32Array.from({ length: rows }, (_, row) => row);
  const multiplicity = new Uint16Array(own.length);
  const order = new Int32Array(features);
  const binCounts = Int32Array.from(data.cuts, (cuts) => cuts.length + 1);
  const { positiveWeight } = options;
  const { minLeaf } = options;
  f64[(search + SEARCH.positiveWeight) / 8] = positiveWeight;
  u32[(search + SEARCH.minLeaf) / 4] = minLeaf;

  /** Bootstrap: the rows drawn, with their weights, and those left out. */
  function drawRows(draw: Draw): { drawn: number; out: number; weight: number; ones: number } {
    multiplicity.fill(0);
    for (let i = 0; i < own.length; i++) multiplicity[draw(own.length)]!++;
    let [drawn, out, weight, ones] = [0, 0, 0, 0];
    for (const row of data.judged ?? []) u32[outAt + out++] = row;
    for (let at = 0; at < own.length; at++) {
      const row = own[at]!;
      const times = multiplicity[at]!;
      if (times === 0) {
        u32[outAt + out++] = row;
        continue;
      }
      const heft = times * (data.weights ? data.weights[row]! : 1);
      if (heft === 0) continue;
      const positive = outcome[row] === 1 ? heft : 0;
      u32[rowsAt + drawn] = row;
      u32[weightsAt + 2 * drawn] = heft;
      u32[weightsAt + 2 * drawn + 1] = positive;
      drawn++;
      weight += heft;
      ones += positive;
    }
    return { drawn, out, weight, ones };
  }

  /** Tries features drawn without replacement until enough of them vary among the node's rows. */
  function findSplit(from: number, count: number, draw: Draw): void {
    const rowsFrom = base + scratch.rows + 4 * from;
    const weightsFrom = base + scratch.weights + 8 * from;
    let wanted = options.featuresPerNode;
    for (let k = 0; k < features && wanted > 0; k++) {
      const other = k + draw(features - k);
      const feature = order[other]!;
      order[other] = order[k]!;
      order[k] = feature;
      const bins = binCounts[feature]!;
      if (bins === 1) continue;
      const attempt = count < SPARSE * bins ? sparse : dense;
      wanted -= attempt(binsAt + feature * stride, rowsFrom, weightsFrom, count, bins, feature, search);
    }
  }

  function grow(number: number): Tree {
    const draw = treeRandom(options.seed, number);
    const { drawn, out, weight, ones } = drawRows(draw);
    for (let f = 0; f < features; f++) order[f] = f;
    const feature: number[] = [-1];
    const cut: number[] = [0];
    const left: number[] = [0];
    const depth: number[] = [0];
    const weights: number[] = [weight];
    const positives: number[] = [ones];
    const from: number[] = [0];
    const to: number[] = [drawn];
    const outFrom: number[] = [0];
    const outTo: number[] = [out];
    for (let node = 0; node < feature.length; node++) {
      const all = weights[node]!;
      const positive = positives[node]!;
      const start = from[node]!;
      const count = to[node]! - start;
      if (depth[node]! >= options.maxDepth || count < 2 * minLeaf || positive === 0 || positive === all) continue;
      if (feature.length + 2 > FOREST_LIMITS.treeNodes) continue;
      const p = positive * positiveWeight;
      f64[field.gain] = ((p * p) / (all - positive + p)) * (1 + 1e-12);
      u32[field.feature] = 0xffffffff;
      u32[allWeight] = all;
      u32[allWeight + 1] = positive;
      findSplit(start, count, draw);
      const best = u32[field.feature]!;
      if (best === 0xffffffff) continue;
      const bin = u32[field.bin]!;
      const column = binsAt + best * stride;
      const spareRows = base + scratch.spareRows;
      const middle =
        start + part(column, bin, 4 * (rowsAt + start), 4 * (weightsAt + 2 * start), count, spareRows, base + scratch.spareWeights);
      const outStart = outFrom[node]!;
      const outMiddle = outStart + partRows(column, bin, 4 * (outAt + outStart), outTo[node]! - outStart, spareRows);
      feature[node] = best;
      cut[node] = data.cuts[best]![bin]!;
      left[node] = feature.length;
      feature.push(-1, -1);
      cut.push(0, 0);
      left.push(0, 0);
      depth.push(depth[node]! + 1, depth[node]! + 1);
      weights.push(u32[leftWeight]!, all - u32[leftWeight]!);
      positives.push(u32[leftWeight + 1]!, positive - u32[leftWeight + 1]!);
      from.push(start, middle);
      to.push(middle, to[node]!);
      outFrom.push(outStart, outMiddle);
      outTo.push(outMiddle, outTo[node]!);
    }
    const share = Float64Array.from(weights, (all, node) => {
      const p = positives[node]! * positiveWeight;
      return all > 0 ? p / (all - positives[node]! + p) : 0;
    });
    for (let node = 0; node < feature.length; node++) {
      if (feature[node]! >= 0) continue;
      const rounded = Math.round(share[node]! * SHARE_UNIT) / SHARE_UNIT;
      for (let i = outFrom[node]!; i < outTo[node]!; i++) {
        const row = u32[outAt + i]!;
        outOfBag.sum[row]! += rounded;
        outOfBag.count[row]!++;
      }
    }
    const tree: Tree = {
      feature: Int32Array.from(feature),
      cut: Float64Array.from(cut),
      left: Int32Array.from(left),
      share,
      cover: Float64Array.from(weights, (all, node) => (all - positives[node]! + positives[node]! * positiveWeight) / data.unit),
    };
    deriveShares(tree);
    return tree;
  }
  return grow;
}
