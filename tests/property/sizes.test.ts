import { describe, expect, it } from 'vitest';
import { sizesTold } from '../../src/scoring/audience.ts';

const list = (length: number) => new Uint32Array(length);

/** How many values each hidden size takes, among all ways to part so many pupils that would be told in the same way. */
function fewestValues(sizes: readonly number[], pupils: number): number {
  const told = (of: readonly number[]) => sizesTold(pupils, of.map((length) => ({ rows: list(length) }))); // biome-ignore format: one line
  const seen = told(sizes);
  const values = sizes.map(() => new Set<number>());
  const rests = new Set<number>();
  const known = seen.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const walk = (at: number, of: readonly number[], left: number) => {
    if (at === sizes.length) {
      if (JSON.stringify(told(of)) !== JSON.stringify(seen)) return;
      for (const [place, size] of of.entries()) values[place]!.add(size);
      rests.add(left);
      return;
    }
    const shown = seen[at]!;
    if (shown !== null) return walk(at + 1, [...of, shown], left);
    for (let size = 1; size <= left; size++) walk(at + 1, [...of, size], left - size);
  };
  walk(0, [], pupils - known);
  const hidden = values.filter((_, at) => seen[at] === null).map(({ size }) => size);
  return Math.min(...hidden, ...(hidden.length > 0 ? [rests.size] : []));
}

describe('how many pupils each grade’s model is for', () => {
  it('is told where it is ten or more and tells of no other that it is fewer', () => {
    const models = [list(200), list(150), list(4), list(200)].map((rows) => ({ rows }));
    expect(sizesTold(354, [...models.slice(0, 3), models[0]!, { rows: null }])).toEqual([null, null, null, null, 354]);
    expect(sizesTold(354, models.slice(0, 2))).toEqual([null, null]);
    expect(sizesTold(400, models.slice(0, 2))).toEqual([200, 150]);
    expect(sizesTold(350, models.slice(0, 2))).toEqual([200, 150]);
    expect(sizesTold(9, [{ rows: null }, { rows: list(5) }])).toEqual([null, null]);
  });

  it('leaves ten values at least for each that is hidden, in any bundle of up to 45 pupils', () => {
    let hidden = 0;
    for (let one = 1; one <= 24; one += 1) {
      for (let two = 1; two <= 24; two += 3) {
        for (const rest of [0, 1, 5, 9, 12]) {
          const [, ...told] = [0, ...sizesTold(one + two + rest, [{ rows: list(one) }, { rows: list(two) }])];
          for (const size of told) expect(size === null || size >= 10).toBe(true);
          if (!told.includes(null) || one + two + rest < 20) continue;
          hidden++;
          expect([one, two, rest, fewestValues([one, two], one + two + rest) >= 10]).toEqual([one, two, rest, true]);
        }
      }
    }
    expect(hidden).toBeGreaterThan(100);
  });
});
