import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import type { Matrix } from '../../src/forest/forest.ts';
import { treeRandom } from '../../src/forest/random.ts';
import { type ForestOptions, openTrainer, type Part, type Trained } from '../../src/forest/train.ts';
import { leafOf } from '../../src/forest/walk.ts';
import { rowOf } from '../support/forests.ts';

const ROWS = 1_001;
const WEIGHT_SUM = 2 ** 22;

/** Columns that a training must bear: constant, missing, of few values, of more than a byte counts. */
function oddTable(random: () => number, features: number): Matrix {
  const kinds = [
    () => 7,
    () => Number.NaN,
    () => (random() < 0.5 ? 7 : Number.NaN),
    () => Math.floor(random() * 4),
    () => Math.floor(random() * 300),
    () => random(),
    () => (random() - 0.5) * 6e38,
  ];
  const columns = Array.from({ length: features }, () => {
    const cell = kinds[Math.floor(random() * kinds.length)]!;
    const missing = random() < 0.4 ? 0.2 : 0;
    return Float64Array.from({ length: ROWS }, () => (random() < missing ? Number.NaN : cell()));
  });
  return { rows: ROWS, columns };
}

/** Whole weights as the trainer brings them, of the rows learnt from. */
function hefts(weights: Float64Array | undefined, learnt: Uint32Array): Float64Array {
  const heft = new Float64Array(ROWS).fill(weights ? 0 : 1);
  if (!weights) return heft;
  const sum = learnt.reduce((all, row) => all + weights[row]!, 0);
  for (const row of learnt) heft[row] = weights[row]! > 0 ? Math.max(1, Math.round((weights[row]! * WEIGHT_SUM) / sum)) : 0;
  return heft;
}

/** Walks every row that a tree drew, and counts again all that the forest and its scores out of bag say. */
function recount(matrix: Matrix, outcome: Uint8Array, options: ForestOptions, part: Part, { forest, oob }: Trained): void {
  const learnt = part.rows ?? Uint32Array.from({ length: ROWS }, (_, row) => row);
  const heft = hefts(options.weights, learnt);
  const unit = learnt.reduce((all, row) => all + heft[row]!, 0) / learnt.length;
  const { positiveWeight = 1 } = options;
  const rows = Array.from({ length: ROWS }, (_, row) => rowOf(matrix, row));
  const [sum, count] = [new Float64Array(ROWS), new Float64Array(ROWS)];
  for (const [number, tree] of forest.trees.entries()) {
    const draw = treeRandom(options.seed, number);
    const times = new Float64Array(learnt.length);
    for (let i = 0; i < learnt.length; i++) times[draw(learnt.length)]!++;
    const nodes = tree.feature.length;
    const [all, positives, distinct] = [new Float64Array(nodes), new Float64Array(nodes), new Float64Array(nodes)];
    const judged = [...(part.judged ?? [])];
    for (const [at, row] of learnt.entries()) {
      if (times[at] === 0) judged.push(row);
      const weight = times[at]! * heft[row]!;
      if (weight === 0) continue;
      for (let node = 0; ; ) {
        all[node]! += weight;
        positives[node]! += weight * outcome[row]!;
        distinct[node]!++;
        const feature = tree.feature[node]!;
        if (feature < 0) break;
        node = rows[row]![feature]! < tree.cut[node]! ? tree.left[node]! : tree.left[node]! + 1;
      }
    }
    const weighed = positives.map((each) => each * positiveWeight);
    expect(tree.cover).toEqual(all.map((each, node) => (each - positives[node]! + weighed[node]!) / unit));
    const share = weighed.map((each, node) => (all[node]! > 0 ? each / (all[node]! - positives[node]! + each) : 0));
    expect(Math.max(...share.map((each, node) => Math.abs(each - tree.share[node]!)))).toBeLessThan(1e-9);
    if (nodes > 1) expect(Math.min(...distinct)).toBeGreaterThanOrEqual(options.minLeaf);
    expect(tree.feature.some((feature) => part.without?.has(feature))).toBe(false);
    for (const row of judged) {
      sum[row]! += Math.round(tree.share[leafOf(tree, rows[row]!)]! * 2 ** 40) / 2 ** 40;
      count[row]!++;
    }
  }
  expect(oob).toEqual(sum.map((each, row) => (count[row]! > 0 ? each / count[row]! : Number.NaN)));
}

describe('one trainer given models of all kinds, one after the other', () => {
  it('counts in every node what reaches it, and gives the forest of a trainer that saw nothing else', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const features = pick([2, 9, 30]);
      const matrix = oddTable(random, features);
      const bins = pick([3, 64, 255]);
      const threads = await openTrainer(matrix, { bins, workers: pick([2, 3]), trees: 1e6 });
      try {
        for (let model = 0; model < 3; model++) {
          const outcome = Uint8Array.from({ length: ROWS }, (_, row) => (row === 0 || (row > 1 && random() < 0.1) ? 1 : 0));
          const drawn = Uint32Array.from({ length: ROWS }, (_, row) => row).filter((row) => row < 2 || random() < 0.6);
          const rest = Uint32Array.from({ length: ROWS }, (_, row) => row).filter((row) => !drawn.includes(row) && random() < 0.7);
          const part: Part = pick([{}, { rows: drawn }, { rows: drawn, judged: rest, without: new Set([0]) }]);
          const options: ForestOptions = {
            ...{ trees: 6, maxDepth: pick([1, 5, 30]), minLeaf: pick([1, 4]), featuresPerNode: pick([1, 3]), seed: 10 * seed + model },
            ...(random() < 0.5 ? { positiveWeight: 3.5 } : {}),
            ...(random() < 0.5 ? { weights: Float64Array.from({ length: ROWS }, () => pick([1, 1, 0.3, 0, 2.7])).fill(1, 0, 2) } : {}),
          };
          const trained = await threads.train(outcome, options, part);
          recount(matrix, outcome, options, part, trained);
          const alone = await openTrainer(matrix, { bins, workers: 1, trees: 1 });
          expect(await alone.train(outcome, options, part)).toEqual(trained);
          await alone.close();
        }
      } finally {
        await threads.close();
      }
    }
  });
});
