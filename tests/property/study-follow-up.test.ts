import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { seeded } from '../../src/base/random.ts';
import { type Followed, followUp } from '../../src/study/follow-up.ts';
import type { ShownShare } from '../../src/study/metrics.ts';
import { variable } from '../support/tables.ts';

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  rows: fc.integer({ min: 40, max: 900 }),
  share: fc.double({ min: 0.1, max: 0.7, noNaN: true }),
  gone: fc.double({ min: 0, max: 0.2, noNaN: true }),
  high: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** What a model said of last year's pupils, and what happened: some have gone. */
function made({ seed, rows, share, gone, high }: Case) {
  const draw = seeded(seed);
  const outcome = Float64Array.from({ length: rows }, () => (draw() < gone ? Number.NaN : draw() < share ? 1 : 0));
  const probability = Float64Array.from(outcome, (value) => Math.round((0.2 * (value === 1 ? 1 : 0) + 0.8 * draw()) * 60) / 60);
  const ranked = [...probability].sort((a, b) => b - a);
  const [first, second] = [ranked[Math.floor(high * rows)]!, ranked[Math.floor(2 * high * rows)]!];
  const flags = (cut: number) => Int32Array.from(probability, (value) => (value >= cut ? 1 : 0));
  // Four bands, of which one edge is no stance's: what the portrait told of each counts too.
  const third = ranked[Math.floor(1.5 * high * rows)]!;
  const band = Int32Array.from(probability, (value) => [first, third, second].filter((cut) => value >= cut).length);
  const said: Followed = { score: probability, probability, targeted: flags(first), wide: flags(second), band, bands: 4, outcome };
  const helped = variable('aide', { role: 'audit-only', type: 'boolean' });
  const table = {
    rows,
    columns: [{ name: 'aide', type: 'number' as const, values: Float64Array.from(outcome, () => (draw() < 0.4 ? 1 : 0)) }],
  };
  return { said, table, groups: [helped] };
}

const exact = ({ count, of }: ShownShare) => (count === null || of === null ? null : { count, of });

describe('a follow-up beside last year’s portrait', () => {
  it('tells of no band how many pupils of unknown outcome it holds, when they are one to nine', () => {
    let bounded = 0;
    let told = 0;
    fc.assert(
      fc.property(cases, (one) => {
        const { said, table, groups } = made(one);
        const flagged = (flags: ArrayLike<number>, test: (row: number) => boolean) =>
          Array.from(flags).reduce((sum, flag, row) => sum + (flag === 1 && test(row) ? 1 : 0), 0);
        let shown: ReturnType<typeof followUp>;
        try {
          shown = followUp(said, table, groups);
        } catch (error) {
          if (error instanceof EcluseError && error.code === 'FOLLOW_UP_FEW') return;
          throw error;
        }
        // The portrait told how many each stance flagged, and everyone; the rows counted here leave the rest.
        const targeted = flagged(said.targeted, () => true);
        const wide = flagged(said.wide, () => true);
        const known = [exact(shown.stances.targeted.precision)?.of ?? null, exact(shown.stances.wide.precision)?.of ?? null, shown.rows];
        const whole = [targeted, wide, table.rows];
        const places: { all: number; known: number }[] = [{ all: 0, known: 0 }];
        known.forEach((count, at) => {
          if (count !== null) places.push({ all: whole[at]!, known: count });
        });
        for (let i = 1; i < places.length; i++) {
          const unknown = places[i]!.all - places[i]!.known - (places[i - 1]!.all - places[i - 1]!.known);
          expect(unknown === 0 || unknown >= 10).toBe(true);
        }
        for (const [at, { rows }] of shown.bands.entries()) {
          const gone = rows === null ? 0 : Array.from(said.band).filter((band) => band === 3 - at).length - rows;
          expect(gone === 0 || gone >= 10).toBe(true);
        }
        for (const { rows, positives } of Object.values(shown.bands)) {
          if (rows !== null && positives !== null)
            expect(Math.min(positives === 0 ? 10 : positives, rows - positives === 0 ? 10 : rows - positives)).toBeGreaterThanOrEqual(10);
        }
        // What is bounded holds the truth.
        for (const stance of ['targeted', 'wide'] as const) {
          const { precision } = shown.stances[stance];
          const [hits, of] = [
            flagged(said[stance], (row) => said.outcome[row] === 1),
            flagged(said[stance], (row) => !Number.isNaN(said.outcome[row]!)),
          ];
          if (precision.value === null && precision.low !== null && precision.high !== null && of > 0) {
            bounded++;
            expect(precision.low).toBeLessThanOrEqual(hits / of + 1e-12);
            expect(precision.high).toBeGreaterThanOrEqual(hits / of - 1e-12);
          } else if (precision.value !== null) {
            told++;
            expect(precision.value).toBe(hits / of);
          }
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    expect(bounded).toBeGreaterThan(50);
    expect(told).toBeGreaterThan(10);
  });

  it('refuses a model that too few pupils were concerned by', () => {
    const { said, table, groups } = made({ seed: 3, rows: 200, share: 0.3, gone: 0, high: 0.2 });
    const rare = Float64Array.from(said.outcome, (value, row) => (row < 9 ? 1 : value * 0));
    expect(() => followUp({ ...said, outcome: rare }, table, groups)).toThrow(/FOLLOW_UP_FEW/);
  });

  it('counts in the bands that were told, and bears no pupil’s own probability', () => {
    const { said, table, groups } = made({ seed: 5, rows: 900, share: 0.4, gone: 0, high: 0.2 });
    const followed = followUp(said, table, groups);
    expect(followed.bands.map(({ name }) => name)).toEqual(['very-high', 'high', 'moderate', 'low']);
    for (const [at, { rows, positives }] of followed.bands.entries()) {
      const held = [...said.outcome.keys()].filter((row) => said.band[row] === 3 - at);
      expect(rows).toBe(held.length);
      expect(positives).toBe(held.filter((row) => said.outcome[row] === 1).length);
    }
    // Probabilities here are sixtieths: whole hundredths that part the same pupils.
    for (const cut of [followed.cutoffs.targeted, followed.cutoffs.wide, ...followed.bands.map(({ cutoff }) => cutoff)]) {
      expect(Math.abs(cut * 100 - Math.round(cut * 100))).toBeLessThan(1e-9);
    }
  });

  it('measures at the cuts that were used, whatever the model’s own', () => {
    const { said, table, groups } = made({ seed: 5, rows: 900, share: 0.4, gone: 0, high: 0.2 });
    const { stances, announced, rows } = followUp(said, table, groups);
    const heads = (flags: ArrayLike<number>, test: (row: number) => boolean) =>
      Array.from(flags).filter((flag, row) => flag === 1 && test(row)).length;
    for (const stance of ['targeted', 'wide'] as const) {
      const caught = heads(said[stance], (row) => said.outcome[row] === 1);
      expect(stances[stance].recall.count).toBe(caught);
      expect(stances[stance].precision).toMatchObject({ count: caught, of: heads(said[stance], () => true) });
    }
    expect(rows).toBe(900);
    expect(announced).toBeCloseTo(said.probability.reduce((sum, value) => sum + value, 0) / 900, 3);
  });
});
