import { describe, expect, it } from 'vitest';
import { hideParts } from '../../src/base/counts.ts';
import { seeded } from '../../src/base/random.ts';
import { quality } from '../../src/table/quality.ts';
import type { Table } from '../../src/table/table.ts';
import { both, dictionaryOf, outcome, text, variable } from '../support/tables.ts';

/** Every way to fill the hidden parts that the rule would have hidden in the same way, from what a reader sees. */
function explanations(shown: readonly (number | null)[], total: number): number[][] {
  const hidden = shown.flatMap((count, at) => (count === null ? [at] : []));
  const left = total - shown.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const found: number[][] = [];
  const fill = (parts: number[], rest: number) => {
    if (parts.length === hidden.length - 1) {
      const whole = [...shown] as number[];
      for (const [i, at] of hidden.entries()) whole[at] = [...parts, rest][i] as number;
      const again = hideParts(whole);
      if (again.every((count, at) => count === shown[at])) found.push([...parts, rest]);
      return;
    }
    for (let count = 0; count <= rest; count++) fill([...parts, count], rest - count);
  };
  if (hidden.length > 0) fill([], left);
  return found;
}

describe('parts of a total', () => {
  it('show none under ten, and let none of the hidden be worked out, in every small case', () => {
    let cases = 0;
    for (let a = 0; a <= 24; a++) {
      for (let b = 0; b <= 24; b++) {
        for (let c = 0; c <= 24; c++) {
          const parts = [a, b, c];
          const shown = hideParts(parts);
          for (const [at, count] of shown.entries()) {
            if (count !== null) expect(count === parts[at] && (count >= 10 || (at === 0 && count === 0))).toBe(true);
          }
          const ways = explanations(shown, a + b + c);
          if (ways.length === 0 || a + b + c < 10) continue;
          const hiddenSmall = shown.map((count, at) => count === null && (parts[at] as number) > 0 && (parts[at] as number) < 10);
          const places = shown.flatMap((count, at) => (count === null ? [at] : []));
          for (const [i, at] of places.entries()) {
            if (!hiddenSmall[at]) continue;
            cases++;
            expect(new Set(ways.map((way) => way[i])).size, `${parts}`).toBeGreaterThan(1);
          }
        }
      }
    }
    expect(cases).toBeGreaterThan(5000);
  });

  it.each([
    [
      [0, 500, 400],
      [0, 500, 400],
    ],
    [
      [3, 500, 400],
      [null, 500, null],
    ],
    [
      [3, 500],
      [null, null],
    ],
    [
      [500, 3],
      [null, null],
    ],
    [
      [4, 4, 400],
      [null, null, null],
    ],
    [
      [9, 9, 400],
      [null, null, 400],
    ],
    [
      [6, 7, 400],
      [null, null, 400],
    ],
    [
      [0, 0, 400, 12],
      [0, null, 400, null],
    ],
    [
      [2, 3],
      [null, null],
    ],
  ])('%j are shown as %j', (parts, shown) => {
    expect(hideParts(parts)).toEqual(shown);
  });
});

describe('a report of quality', () => {
  const rows = 1000;
  const random = seeded(4);
  const dictionary = dictionaryOf(
    variable('note'),
    variable('rare'),
    variable('vide'),
    variable('motif', { type: 'code', codes: ['A', 'B', 'C'].map((code) => ({ code, label: both(code) })) }),
    variable('actif', { type: 'boolean' }),
    variable('sexe', { role: 'audit-only', type: 'boolean' }),
    outcome('sorti'),
  );
  const number = (name: string, of: (row: number) => number) => ({
    name,
    type: 'number' as const,
    values: Float64Array.from({ length: rows }, (_, row) => of(row)),
  });
  const table: Table = {
    rows,
    columns: [
      text('pseudonym', ...Array.from({ length: rows }, (_, row) => `p${row}`)),
      number('note', (row) => (row < 100 ? Number.NaN : row - 99)),
      number('rare', (row) => (row < 199 ? random() : Number.NaN)),
      number('vide', () => Number.NaN),
      {
        name: 'motif',
        type: 'code',
        codes: ['A', 'B', 'C'],
        values: Int32Array.from({ length: rows }, (_, row) => (row < 7 ? 2 : row < 300 ? 1 : row < 350 ? -1 : 0)),
      },
      number('actif', (row) => (row < 400 ? 1 : 0)),
      number('sexe', (row) => (row < 995 ? 1 : Number.NaN)),
      number('sorti', () => 1),
    ],
  };
  const report = quality(table, dictionary);
  const of = (name: string) => report.variables.find((each) => each.name === name);

  it('tells each predictor and audit-only variable, never an outcome nor a pseudonym', () => {
    expect(report.rows).toBe(1000);
    expect(report.variables.map(({ name }) => name)).toEqual(['note', 'rare', 'vide', 'motif', 'actif', 'sexe']);
    expect(report.blank).toEqual(['vide']);
  });

  it('gives percentiles by rank where 200 pupils have a value, else none', () => {
    expect(of('note')).toEqual({ name: 'note', missing: 100, missingShare: 0.1, quantiles: [45, 450, 855], counts: null });
    expect(of('rare')).toEqual({ name: 'rare', missing: 801, missingShare: 0.801, quantiles: null, counts: null });
    expect(of('vide')).toMatchObject({ missing: null, missingShare: null, quantiles: null });
  });

  it('counts codes and booleans, hiding those under ten and what would give them away', () => {
    expect(of('motif')).toEqual({
      name: 'motif',
      missing: null,
      missingShare: null,
      quantiles: null,
      counts: [
        { code: 'A', count: 650 },
        { code: 'B', count: 293 },
        { code: 'C', count: null },
      ],
    });
    expect(of('actif')?.counts).toEqual([
      { code: '0', count: 600 },
      { code: '1', count: 400 },
    ]);
    expect(of('sexe')?.counts).toEqual([
      { code: '0', count: null },
      { code: '1', count: null },
    ]);
  });

  it('shows nothing of a bundle of nine pupils', () => {
    const small: Table = {
      rows: 9,
      columns: table.columns.map((each) => ({ ...each, values: each.values.slice(0, 9) }) as Table['columns'][number]),
    };
    const shown = quality(small, dictionary).variables.flatMap(({ missing, counts }) => [
      missing,
      ...(counts ?? []).map(({ count }) => count),
    ]);
    expect(shown.filter((count) => count !== null && count !== 0)).toEqual([]);
  });
});
