import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { evaluate, probabilities } from '../../src/study/evaluation.ts';
import { type ShownShare, wilson } from '../../src/study/metrics.ts';
import { type ShownEvaluation, shownEvaluation } from '../../src/study/shown.ts';

/** A model's out-of-bag scores, from useless to nearly perfect. */
const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  rows: fc.integer({ min: 20, max: 700 }),
  share: fc.double({ min: 0.03, max: 0.97, noNaN: true }),
  skill: fc.double({ min: 0, max: 1, noNaN: true }),
  levels: fc.integer({ min: 2, max: 400 }),
  rowsTold: fc.boolean(),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function made({ seed, rows, share, skill, levels, rowsTold }: Case) {
  const draw = seeded(seed);
  const outcome = Uint8Array.from({ length: rows }, () => (draw() < share ? 1 : 0));
  outcome[0] = 1;
  outcome[1] = 0;
  const bell = () => (draw() + draw() + draw() + draw()) / 4;
  const scores = Float64Array.from(outcome, (value) => Math.round((skill * value + (1 - skill) * bell()) * levels) / levels);
  const calibration = fitCalibration(scores, outcome);
  const full = evaluate(scores, outcome, calibration);
  const probability = probabilities(scores, calibration);
  return { full, outcome, probability, shown: shownEvaluation(full, probability, outcome, { rowsTold }) };
}

/** What an attacker knows of one class: every cumulative head-count, from the top of the ranking down, that the document tells. */
function told(shown: ShownEvaluation): { positives: Set<number>; negatives: Set<number> } {
  const positives = new Set([0]);
  const negatives = new Set([0]);
  const { rows, positives: total, stances, bands, curves } = shown;
  if (total !== null) positives.add(total);
  if (rows !== null && total !== null) negatives.add(rows - total);
  for (const { recall, precision } of [stances.targeted, stances.wide, ...shown.choices]) {
    if (recall.count !== null) positives.add(recall.count);
    if (precision.count !== null && precision.of !== null) {
      positives.add(precision.count);
      negatives.add(precision.of - precision.count);
    }
    // An interval without its counts gives away the counts it was drawn from.
    if (recall.count === null && recall.of !== null) {
      for (let count = 0; count <= recall.of; count++) {
        const drawn = wilson(count, recall.of);
        if (drawn.low === recall.low || drawn.high === recall.high) positives.add(count);
      }
    }
  }
  const below = { rows: 0, positives: 0 };
  for (const { rows: held, positives: heads } of bands) {
    below.positives += heads ?? Number.NaN;
    below.rows += held ?? Number.NaN;
    positives.add(below.positives);
    negatives.add(below.rows - below.positives);
  }
  if (total !== null) for (const [recall] of curves.precisionRecall) positives.add(Math.round(recall * total));
  for (const [recall, precision] of curves.precisionRecall) {
    if (total !== null) negatives.add(Math.round((recall * total) / precision - recall * total));
  }
  if (rows !== null && total !== null) {
    for (const [falseRate, trueRate] of curves.roc) {
      negatives.add(Math.round(falseRate * (rows - total)));
      positives.add(Math.round(trueRate * total));
    }
  }
  const bins = curves.calibration.toReversed();
  let heads = 0;
  let all = 0;
  for (const { observed } of bins) {
    heads += observed.count ?? Number.NaN;
    all += observed.of ?? Number.NaN;
    positives.add(heads);
    negatives.add(all - heads);
  }
  positives.delete(Number.NaN);
  negatives.delete(Number.NaN);
  return { positives, negatives };
}

function smallestStep(counts: Set<number>): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted.slice(1).reduce((least, count, index) => Math.min(least, count - sorted[index]!), Number.POSITIVE_INFINITY);
}

const holds = (share: ShownShare, truth: { value: number | null }) => {
  if (truth.value === null) return share.value === null;
  if (share.value !== null) return share.value === truth.value;
  return (share.low ?? 0) <= truth.value && truth.value <= (share.high ?? 1);
};

describe('an evaluation that leaves the chamber', () => {
  it('tells no count under ten, nor any two whose difference is', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { shown } = made(each);
        const { positives, negatives } = told(shown);
        expect(smallestStep(positives)).toBeGreaterThanOrEqual(10);
        expect(smallestStep(negatives)).toBeGreaterThanOrEqual(10);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('never lies: what is told is true, what is bounded lies within', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { shown, full } = made(each);
        for (const stance of ['targeted', 'wide'] as const) {
          expect(shown.stances[stance].cutoff).toBe(full.stances[stance].cutoff);
          expect(holds(shown.stances[stance].recall, full.stances[stance].recall)).toBe(true);
          expect(holds(shown.stances[stance].precision, full.stances[stance].precision)).toBe(true);
        }
        for (const band of [0, 1, 2]) {
          for (const member of ['rows', 'positives'] as const)
            expect([null, full.bands[band]![member]]).toContain(shown.bands[band]![member]);
        }
        expect([null, full.rows]).toContain(shown.rows);
        expect([shown.rocAuc, shown.brier]).toEqual([full.rocAuc, full.brier]);
      }),
      { seed: 8, numRuns: 150 },
    );
  });

  it('offers cuts that flag what they say, the stances’ own among them, and says no more of scores than a few decimals', () => {
    let offered = 0;
    fc.assert(
      fc.property(cases, (each) => {
        const { shown, outcome, probability } = made(each);
        expect(shown.choices.length).toBeLessThanOrEqual(12);
        offered += shown.choices.length;
        for (const [at, { cutoff, stance, recall, precision }] of shown.choices.entries()) {
          const flagged = [...probability.keys()].filter((row) => probability[row]! >= cutoff);
          const found = flagged.reduce((sum, row) => sum + outcome[row]!, 0);
          expect([recall.count, recall.of]).toEqual([found, shown.positives]);
          expect([null, flagged.length]).toContain(precision.of);
          expect(holds(precision, wilson(found, flagged.length))).toBe(true);
          expect(cutoff).toBe(Math.round(cutoff * 1e6) / 1e6);
          expect(cutoff).toBeLessThan(shown.choices[at - 1]?.cutoff ?? 2);
          if (stance !== null) expect(cutoff).toBe(shown.cutoffs[stance]);
        }
      }),
      { seed: 10, numRuns: 150 },
    );
    expect(offered).toBeGreaterThan(100);
  });

  it('hides the number of rows, and what it could be worked out from, when it would itself say a small count', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { shown } = made({ ...each, rowsTold: false });
        expect([shown.rows, shown.brierOfBase, shown.bands.at(-1)!.rows, shown.curves.roc]).toEqual([null, null, null, []]);
        expect(shown.curves.precisionRecall.every(([recall]) => recall < 1)).toBe(true);
      }),
      { seed: 9, numRuns: 150 },
    );
  });

  it('is whole when the classes are large and the model ordinary', () => {
    const { shown, full } = made({ seed: 3, rows: 700, share: 0.4, skill: 0.12, levels: 400, rowsTold: true });
    expect(shown.rows).toBe(700);
    expect(shown.stances.wide.recall).toEqual(full.stances.wide.recall);
    expect(shown.stances.targeted.precision).toEqual(full.stances.targeted.precision);
    expect(shown.bands[0]).toEqual(full.bands[0]);
    expect(shown.curves.calibration.length).toBeGreaterThan(2);
    expect(shown.curves.roc.length).toBeGreaterThan(4);
    expect(shown.choices.length).toBeGreaterThan(5);
    expect(shown.choices.filter(({ precision }) => precision.count !== null).length).toBeGreaterThan(4);
    expect(shown.choices.flatMap(({ stance }) => stance ?? [])).toEqual(['targeted', 'wide']);
  });
});
