import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { calibrate, fitCalibration } from '../../src/forest/calibration.ts';
import type { Forest, Matrix } from '../../src/forest/forest.ts';
import { fromOnnx } from '../../src/forest/onnx/read.ts';
import { toOnnx } from '../../src/forest/onnx/write.ts';
import { openScorer } from '../../src/forest/score.ts';
import { train } from '../../src/forest/train.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { rocAuc } from '../../src/study/metrics.ts';
import { outcomeOf, rowOf, table, wildForest } from '../support/forests.ts';
import { fileOf, type Node, type Weight } from '../support/onnx.ts';
import { noOnnxRuntime, noPeers, onnxScores, openPeers } from '../support/peers.ts';
import { dataFolder, noData } from '../support/requires.ts';

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

async function scoresOf(forest: Forest, matrix: Matrix): Promise<Float64Array> {
  const scorer = await openScorer([forest]);
  const [scores] = await scorer.score(matrix);
  await scorer.close();
  return scores!;
}

function part({ columns }: Matrix, rows: readonly number[]): Matrix {
  return { rows: rows.length, columns: columns.map((column) => Float64Array.from(rows, (row) => column[row]!)) };
}

describe.skipIf(noPeers)('beside scikit-learn', () => {
  it('ranks pupils as well: AUC within 0.003 on rows that no tree met', async () => {
    const rows = 12_000;
    const matrix = table(1, rows, 12, { missing: 0, single: true });
    const outcome = outcomeOf(matrix, 2);
    const peers = openPeers(matrix, outcome);
    try {
      const ask = (seed: number) => ({
        cmd: 'train',
        engine: 'scikit-learn',
        rows: 8000,
        test: [8000, rows],
        trees: 200,
        depth: 12,
        leaf: 5,
        threads: 2,
        seed,
      });
      const theirs = peers.ask(ask(1), ask(2)).map(({ auc }) => auc!);
      const all = Array.from({ length: rows }, (_, row) => row);
      const ours: number[] = [];
      for (const seed of [1, 2]) {
        const options = { trees: 200, maxDepth: 12, minLeaf: 5, featuresPerNode: 3, bins: 255, seed };
        const { forest } = await train(part(matrix, all.slice(0, 8000)), outcome.subarray(0, 8000), options);
        ours.push(rocAuc(await scoresOf(forest, part(matrix, all.slice(8000))), outcome.subarray(8000)));
      }
      const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      expect(mean(ours)).toBeGreaterThan(0.7);
      expect(mean(ours)).toBeGreaterThan(mean(theirs) - 0.003);
    } finally {
      peers.close();
    }
  });

  it('scores its forest as it does, read from arrays and from an ONNX file of BRANCH_LEQ', async () => {
    const matrix = table(3, 3000, 9, { missing: 0, single: true });
    const peers = openPeers(matrix, outcomeOf(matrix, 4));
    try {
      peers.ask(
        { cmd: 'train', engine: 'scikit-learn', rows: 3000, test: [0, 3000], trees: 20, depth: 9, leaf: 2, threads: 2, seed: 5 },
        { cmd: 'export', folder: peers.folder },
        { cmd: 'score', engine: 'scikit-learn', rows: 3000, out: join(peers.folder, 'scores') },
      );
      const theirs = peers.floats('scores');
      const forest = peers.forest(9);
      expect(farthest(await scoresOf(forest, matrix), theirs)).toBeLessThan(1e-12);
      const file = leqFile(forest);
      expect(farthest(await scoresOf(fromOnnx(file, 9), matrix), theirs)).toBeLessThan(1e-6);
      if (!noOnnxRuntime) expect(farthest(await onnxScores(file, matrix, 'input'), theirs)).toBeLessThan(1e-5);
    } finally {
      peers.close();
    }
  });

  it.skipIf(noData)('equals it on UCI 697, dropout against the rest, five folds; and calibration betters its Brier score', async () => {
    const file = join(dataFolder, 'uci697/entrants-2008-2015.csv');
    expect(existsSync(file)).toBe(true);
    const [head, ...lines] = readFileSync(file, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(';'));
    const used = Array.from(head!.keys()).slice(1, -1);
    const rows = lines.length;
    const matrix = { rows, columns: used.map((j) => Float32Array.from(lines, (line) => Number(line[j]))) };
    const outcome = Uint8Array.from(lines, (line) => (line[line.length - 1] === 'Dropout' ? 1 : 0));
    const random = seeded(6);
    const folds = Array.from({ length: rows }, () => Math.floor(random() * 5));
    const peers = openPeers(matrix, outcome);
    try {
      const [theirs] = peers.ask({ cmd: 'folds', folds, trees: 300, depth: 12, leaf: 5, threads: 2, seed: 7 });
      const everyone = Array.from({ length: rows }, (_, row) => row);
      let [auc, brier] = [0, 0];
      for (let fold = 0; fold < 5; fold++) {
        const [kept, out] = [everyone.filter((row) => folds[row] !== fold), everyone.filter((row) => folds[row] === fold)];
        const labels = Uint8Array.from(kept, (row) => outcome[row]!);
        const options = { trees: 300, maxDepth: 12, minLeaf: 5, featuresPerNode: Math.floor(Math.sqrt(used.length)), bins: 255, seed: 7 };
        const { forest, oob } = await train(part(matrix, kept), labels, options);
        const calibration = fitCalibration(oob, labels);
        const scores = await scoresOf(forest, part(matrix, out));
        auc +=
          rocAuc(
            scores,
            Uint8Array.from(out, (row) => outcome[row]!),
          ) / 5;
        for (const [i, row] of out.entries()) brier += (calibrate(calibration, scores[i]!) - outcome[row]!) ** 2 / rows;
      }
      expect(auc).toBeGreaterThan(theirs!.auc! - 0.003);
      expect(brier).toBeLessThan(theirs!.brier!);
    } finally {
      peers.close();
    }
  });
});

describe.skipIf(noPeers)('beside XGBoost', () => {
  it('explains a forest taken from it as its pred_contribs do', async () => {
    const matrix = table(7, 2000, 8, { missing: 0, single: true });
    const peers = openPeers(matrix, outcomeOf(matrix, 8));
    try {
      peers.ask(
        { cmd: 'train', engine: 'XGBoost', rows: 2000, test: [0, 2000], trees: 25, depth: 8, leaf: 4, threads: 2, seed: 9 },
        { cmd: 'export', engine: 'XGBoost', folder: peers.folder },
        { cmd: 'explain', rows: 200, threads: 2, out: join(peers.folder, 'contributions') },
      );
      expect(await distance(peers.forest(8), matrix, peers.floats('contributions'))).toBeLessThan(1e-5);
    } finally {
      peers.close();
    }
  });

  it('explains a forest of ours as its pred_contribs do, once it has read it', async () => {
    const matrix = table(10, 2000, 8, { missing: 0, single: true });
    const peers = openPeers(matrix, outcomeOf(matrix, 11));
    try {
      peers.ask(
        { cmd: 'train', engine: 'scikit-learn', rows: 2000, test: [0, 2000], trees: 25, depth: 12, leaf: 2, threads: 2, seed: 12 },
        { cmd: 'export', folder: peers.folder },
        { cmd: 'booster', folder: peers.folder, features: 8, threads: 2 },
        { cmd: 'explain', rows: 200, threads: 2, out: join(peers.folder, 'contributions') },
      );
      expect(await distance(peers.forest(8), matrix, peers.floats('contributions'))).toBeLessThan(1e-5);
    } finally {
      peers.close();
    }
  });

  /** Largest difference of a feature's value; theirs hold the base in one more column. */
  async function distance(forest: Forest, matrix: Matrix, theirs: Float64Array): Promise<number> {
    const scorer = await openScorer([forest]);
    const [explanation] = await scorer.explain(matrix, { full: true });
    await scorer.close();
    const width = matrix.columns.length;
    const rows = theirs.length / (width + 1);
    expect(rows).toBe(200);
    const features = theirs.filter((_, k) => k % (width + 1) < width);
    return farthest(features, explanation!.values!.subarray(0, rows * width));
  }
});

describe.skipIf(noOnnxRuntime)('beside onnxruntime', () => {
  it('gives it a file that it scores within 1e-6, missing values included', async () => {
    for (let seed = 0; seed < 4; seed++) {
      const forest = wildForest(seed, { trees: 30, features: 6, depth: 9 });
      const matrix = table(seed + 20, 800, 6, { missing: 0.15, single: true });
      const expected = Array.from({ length: 800 }, (_, row) => scoreRow(forest, rowOf(matrix, row)));
      expect(farthest(await onnxScores(toOnnx(forest), matrix, 'X'), expected)).toBeLessThan(1e-6);
    }
  });
});

/** The forest as converters of scikit-learn write it: float32 x ≤ the value before each cut. */
function leqFile({ trees, features }: Forest): Uint8Array {
  const before = (cut: number) => {
    const bits = new DataView(new ArrayBuffer(4));
    bits.setFloat32(0, cut);
    if (cut === 0) return -1.401298464324817e-45;
    bits.setUint32(0, bits.getUint32(0) + (cut > 0 ? -1 : 1));
    return bits.getFloat32(0);
  };
  const nodes: Node[] = [];
  const weights: Weight[] = [];
  for (const [tree, { feature, cut, left, share }] of trees.entries()) {
    for (const [id, f] of feature.entries()) {
      if (f >= 0) nodes.push({ tree, id, mode: 'BRANCH_LEQ', feature: f, value: before(cut[id]!), yes: left[id]!, no: left[id]! + 1 });
      else {
        nodes.push({ tree, id, mode: 'LEAF' });
        for (const [label, value] of [1 - share[id]!, share[id]!].entries())
          weights.push({ tree, node: id, id: label, weight: value / trees.length });
      }
    }
  }
  return fileOf({ nodes, weights, width: features });
}
