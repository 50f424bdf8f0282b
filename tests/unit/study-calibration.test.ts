import { describe, expect, it } from 'vitest';
import { judge } from '../../appliance/chamber/judge.ts';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { histograms } from '../../src/forest/histogram.ts';
import { train } from '../../src/forest/train.ts';
import { crossFitted, probabilities } from '../../src/study/evaluation.ts';
import { brier } from '../../src/study/metrics.ts';
import { dictionaryOf, outcome as outcomeVariable, variable } from '../support/tables.ts';

const ROWS = 500;
const draw = seeded(12);
/** Nothing that is measured says anything of what happens to three in ten. */
const outcome = Uint8Array.from({ length: ROWS }, () => (draw() < 0.3 ? 1 : 0));
const noise = Array.from({ length: 4 }, () => Float32Array.from({ length: ROWS }, () => draw()));
const BASE = (() => {
  const share = outcome.reduce((sum, value) => sum + value, 0) / ROWS;
  return share * (1 - share);
})();

describe('a calibration', () => {
  const scores = Float64Array.from(noise[0]!);

  it('comes true of the rows that it was fitted on, whatever they are; told by others, it does not', () => {
    const own = probabilities(scores, fitCalibration(scores, outcome));
    expect(brier(own, outcome)).toBeLessThan(BASE);
    expect(brier(crossFitted(scores, outcome, 1), outcome)).toBeGreaterThan(BASE);
  });

  it('told by others leaves out rows without a score, and is the same each time', () => {
    const some = scores.map((score, row) => (row % 7 === 0 ? Number.NaN : score));
    const found = crossFitted(some, outcome, 4);
    expect([...found.keys()].filter((row) => Number.isNaN(found[row]!))).toEqual([...some.keys()].filter((row) => row % 7 === 0));
    expect(crossFitted(some, outcome, 4)).toEqual(found);
    for (const value of found) if (!Number.isNaN(value)) expect(value >= 0 && value <= 1).toBe(true);
  });

  it('is judged by other pupils where a model is judged on those it learnt from', async () => {
    const matrix = { rows: ROWS, columns: noise };
    const options = {
      trees: 60,
      maxDepth: 8,
      minLeaf: 5,
      featuresPerNode: 2,
      bins: 255,
      positiveWeight: 1,
      weighted: false,
      seed: 5,
      workers: 1,
    };
    const { forest, oob } = await train(matrix, outcome, options);
    const names = noise.map((_, at) => `v${at}`);
    const dictionary = dictionaryOf(
      variable('fiche', { role: 'identifier', type: 'text' }),
      ...names.map((name) => variable(name, { category: 'profile' })),
      outcomeVariable('issue'),
    );
    const table = {
      rows: ROWS,
      columns: names.map((name, at) => ({ name, type: 'number' as const, values: Float64Array.from(noise[at]!) })),
    };
    const rows = Uint32Array.from({ length: ROWS }, (_, row) => row);
    const judged = {
      dictionary,
      table,
      matrix,
      forest,
      histograms: histograms(matrix, rows, new Set()),
      without: new Set<number>(),
      outcome,
    };
    const { said, shown } = await judge(
      { ...judged, learnt: oob, scores: oob, earlier: null, unknown: 0, bands: [{ recall: 50 }, { recall: 80 }], seed: 5 },
      async () => oob,
    );
    expect(said.brier).toBe(shown.brier);
    expect(shown.brier).toBeGreaterThan(shown.brierOfBase!);
    // Bins fitted to the very pupils in them would lie on the diagonal.
    const apart = shown.curves.calibration.map(({ predicted, observed }) => Math.abs(predicted - observed.value!));
    expect(apart.length).toBeGreaterThan(1);
    expect(Math.max(...apart)).toBeGreaterThan(0.001);
  });
});
