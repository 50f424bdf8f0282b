import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { train } from '../../src/forest/train.ts';
import { alone } from '../../src/study/baseline.ts';
import { aucGain, aucOf, estimate } from '../../src/study/compare.ts';
import { evaluate } from '../../src/study/evaluation.ts';
import { rocAuc } from '../../src/study/metrics.ts';
import { verdicts } from '../../src/study/verdicts.ts';

const ROWS = 1500;
const OPTIONS = {
  trees: 60,
  maxDepth: 8,
  minLeaf: 5,
  featuresPerNode: 3,
  bins: 255,
  positiveWeight: 1,
  weighted: false,
  seed: 5,
  workers: 1,
};

type World = { readonly columns: Float32Array[]; readonly outcome: Uint8Array };

/** Six numbers and a code, some values missing; what the outcome follows from is `risk`, of 0–1 numbers a row. */
function world(seed: number, risk: (row: readonly number[], draw: () => number) => number, rows = ROWS): World {
  const draw = seeded(seed);
  const columns = Array.from({ length: 7 }, () => new Float32Array(rows));
  const outcome = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = columns.map((_, at) => (at === 6 ? Math.floor(draw() * 5) : draw()));
    outcome[row] = draw() < risk(values, draw) ? 1 : 0;
    for (const [at, column] of columns.entries()) column[row] = at < 6 && draw() < 0.03 ? Number.NaN : values[at]!;
  }
  return { columns, outcome };
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'code'];
const PREDICTORS = NAMES.map((name) => ({ name, codes: name === 'code' }));

async function judged({ columns, outcome }: World) {
  const matrix = { rows: outcome.length, columns };
  const { oob } = await train(matrix, outcome, OPTIONS);
  const evaluation = evaluate(oob, outcome, fitCalibration(oob, outcome));
  const single = alone(PREDICTORS, matrix, outcome, oob, 3);
  return { evaluation, single, verdict: verdicts({ ...evaluation, ...single, plain: null }) };
}

describe('the area under the ROC curve, and how sure it is', () => {
  const draw = seeded(4);
  const outcome = Uint8Array.from({ length: 240 }, () => (draw() < 0.35 ? 1 : 0));
  const levels = (lean: number, steps: number) =>
    Float64Array.from(outcome, (value) => Math.round((lean * value + (1 - lean) * draw()) * steps) / steps);
  const first = levels(0.3, 25);
  const second = levels(0.15, 8);

  /** DeLong’s covariance, written out pair by pair. */
  const plain = (scores: readonly Float64Array[]) => {
    const positives = [...outcome.keys()].filter((row) => outcome[row] === 1);
    const negatives = [...outcome.keys()].filter((row) => outcome[row] === 0);
    const wins = (score: Float64Array, p: number, n: number) => (score[p]! > score[n]! ? 1 : score[p] === score[n] ? 0.5 : 0);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const placed = scores.map((score) => ({
      p: positives.map((p) => mean(negatives.map((n) => wins(score, p, n)))),
      n: negatives.map((n) => mean(positives.map((p) => wins(score, p, n)))),
    }));
    const covariance = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, at) => sum + (value - mean(a)) * (b[at]! - mean(b)), 0) / (a.length - 1);
    const of = (i: number, j: number) =>
      covariance(placed[i]!.p, placed[j]!.p) / positives.length + covariance(placed[i]!.n, placed[j]!.n) / negatives.length;
    return { aucs: placed.map(({ p }) => mean(p)), of };
  };

  it('lets a worthless model pass for better than chance about once in 35, as an evaluation of many models says', () => {
    const chosen = seeded(5);
    const happened = Uint8Array.from({ length: 120 }, (_, at) => (at < 30 ? 1 : 0));
    const tries = 4000;
    let passed = 0;
    for (let each = 0; each < tries; each++) {
      const { low } = estimate(
        aucOf(
          Float64Array.from(happened, () => chosen()),
          happened,
        ),
        0,
        1,
      );
      if (low > 0.5) passed++;
    }
    expect(passed / tries).toBeGreaterThan(1 / 45);
    expect(passed / tries).toBeLessThan(1 / 28);
  });

  it('is DeLong’s, for one curve and for the difference of two', () => {
    const { aucs, of } = plain([first, second]);
    expect(aucOf(first, outcome).value).toBeCloseTo(rocAuc(first, outcome), 12);
    expect(aucOf(first, outcome).value).toBeCloseTo(aucs[0]!, 12);
    expect(aucOf(first, outcome).variance).toBeCloseTo(of(0, 0), 12);
    const gain = aucGain(first, second, outcome);
    expect(gain.value).toBeCloseTo(aucs[0]! - aucs[1]!, 12);
    expect(gain.variance).toBeCloseTo(of(0, 0) + of(1, 1) - 2 * of(0, 1), 12);
    expect(aucGain(first, first, outcome)).toEqual({ value: 0, variance: 0 });
  });

  it('is as wide as drawing the pupils again says', () => {
    const known = [...outcome.keys()];
    const drawn = Array.from({ length: 600 }, () => {
      const rows = known.map(() => Math.floor(draw() * known.length));
      return rocAuc(
        Float64Array.from(rows, (row) => first[row]!),
        Uint8Array.from(rows, (row) => outcome[row]!),
      );
    }).sort((a, b) => a - b);
    const { low, high } = estimate(aucOf(first, outcome), 0, 1);
    expect(Math.abs(low - drawn[15]!)).toBeLessThan(0.012);
    expect(Math.abs(high - drawn[584]!)).toBeLessThan(0.012);
  });
});

describe('a model beside its best variable', () => {
  it('beats it when several variables count, and says by how much', async () => {
    const { evaluation, single, verdict } = await judged(world(1, ([a, b, c, d]) => (a! + b! + c! + d! > 2.4 ? 0.75 : 0.1)));
    expect(verdict).toEqual({ chance: false, beaten: false, beatenBy: [], leaks: [] });
    expect(['a', 'b', 'c', 'd']).toContain(single.baseline!.variables[0]);
    expect(single.baseline!.gain.low).toBeGreaterThan(0.02);
    expect(evaluation.rocAuc).toBeGreaterThan(single.baseline!.rocAuc);
  });

  it('is said to be beaten when one variable holds all there is to know, rising, falling or coded', async () => {
    for (const risk of [
      ([a]: readonly number[]) => 0.1 + 0.7 * a!,
      ([, b]: readonly number[]) => 0.8 - 0.7 * b!,
      (row: readonly number[]) => [0.1, 0.7, 0.2, 0.8, 0.4][row[6]!]!,
    ]) {
      const { single, verdict } = await judged(world(2, risk));
      expect(verdict).toEqual({ chance: false, beaten: true, beatenBy: ['variable'], leaks: [] });
      expect(single.baseline!.variables).toHaveLength(1);
    }
  });

  it('does not take a code that each pupil has to himself for a good variable', async () => {
    const made = world(6, ([a]) => 0.1 + 0.7 * a!);
    for (let row = 0; row < ROWS; row++) made.columns[6]![row] = row % 700;
    const { single } = await judged(made);
    expect(single.baseline!.variables).toEqual(['a']);
  });

  it('names a variable that tells the outcome, among others that do not', async () => {
    const made = world(3, ([a, b]) => (a! + b! > 1.2 ? 0.7 : 0.1));
    const draw = seeded(8);
    // Written after the outcome: right for 99 pupils of 100, missing for most whom nothing happened to.
    for (let row = 0; row < ROWS; row++) {
      const right = draw() < 0.99;
      made.columns[4]![row] = (made.outcome[row] === 1) === right ? 5 + draw() : draw() < 0.8 ? Number.NaN : draw();
    }
    const { single, verdict } = await judged(made);
    expect(verdict.leaks).toEqual(['e']);
    expect(single.leaks[0]!.rocAuc).toBeGreaterThan(0.98);
    // A code may leak as well.
    const coded = world(4, ([a]) => a! * 0.5);
    for (let row = 0; row < ROWS; row++) coded.columns[6]![row] = coded.outcome[row] === 1 ? 1 + (row % 2) * 2 : (row % 3) * 2;
    expect((await judged(coded)).verdict.leaks).toEqual(['code']);
  });

  it('names none for a variable that is merely good', async () => {
    const { verdict } = await judged(world(5, ([a]) => (a! > 0.5 ? 0.93 : 0.07)));
    expect(verdict.leaks).toEqual([]);
  });
});

describe('random outcomes', () => {
  it('give a model that is said to be no better than chance', async () => {
    for (const seed of [21, 22, 23, 24]) {
      const { verdict, evaluation } = await judged(world(seed, () => 0.3));
      expect(verdict.chance).toBe(true);
      expect(evaluation.rocAucInterval.low).toBeLessThanOrEqual(0.5);
    }
  });

  it('are not judged from too few of a class', () => {
    const outcome = Uint8Array.of(1, 0, 0, 0);
    const matrix = { rows: 4, columns: [Float32Array.of(1, 2, 3, 4)] };
    expect(alone([{ name: 'a', codes: false }], matrix, outcome, Float64Array.of(1, 0, 0, 0), 1)).toEqual({ baseline: null, leaks: [] });
  });
});
