import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { train } from '../../src/forest/train.ts';
import { rocAuc } from '../../src/study/metrics.ts';
import { against, PLAIN_FOREST, plainFeatures, rateBaseline } from '../../src/study/plain.ts';
import { verdicts } from '../../src/study/verdicts.ts';

const ROWS = 2400;

/** Two marks, an absence, two other variables and a grade; what follows from them is `risk`. */
function world(seed: number, risk: (values: readonly number[], grade: number) => number) {
  const draw = seeded(seed);
  const columns = Array.from({ length: 5 }, () => new Float32Array(ROWS));
  const grade = new Float64Array(ROWS);
  const outcome = new Uint8Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const values = columns.map(() => draw());
    grade[row] = Math.floor(draw() * 5);
    outcome[row] = draw() < risk(values, grade[row]!) ? 1 : 0;
    for (const [at, column] of columns.entries()) column[row] = values[at]!;
  }
  return { columns, grade, outcome };
}

const CATEGORIES = ['performance', 'performance', 'attendance', 'profile', 'behaviour'] as const;
const FOREST = { trees: 80, maxDepth: 8, minLeaf: 5, featuresPerNode: 2, bins: 255, seed: 4, workers: 1 };

async function judged(made: ReturnType<typeof world>) {
  const { columns, outcome, grade } = made;
  const { oob } = await train({ rows: ROWS, columns }, outcome, FOREST);
  const marks = plainFeatures(CATEGORIES.map((category) => ({ category })));
  const chosen = { rows: ROWS, columns: marks.map((at) => columns[at]!) };
  const plain = await train(chosen, outcome, { ...PLAIN_FOREST, featuresPerNode: 1, seed: 4, workers: 1 });
  const found = { rate: rateBaseline(oob, outcome, grade, null, 3), marks: against(oob, plain.oob, outcome) };
  return { oob, found, verdict: verdicts({ rocAucInterval: { low: 0.9 }, baseline: null, plain: found, leaks: [] }) };
}

describe('a model beside plain rules', () => {
  it('does better than both when other variables count, and says by how much', async () => {
    const { found, verdict } = await judged(world(1, ([a, , c, d, e]) => (a! + c! + d! + e! > 2.2 ? 0.8 : 0.1)));
    expect(verdict).toEqual({ chance: false, beaten: false, beatenBy: [], leaks: [] });
    expect(found.marks!.gain.low).toBeGreaterThan(0.03);
    expect(found.rate!.gain.low).toBeGreaterThan(0.2);
  });

  it('is said not to when marks and absences hold all there is to know', async () => {
    const { found, verdict } = await judged(world(2, ([a, b, c]) => (a! + b! + c! > 1.7 ? 0.75 : 0.1)));
    expect(verdict.beatenBy).toEqual(['marks']);
    expect(found.marks!.gain.low).toBeLessThanOrEqual(0);
  });

  it('is said not to when each grade’s rate does', async () => {
    const { found, verdict } = await judged(world(3, (_, grade) => 0.05 + 0.2 * grade));
    expect(verdict.beatenBy).toContain('rate');
    expect(found.rate!.byGrade).toBe(true);
    expect(found.rate!.rocAuc).toBeGreaterThan(0.75);
  });

  it('learns the rate on the years before alone', () => {
    const { grade, outcome } = world(4, (_, of) => 0.1 + 0.15 * of);
    const draw = seeded(9);
    const scores = Float64Array.from(outcome, () => draw());
    // What happened turned round: the years before say the contrary of the years judged.
    const learnt = Uint8Array.from(outcome, (_, row) => (row < ROWS / 2 ? 1 : 0));
    const turned = outcome.map((value, row) => (learnt[row] === 1 ? 1 - value : value));
    const judgedScores = scores.map((score, row) => (learnt[row] === 1 ? Number.NaN : score));
    expect(rateBaseline(judgedScores, turned, grade, learnt, 1)!.rocAuc).toBeLessThan(0.35);
    expect(rateBaseline(judgedScores, outcome, grade, learnt, 1)!.rocAuc).toBeGreaterThan(0.65);
  });

  it('has but chance beside it where no grade is told, and nothing where a class is missing', () => {
    const { outcome } = world(5, () => 0.3);
    const scores = Float64Array.from(outcome, (value, row) => value + (row % 3));
    const rate = rateBaseline(scores, outcome, null, null, 1)!;
    expect([rate.byGrade, rate.rocAuc]).toEqual([false, 0.5]);
    expect(rate.gain.value).toBeCloseTo(rocAuc(scores, outcome) - 0.5, 12);
    expect(rateBaseline(scores, new Uint8Array(ROWS), null, null, 1)).toBeNull();
  });

  it('has no marks beside it when it reads nothing else, nor when it reads none', () => {
    expect(plainFeatures([{ category: 'performance' }, { category: 'attendance' }])).toEqual([]);
    expect(plainFeatures([{ category: 'profile' }])).toEqual([]);
    expect(plainFeatures([{ category: 'profile' }, { category: 'attendance' }])).toEqual([1]);
  });
});
