import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { evaluate, probabilities } from '../../src/study/evaluation.ts';
import { decide, rocCurve } from '../../src/study/metrics.ts';
import { noSklearn, sklearn } from '../support/sklearn.ts';

/** Scores of every kind: many levels and few, rare outcomes and common, useless and nearly perfect. */
const worlds = Array.from({ length: 24 }, (_, at) => {
  const draw = seeded(100 + at);
  const [rows, share, skill, levels] = [200 + at * 150, [0.03, 0.2, 0.5, 0.9][at % 4]!, (at % 6) / 7, at % 3 === 0 ? 9 : 100_000];
  const outcome = Uint8Array.from({ length: rows }, (_, row) => (row < 2 ? row : draw() < share ? 1 : 0));
  const scores = Float64Array.from(outcome, (value) => Math.round((skill * value + (1 - skill) * draw()) * levels) / levels);
  const calibration = fitCalibration(scores, outcome);
  return { outcome, scores, calibration, probability: probabilities(scores, calibration) };
});

describe.skipIf(noSklearn)('measures are those of scikit-learn on the same scores', () => {
  it('ROC AUC, average precision, Brier, recall, precision, heads and the ROC curve, within 1e-9', () => {
    const ours = worlds.map(({ outcome, scores, calibration }) => evaluate(scores, outcome, calibration));
    for (const stance of ['targeted', 'wide'] as const) {
      const theirs = sklearn(
        worlds.map(({ outcome, scores, probability }, at) => ({
          outcome: [...outcome],
          scores: [...scores],
          probabilities: [...probability],
          cut: ours[at]!.cutoffs[stance],
        })),
      );
      for (const [at, found] of theirs.entries()) {
        const { outcome, scores, probability } = worlds[at]!;
        const { recall, precision, cutoff } = ours[at]!.stances[stance];
        for (const measure of ['rocAuc', 'averagePrecision', 'brier'] as const) {
          expect(Math.abs(ours[at]![measure] - found[measure])).toBeLessThan(1e-9);
        }
        expect(Math.abs(recall.value! - found.recall)).toBeLessThan(1e-9);
        expect(Math.abs(precision.value! - found.precision)).toBeLessThan(1e-9);
        const heads = decide(probability, outcome, cutoff);
        expect([heads.trueNegatives, heads.falsePositives, heads.falseNegatives, heads.truePositives]).toEqual(found.confusion);
        const curve = rocCurve(scores, outcome, Number.POSITIVE_INFINITY);
        expect(curve.length).toBe(found.roc.length);
        for (const [point, [x, y]] of curve.entries()) {
          expect(Math.abs(x - found.roc[point]![0]) + Math.abs(y - found.roc[point]![1])).toBeLessThan(1e-9);
        }
      }
    }
  }, 60_000);
});
