import { deriveShares, FOREST_LIMITS, type Tree } from './forest.ts';
import { type Draw, treeRandom } from './random.ts';

/**
 * What trees are grown from: `bins` feature-major (features × rows), `binCounts` per feature, `weights` whole numbers whose
 * sum stays under 2²³, `unit` the whole number that stands for weight 1.
 */
export type GrowData = {
  readonly rows: number;
  readonly features: number;
  readonly bins: Uint8Array;
  readonly binCounts: Uint16Array;
  readonly outcome: Uint8Array;
  readonly weights: Int32Array | null;
  readonly unit: number;
};

export type GrowOptions = {
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly featuresPerNode: number;
  readonly seed: number;
  readonly positiveWeight: number;
};

/** A grown tree with the bin of each cut: rows of a bin ≤ `cutBin` go left. */
export type GrownTree = { readonly tree: Tree; readonly cutBin: Uint8Array };

/** One histogram cell holds both counts exactly: weight of all rows + 2²⁶ × weight of the positive ones, under 2⁵³. */
const PACK = 67108864;
const MAX_BINS = 256;
/** Under this many rows a node visits only the bins it fills, found by their bits. */
const SPARSE_ROWS = 96;

export type Grower = {
  /** Grows tree number `index`; `cuts[f]` are the cuts of feature f. */
  grow(index: number): GrownTree;
  /** 1 where the last grown tree drew the row. */
  readonly drawn: Uint8Array;
};

/** Buffers for growing many trees on one thread. */
export function openGrower(data: GrowData, cuts: readonly Float64Array[], options: GrowOptions): Grower {
  const { rows, features, bins, outcome } = data;
  const index = new Int32Array(rows);
  const packed = new Float64Array(rows);
  const spareIndex = new Int32Array(rows);
  const sparePacked = new Float64Array(rows);
  const multiplicity = new Int32Array(rows);
  const drawn = new Uint8Array(rows);
  const cells = new Float64Array(MAX_BINS);
  const filled = new Int32Array(MAX_BINS / 32);
  const order = new Int32Array(features);
  const { positiveWeight } = options;
  const minLeaf = options.minLeaf * data.unit;
  const best = { gain: 0, feature: -1, bin: 0, packedLeft: 0 };

  function drawRows(draw: Draw): number {
    multiplicity.fill(0);
    for (let i = 0; i < rows; i++) multiplicity[draw(rows)]!++;
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const weight = multiplicity[row]! * (data.weights ? data.weights[row]! : 1);
      drawn[row] = multiplicity[row]! > 0 ? 1 : 0;
      if (weight === 0) continue;
      index[count] = row;
      packed[count++] = outcome[row] === 1 ? weight * (1 + PACK) : weight;
    }
    return count;
  }

  /** Quality of a side: the larger the sum over both sides, the purer (Gini for two classes, up to constants). */
  function consider(feature: number, bin: number, left: number, all: number): void {
    const positiveLeft = Math.floor(left / PACK);
    const totalLeft = left - positiveLeft * PACK;
    const positiveAll = Math.floor(all / PACK);
    const totalRight = all - positiveAll * PACK - totalLeft;
    if (totalLeft < minLeaf || totalRight < minLeaf) return;
    const pl = positiveLeft * positiveWeight;
    const pr = (positiveAll - positiveLeft) * positiveWeight;
    const wl = totalLeft - positiveLeft + pl;
    const wr = totalRight - (positiveAll - positiveLeft) + pr;
    const gain = (pl * pl * wr + pr * pr * wl) / (wl * wr);
    if (gain > best.gain) {
      best.gain = gain;
      best.feature = feature;
      best.bin = bin;
      best.packedLeft = left;
    }
  }

  /** Tries every cut of one feature in rows [from, to); false when all of them lie in one bin. */
  function tryDense(feature: number, from: number, to: number, all: number): boolean {
    const base = feature * rows;
    const count = data.binCounts[feature]!;
    cells.fill(0, 0, count);
    for (let i = from; i < to; i++) cells[bins[base + index[i]!]!]! += packed[i]!;
    let left = 0;
    for (let bin = 0; bin < count - 1; bin++) {
      const cell = cells[bin]!;
      if (cell === 0) continue;
      left += cell;
      if (left === all) return left !== cell;
      consider(feature, bin, left, all);
    }
    return left > 0;
  }

  function trySparse(feature: number, from: number, to: number, all: number): boolean {
    const base = feature * rows;
    filled.fill(0);
    for (let i = from; i < to; i++) {
      const bin = bins[base + index[i]!]!;
      const bit = 1 << (bin & 31);
      const word = filled[bin >> 5]!;
      cells[bin] = (word & bit) !== 0 ? cells[bin]! + packed[i]! : packed[i]!;
      filled[bin >> 5] = word | bit;
    }
    let left = 0;
    for (let w = 0; w < filled.length; w++) {
      for (let word = filled[w]!; word !== 0; word &= word - 1) {
        const bin = w * 32 + 31 - Math.clz32(word & -word);
        const cell = cells[bin]!;
        left += cell;
        if (left === all) return left !== cell;
        consider(feature, bin, left, all);
      }
    }
    return true;
  }

  function findSplit(from: number, to: number, all: number, draw: Draw): void {
    const positive = Math.floor(all / PACK);
    const p = positive * positiveWeight;
    best.feature = -1;
    best.gain = ((p * p) / (all - positive * PACK - positive + p)) * (1 + 1e-12);
    const sparse = to - from < SPARSE_ROWS;
    let wanted = options.featuresPerNode;
    for (let k = 0; k < features && wanted > 0; k++) {
      const other = k + draw(features - k);
      const feature = order[other]!;
      order[other] = order[k]!;
      order[k] = feature;
      const varies = sparse ? trySparse(feature, from, to, all) : tryDense(feature, from, to, all);
      if (varies) wanted--;
    }
  }

  /** Moves the rows that go left to the front, keeping order; returns where the right ones start. */
  function partition(from: number, to: number): number {
    const base = best.feature * rows;
    const bin = best.bin;
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const row = index[i]!;
      const weight = packed[i]!;
      const goesLeft = bins[base + row]! <= bin ? 1 : 0;
      index[left] = row;
      packed[left] = weight;
      spareIndex[right] = row;
      sparePacked[right] = weight;
      left += goesLeft;
      right += 1 - goesLeft;
    }
    for (let i = 0; i < right; i++) {
      index[left + i] = spareIndex[i]!;
      packed[left + i] = sparePacked[i]!;
    }
    return left;
  }

  function grow(number: number): GrownTree {
    const draw = treeRandom(options.seed, number);
    const count = drawRows(draw);
    for (let f = 0; f < features; f++) order[f] = f;
    let all = 0;
    for (let i = 0; i < count; i++) all += packed[i]!;

    const feature: number[] = [-1];
    const cutBin: number[] = [0];
    const left: number[] = [0];
    const held: number[] = [all];
    const from: number[] = [0];
    const to: number[] = [count];
    const depth: number[] = [0];
    for (let node = 0; node < feature.length; node++) {
      const total = held[node]!;
      const positive = Math.floor(total / PACK);
      const weight = total - positive * PACK;
      if (depth[node]! >= options.maxDepth || weight < 2 * minLeaf || positive === 0 || positive === weight) continue;
      findSplit(from[node]!, to[node]!, total, draw);
      if (best.feature < 0 || feature.length + 2 > FOREST_LIMITS.treeNodes) continue;
      const middle = partition(from[node]!, to[node]!);
      feature[node] = best.feature;
      cutBin[node] = best.bin;
      left[node] = feature.length;
      feature.push(-1, -1);
      cutBin.push(0, 0);
      left.push(0, 0);
      held.push(best.packedLeft, total - best.packedLeft);
      from.push(from[node]!, middle);
      to.push(middle, to[node]!);
      depth.push(depth[node]! + 1, depth[node]! + 1);
    }
    return { tree: finish(feature, cutBin, left, held), cutBin: Uint8Array.from(cutBin) };
  }

  function finish(feature: number[], cutBin: number[], left: number[], held: number[]): Tree {
    const share = new Float64Array(held.length);
    const cover = new Float64Array(held.length);
    for (let node = 0; node < held.length; node++) {
      const positive = Math.floor(held[node]! / PACK);
      const p = positive * positiveWeight;
      const weight = held[node]! - positive * PACK - positive + p;
      share[node] = weight > 0 ? p / weight : 0;
      cover[node] = weight / data.unit;
    }
    const cut = Float64Array.from(feature, (f, node) => (f < 0 ? 0 : cuts[f]![cutBin[node]!]!));
    const tree: Tree = { feature: Int32Array.from(feature), cut, left: Int32Array.from(left), share, cover };
    deriveShares(tree);
    return tree;
  }

  return { grow, drawn };
}
