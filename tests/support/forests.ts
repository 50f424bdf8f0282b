import { seeded } from '../../src/base/random.ts';
import { deriveShares, type FeatureColumn, type Forest, type Matrix, type Tree } from '../../src/forest/forest.ts';

export type TableOptions = { readonly missing?: number; readonly shared?: boolean; readonly single?: boolean };

/** A seeded table: a third of its columns continuous, the others counts of few values, with missing values. */
export function table(seed: number, rows: number, features: number, options: TableOptions = {}): Matrix {
  const { missing = 0.05, shared = false, single = false } = options;
  const random = seeded(seed);
  const columns = Array.from({ length: features }, (_, j): FeatureColumn => {
    const bytes = rows * (single ? 4 : 8);
    const memory = shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
    const column = single ? new Float32Array(memory) : new Float64Array(memory);
    for (let row = 0; row < rows; row++) {
      const gap = random() < missing;
      const value = j % 3 === 0 ? random() * 2 - 1 : Math.floor(random() * 5);
      column[row] = gap ? Number.NaN : value;
    }
    return column;
  });
  return { rows, columns };
}

/** An outcome that the first columns explain in part. */
export function outcomeOf(matrix: Matrix, seed: number, shift = -1): Uint8Array {
  const random = seeded(seed);
  return Uint8Array.from({ length: matrix.rows }, (_, row) => {
    let z = shift;
    for (let j = 0; j < Math.min(12, matrix.columns.length); j++) {
      const value = matrix.columns[j]![row]!;
      z += (Number.isNaN(value) ? 0.6 : value * (j % 3 === 0 ? 1.2 : 0.3) - 0.3) * (j % 2 === 0 ? 1 : -1);
    }
    return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  });
}

export type GrowthOptions = {
  readonly trees: number;
  readonly features: number;
  readonly depth: number;
  readonly values?: readonly number[];
};

/** A seeded forest that no training gave: lopsided, with repeated features, cuts among `values` when given. */
export function wildForest(seed: number, { trees, features, depth, values }: GrowthOptions): Forest {
  const random = seeded(seed);
  const cutOf = () => (values ? values[Math.floor(random() * values.length)]! : random() * 2 - 1);
  return { features, trees: Array.from({ length: trees }, () => wildTree(random, features, depth, cutOf)) };
}

function wildTree(random: () => number, features: number, most: number, cutOf: () => number): Tree {
  const feature: number[] = [-1];
  const cut = [0];
  const left = [0];
  const depth = [0];
  const cover = [256 + Math.floor(random() * 256)];
  for (let node = 0; node < feature.length; node++) {
    if (depth[node]! >= most || cover[node]! < 2 || random() < 0.15) continue;
    feature[node] = Math.floor(random() * features);
    cut[node] = cutOf();
    left[node] = feature.length;
    const toLeft = 1 + Math.floor(random() * (cover[node]! - 1));
    feature.push(-1, -1);
    cut.push(0, 0);
    left.push(0, 0);
    depth.push(depth[node]! + 1, depth[node]! + 1);
    cover.push(toLeft, cover[node]! - toLeft);
  }
  const tree: Tree = {
    feature: Int32Array.from(feature),
    cut: Float64Array.from(cut),
    left: Int32Array.from(left),
    share: Float64Array.from(feature, () => random()),
    cover: Float64Array.from(cover),
  };
  deriveShares(tree);
  return tree;
}

export function rowOf(matrix: Matrix, row: number): Float64Array {
  return Float64Array.from(matrix.columns, (column) => column[row]!);
}
