import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/table/csv.ts';
import { type Dictionary, featureNames, parseDictionary } from '../../src/table/dictionary.ts';
import { draftDictionary } from '../../src/table/draft.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import { column, type Table } from '../../src/table/table.ts';
import { dataFolder, noData } from '../support/requires.ts';

const dictionaryAt = (name: string): Dictionary =>
  parseDictionary(readFileSync(new URL(`../real/${name}.dictionary.json`, import.meta.url)));
const count = (table: Table, name: string, value: number) =>
  [...(column(table, name)!.values as Float64Array)].filter((each) => each === value).length;

describe('dictionaries of the real tables', () => {
  it.each(['uci697', 'uci320'])('%s is sound', (name) => {
    expect(featureNames(dictionaryAt(name)).length).toBeGreaterThan(20);
  });
});

describe.skipIf(noData)('real tables', () => {
  it('uci697 is read whole: UTF-8 with BOM, semicolons, decimal points', () => {
    const csv = readCsv(readFileSync(join(dataFolder, 'uci697/entrants-2008-2015.csv')));
    const dictionary = dictionaryAt('uci697');
    expect(csv.dialect).toEqual({ encoding: 'utf-8', separator: ';', decimal: '.', bom: true });
    const options = { lines: csv.lines, decimal: csv.dialect.decimal };
    const train = harmonise(csv.table, dictionary, 'train', options);
    expect([train.totals, train.warnings]).toEqual([[], []]);
    expect(train.rows).toEqual({ read: 3642, optedOut: 0, merged: 0, faulty: 0, kept: 3642 });
    const dropouts = (csv.table.columns.find(({ name }) => name === 'Target')!.values as string[]).filter(
      (each) => each === 'Dropout',
    ).length;
    expect(count(train.table, 'Target', 1)).toBe(dropouts);
    const score = harmonise(csv.table, dictionary, 'score', options);
    expect(score.table.columns.map(({ name }) => name)).toEqual(featureNames(dictionary));
    for (const name of [
      'Gender',
      'Nacionality',
      'International',
      'Educational special needs',
      'Displaced',
      'Scholarship holder',
      'Age at enrollment',
      'Marital status',
      'Target',
    ]) {
      expect(column(score.table, name)).toBeNull();
    }
    expect(score.warnings).toEqual([{ code: 'TABLE_OUTCOME_KEPT', column: 'Target' }]);
  });

  it.each([
    ['student-mat.csv', 395, 130],
    ['student-por.csv', 649, 100],
  ])('uci320, %s is read whole once it has file numbers', (file, rows, failed) => {
    const csv = readCsv(readFileSync(join(dataFolder, 'uci320', file)));
    const numbers = { name: 'file_number', type: 'text' as const, values: Array.from({ length: rows }, (_, row) => `P${row}`) };
    const train = harmonise({ rows, columns: [numbers, ...csv.table.columns] }, dictionaryAt('uci320'), 'train', { lines: csv.lines });
    expect([train.totals, train.warnings]).toEqual([[], []]);
    expect(train.rows).toEqual({ read: rows, optedOut: 0, merged: 0, faulty: 0, kept: rows });
    expect(count(train.table, 'G3', 1)).toBe(failed);
    expect(new Set(train.home.columns[0]?.values as string[])).toEqual(new Set(['GP', 'MS']));
  });

  it('a draft of uci697 names every column and guesses no text among its figures', () => {
    const csv = readCsv(readFileSync(join(dataFolder, 'uci697/entrants-2008-2015.csv')));
    const { variables } = draftDictionary(csv.table).document as unknown as { variables: { name: string; type: string }[] };
    expect(variables.map(({ name }) => name)).toEqual(csv.table.columns.map(({ name }) => name));
    expect(variables.filter(({ type }) => type === 'text')).toEqual([]);
  });
});
