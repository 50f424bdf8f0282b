import { describe, expect, it } from 'vitest';
import { countCovers } from '../../src/forest/covers.ts';
import { type Forest, hasCovers, type Tree } from '../../src/forest/forest.ts';
import { gaussLegendre } from '../../src/forest/quadrature.ts';
import { openScorer } from '../../src/forest/score.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { rowOf, table, wildForest } from '../support/forests.ts';

/** Expected score when only the features of `known` are: at the other splits, both sides by their covers (Lundberg et al. 2020). */
function expectation(tree: Tree, row: Float64Array, known: number, node = 0): number {
  const feature = tree.feature[node]!;
  if (feature < 0) return tree.share[node]!;
  const left = tree.left[node]!;
  if ((known >> feature) & 1) return expectation(tree, row, known, row[feature]! < tree.cut[node]! ? left : left + 1);
  const a = tree.cover[left]!;
  const b = tree.cover[left + 1]!;
  return (a * expectation(tree, row, known, left) + b * expectation(tree, row, known, left + 1)) / (a + b);
}

/** Shapley values from their definition: every coalition of features weighed. */
function enumerate(forest: Forest, row: Float64Array): number[] {
  const n = forest.features;
  const factorial = Array.from({ length: n + 1 }, (_, k) => Array.from({ length: k }, (_, i) => i + 1).reduce((a, b) => a * b, 1));
  const worth = Array.from({ length: 1 << n }, (_, known) => {
    return forest.trees.reduce((sum, tree) => sum + expectation(tree, row, known), 0) / forest.trees.length;
  });
  return Array.from({ length: n }, (_, j) => {
    let value = 0;
    for (let known = 0; known < 1 << n; known++) {
      if ((known >> j) & 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      value += ((factorial[size]! * factorial[n - size - 1]!) / factorial[n]!) * (worth[known | (1 << j)]! - worth[known]!);
    }
    return value;
  });
}

describe('quadrature', () => {
  it('is exact for every monomial up to degree 2n − 1', () => {
    for (let count = 1; count <= 32; count++) {
      const { points, weights } = gaussLegendre(count);
      for (let degree = 0; degree < 2 * count; degree++) {
        const sum = points.reduce((total, point, i) => total + weights[i]! * point ** degree, 0);
        expect(Math.abs(sum - 1 / (degree + 1))).toBeLessThan(1e-14);
      }
    }
  });
});

describe('explanations', () => {
  it('add up to the scores, and are those of a scorer that saw nothing else, whatever the sizes of the tables that one scorer is given, one after the other', async () => {
    const forests = [1, 2].map((seed) => wildForest(seed, { trees: 60, features: 12, depth: 12, values: [0, 1, 2, 3] }));
    const scorer = await openScorer(forests, { workers: 2 });
    try {
      for (const [at, rows] of [1000, 640, 344, 999, 640, 1000].entries()) {
        const matrix = table(at, rows, 12);
        const scores = await scorer.score(matrix);
        const fresh = await openScorer(forests, { workers: 1 });
        const alone = await fresh.explain(matrix, { full: true });
        await fresh.close();
        for (const [forest, { base, values }] of (await scorer.explain(matrix, { full: true })).entries()) {
          expect(values).toEqual(alone[forest]!.values);
          for (let row = 0; row < rows; row++) {
            expect(scores[forest]![row]).toBe(scoreRow(forests[forest]!, rowOf(matrix, row)));
            const sum = values!.subarray(12 * row, 12 * row + 12).reduce((all, value) => all + value, base);
            expect(Math.abs(sum - scores[forest]![row]!), `${rows} rows, row ${row}`).toBeLessThan(1e-9);
          }
        }
      }
    } finally {
      await scorer.close();
    }
  });

  it('equal the enumeration of all coalitions', async () => {
    let worst = 0;
    for (let seed = 0; seed < 60; seed++) {
      const features = 1 + (seed % 8);
      const forest = wildForest(seed, {
        trees: 1 + (seed % 4),
        features,
        depth: 1 + (seed % 9),
        values: seed % 2 ? [0, 1, 2, 3] : [-0.5, 0.1, 0.4],
      });
      const matrix = table(seed + 1000, 9, features, { missing: 0.2 });
      const scorer = await openScorer([forest]);
      const [explanation] = await scorer.explain(matrix, { full: true });
      for (let row = 0; row < matrix.rows; row++) {
        const expected = enumerate(forest, rowOf(matrix, row));
        expected.forEach((value, j) => {
          worst = Math.max(worst, Math.abs(value - explanation!.values![row * features + j]!));
        });
      }
      await scorer.close();
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it('add up, with the base, to the score', async () => {
    const forest = wildForest(5, { trees: 20, features: 40, depth: 14 });
    const matrix = table(6, 700, 40, { missing: 0.1 });
    const scorer = await openScorer([forest]);
    const [explanation] = await scorer.explain(matrix, { full: true });
    for (let row = 0; row < matrix.rows; row++) {
      const values = explanation!.values!.subarray(row * 40, (row + 1) * 40);
      const sum = values.reduce((total, value) => total + value, explanation!.base);
      expect(Math.abs(sum - scoreRow(forest, rowOf(matrix, row)))).toBeLessThan(1e-9);
    }
    await scorer.close();
  });

  it('stay exact on paths as long as the limit', async () => {
    const deep = chain(64);
    const matrix = table(7, 30, 64, { missing: 0.05 });
    const scorer = await openScorer([deep]);
    const [explanation] = await scorer.explain(matrix, { full: true });
    for (let row = 0; row < matrix.rows; row++) {
      const sum = explanation!.values!.subarray(row * 64, (row + 1) * 64).reduce((total, value) => total + value, explanation!.base);
      expect(Math.abs(sum - scoreRow(deep, rowOf(matrix, row)))).toBeLessThan(1e-9);
    }
    await scorer.close();
  });

  it('keep the largest factors both ways, those raising of marked features apart, and sum every feature into its category', async () => {
    const features = 12;
    const forest = wildForest(8, { trees: 12, features, depth: 6 });
    const matrix = table(9, 300, features);
    const groups = Int32Array.from({ length: features }, (_, j) => j % 5);
    const marked = Uint8Array.from({ length: features }, (_, j) => (j % 4 === 0 ? 0 : 1));
    const scorer = await openScorer([forest, forest]);
    const [explanation, twin] = await scorer.explain(matrix, { full: true, groups, groupCount: 5, top: 3, marked });
    expect(twin).toEqual(explanation);
    const { values, raising, lowering } = explanation!;
    for (let row = 0; row < matrix.rows; row++) {
      const all = Array.from(values!.subarray(row * features, (row + 1) * features), (value, feature) => ({ feature, value }));
      for (let g = 0; g < 5; g++) {
        const sum = all.filter(({ feature }) => groups[feature] === g).reduce((total, { value }) => total + value, 0);
        expect(explanation!.groups[row * 5 + g]).toBeCloseTo(sum, 12);
      }
      for (const [sign, factors, kept] of [
        [1, raising, all],
        [-1, lowering, all],
        [1, explanation!.marked, all.filter(({ feature }) => marked[feature] === 1)],
      ] as const) {
        const largest = kept.filter(({ value }) => value * sign > 0).sort((a, b) => (b.value - a.value) * sign || a.feature - b.feature);
        for (let k = 0; k < 3; k++) {
          expect(factors.feature[row * 3 + k]).toBe(largest[k]?.feature ?? -1);
          expect(factors.value[row * 3 + k]).toBe(largest[k]?.value ?? 0);
        }
      }
    }
    await scorer.close();
  });

  it('need the row counts of the nodes', async () => {
    const forest = chain(3);
    const blind = { ...forest, trees: forest.trees.map((tree) => ({ ...tree, cover: new Float64Array(tree.cover.length) })) };
    const scorer = await openScorer([blind]);
    await expect(scorer.explain(table(1, 4, 3), {})).rejects.toMatchObject({ code: 'FOREST_COVER' });
    await scorer.close();
  });

  it('can have them counted again over the training table', async () => {
    const matrix = table(12, 500, 4);
    const forest = wildForest(13, { trees: 4, features: 4, depth: 6, values: [-0.5, 0.5, 1, 3] });
    const counted = countCovers(forest, matrix);
    for (const [t, tree] of counted.trees.entries()) {
      for (const [node, count] of tree.cover.entries()) {
        const rows = Array.from({ length: 500 }, (_, row) => row).filter((row) => meets(tree, node, rowOf(matrix, row))).length;
        if (tree.feature[node]! < 0) expect([t, node, count]).toEqual([t, node, Math.max(rows, 0.5)]);
        else expect(Math.abs(count - rows)).toBeLessThan(tree.cover.length / 2);
      }
    }
    expect(hasCovers(counted)).toBe(true);
    expect(() => countCovers(forest, table(12, 5, 3))).toThrow('FOREST_COLUMNS');
  });
});

/** Whether a row's path goes through a node. */
function meets(tree: Tree, target: number, row: Float64Array): boolean {
  for (let node = 0; ; node = row[tree.feature[node]!]! < tree.cut[node]! ? tree.left[node]! : tree.left[node]! + 1) {
    if (node === target) return true;
    if (tree.feature[node]! < 0) return false;
  }
}

/** One tree as deep as `depth`, a feature a level. */
function chain(depth: number): Forest {
  const nodes = 2 * depth + 1;
  const feature = new Int32Array(nodes).fill(-1);
  const cut = new Float64Array(nodes);
  const left = new Int32Array(nodes);
  const share = Float64Array.from({ length: nodes }, (_, node) => ((node * 37) % 101) / 101);
  const cover = new Float64Array(nodes);
  let node = 0;
  cover[0] = 2 ** 40;
  for (let level = 0; level < depth; level++) {
    feature[node] = level;
    cut[node] = level % 3 === 0 ? 0.7 : 4;
    left[node] = 2 * level + 1;
    const child = 2 * level + 1;
    cover[child] = Math.ceil(cover[node]! * 0.6);
    cover[child + 1] = cover[node]! * 0.4;
    node = child;
  }
  return { features: depth, trees: [{ feature, cut, left, share, cover }] };
}
