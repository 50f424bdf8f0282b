import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { evaluate, probabilities } from '../../src/study/evaluation.ts';
import { fairness, type VariableFairness } from '../../src/study/fairness.ts';
import { decide, rocCurve } from '../../src/study/metrics.ts';
import { shownEvaluation } from '../../src/study/shown.ts';
import { noSklearn, sklearn } from '../support/sklearn.ts';
import { variable } from '../support/tables.ts';

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

  it('of each group too: recall, false alarms, precision, flags and what was observed', () => {
    const rows = 3000;
    const draw = seeded(77);
    const code = Float64Array.from({ length: rows }, () => Math.floor(draw() * 3));
    const outcome = Uint8Array.from(code, (group) => (draw() < 0.2 + group / 10 ? 1 : 0));
    const scores = Float64Array.from(outcome, (value) => 0.15 * value + (0.85 * (draw() + draw() + draw())) / 3);
    const calibration = fitCalibration(scores, outcome);
    const probability = probabilities(scores, calibration);
    const evaluation = evaluate(scores, outcome, calibration);
    const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: true });
    const codes = ['A', 'B', 'C'].map((each) => ({ code: each, label: { fr: each, en: each } }));
    const table = { rows, columns: [{ name: 'langue', type: 'number' as const, values: code }] };
    const variables = [variable('langue', { role: 'audit-only', type: 'code', codes })];
    const judged = { rows: Uint32Array.from(code.keys()), probability, outcome, cutoffs: evaluation.cutoffs, shown };
    const [{ groups }] = fairness(table, variables, judged) as [VariableFairness];
    expect(groups).toHaveLength(3);
    for (const stance of ['targeted', 'wide'] as const) {
      const members = groups.map((_, group) => [...code.keys()].filter((row) => code[row] === group));
      const theirs = sklearn(
        members.map((held) => ({
          outcome: held.map((row) => outcome[row]!),
          scores: held.map((row) => scores[row]!),
          probabilities: held.map((row) => probability[row]!),
          cut: evaluation.cutoffs[stance],
        })),
      );
      for (const [at, group] of groups.entries()) {
        const { recall, precision, falseAlarm, flagged } = group[stance];
        const [trueNegatives, falsePositives, falseNegatives, truePositives] = theirs[at]!.confusion;
        const all = trueNegatives + falsePositives + falseNegatives + truePositives;
        for (const [ours, found] of [
          [recall.value!, theirs[at]!.recall],
          [precision.value!, theirs[at]!.precision],
          [falseAlarm.value!, falsePositives / (falsePositives + trueNegatives)],
          [flagged.value!, (truePositives + falsePositives) / all],
          [group.calibration!.observed.value!, (truePositives + falseNegatives) / all],
        ] as const) {
          expect(Math.abs(ours - found)).toBeLessThan(1e-9);
        }
      }
    }
  }, 60_000);
});
