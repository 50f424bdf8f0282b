import { describe, expect, it } from 'vitest';
import { type ModelScores, scoreTables } from '../../src/scoring/scores.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { column, type Table } from '../../src/table/table.ts';

/** As many pupils as told, each with a score of its own. */
function model(pupils: number, named: string): Parameters<typeof scoreTables>[0][number] {
  const score = Float64Array.from({ length: pupils }, (_, at) => (at + 1) / (pupils + 2));
  const columns: ModelScores['columns'] = (from, to) => [{ name: 'score', type: 'number', values: score.subarray(from, to) }];
  const pseudonyms = Array.from({ length: pupils }, (_, at) => `${named}${String(at).padStart(25, 'b')}`);
  return { scores: { columns } as ModelScores, pseudonyms };
}

const tablesOf = (sizes: readonly number[]) => [...scoreTables(sizes.map((pupils, at) => model(pupils, 'cdefgh'[at]!)))];
const told = (tables: readonly Table[]) => tables.map((table) => [table.rows, encodeArrow(table).length]);

describe('the tables of a result', () => {
  it('tell by no number of rows, nor by their length, for how many pupils a model is', () => {
    const few = told(tablesOf([200, 150, 4]));
    for (const sizes of [[200, 150, 9], [201, 150, 3], [4], [9, 9], [350, 4]]) expect(told(tablesOf(sizes))).toEqual(few);
    expect(told(tablesOf([5000, 150, 4]))).toEqual(told(tablesOf([5100, 20, 9])));
  });

  it('hold every row once, in order, whatever the cuts', () => {
    for (const sizes of [[1], [999, 1], [1000], [3999, 2], [4000, 4000], [2500, 6000, 7]]) {
      const rows = tablesOf(sizes).flatMap((table) => {
        const [names, models, scores] = ['pseudonym', 'model', 'score'].map((name) => column(table, name)!.values);
        return Array.from({ length: table.rows }, (_, row) => [names![row], models![row], scores![row]]);
      });
      const held = rows.filter(([, of]) => !Number.isNaN(of));
      const expected = sizes.flatMap((pupils, of) => {
        const { pseudonyms } = model(pupils, 'cdefgh'[of]!);
        return pseudonyms.map((name, at) => [name, of, (at + 1) / (pupils + 2)]);
      });
      expect(held).toEqual(expected);
    }
  });
});
