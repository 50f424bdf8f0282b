import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/base/json.ts';
import { classifierText, fromRandomForestClassifier, toRandomForestClassifier } from '../../src/forest/classifier-json.ts';
import type { Forest, Matrix } from '../../src/forest/forest.ts';
import { train } from '../../src/forest/train.ts';
import { classRow, scoreRow } from '../../src/forest/walk.ts';
import { outcomeOf, rowOf, table, wildForest } from '../support/forests.ts';

const load = (json: unknown) => RandomForestClassifier.load(json as Parameters<typeof RandomForestClassifier.load>[0]);
const rowsOf = (matrix: Matrix) => Array.from({ length: matrix.rows }, (_, row) => Array.from(rowOf(matrix, row)));
const refused = (json: unknown, features = 3) => {
  try {
    fromRandomForestClassifier(json, features);
    return null;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the JSON of ml-random-forest', () => {
  it('loads there and predicts the same class, row by row, missing values included', async () => {
    const matrix = table(1, 10_000, 15, { missing: 0.15 });
    const { forest } = await train(matrix, outcomeOf(matrix, 2), {
      trees: 25,
      maxDepth: 9,
      minLeaf: 2,
      featuresPerNode: 4,
      bins: 255,
      seed: 3,
    });
    const predicted = load(JSON.parse(JSON.stringify(toRandomForestClassifier(forest)))).predict(rowsOf(matrix));
    const ours = Array.from({ length: matrix.rows }, (_, row) => classRow(forest, rowOf(matrix, row)));
    expect(predicted).toEqual(ours);
    expect(new Set(ours).size).toBe(2);
  });

  it('predicts the same class at ties of votes and of shares', () => {
    for (let seed = 0; seed < 20; seed++) {
      const wild = wildForest(seed, { trees: 2 * (1 + (seed % 3)), features: 3, depth: 4, values: [-0.5, 0, 0.5, 2] });
      const even: Forest = {
        ...wild,
        trees: wild.trees.map((tree) => ({ ...tree, share: tree.share.map((share) => Math.round(share * 4) / 4) })),
      };
      const matrix = table(seed, 60, 3, { missing: 0.2 });
      const predicted = load(JSON.parse(JSON.stringify(toRandomForestClassifier(even)))).predict(rowsOf(matrix));
      expect(predicted).toEqual(Array.from({ length: 60 }, (_, row) => classRow(even, rowOf(matrix, row))));
    }
  });

  it('comes back as the very same forest', async () => {
    const matrix = table(4, 800, 6);
    const weights = Float64Array.from({ length: 800 }, (_, row) => 0.3 + (row % 5));
    const { forest } = await train(matrix, outcomeOf(matrix, 5), {
      trees: 9,
      maxDepth: 7,
      minLeaf: 2,
      featuresPerNode: 3,
      bins: 64,
      seed: 6,
      weights,
    });
    expect(fromRandomForestClassifier(JSON.parse(JSON.stringify(toRandomForestClassifier(forest))), 6)).toEqual(forest);
    const wild = wildForest(7, { trees: 5, features: 6, depth: 8 });
    expect(fromRandomForestClassifier(toRandomForestClassifier(wild), 6)).toEqual(wild);
  });

  it('is written as canonical JSON at once', () => {
    for (let seed = 0; seed < 20; seed++) {
      const wild = wildForest(seed, { trees: 3, features: 4, depth: seed % 7 });
      const blind = { ...wild, trees: wild.trees.map((tree) => ({ ...tree, cover: new Float64Array(tree.cover.length) })) };
      for (const forest of [wild, blind]) expect(classifierText(forest)).toBe(canonicalJson(toRandomForestClassifier(forest)));
    }
  });

  it('is read when ml-random-forest itself trained it', () => {
    const matrix = table(8, 90, 5, { missing: 0 });
    const outcome = outcomeOf(matrix, 9);
    const theirs = new RandomForestClassifier({
      nEstimators: 12,
      maxFeatures: 0.8,
      replacement: false,
      seed: 3,
      noOOB: true,
      treeOptions: { minNumSamples: 4 },
    });
    theirs.train(rowsOf(matrix), Array.from(outcome));
    const forest = fromRandomForestClassifier(JSON.parse(JSON.stringify(theirs)), 5);
    const fresh = table(10, 400, 5, { missing: 0.1 });
    expect(theirs.predict(rowsOf(fresh))).toEqual(Array.from({ length: 400 }, (_, row) => classRow(forest, rowOf(fresh, row))));
    expect(scoreRow(forest, rowOf(fresh, 0))).toBeGreaterThanOrEqual(0);
  });

  it('is refused with a code when it is not what it says', () => {
    const whole = toRandomForestClassifier(wildForest(11, { trees: 2, features: 3, depth: 3 }));
    const bent = (path: readonly (string | number)[], value: unknown): unknown => {
      const copy: unknown = JSON.parse(JSON.stringify(whole));
      let at = copy as Record<string | number, unknown>;
      for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
      at[path[path.length - 1]!] = value;
      return copy;
    };
    expect(refused(whole)).toBeNull();
    for (const value of [null, 1, 'x', [], {}, { name: 'RFClassifier' }]) expect(refused(value)).toBe('FOREST_FORM');
    const leaf = { distribution: [[0.5, 0.5]] };
    const root = (value: unknown) => [['baseModel', 'estimators', 0, 'root'], value] as const;
    const bends: (readonly [path: readonly (string | number)[], value: unknown])[] = [
      [['name'], 'RFRegression'],
      [['baseModel', 'isClassifier'], false],
      [['baseModel', 'nEstimators'], 3],
      [['baseModel', 'indexes'], [[0, 1, 2]]],
      [
        ['baseModel', 'indexes', 0],
        [0, 1, 3],
      ],
      [
        ['baseModel', 'indexes', 0],
        [0, 1, -1],
      ],
      [
        ['baseModel', 'indexes', 0],
        [0, 1, 0.5],
      ],
      [['baseModel', 'estimators'], []],
      [['baseModel', 'surprise'], 1],
      [['baseModel', 'estimators', 0, 'name'], 'DTRegression'],
      root({ distribution: [[0.5, 0.2]] }),
      root({ distribution: [[-0.5, 1.5]] }),
      root({ distribution: [[0.5, 0.25, 0.25]] }),
      root({ distribution: [['0.5', 0.5]] }),
      root({ distribution: 0.5 }),
      root({ splitColumn: 0, splitValue: null, left: leaf, right: leaf }),
      root({ splitColumn: 3, splitValue: 1, left: leaf, right: leaf }),
      root({ splitColumn: 0.5, splitValue: 1, left: leaf, right: leaf }),
      root({ splitColumn: 0, splitValue: 1, left: leaf }),
      root({ splitColumn: 0, splitValue: 1, left: leaf, right: { ...leaf, constructor: 1 } }),
      root({ ...leaf, numberSamples: -1 }),
    ];
    for (const [index, [path, value]] of bends.entries()) expect([index, refused(bent(path, value))]).toEqual([index, 'FOREST_FORM']);
  });

  it('is refused beyond the limits: trees, depth', () => {
    const leaf = { distribution: [[0.5, 0.5]] };
    const forest = (roots: unknown[]) => ({
      name: 'RFClassifier',
      baseModel: {
        isClassifier: true,
        nEstimators: roots.length,
        indexes: roots.map(() => [0]),
        estimators: roots.map((root) => ({ name: 'DTClassifier', options: {}, root })),
      },
    });
    const nested = (levels: number) => {
      let root: unknown = leaf;
      for (let level = 0; level < levels; level++) root = { splitColumn: 0, splitValue: level, left: leaf, right: root };
      return root;
    };
    expect(refused(forest([nested(64)]))).toBeNull();
    expect(refused(forest([nested(65)]))).toBe('FOREST_LIMIT');
    expect(refused(forest([nested(100_000)]))).toBe('FOREST_LIMIT');
    expect(refused(forest(new Array(2001).fill(leaf)))).toBe('FOREST_LIMIT');
  });
});
