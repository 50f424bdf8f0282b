import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../src/base/bytes.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import { checkShard } from '../../src/table/check.ts';
import type { Column, NumberColumn, Table } from '../../src/table/table.ts';
import { seededRandom } from '../support/parties.ts';
import { refusal } from '../support/refusal.ts';
import { both, dictionaryOf, outcome, text, variable } from '../support/tables.ts';

const codes = [
  { code: 'F', label: both('F') },
  { code: 'M', label: both('M') },
];
const dictionary = dictionaryOf(
  variable('note', { min: 0, max: 100 }),
  outcome('sorti'),
  outcome('échec'),
  variable('motif', { type: 'code', codes }),
  variable('actif', { type: 'boolean' }),
  variable('sexe', { role: 'audit-only', type: 'code', codes }),
  variable('absences', { type: 'integer' }),
  variable('école', { role: 'group', type: 'text', group: 'school' }),
  variable('nom', { role: 'direct-identifier', type: 'text' }),
);
const random = seededRandom('shard');
const names = ['p', 'q', 'r'].map(() => toBase32(random(16)));
const pseudonyms = text('pseudonym', ...names);
const number = (name: string, ...values: number[]): NumberColumn => ({ name, type: 'number', values: Float64Array.from(values) });
const predictors = [
  number('note', 72.5, 0, Number.NaN),
  number('motif', 0, 1, Number.NaN),
  number('actif', 1, 0, Number.NaN),
  number('absences', 3, -2, Number.NaN),
];
const rest = [number('sexe', 1, 0, 1), number('sorti', 0, 1, Number.NaN), number('échec', 1, 1, 0)];
const score: Table = { rows: 3, columns: [pseudonyms, ...predictors] };
const train: Table = { rows: 3, columns: [pseudonyms, ...predictors, ...rest] };

const replaced = (table: Table, name: string, column: Column): Table => ({
  ...table,
  columns: table.columns.map((each) => (each.name === name ? column : each)),
});
const refused = (table: Table, kind: 'score' | 'train' = 'score', seen?: Set<string>) =>
  refusal(() => checkShard(table, dictionary, kind, seen));

describe('a shard that follows the dictionary', () => {
  it('comes back with its codes, through the wire', () => {
    for (const [table, kind] of [
      [score, 'score'],
      [train, 'train'],
    ] as const) {
      const read = decodeArrow(encodeArrow(table), { rows: 3, columns: 20, bytes: 1e6 });
      const checked = checkShard(read, dictionary, kind);
      expect(checked.columns.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
      expect(checked.columns[2]).toEqual({ name: 'motif', type: 'code', values: Int32Array.of(0, 1, -1), codes: ['F', 'M'] });
      expect(Array.from(checked.columns[1]?.values as Float64Array)).toEqual([72.5, 0, Number.NaN]);
    }
  });

  it('may leave out an outcome that was not observed, not both', () => {
    const without = (...out: string[]) => ({ ...train, columns: train.columns.filter(({ name }) => !out.includes(name)) });
    expect(checkShard(without('sorti'), dictionary, 'train').columns).toHaveLength(7);
    expect(refused(without('sorti', 'échec'), 'train')).toEqual({ code: 'SHARD_COLUMN_MISSING', params: { column: 'sorti' } });
  });

  it('fills the set of pseudonyms of its bundle', () => {
    const seen = new Set<string>();
    checkShard(score, dictionary, 'score', seen);
    expect(seen).toEqual(new Set(names));
    expect(refused(score, 'score', seen)).toEqual({ code: 'SHARD_PSEUDONYM', params: { line: 1 } });
  });
});

describe('a shard that does not', () => {
  const extra = (column: Column, from = score): Table => ({ ...from, columns: [...from.columns, column] });
  it.each([
    ['an outcome, to score', extra(number('sorti', 0, 1, 0)), 'SHARD_OUTCOME', 'sorti'],
    ['an audit-only variable, to score', extra(number('sexe', 0, 1, 0)), 'SHARD_COLUMN', 'sexe'],
    ['a file number', extra(text('fiche', 'A', 'B', 'C')), 'SHARD_IDENTIFIER', 'fiche'],
    ['a name', extra(text('nom', 'A', 'B', 'C')), 'SHARD_IDENTIFIER', 'nom'],
    ['a school', extra(text('école', 'A', 'B', 'C')), 'SHARD_IDENTIFIER', 'école'],
    ['a teacher', extra(number('no_enseignant', 1, 2, 3)), 'SHARD_TEACHING', 'no_enseignant'],
    ['a class', extra(number('Classe', 1, 2, 3)), 'SHARD_TEACHING', 'Classe'],
    ['a column nobody described', extra(number('autre', 1, 2, 3)), 'SHARD_COLUMN', 'autre'],
    ['a column twice', extra(number('note', 1, 2, 3)), 'SHARD_COLUMN', 'note'],
    ['text for a number', replaced(score, 'note', text('note', '1', '2', '3')), 'SHARD_TYPE', 'note'],
    ['text for a code', replaced(score, 'motif', text('motif', 'F', 'M', 'F')), 'SHARD_TYPE', 'motif'],
    ['a missing predictor', { ...score, columns: score.columns.filter(({ name }) => name !== 'motif') }, 'SHARD_COLUMN_MISSING', 'motif'],
    ['predictors in another order', { ...score, columns: [pseudonyms, ...[...predictors].reverse()] }, 'SHARD_COLUMN_MISSING', 'note'],
    ['no pseudonym', { ...score, columns: predictors }, 'SHARD_COLUMN_MISSING', 'pseudonym'],
    ['numbers for pseudonyms', { ...score, columns: [number('pseudonym', 1, 2, 3), ...predictors] }, 'SHARD_COLUMN_MISSING', 'pseudonym'],
    ['pseudonyms at another place', { ...score, columns: [...predictors, pseudonyms] }, 'SHARD_COLUMN_MISSING', 'pseudonym'],
  ] as const)('%s', (_name, table, code, column) => {
    expect(refused(table)).toEqual({ code, params: { column } });
  });

  it.each([
    ['note', -0.5],
    ['note', 100.5],
    ['absences', 1.5],
    ['absences', 2 ** 60],
    ['actif', 2],
    ['actif', 0.5],
    ['motif', 2],
    ['motif', -1],
    ['motif', 0.5],
    ['sexe', 9],
    ['sorti', 2],
    ['échec', -1],
  ])('a value of %s that is %d', (name, value) => {
    expect(refused(replaced(train, name, number(name, Number.NaN, value, 0)), 'train')).toEqual({
      code: 'SHARD_VALUE',
      params: { line: 2, column: name },
    });
  });

  it.each([
    ['too short', 'a'.repeat(25)],
    ['upper case', 'A'.repeat(26)],
    ['a last character of more than three bits', `${'a'.repeat(25)}b`],
    ['a file number', '00123'],
    ['missing', ''],
    ['a repeat', names[0]!],
  ])('a pseudonym: %s', (_name, pseudonym) => {
    expect(refused({ ...score, columns: [text('pseudonym', names[0]!, pseudonym, names[2]!), ...predictors] })).toEqual({
      code: 'SHARD_PSEUDONYM',
      params: { line: 2 },
    });
  });
});
