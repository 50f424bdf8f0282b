import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { seeded } from '../../src/base/random.ts';
import type { Forest } from '../../src/forest/forest.ts';
import { floatsField, intField, messageField, textField } from '../../src/forest/onnx/protobuf.ts';
import { fromOnnx } from '../../src/forest/onnx/read.ts';
import { toOnnx } from '../../src/forest/onnx/write.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { rowOf, table, wildForest } from '../support/forests.ts';
import { fileOf, type Node, type Parts } from '../support/onnx.ts';
import { long } from '../support/requires.ts';

function codeOf(bytes: Uint8Array, features = 2): string | null {
  try {
    fromOnnx(bytes, features);
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
}

const stump = (mode: string, missing = 0): Parts => ({
  nodes: [
    { id: 7, mode, feature: 1, value: 0.5, yes: 3, no: 9, missing },
    { id: 3, mode: 'LEAF' },
    { id: 9, mode: 'LEAF' },
  ],
  weights: [
    { node: 3, id: 0, weight: 0.25 },
    { node: 3, id: 1, weight: 0.75 },
    { node: 9, id: 0, weight: 1 },
    { node: 9, id: 1, weight: 0 },
  ],
});

describe('ONNX written by us', () => {
  it('comes back with the same scores for every float32 table, missing values and infinities included', () => {
    for (let seed = 0; seed < 10; seed++) {
      const forest = wildForest(seed, {
        trees: 7,
        features: 5,
        depth: 8,
        ...(seed % 2 ? { values: [0, -0, 1e-50, -1e-50, 1, 3, 1e39, -1e39] } : {}),
      });
      const read = fromOnnx(toOnnx(forest), 5);
      const matrix = table(seed + 50, 400, 5, { missing: 0.2, single: true });
      matrix.columns[0]!.set([Infinity, -Infinity, 0, -0, 1e-45, -1e-45, 3.4e38]);
      for (let row = 0; row < 400; row++)
        expect(Math.abs(scoreRow(read, rowOf(matrix, row)) - scoreRow(forest, rowOf(matrix, row)))).toBeLessThan(1e-6);
      expect(read.trees.map((tree) => [tree.feature, tree.left, tree.cover])).toEqual(
        forest.trees.map((tree) => [tree.feature, tree.left, tree.cover]),
      );
    }
  });

  it('keeps row counts out when there are none to tell', () => {
    const forest = wildForest(3, { trees: 2, features: 3, depth: 4 });
    const blind: Forest = { ...forest, trees: forest.trees.map((tree) => ({ ...tree, cover: new Float64Array(tree.cover.length) })) };
    expect(fromOnnx(toOnnx(blind), 3).trees.every(({ cover }) => cover.every((count) => count === 0))).toBe(true);
  });
});

describe('ONNX of others', () => {
  const score = (parts: Parts, value: number) => scoreRow(fromOnnx(fileOf(parts), 2), [0, value]);
  const above = 0.5 + Number.EPSILON;

  it('is read with BRANCH_LT and BRANCH_LEQ, whatever the numbers of nodes and the order', () => {
    expect([0.4, 0.5, 0.6, Number.NaN].map((value) => score(stump('BRANCH_LT'), value))).toEqual([0.75, 0, 0, 0]);
    expect([0.4, 0.5, above, Number.NaN].map((value) => score(stump('BRANCH_LEQ'), value))).toEqual([0.75, 0.75, 0, 0]);
    expect(score({ ...stump('BRANCH_LEQ'), unpacked: true }, 0.5)).toBe(0.75);
    expect(score({ ...stump('BRANCH_LEQ'), steps: ['ZipMap', 'Cast', 'Identity'] }, 0.5)).toBe(0.75);
  });

  it('is read with the opposite comparisons when its missing values go the same way as ours', () => {
    expect([0.4, 0.5, 0.6, Number.NaN].map((value) => score(stump('BRANCH_GTE', 1), value))).toEqual([0, 0.75, 0.75, 0.75]);
    expect([0.5, above, Number.NaN].map((value) => score(stump('BRANCH_GT', 1), value))).toEqual([0, 0.75, 0.75]);
    for (const [mode, missing] of [
      ['BRANCH_LT', 1],
      ['BRANCH_LEQ', 1],
      ['BRANCH_GTE', 0],
      ['BRANCH_GT', 0],
    ] as const) {
      expect(codeOf(fileOf(stump(mode, missing)))).toBe('ONNX_UNSUPPORTED');
    }
  });

  it('is read with the weights of the positive class alone', () => {
    const alone = { ...stump('BRANCH_LT'), weights: stump('BRANCH_LT').weights.filter(({ id }) => id === 1) };
    expect([0.4, 0.6].map((value) => score(alone, value))).toEqual([0.75, 0]);
    expect(codeOf(fileOf({ ...alone, weights: alone.weights.map((each) => ({ ...each, id: 0 })) }))).toBe('ONNX_UNSUPPORTED');
  });

  it('is refused when it holds what cannot be taken over exactly', () => {
    const text = (name: string, value: string) => messageField(5, textField(1, name), textField(4, value));
    const floats = (name: string, value: number) => messageField(5, textField(1, name), floatsField(7, Float32Array.of(value)));
    const tensor = (name: string) => messageField(5, textField(1, name), messageField(5, intField(1, 1)));
    const cases: readonly Parts[] = [
      stump('BRANCH_EQ'),
      stump('BRANCH_NEQ'),
      stump('BRANCH_MEMBER'),
      { ...stump('BRANCH_LT'), extra: [text('post_transform', 'LOGISTIC')] },
      { ...stump('BRANCH_LT'), extra: [floats('base_values', 0.5)] },
      { ...stump('BRANCH_LT'), extra: [tensor('nodes_values_as_tensor')] },
      { ...stump('BRANCH_LT'), steps: ['Scaler'] },
      { ...stump('BRANCH_LT'), steps: ['TreeEnsembleClassifier'] },
      { ...stump('BRANCH_LT'), domain: 'other' },
      { ...stump('BRANCH_LT'), labels: [0, 1, 2] },
      { ...stump('BRANCH_LT'), weights: stump('BRANCH_LT').weights.map((each) => ({ ...each, weight: each.weight * 3 })) },
      { ...stump('BRANCH_LT'), weights: stump('BRANCH_LT').weights.map((each) => ({ ...each, weight: -each.weight })) },
    ];
    for (const [index, parts] of cases.entries()) expect([index, codeOf(fileOf(parts))]).toEqual([index, 'ONNX_UNSUPPORTED']);
    expect(codeOf(fileOf(stump('BRANCH_LT')), 3)).toBe('FOREST_COLUMNS');
    expect(codeOf(fileOf({ ...stump('BRANCH_LT'), extra: [text('post_transform', 'NONE')] }))).toBeNull();
  });

  it('is refused when malformed: circles, loose ends, doubles, wrong lengths, wrong features', () => {
    const nodes = stump('BRANCH_LT').nodes;
    const bent = (at: number, change: Partial<Node>) => ({
      ...stump('BRANCH_LT'),
      nodes: nodes.map((node, k) => (k === at ? { ...node, ...change } : node)),
    });
    const cases: readonly Parts[] = [
      bent(0, { yes: 7 }),
      bent(0, { yes: 9 }),
      bent(0, { no: 4 }),
      bent(1, { id: 9 }),
      bent(1, { mode: 'BRANCH_LT', yes: 7, no: 9 }),
      bent(1, { tree: 1 }),
      bent(0, { feature: 2 }),
      bent(0, { value: Number.NaN }),
      bent(0, { value: Infinity }),
      { ...stump('BRANCH_LT'), weights: [...stump('BRANCH_LT').weights, { node: 3, id: 1, weight: 0.1 }] },
      { ...stump('BRANCH_LT'), weights: [...stump('BRANCH_LT').weights, { node: 7, id: 1, weight: 0.1 }] },
      { ...stump('BRANCH_LT'), weights: [...stump('BRANCH_LT').weights, { node: 3, id: 2, weight: 0.1 }] },
      ...['nodes_modes', 'nodes_nodeids', 'nodes_featureids', 'nodes_values', 'nodes_truenodeids', 'class_nodeids', 'class_weights'].map(
        (drop) => ({
          ...stump('BRANCH_LT'),
          drop,
        }),
      ),
    ];
    for (const [index, parts] of cases.entries()) expect([index, codeOf(fileOf(parts))]).toEqual([index, 'ONNX_FORM']);
  });

  it('is refused beyond the limits', () => {
    const chain = (levels: number): Parts => ({
      nodes: Array.from({ length: 2 * levels + 1 }, (_, id) =>
        id % 2 === 0 && id < 2 * levels ? { id, mode: 'BRANCH_LT', value: id, yes: id + 1, no: id + 2 } : { id, mode: 'LEAF' },
      ),
      weights: Array.from({ length: 2 * levels + 1 }, (_, node) => ({ node, id: 1, weight: 0.5 })).filter(
        ({ node }) => node % 2 === 1 || node === 2 * levels,
      ),
    });
    expect(codeOf(fileOf(chain(64)))).toBeNull();
    expect(codeOf(fileOf(chain(65)))).toBe('FOREST_LIMIT');
    expect(codeOf(fileOf(chain(70_000)))).toBe('FOREST_LIMIT');
    const forest = (trees: number): Parts => ({
      nodes: Array.from({ length: trees }, (_, tree) => ({ tree, id: 0, mode: 'LEAF' })),
      weights: Array.from({ length: trees }, (_, tree) => ({ tree, node: 0, id: 1, weight: 0.5 / trees })),
    });
    expect(codeOf(fileOf(forest(2000)))).toBeNull();
    expect(codeOf(fileOf(forest(2001)))).toBe('FOREST_LIMIT');
  });

  it('never crashes nor hangs, whatever byte is changed or cut off', () => {
    const bytes = toOnnx(wildForest(5, { trees: 2, features: 2, depth: 3 }));
    const allowed = /^(ONNX_FORM|ONNX_UNSUPPORTED|FOREST_COLUMNS|FOREST_LIMIT)$/;
    const random = seeded(6);
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 255, bytes[at]! ^ (1 << (at % 8)), Math.floor(random() * 256)]) {
        const bent = bytes.slice();
        bent[at] = value;
        const code = codeOf(bent);
        if (code !== null) expect(code).toMatch(allowed);
      }
    }
    for (let length = 0; length < bytes.length; length += long ? 1 : 3) expect(codeOf(bytes.subarray(0, length))).toMatch(allowed);
    for (let k = 0; k < (long ? 20_000 : 2000); k++) {
      const noise = Uint8Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256));
      expect(codeOf(noise)).toMatch(allowed);
    }
  });
});
