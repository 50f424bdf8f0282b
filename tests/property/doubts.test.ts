import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import type { FeatureColumn, Matrix } from '../../src/forest/forest.ts';
import { histograms } from '../../src/forest/histogram.ts';
import { type Intervals, isUsual, usualValues } from '../../src/forest/usual.ts';
import { reliedOn } from '../../src/study/distance.ts';
import { DOUBTS, doubter, NAMED } from '../../src/study/doubts.ts';
import { rowOf, wildForest } from '../support/forests.ts';

const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];

/** Columns of every kind: few values, many, codes with a long tail, nothing but gaps, infinities among them. */
function columnOf(seed: number, rows: number): FeatureColumn {
  const draw = seeded(seed);
  const odd = [0, 0.02, 0.3, 1][seed % 4]!;
  const values = [
    () => Math.floor(draw() ** 4 * 8),
    () => draw() * 2 - 1,
    () => Math.floor(draw() ** 5 * 90),
    () => Math.round(draw() * 400),
  ];
  const value = values[(seed >> 2) % values.length]!;
  const column = seed % 5 === 0 ? new Float32Array(rows) : new Float64Array(rows);
  return column.map(() => (draw() < odd ? ODD[Math.floor(draw() * ODD.length)]! : value()));
}

const cases = fc.record({
  seed: fc.noBias(fc.integer({ min: 0, max: 1e6 })),
  rows: fc.oneof(fc.integer({ min: 1, max: 150 }), fc.noBias(fc.integer({ min: 1000, max: 4000 }))),
  codes: fc.boolean(),
});
const flat = (usual: Intervals) => Float64Array.from(usual.flat());

describe('values that are not rare', () => {
  it('are all but those that fewer than one in a hundred had, or had as low or as high, in a column of any kind', () => {
    let rare = 0;
    fc.assert(
      fc.property(cases, ({ seed, rows, codes }) => {
        const column = columnOf(seed, rows);
        // Some of the rows learnt from; others may hold anything.
        const held = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => row % 7 !== 3);
        const coded = codes && column.every((value) => Number.isInteger(value) || !Number.isFinite(value));
        const usual = usualValues(column, held, coded);
        const finite = Array.from(held, (row) => column[row]!).filter(Number.isFinite);
        const distinct = [...new Set(finite.map((value) => value + 0))].sort((a, b) => a - b);
        const heads = new Map<number, number>();
        for (const value of finite) heads.set(value + 0, (heads.get(value + 0) ?? 0) + 1);
        const few = (number: number) => number * 100 < finite.length;
        expect(usual.every(([low, high], at) => low <= high && (at === 0 || low > usual[at - 1]![1]))).toBe(true);
        const wrong: number[] = [];
        let below = 0;
        for (const value of distinct) {
          const own = heads.get(value)!;
          below += own;
          let expected: boolean;
          if (distinct.length <= 10) expected = few(own);
          else if (coded) expected = few([...heads.values()].filter((other) => other <= own).reduce((sum, other) => sum + other, 0));
          else expected = few(below) || few(finite.length - below + own);
          if (isUsual(flat(usual), value) === expected) wrong.push(value);
          if (expected) rare++;
        }
        expect(wrong).toEqual([]);
        // Beyond all that was learnt, and what is no number.
        const [least, most] = [Math.min(...distinct), Math.max(...distinct)];
        for (const value of [...ODD.slice(0, 3), least - 1, most + 1]) expect(isUsual(flat(usual), value)).toBe(false);
      }),
      { seed: 31, numRuns: 500 },
    );
    expect(rare).toBeGreaterThan(1000);
  });
});

describe('what a model relies on and a pupil lacks, or has out of the ordinary', () => {
  it('is what a slow walk finds, for any table, whatever rows are taken together', () => {
    let [named, some] = [0, 0];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (seed, features, rows) => {
          const forest = wildForest(seed, { trees: 1 + (seed % 5), features, depth: 5 });
          const learnt: Matrix = { rows: 600, columns: Array.from({ length: features }, (_, j) => columnOf(seed + j, 600)) };
          const model = { forest, histograms: histograms(learnt) };
          const matrix: Matrix = { rows, columns: Array.from({ length: features }, (_, j) => columnOf(seed + 7 * j + 3, rows)) };
          const found = doubter(model)(matrix);
          const relied = [...reliedOn({ forest })];
          for (let row = 0; row < rows; row++) {
            const values = rowOf(matrix, row);
            const tests = {
              missing: (feature: number) => Number.isNaN(values[feature]),
              unusual: (feature: number) =>
                !Number.isNaN(values[feature]) &&
                !model.histograms[feature]!.usual.some(([low, high]) => low <= values[feature]! && values[feature]! <= high),
            };
            const wrong = [...learnt.columns.keys()].filter((feature) => {
              return found.of(feature, row) !== (DOUBTS.find((name) => tests[name](feature)) ?? null);
            });
            expect(wrong).toEqual([]);
            for (const name of DOUBTS) {
              const held = relied.filter(([feature]) => tests[name](feature));
              const share = held.reduce((sum, [, weight]) => sum + weight, 0);
              expect(found[name].share[row]).toBe(Math.round(share * 100) / 100);
              const heaviest = held.slice(0, NAMED).map(([feature]) => feature);
              expect(found[name].features.map((each) => each[row])).toEqual([...heaviest, ...[-1, -1, -1].slice(heaviest.length)]);
              named += heaviest.length;
              if (share > 0 && share < 1) some++;
            }
          }
          // Row by row, or only some of them: the very same.
          const last = Uint32Array.of(rows - 1);
          for (const name of DOUBTS) {
            const one = doubter(model)(matrix, last)[name];
            expect([one.share[0], one.features.map((each) => each[0])]).toEqual([
              found[name].share[rows - 1],
              found[name].features.map((each) => each[rows - 1]),
            ]);
          }
        },
      ),
      { seed: 32, numRuns: 150 },
    );
    expect([named > 2000, some > 1000]).toEqual([true, true]);
  });

  it('adds up to all that is relied on for a pupil of whom nothing is known', () => {
    const forest = wildForest(4, { trees: 6, features: 12, depth: 6 });
    const learnt: Matrix = { rows: 300, columns: Array.from({ length: 12 }, (_, j) => columnOf(4 * j + 4, 300)) };
    const matrix: Matrix = { rows: 2, columns: learnt.columns.map(() => Float64Array.of(Number.NaN, 1e9)) };
    const { missing, unusual } = doubter({ forest, histograms: histograms(learnt) })(matrix);
    expect([[...missing.share], [...unusual.share]]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});
