import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { type Counted, drifted, stability } from '../../src/study/psi.ts';

const limits = { drift: 0.25, missing: 0.2 };
const counted = (cells: number) =>
  fc.record({
    counts: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: cells, maxLength: cells }),
    missing: fc.integer({ min: 0, max: 900 }),
  });
const pair = fc.integer({ min: 1, max: 10 }).chain((cells) => fc.tuple(counted(cells), counted(cells)));

/** Rows drawn into ten cells, each as likely as `weights` say. */
function drawn(rows: number, weights: readonly number[], seed: number): Counted {
  const draw = seeded(seed);
  const counts = weights.map(() => 0);
  const whole = weights.reduce((sum, each) => sum + each, 0);
  for (let row = 0; row < rows; row++) {
    let left = draw() * whole;
    let cell = 0;
    while (cell < weights.length - 1 && left >= weights[cell]!) left -= weights[cell++]!;
    counts[cell]!++;
  }
  return { counts, missing: 0 };
}

describe('the population stability index', () => {
  it('is never negative, the same both ways, and nought for equal shares', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, other] = [stability(a, b), stability(b, a)];
        expect(one.psi).toBeGreaterThanOrEqual(0);
        expect(one.psi).toBeCloseTo(other.psi, 9);
        expect(one.shift).toBeCloseTo(-other.shift, 9);
        expect(stability(a, a)).toMatchObject({ psi: 0, shift: 0 });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('equals its definition where no cell is small', () => {
    const [a, b] = [
      { counts: [100, 200, 700], missing: 0 },
      { counts: [300, 300, 400], missing: 0 },
    ];
    const expected = 0.2 * Math.log(3) + 0.1 * Math.log(1.5) + -0.3 * Math.log(4 / 7);
    expect(stability(a, b).psi).toBeCloseTo(expected, 12);
  });

  it('says nothing of which count under ten a cell holds', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), ([a, b], small, other) => {
        const with_ = (count: number) => ({ ...b, counts: [count, ...b.counts.slice(1)] });
        expect(stability(a, with_(small)).psi).toBe(stability(a, with_(other)).psi);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('takes chance for chance, and a change for a change, however few the pupils', () => {
    const flat = new Array(10).fill(1);
    const bent = [1, 1, 1, 1, 1, 1, 1, 4, 6, 8];
    let false_ = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const rows = 60 + seed * 4;
      if (drifted(stability(drawn(rows, flat, seed), drawn(rows, flat, seed + 1000)), limits)) false_++;
    }
    expect(false_).toBeLessThanOrEqual(1);
    for (let seed = 1; seed <= 50; seed++) {
      expect(drifted(stability(drawn(800, flat, seed), drawn(800, bent, seed + 500)), limits)?.reason).toBe('drift');
    }
    expect(drifted(stability({ counts: [900], missing: 100 }, { counts: [500], missing: 500 }), limits)).toEqual({
      reason: 'missing',
      value: 0.4,
    });
  });
});
