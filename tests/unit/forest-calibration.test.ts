import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { type Calibration, calibrate, fitCalibration, fitIsotonic } from '../../src/forest/calibration.ts';

/** Isotonic regression by its min–max formula (Robertson, Wright and Dykstra 1988), quadratic and without pooling. */
function minMax(means: readonly number[], weights: readonly number[]): number[] {
  const mean = (from: number, to: number) => {
    let [sum, weight] = [0, 0];
    for (let k = from; k <= to; k++) {
      sum += means[k]! * weights[k]!;
      weight += weights[k]!;
    }
    return sum / weight;
  };
  return means.map((_, i) => {
    let best = -Infinity;
    for (let from = 0; from <= i; from++) {
      let least = Infinity;
      for (let to = i; to < means.length; to++) least = Math.min(least, mean(from, to));
      best = Math.max(best, least);
    }
    return best;
  });
}

function sample(seed: number, rows: number, ties: number | null): { scores: Float64Array; outcome: Uint8Array } {
  const random = seeded(seed);
  const scores = Float64Array.from({ length: rows }, () => (ties ? Math.floor(random() * ties) / ties : random()));
  return { scores, outcome: Uint8Array.from(scores, (score) => (random() < score ** 2 ? 1 : 0)) };
}

function expectMonotone(calibration: Calibration): void {
  let before = -Infinity;
  for (let k = -20; k <= 1020; k++) {
    const value = calibrate(calibration, k / 1000);
    expect(value).toBeGreaterThanOrEqual(before);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
    before = value;
  }
}

describe('isotonic calibration', () => {
  for (const [seed, rows, ties] of [
    [1, 60, null],
    [2, 80, 7],
    [3, 120, 40],
    [4, 1, null],
    [5, 2, 1],
  ] as const) {
    it(`equals the min–max formula (${rows} rows, ${ties ?? 'no'} ties)`, () => {
      const { scores, outcome } = sample(seed, rows, ties);
      const distinct = [...new Set(scores)].sort((a, b) => a - b);
      const at = (score: number) => Array.from(outcome).filter((_, i) => scores[i] === score);
      const expected = minMax(
        distinct.map((score) => at(score).reduce((a, b) => a + b, 0) / at(score).length),
        distinct.map((score) => at(score).length),
      );
      const fitted = fitIsotonic(scores, outcome);
      for (const [i, score] of distinct.entries()) expect(calibrate(fitted, score)).toBeCloseTo(expected[i]!, 12);
      expectMonotone(fitted);
    });
  }

  it('goes straight between its knots and flat outside', () => {
    const calibration: Calibration = { kind: 'isotonic', scores: [0.2, 0.4], probabilities: [0.1, 0.5] };
    expect([0, 0.2, 0.3, 0.4, 1].map((score) => calibrate(calibration, score))).toEqual([0.1, 0.1, expect.closeTo(0.3, 12), 0.5, 0.5]);
  });
});

describe('the choice of a calibration', () => {
  it('is isotonic with enough of both classes, logistic under a hundred of either', () => {
    const { scores, outcome } = sample(6, 2000, null);
    expect(fitCalibration(scores, outcome).kind).toBe('isotonic');
    let kept = 0;
    const few = outcome.map((value) => (value === 1 && ++kept <= 99 ? 1 : 0));
    expect(fitCalibration(scores, few).kind).toBe('logistic');
    kept = 0;
    expect(
      fitCalibration(
        scores,
        outcome.map((value) => (value === 1 && ++kept <= 100 ? 1 : 0)),
      ).kind,
    ).toBe('isotonic');
  });

  it('passes over rows that were never out of bag', () => {
    const { scores, outcome } = sample(7, 2000, null);
    const padded = new Float64Array(2500).fill(Number.NaN);
    padded.set(scores, 500);
    const labels = new Uint8Array(2500).fill(1);
    labels.set(outcome, 500);
    expect(fitCalibration(padded, labels)).toEqual(fitCalibration(scores, outcome));
  });

  it('lowers the Brier score of scores that are not probabilities', () => {
    for (const rows of [200, 4000]) {
      const { scores, outcome } = sample(8, rows, null);
      const calibration = fitCalibration(scores, outcome);
      const brier = (of: (score: number) => number) => scores.reduce((sum, score, i) => sum + (of(score) - outcome[i]!) ** 2, 0) / rows;
      expect(brier((score) => calibrate(calibration, score))).toBeLessThan(brier((score) => score));
    }
  });
});

describe('logistic calibration', () => {
  it('finds the slope that made the outcomes', () => {
    const random = seeded(9);
    const scores = Float64Array.from({ length: 20_000 }, () => random());
    const rare = Uint8Array.from(scores, (score) => (random() < 1 / (1 + Math.exp(-(2 * score - 7.2))) ? 1 : 0));
    const fitted = fitCalibration(scores, rare);
    expect(rare.reduce((a, b) => a + b, 0)).toBeLessThan(100);
    expect(fitted.kind === 'logistic' && Math.abs(fitted.slope - 2)).toBeLessThan(1);
    expectMonotone(fitted);
  });

  it('keeps the sum of probabilities near the count of positives, and never falls', () => {
    for (let seed = 20; seed < 40; seed++) {
      const random = seeded(seed);
      const scores = Float64Array.from({ length: 50 }, () => random());
      const outcome = Uint8Array.from(scores, () => (random() < 0.3 ? 1 : 0));
      const fitted = fitCalibration(scores, outcome);
      expectMonotone(fitted);
      const sum = scores.reduce((total, score) => total + calibrate(fitted, score), 0);
      expect(Math.abs(sum - outcome.reduce((a, b) => a + b, 0))).toBeLessThan(1);
    }
  });

  it('survives one class, parted classes and no row at all', () => {
    for (const [scores, outcome] of [
      [
        [0.1, 0.2],
        [0, 0],
      ],
      [
        [0.1, 0.2, 0.8, 0.9],
        [0, 0, 1, 1],
      ],
      [[], []],
      [
        [0.5, 0.5],
        [0, 1],
      ],
    ] as const) {
      expectMonotone(fitCalibration(Float64Array.from(scores), Uint8Array.from(outcome)));
    }
  });
});
