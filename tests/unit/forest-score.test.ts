import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureColumn, Forest, Matrix } from '../../src/forest/forest.ts';
import { openScorer } from '../../src/forest/score.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { rowOf, table, wildForest } from '../support/forests.ts';

async function scoresOf(forests: readonly Forest[], matrix: Matrix, workers?: number): Promise<Float64Array[]> {
  const scorer = await openScorer(forests, workers ? { workers } : {});
  try {
    return await scorer.score(matrix);
  } finally {
    await scorer.close();
  }
}

/** Equal to the last bit. */
function expectWalked(forest: Forest, matrix: Matrix, scores: Float64Array): void {
  const expected = Float64Array.from({ length: matrix.rows }, (_, row) => scoreRow(forest, rowOf(matrix, row)));
  expect(Buffer.from(scores.buffer, scores.byteOffset, scores.byteLength).equals(Buffer.from(expected.buffer))).toBe(true);
}

const SPECIAL = [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0.1, 3.5, 2 ** 53];

describe('fast scores', () => {
  it('equal the walk, whatever the forest and the table', async () => {
    const anyForest = fc.record({
      seed: fc.nat(1e6),
      trees: fc.integer({ min: 1, max: 12 }),
      features: fc.integer({ min: 1, max: 9 }),
      depth: fc.integer({ min: 1, max: 11 }),
      rows: fc.integer({ min: 0, max: 70 }),
      single: fc.boolean(),
    });
    const cuts = SPECIAL.filter(Number.isFinite);
    await fc.assert(
      fc.asyncProperty(anyForest, fc.array(fc.constantFrom(...SPECIAL), { minLength: 1, maxLength: 40 }), async (shape, values) => {
        const forest = wildForest(shape.seed, { ...shape, values: cuts });
        const columns = Array.from({ length: shape.features }, (_, j): FeatureColumn => {
          const column = Float64Array.from({ length: shape.rows }, (_, row) => values[(row * 7 + j * 3) % values.length]!);
          return shape.single ? Float32Array.from(column) : column;
        });
        const matrix = { rows: shape.rows, columns };
        expectWalked(forest, matrix, (await scoresOf([forest], matrix))[0]!);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('equal the walk with several forests, of many cuts, over one table', async () => {
    const matrix = table(3, 3000, 12);
    const forests = [1, 2, 3].map((seed) => wildForest(seed, { trees: 40, features: 12, depth: 10 }));
    const scores = await scoresOf(forests, matrix);
    for (const [m, forest] of forests.entries()) expectWalked(forest, matrix, scores[m]!);
  });

  it('hold with more cuts on one feature than a byte or 16 bits can count', async () => {
    for (const [trees, depth, least] of [
      [30, 6, 256],
      [2000, 12, 65_536],
    ] as const) {
      const forest = wildForest(4, { trees, features: 1, depth });
      const distinct = new Set(forest.trees.flatMap((tree) => Array.from(tree.cut)));
      expect(distinct.size).toBeGreaterThan(least);
      const matrix = table(5, 400, 1);
      expectWalked(forest, matrix, (await scoresOf([forest], matrix))[0]!);
    }
  });

  it('code values alike whatever the count of cuts, in 32 bits and in 64', async () => {
    for (const cuts of [1, 2, 3, 23, 24, 25, 26, 47, 48, 49, 50, 257]) {
      const values = Array.from({ length: cuts }, (_, k) => (k - cuts / 3) / 7);
      const forest = comb(values);
      const around = values.flatMap((cut) => [cut, Math.fround(cut), cut - 1e-9, cut + 1e-9, cut - 0.05]);
      const column = Float64Array.from([...around, ...SPECIAL]);
      for (const each of [column, Float32Array.from(column)]) {
        const matrix = { rows: each.length, columns: [each] };
        expectWalked(forest, matrix, (await scoresOf([forest], matrix))[0]!);
      }
    }
  });

  it('are the same bytes on one thread or three, on shared memory or not', async () => {
    const forest = wildForest(6, { trees: 300, features: 10, depth: 12 });
    const plain = table(7, 30_011, 10);
    const shared = table(7, 30_011, 10, { shared: true });
    const [first] = await scoresOf([forest], plain, 1);
    for (const [matrix, workers] of [
      [plain, 3],
      [shared, 2],
    ] as const)
      expect((await scoresOf([forest], matrix, workers))[0]).toEqual(first);
    expectWalked(forest, plain, first!);
  });

  it('refuse a table or forests of other features', async () => {
    const forest = wildForest(8, { trees: 2, features: 3, depth: 3 });
    await expect(scoresOf([forest], table(1, 5, 4))).rejects.toMatchObject({ code: 'FOREST_COLUMNS' });
    await expect(scoresOf([forest, { ...forest, features: 4 }], table(1, 5, 3))).rejects.toMatchObject({ code: 'FOREST_COLUMNS' });
  });
});

describe('explanations on threads', () => {
  it('are the same bytes whatever their number, and whatever the shard a row came in', async () => {
    const forest = wildForest(9, { trees: 60, features: 10, depth: 9 });
    const matrix = table(10, 2003, 10, { shared: true });
    const options = { full: true, top: 3, groups: Int32Array.from({ length: 10 }, (_, j) => j % 5), groupCount: 5 };
    const explained = async (part: Matrix, workers: number) => {
      const scorer = await openScorer([forest], { workers });
      const [explanation] = await scorer.explain(part, options);
      await scorer.close();
      return explanation!;
    };
    const alone = await explained(matrix, 1);
    expect(await explained(matrix, 3)).toEqual(alone);
    const from = 501;
    const part = { rows: 700, columns: matrix.columns.map((column) => column.subarray(from, from + 700)) };
    const shard = await explained(part, 1);
    expect(shard.values).toEqual(alone.values!.slice(from * 10, (from + 700) * 10));
    expect(shard.groups).toEqual(alone.groups.slice(from * 5, (from + 700) * 5));
    expect(shard.raising.feature).toEqual(alone.raising.feature.slice(from * 3, (from + 700) * 3));
  });
});

/** A tree for each cut, on one feature, that tells its side. */
function comb(cuts: readonly number[]): Forest {
  const trees = cuts.map((cut, k) => ({
    feature: Int32Array.of(0, -1, -1),
    cut: Float64Array.of(cut, 0, 0),
    left: Int32Array.of(1, 0, 0),
    share: Float64Array.of(0.5, 1 / (k + 2), 1 / (k + 3)),
    cover: Float64Array.of(2, 1, 1),
  }));
  return { features: 1, trees };
}
