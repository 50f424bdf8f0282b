import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import type { FeatureColumn, Matrix } from '../../src/forest/forest.ts';
import { openScorer } from '../../src/forest/score.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { rowOf, wildForest } from '../support/forests.ts';

const SPECIAL = [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.1, 1e-46, 1e-40, -1e-40, 16_777_217, 3.4028234663852886e38, 3.5e38];
const CUTS = SPECIAL.filter(Number.isFinite);

/** Columns of 32 and 64 bits side by side, some on shared memory, some wholly missing. */
function mixedTable(random: () => number, rows: number, features: number): Matrix {
  const columns = Array.from({ length: features }, (): FeatureColumn => {
    const single = random() < 0.5;
    const bytes = rows * (single ? 4 : 8);
    const memory = random() < 0.5 ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
    const column = single ? new Float32Array(memory) : new Float64Array(memory);
    const missing = random() < 0.1;
    for (let row = 0; row < rows; row++) column[row] = missing ? Number.NaN : SPECIAL[Math.floor(random() * SPECIAL.length)]!;
    return column;
  });
  return { rows, columns };
}

describe('one scorer given tables of all sizes, one after the other', () => {
  it('scores as the walk does and explains as a scorer that saw nothing else, alone or on threads', async () => {
    for (let seed = 1; seed <= 9; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const features = pick([1, 3, 12, 60]);
      const shape = { features, depth: pick([0, 3, 7, 12]), trees: pick([1, 33, 90]) };
      const forests = Array.from({ length: pick([1, 2, 3]) }, (_, k) => {
        return wildForest(100 * seed + k, { ...shape, ...(random() < 0.7 ? { values: CUTS } : {}) });
      });
      const scorer = await openScorer(forests, { workers: pick([1, 2, 3]) });
      try {
        for (const rows of [1001, pick([640, 344]), pick([0, 1, 9, 17, 33]), pick([999, 640])]) {
          const matrix = mixedTable(random, rows, features);
          const scores = await scorer.score(matrix);
          for (const [m, forest] of forests.entries()) {
            for (let row = 0; row < rows; row += 1 + (rows >> 7)) expect(scores[m]![row]).toBe(scoreRow(forest, rowOf(matrix, row)));
          }
          const alone = await openScorer(forests, { workers: 1 });
          const expected = await alone.explain(matrix, { full: true });
          await alone.close();
          for (const [m, { base, values }] of (await scorer.explain(matrix, { full: true })).entries()) {
            expect(
              Buffer.compare(Buffer.from(values!.buffer), Buffer.from(expected[m]!.values!.buffer)),
              `seed ${seed}, ${rows} rows`,
            ).toBe(0);
            for (let row = 0; row < rows; row++) {
              const sum = values!.subarray(row * features, (row + 1) * features).reduce((all, value) => all + value, base);
              expect(Math.abs(sum - scores[m]![row]!)).toBeLessThan(1e-9);
            }
          }
        }
      } finally {
        await scorer.close();
      }
    }
  });
});
