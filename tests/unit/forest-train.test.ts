import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import type { FeatureColumn, Forest, Matrix } from '../../src/forest/forest.ts';
import { treeRandom } from '../../src/forest/random.ts';
import { defaultTrainOptions, openTrainer, type Trained, type TrainOptions, train } from '../../src/forest/train.ts';
import { runBinJob } from '../../src/forest/train-job.ts';
import { trainMemory } from '../../src/forest/train-memory.ts';
import { leafOf, scoreRow } from '../../src/forest/walk.ts';
import { outcomeOf, rowOf, table } from '../support/forests.ts';

function bytesOf({ forest, oob }: Trained): Buffer {
  const parts = forest.trees.flatMap((tree) => [tree.feature, tree.cut, tree.left, tree.share, tree.cover]);
  return Buffer.concat([...parts, oob].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

/** Area under the ROC curve, by ranks. */
function auc(scores: Float64Array, outcome: Uint8Array): number {
  const order = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]!)).sort((a, b) => scores[a]! - scores[b]!);
  let [below, wins, positives] = [0, 0, 0];
  for (let i = 0; i < order.length; ) {
    let [ones, zeros] = [0, 0];
    const score = scores[order[i]!];
    for (; i < order.length && scores[order[i]!] === score; i++) outcome[order[i]!] === 1 ? ones++ : zeros++;
    wins += ones * (below + zeros / 2);
    below += zeros;
    positives += ones;
  }
  return wins / (positives * below);
}

/** Cuts and bins of one column, as a training makes them. */
function binned(column: FeatureColumn, limit: number): { cuts: Float64Array; bins: Uint8Array } {
  const memory = trainMemory(column.length, 1, 1);
  const next = new Int32Array(new SharedArrayBuffer(8));
  const [part] = runBinJob({ kind: 'bin', next, columns: [column], rows: column.length, limit, memory });
  return { cuts: part!.cuts, bins: new Uint8Array(memory.memory.buffer).slice(memory.binsAt, memory.binsAt + column.length) };
}

const small: TrainOptions = { trees: 8, maxDepth: 6, minLeaf: 3, featuresPerNode: 3, bins: 64, seed: 7 };

describe('bins', () => {
  it('keep every distinct value apart where they are few, and missing ones last', () => {
    const column = Float64Array.from([3, 1, Number.NaN, 2, 1, Number.NaN, 3]);
    const { bins } = binned(column, 255);
    expect([...bins]).toEqual([2, 0, 3, 1, 0, 3, 2]);
  });

  it('agree with the cuts: bin ≤ k exactly when value < cut k, infinities and NaN included', () => {
    const random = table(1, 4000, 1, { missing: 0.1 }).columns[0]!;
    const column = Float64Array.from([...random, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, 0, -0, 1e-320]);
    for (const limit of [2, 3, 16, 255]) {
      const { cuts, bins } = binned(column, limit);
      expect(cuts.length).toBeLessThan(limit);
      expect(cuts.every((cut, k) => Number.isFinite(cut) && (k === 0 || cut > cuts[k - 1]!))).toBe(true);
      const wrong = [...column.entries()].filter(([row, value]) => cuts.some((cut, k) => bins[row]! <= k !== value < cut));
      expect(wrong).toEqual([]);
    }
  });

  it('know few values from many, whatever zeros, signs and repeats', () => {
    const random = seeded(3);
    for (const [distinct, rows] of [
      [1, 9],
      [2, 100],
      [200, 3000],
      [254, 5000],
      [255, 5000],
      [256, 5000],
      [4000, 30_011],
    ] as const) {
      const values = Array.from({ length: distinct }, () => (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20));
      const column = Float64Array.from({ length: rows }, (_, row) => values[row < distinct ? row : Math.floor(random() * distinct)]!);
      const { cuts, bins } = binned(column, 255);
      const sorted = [...new Set(column)].sort((a, b) => a - b);
      if (distinct <= 255) expect(cuts.length).toBe(sorted.length - 1);
      else expect(cuts.length).toBeGreaterThan(150);
      expect(cuts.length).toBeLessThan(255);
      const wrong = [...column.entries()].filter(([row, value]) => bins[row] !== cuts.filter((cut) => cut <= value).length);
      expect(wrong).toEqual([]);
    }
    expect(binned(Float64Array.from([0, -0, 0, -0]), 255).cuts.length).toBe(0);
    expect([...binned(Float64Array.from([Number.NaN, Number.NaN]), 255).cuts]).toEqual([]);
    expect(binned(Float64Array.from([Number.NaN, 1]), 2).cuts.length).toBe(1);
  });

  it('hold about as many rows each', () => {
    const column = table(2, 10_000, 1, { missing: 0 }).columns[0]!;
    const { bins } = binned(column, 20);
    const counts = new Array<number>(20).fill(0);
    for (const bin of bins) counts[bin]!++;
    expect(Math.min(...counts)).toBeGreaterThan(400);
    expect(Math.max(...counts)).toBeLessThan(600);
  });
});

describe('training', () => {
  it('gives the same bytes on any number of threads', async () => {
    const matrix = table(3, 3000, 20);
    const outcome = outcomeOf(matrix, 4);
    const weights = Float64Array.from({ length: 3000 }, (_, row) => 0.25 + (row % 7));
    const options: TrainOptions = { ...small, trees: 40, maxDepth: 10, weights, positiveWeight: 2.5 };
    const alone = bytesOf(await train(matrix, outcome, { ...options, workers: 1 }));
    for (const workers of [2, 3]) expect(bytesOf(await train(matrix, outcome, { ...options, workers })).equals(alone)).toBe(true);
    expect(bytesOf(await train(matrix, outcome, { ...options, workers: 1, seed: 8 })).equals(alone)).toBe(false);
  });

  it('keeps depth, leaf size and shapes', async () => {
    const matrix = table(5, 1500, 10);
    const { forest } = await train(matrix, outcomeOf(matrix, 6), small);
    for (const tree of forest.trees) {
      const depth = new Map([[0, 0]]);
      tree.feature.forEach((feature, node) => {
        expect(depth.get(node)).toBeLessThanOrEqual(small.maxDepth);
        expect(tree.cover[node]).toBeGreaterThanOrEqual(small.minLeaf);
        if (feature < 0) return;
        const left = tree.left[node]!;
        depth.set(left, depth.get(node)! + 1).set(left + 1, depth.get(node)! + 1);
        expect(tree.cover[left]! + tree.cover[left + 1]!).toBe(tree.cover[node]);
      });
      expect(depth.size).toBe(tree.feature.length);
      expect(tree.cover[0]).toBe(1500);
    }
  });

  it('takes, at every node, the purest cut of the features drawn (here all of them)', async () => {
    const rows = 400;
    const matrix = table(7, rows, 4);
    const outcome = outcomeOf(matrix, 8);
    const options: TrainOptions = { ...small, trees: 6, featuresPerNode: 4, maxDepth: 5, bins: 255, minLeaf: 4 };
    const { forest } = await train(matrix, outcome, options);
    const cuts = matrix.columns.map((column) => binned(column, 255).cuts);
    expect(Math.min(...forest.trees.map((tree) => tree.feature.length))).toBeGreaterThan(15);
    for (const [t, tree] of forest.trees.entries()) {
      const draw = treeRandom(options.seed, t);
      const drawn = Array.from({ length: rows }, () => draw(rows));
      const held: number[][] = [drawn];
      for (const [node, feature] of tree.feature.entries()) {
        const here = held[node]!;
        expect(tree.cover[node]).toBe(here.length);
        const split = (f: number, cut: number) => [
          here.filter((row) => matrix.columns[f]![row]! < cut),
          here.filter((row) => !(matrix.columns[f]![row]! < cut)),
        ];
        const purity = (sides: number[][]) => {
          if (sides.some((side) => new Set(side).size < options.minLeaf)) return 0;
          return sides.reduce((sum, side) => sum + side.reduce((a, row) => a + outcome[row]!, 0) ** 2 / side.length, 0);
        };
        if (feature < 0) continue;
        const chosen = split(feature, tree.cut[node]!);
        held[tree.left[node]!] = chosen[0]!;
        held[tree.left[node]! + 1] = chosen[1]!;
        const best = Math.max(...cuts.flatMap((each, f) => Array.from(each, (cut) => purity(split(f, cut)))));
        expect(purity(chosen)).toBeCloseTo(best, 9);
      }
    }
  });

  it('tells rows apart by their missing values alone', async () => {
    const rows = 600;
    const column = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? Number.NaN : (row * 7) % 11));
    const outcome = Uint8Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const { forest } = await train({ rows, columns: [column] }, outcome, { ...small, featuresPerNode: 1 });
    expect(scoreRow(forest, [Number.NaN])).toBe(1);
    for (let value = 0; value < 11; value++) expect(scoreRow(forest, [value])).toBe(0);
  });

  it('scores out of bag with the trees that did not draw the row', async () => {
    const matrix = table(9, 4000, 12);
    const outcome = outcomeOf(matrix, 10);
    const { forest, oob } = await train(matrix, outcome, { ...small, trees: 60, maxDepth: 12, minLeaf: 1 });
    const all = Float64Array.from({ length: matrix.rows }, (_, row) => scoreRow(forest, rowOf(matrix, row)));
    const fresh = freshAuc(forest, 12);
    expect(auc(all, outcome)).toBeGreaterThan(0.95);
    expect(Math.abs(auc(oob, outcome) - fresh)).toBeLessThan(0.03);
    expect((await train(matrix, outcome, { ...small, trees: 1 })).oob.filter(Number.isNaN).length / 4000).toBeCloseTo(1 - Math.exp(-1), 1);
  });

  it('weighs rows: whole weights as rows that stand twice, weight 0 as rows that are not there', async () => {
    const matrix = table(11, 1200, 6);
    const outcome = outcomeOf(matrix, 12);
    const weights = Float64Array.from({ length: 1200 }, (_, row) => (row < 600 ? 1 : 0));
    const flipped = outcome.map((value, row) => (row < 600 ? value : 1 - value));
    const { forest } = await train(matrix, flipped, { ...small, trees: 40, weights });
    const scores = Float64Array.from({ length: 1200 }, (_, row) => scoreRow(forest, rowOf(matrix, row)));
    expect(auc(scores.subarray(0, 600), flipped.subarray(0, 600))).toBeGreaterThan(0.75);
    expect(auc(scores.subarray(600), flipped.subarray(600))).toBeLessThan(0.4);
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    const heavier = await train(matrix, outcome, { ...small, trees: 40, positiveWeight: 4 });
    const heavy = Float64Array.from({ length: 1200 }, (_, row) => scoreRow(heavier.forest, rowOf(matrix, row)));
    const plain = await train(matrix, outcome, { ...small, trees: 40 });
    const light = Float64Array.from({ length: 1200 }, (_, row) => scoreRow(plain.forest, rowOf(matrix, row)));
    expect(mean(heavy)).toBeGreaterThan(mean(light) + 0.1);
  });

  it('counts in a leaf the rows that reach it', async () => {
    const matrix = table(13, 900, 5, { missing: 0.2 });
    const outcome = outcomeOf(matrix, 14);
    const { forest } = await train(matrix, outcome, { ...small, trees: 30 });
    const wrong = forest.trees.filter((tree) => {
      const reached = new Set(Array.from({ length: 900 }, (_, row) => leafOf(tree, rowOf(matrix, row))));
      return tree.feature.some((feature, node) => feature < 0 && !reached.has(node));
    });
    expect(wrong).toEqual([]);
  });

  it('tells its progress', async () => {
    const matrix = table(15, 300, 5);
    const heard: number[] = [];
    await train(matrix, outcomeOf(matrix, 16), small, (done, total) => void heard.push(done / total));
    expect(heard).toEqual(Array.from({ length: 8 }, (_, k) => (k + 1) / 8));
  });

  it('refuses what does not fit', async () => {
    const matrix = table(17, 50, 3);
    const outcome = outcomeOf(matrix, 18);
    const refusal = (promise: Promise<unknown>) =>
      promise.then(
        () => null,
        (error) => (error as { code?: string }).code,
      );
    expect(await refusal(train(matrix, outcome.subarray(1), small))).toBe('TRAIN_DATA');
    expect(
      await refusal(
        train(
          matrix,
          outcome.map(() => 2),
          small,
        ),
      ),
    ).toBe('TRAIN_DATA');
    expect(
      await refusal(
        train(
          matrix,
          outcome.map(() => 1),
          small,
        ),
      ),
    ).toBe('TRAIN_CLASSES');
    expect(await refusal(train({ rows: 50, columns: [] }, outcome, small))).toBe('TRAIN_DATA');
    expect(await refusal(train({ ...matrix, rows: 49 } as Matrix, outcome.subarray(1), small))).toBe('TRAIN_DATA');
    for (const weights of [
      [1],
      new Array(50).fill(0),
      new Array(50).fill(-1),
      new Array(50).fill(Number.NaN),
      new Array(50).fill(Infinity),
    ]) {
      expect(await refusal(train(matrix, outcome, { ...small, weights: Float64Array.from(weights) }))).toBe('TRAIN_DATA');
    }
    const bad = [
      { trees: 0 },
      { trees: 2001 },
      { maxDepth: 65 },
      { minLeaf: 0.5 },
      { bins: 256 },
      { bins: 1 },
      { seed: 0.1 },
      { positiveWeight: 0 },
    ];
    for (const each of bad) expect(await refusal(train(matrix, outcome, { ...small, ...each }))).toBe('TRAIN_OPTION');
  });

  it('has sensible defaults', () => {
    expect(defaultTrainOptions(300)).toMatchObject({ trees: 200, maxDepth: 12, minLeaf: 5, featuresPerNode: 17, bins: 255 });
    expect(defaultTrainOptions(1).featuresPerNode).toBe(1);
  });
});

/** AUC on rows that the forest never met. */
function freshAuc(forest: Forest, features: number): number {
  const matrix = table(99, 4000, features);
  const outcome = outcomeOf(matrix, 98);
  return auc(
    Float64Array.from({ length: 4000 }, (_, row) => scoreRow(forest, rowOf(matrix, row))),
    outcome,
  );
}

describe('a trainer that has binned its table once', () => {
  const rows = 900;
  const matrix = table(5, rows, 6, { missing: 0.1 });
  const outcome = outcomeOf(matrix, 0.4);
  const drawn = Uint32Array.from({ length: 500 }, (_, at) => at);
  const judged = Uint32Array.from({ length: 300 }, (_, at) => 600 + at);
  const grown = async (happened: Uint8Array, part: object, workers = 1) => {
    const trainer = await openTrainer(matrix, { bins: 64, workers, trees: 400 });
    try {
      return await trainer.train(happened, { ...small, trees: 12 }, part);
    } finally {
      await trainer.close();
    }
  };

  it('scores those it only judges with every tree, and nobody else but those learnt from', async () => {
    const { forest, oob } = await grown(outcome, { rows: drawn, judged });
    for (const row of judged) expect(oob[row]).toBeCloseTo(scoreRow(forest, rowOf(matrix, row)), 9);
    expect(oob.subarray(500, 600).every(Number.isNaN)).toBe(true);
    expect(oob.subarray(0, 500).filter((score) => !Number.isNaN(score)).length).toBeGreaterThan(450);
  });

  it('learns nothing from the outcomes of others', async () => {
    const other = outcome.map((value, row) => (row < 500 ? value : 1 - value));
    const part = { rows: drawn, judged };
    expect(bytesOf(await grown(other, part))).toEqual(bytesOf(await grown(outcome, part, 2)));
  });

  it('splits on no column that it is told to leave', async () => {
    const { forest } = await grown(outcome, { without: new Set([0, 1, 2]) });
    const used = new Set(forest.trees.flatMap(({ feature }) => [...feature]));
    expect([0, 1, 2].some((feature) => used.has(feature))).toBe(false);
    expect([...used].filter((feature) => feature >= 0)).not.toEqual([]);
  });

  it('takes no other training after one that was given up: threads still at it would answer for the next', async () => {
    const matrix = table(51, 2000, 10, { shared: true });
    const outcome = outcomeOf(matrix, 52);
    const options = { trees: 120, maxDepth: 8, minLeaf: 3, featuresPerNode: 3, seed: 1 };
    const threads = await openTrainer(matrix, { bins: 64, workers: 2, trees: 240 });
    try {
      const stop = (done: number) => {
        if (done === 2) throw new Error('enough');
      };
      await expect(threads.train(outcome, options, {}, stop)).rejects.toThrow('enough');
      await expect(threads.train(outcome, { ...options, seed: 2 })).rejects.toMatchObject({ code: 'INTERNAL' });
    } finally {
      await threads.close();
    }
  });

  it('refuses rows of which it learns a single class', async () => {
    await expect(
      grown(
        outcome.map((value, row) => (row < 500 ? 1 : value)),
        { rows: drawn },
      ),
    ).rejects.toThrow('TRAIN_CLASSES');
  });
});
