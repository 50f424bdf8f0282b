import { describe, expect, it } from 'vitest';
import { hideSmallCount, hideSmallCounts } from '../../src/base/counts.ts';
import { seeded } from '../../src/base/random.ts';
import type { Forest } from '../../src/forest/forest.ts';
import { byCategory, CATEGORY_TEXTS, categoryOfFeatures } from '../../src/study/categories.ts';
import { evaluate } from '../../src/study/evaluation.ts';
import { importances, topFeatures } from '../../src/study/importance.ts';
import {
  averagePrecision,
  brier,
  calibrationCurve,
  decide,
  precisionRecallCurve,
  rocAuc,
  rocCurve,
  wilson,
} from '../../src/study/metrics.ts';
import { bandCuts, bandNames, bandOf, chosenBands, chosenCutoffs, cutBetween, cutoffs, stanceBand } from '../../src/study/thresholds.ts';
import { CATEGORIES } from '../../src/table/dictionary.ts';
import { smallDictionary } from '../support/chamber.ts';
import { long } from '../support/requires.ts';

type Sample = { scores: Float64Array; outcome: Uint8Array };

/** Scores on few levels, so that many are equal, that lean towards the outcome; some were never out of bag. */
function sample(seed: number, rows: number, levels = 12, missing = 0.05): Sample {
  const draw = seeded(seed);
  const outcome = Uint8Array.from({ length: rows }, () => (draw() < 0.3 ? 1 : 0));
  const scores = Float64Array.from(outcome, (value) => {
    const score = Math.round((0.35 * value + 0.65 * draw()) * levels) / levels;
    return draw() < missing ? Number.NaN : score;
  });
  return { scores, outcome };
}

const samples = Array.from({ length: 40 }, (_, seed) => sample(seed + 1, 30 + seed * 5, 2 + seed));
const known = ({ scores, outcome }: Sample) =>
  [...scores].flatMap((score, row) => (Number.isNaN(score) ? [] : [{ score, outcome: outcome[row]! }]));

describe('measures, against their plain definitions', () => {
  it('area under the ROC curve: every pair of a positive and a negative', () => {
    for (const each of samples) {
      const rows = known(each);
      const positives = rows.filter(({ outcome }) => outcome === 1);
      const negatives = rows.filter(({ outcome }) => outcome === 0);
      let won = 0;
      for (const a of positives) for (const b of negatives) won += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
      expect(rocAuc(each.scores, each.outcome)).toBeCloseTo(won / (positives.length * negatives.length), 12);
    }
    expect(rocAuc(Float64Array.of(0.1, 0.9), Uint8Array.of(0, 1))).toBe(1);
    expect(rocAuc(Float64Array.of(0.9, 0.1), Uint8Array.of(0, 1))).toBe(0);
    expect(rocAuc(Float64Array.of(0.1, 0.9), Uint8Array.of(1, 1))).toBeNaN();
  });

  it('the ROC curve encloses that area when nothing is thinned', () => {
    for (const each of samples) {
      const curve = rocCurve(each.scores, each.outcome, 1000);
      expect([curve[0], curve.at(-1)]).toEqual([
        [0, 0],
        [1, 1],
      ]);
      const area = curve.slice(1).reduce((sum, [x, y], index) => sum + ((x - curve[index]![0]) * (y + curve[index]![1])) / 2, 0);
      expect(area).toBeCloseTo(rocAuc(each.scores, each.outcome), 12);
      expect(rocCurve(each.scores, each.outcome, 5).length).toBeLessThanOrEqual(5);
    }
  });

  it('average precision: precision at each cut, weighted by the recall it adds', () => {
    for (const each of samples) {
      const rows = known(each);
      const total = rows.filter(({ outcome }) => outcome === 1).length;
      const cuts = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a);
      let before = 0;
      let sum = 0;
      const curve = cuts.map((cut): [number, number] => {
        const flagged = rows.filter(({ score }) => score >= cut);
        const right = flagged.filter(({ outcome }) => outcome === 1).length;
        sum += ((right - before) / total) * (right / flagged.length);
        before = right;
        return [right / total, right / flagged.length];
      });
      expect(averagePrecision(each.scores, each.outcome)).toBeCloseTo(sum, 12);
      expect(precisionRecallCurve(each.scores, each.outcome, 1000)).toEqual(curve);
    }
    expect(averagePrecision(Float64Array.of(0.4), Uint8Array.of(0))).toBeNaN();
  });

  it('Brier score: mean squared distance', () => {
    for (const each of samples) {
      const rows = known(each);
      expect(brier(each.scores, each.outcome)).toBeCloseTo(
        rows.reduce((sum, { score, outcome }) => sum + (score - outcome) ** 2, 0) / rows.length,
        12,
      );
    }
  });

  it('Wilson’s interval: the proportions that a normal test at 5 % would not reject', () => {
    // Newcombe (1998), Table I, method 3: 81/263, 15/148, 0/20, 1/29.
    for (const [count, of, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const found = wilson(count, of);
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    }
    for (let of = 1; of <= 60; of++) {
      for (let count = 0; count <= of; count++) {
        const { low, high, value } = wilson(count, of);
        expect(low! <= value! && value! <= high! && low! >= 0 && high! <= 1).toBe(true);
        for (const [edge, solved] of [
          [low!, count > 0],
          [high!, count < of],
        ] as const) {
          if (solved) expect(Math.abs(value! - edge)).toBeCloseTo(1.959963984540054 * Math.sqrt((edge * (1 - edge)) / of), 9);
        }
      }
    }
    expect(wilson(0, 0)).toEqual({ count: 0, of: 0, value: null, low: null, high: null });
  });

  it('a decision counts heads', () => {
    for (const each of samples) {
      const cut = 0.5;
      const rows = known(each);
      const heads = (flagged: boolean, outcome: number) =>
        rows.filter((row) => row.score >= cut === flagged && row.outcome === outcome).length;
      const found = decide(each.scores, each.outcome, cut);
      const counts = [found.truePositives, found.falsePositives, found.falseNegatives, found.trueNegatives];
      expect(counts).toEqual([heads(true, 1), heads(true, 0), heads(false, 1), heads(false, 0)]);
      expect(found.recall).toEqual(wilson(heads(true, 1), heads(true, 1) + heads(false, 1)));
      expect(found.precision).toEqual(wilson(heads(true, 1), heads(true, 1) + heads(true, 0)));
    }
  });

  it('the calibration curve parts the rows in order, never equal probabilities', () => {
    for (const each of samples) {
      const rows = known(each);
      const bins = calibrationCurve(each.scores, each.outcome, 5);
      expect(bins.length).toBeLessThanOrEqual(5);
      expect(bins.reduce((sum, { observed }) => sum + observed.of, 0)).toBe(rows.length);
      const sorted = rows.toSorted((a, b) => a.score - b.score);
      let from = 0;
      for (const { predicted, observed } of bins) {
        const held = sorted.slice(from, from + observed.of);
        from += observed.of;
        expect(predicted).toBeCloseTo(held.reduce((sum, { score }) => sum + score, 0) / held.length, 12);
        if (from < sorted.length) expect(sorted[from]!.score).toBeGreaterThan(held.at(-1)!.score);
      }
    }
  });
});

describe('cuts and bands', () => {
  it('a cut has the fewest decimals that flag the same pupils', () => {
    for (const [next, score, cut] of [
      [0.3, 0.4285714285714286, 0.42],
      [0.42, 0.4285714285714286, 0.428],
      [0.42857, 0.4285714285714286, 0.428571],
      [0.4285714, 0.4285714285714286, null],
      [0, 0.07, 0.07],
      [0.9, 1, 1],
      [0, 0.000001, 0.000001],
      [0, 1e-9, null],
    ] as const) {
      expect([next, score, cutBetween(next, score)]).toEqual([next, score, cut]);
    }
    for (const { scores } of samples) {
      const sorted = [...new Set(scores)].filter((score) => !Number.isNaN(score)).sort((a, b) => a - b);
      for (const [at, score] of sorted.entries()) {
        const cut = cutBetween(sorted[at - 1] ?? 0, score);
        if (cut !== null) expect(cut <= score && cut > (sorted[at - 1] ?? 0)).toBe(true);
      }
    }
  });

  it('a cut chosen for one stance never leaves it wider than the other', () => {
    const own = { targeted: 0.6, wide: 0.25 };
    expect(chosenCutoffs(own, { stance: 'targeted', cut: null })).toEqual(own);
    expect(chosenCutoffs(own, { stance: 'targeted', cut: 0.4 })).toEqual({ targeted: 0.4, wide: 0.25 });
    expect(chosenCutoffs(own, { stance: 'targeted', cut: 0.1 })).toEqual({ targeted: 0.1, wide: 0.1 });
    expect(chosenCutoffs(own, { stance: 'wide', cut: 0.8 })).toEqual({ targeted: 0.8, wide: 0.8 });
    expect(chosenCutoffs(own, { stance: 'wide', cut: 0.3 })).toEqual({ targeted: 0.6, wide: 0.3 });
  });

  it('two to five bands, cut by recall or by probability, the highest first', () => {
    expect([2, 3, 4, 5].map((count) => bandNames(count).length)).toEqual([2, 3, 4, 5]);
    const probability = Float64Array.from({ length: 100 }, (_, row) => row / 100);
    const outcome = Uint8Array.from({ length: 100 }, (_, row) => (row >= 80 ? 1 : 0));
    expect(bandCuts(probability, outcome, [{ recall: 25 }, { recall: 50 }, { recall: 100 }])).toEqual([0.95, 0.9, 0.8]);
    expect(bandCuts(probability, outcome, [{ probability: 0.7 }])).toEqual([0.7]);
    expect([0.96, 0.95, 0.85, 0.8, 0.79].map((each) => bandOf(each, [0.95, 0.9, 0.8]))).toEqual([3, 3, 1, 1, 0]);
    const own = { targeted: 0.6, wide: 0.25 };
    expect(chosenBands([0.6, 0.25], own, { targeted: 0.4, wide: 0.25 })).toEqual([0.4, 0.25]);
    expect(chosenBands([0.7, 0.25], own, { targeted: 0.4, wide: 0.25 })).toEqual([0.7, 0.25]);
  });

  it('each stance has the highest cut that finds its share of the positives', () => {
    for (const each of samples) {
      const rows = known(each);
      const total = rows.filter(({ outcome }) => outcome === 1).length;
      const recall = (cut: number) => rows.filter(({ score, outcome }) => outcome === 1 && score >= cut).length / total;
      const found = cutoffs(each.scores, each.outcome);
      for (const [cut, wanted] of [
        [found.targeted, 0.5],
        [found.wide, 0.8],
      ] as const) {
        expect(recall(cut)).toBeGreaterThanOrEqual(wanted);
        // Few decimals, and the same pupils flagged as by the lowest score that it flags.
        const last = Math.min(...rows.flatMap(({ score }) => (score >= cut ? [score] : [])));
        for (const { score } of rows) if (score > last) expect(recall(score)).toBeLessThan(wanted);
      }
      expect(found.targeted).toBeGreaterThanOrEqual(found.wide);
      for (const { score } of rows) {
        expect(stanceBand(score, found)).toBe(score >= found.targeted ? 2 : score >= found.wide ? 1 : 0);
      }
    }
    expect(cutoffs(Float64Array.of(0.2, 0.9), Uint8Array.of(0, 0))).toEqual({ targeted: 2, wide: 2 });
  });

  it('an evaluation holds the measures of its parts', () => {
    const { scores, outcome } = sample(9, 500, 40);
    const calibration = { kind: 'isotonic', scores: [0, 0.5, 1], probabilities: [0.05, 0.4, 0.9] } as const;
    const found = evaluate(scores, outcome, calibration);
    const rows = known({ scores, outcome });
    expect(found.rows).toBe(rows.length);
    expect(found.rocAuc).toBe(rocAuc(scores, outcome));
    const [high, moderate, low] = found.bands;
    expect(found.bands.map(({ name }) => name)).toEqual(['high', 'moderate', 'low']);
    expect(high!.rows + moderate!.rows + low!.rows).toBe(rows.length);
    expect(high!.positives).toBe(found.stances.targeted.truePositives);
    expect(high!.positives + moderate!.positives).toBe(found.stances.wide.truePositives);
    const share = found.positives / found.rows;
    expect(found.brierOfBase).toBeCloseTo(
      brier(
        new Float64Array(rows.length).fill(share),
        Uint8Array.from(rows, (row) => row.outcome),
      ),
      12,
    );
  });
});

describe('small counts', () => {
  /** Every way to part `total` into `parts`. */
  function* partitions(total: number, parts: number): Generator<number[]> {
    if (parts === 1) {
      yield [total];
      return;
    }
    for (let first = 0; first <= total; first++) for (const rest of partitions(total - first, parts - 1)) yield [first, ...rest];
  }

  it('cannot be read, nor worked out by whoever knows the total and the rule: every small table', () => {
    const sizes = long
      ? ([
          [2, 80],
          [3, 70],
          [4, 48],
          [5, 32],
        ] as const)
      : ([
          [2, 60],
          [3, 50],
          [4, 32],
        ] as const);
    for (const [parts, most] of sizes) {
      for (let total = 10; total <= most; total++) {
        const seen = new Map<string, Set<number>[]>();
        for (const counts of partitions(total, parts)) {
          const shown = hideSmallCounts(counts);
          if (!shown.every((value, index) => value === null || (value === counts[index] && value >= 10))) expect(shown).toEqual(counts);
          const key = shown.join();
          const values = seen.get(key) ?? counts.map(() => new Set<number>());
          seen.set(key, values);
          for (const [index, count] of counts.entries()) values[index]!.add(count);
        }
        for (const [key, values] of seen) {
          const worked = key.split(',').filter((shown, index) => shown === '' && values[index]!.size < 2);
          expect([total, key, worked]).toEqual([total, key, []]);
        }
      }
    }
  });

  it('stay shown when nothing is small', () => {
    expect(hideSmallCounts([10, 11, 300])).toEqual([10, 11, 300]);
    expect(hideSmallCounts([9, 11, 300])).toEqual([null, null, 300]);
    expect(hideSmallCounts([0, 50, 300])).toEqual([null, null, 300]);
    expect(hideSmallCounts([4, 4, 300])).toEqual([null, null, null]);
    expect([hideSmallCount(9), hideSmallCount(10)]).toEqual([null, 10]);
  });
});

describe('features and categories', () => {
  it('weighs a feature by the impurity it takes away', () => {
    // One stump on feature 1 that parts 40 rows, a quarter positive, into pure leaves; one tree that never splits.
    const stump = {
      feature: Int32Array.of(1, -1, -1),
      cut: Float64Array.of(0.5, 0, 0),
      left: Int32Array.of(1, 0, 0),
      share: Float64Array.of(0.25, 0, 1),
      cover: Float64Array.of(40, 30, 10),
    };
    const leaf = {
      feature: Int32Array.of(-1),
      cut: new Float64Array(1),
      left: new Int32Array(1),
      share: Float64Array.of(0.25),
      cover: Float64Array.of(40),
    };
    // Feature 0 takes away 40 × 0.375 − 20 × 0.5 = 5 of the 15 that feature 1 takes away.
    const weak = { ...stump, feature: Int32Array.of(0, -1, -1), share: Float64Array.of(0.25, 0, 0.5), cover: Float64Array.of(40, 20, 20) };
    const forest: Forest = { features: 3, trees: [stump, leaf, weak] };
    expect([...importances(forest)]).toEqual([0.25, 0.75, 0]);
    expect(topFeatures(forest, ['a', 'b', 'c'], 5)).toEqual([
      { name: 'b', weight: 0.75 },
      { name: 'a', weight: 0.25 },
    ]);
    expect(topFeatures(forest, ['a', 'b', 'c'], 1).length).toBe(1);
    expect([...importances({ features: 2, trees: [leaf] })]).toEqual([0, 0]);
  });

  it('places each predictor in its category, in the dictionary’s order', () => {
    const groups = categoryOfFeatures(smallDictionary({ noise: 1 }));
    expect([...groups].map((group) => CATEGORIES[group])).toEqual([
      'performance',
      'attendance',
      'profile',
      'behaviour',
      'sociodemography',
      'performance',
    ]);
    expect(byCategory([1, 2, 3, 4, 5])).toEqual({ profile: 1, behaviour: 2, attendance: 3, performance: 4, sociodemography: 5 });
    expect(Object.keys(CATEGORY_TEXTS)).toEqual([...CATEGORIES]);
  });
});
