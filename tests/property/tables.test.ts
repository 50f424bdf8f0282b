import { fromArrow } from 'arquero';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import { checkShard } from '../../src/table/check.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import { importArrow } from '../../src/table/import-arrow.ts';
import { type Column, column, type Table } from '../../src/table/table.ts';
import { long } from '../support/requires.ts';
import { both, dictionaryOf, outcome, tableOf, text, variable } from '../support/tables.ts';

const numRuns = long ? 3000 : 300;
const value = fc
  .oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: -200, max: 200 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
  )
  .map((each) => each + 0);
const word = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((each) => !/[\0\ufffd]/.test(each));

const anyTable: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 1, max: 40 }), shapes: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }) })
  .chain(({ rows, shapes }) =>
    fc
      .tuple(
        ...shapes.map((isText, at): fc.Arbitrary<Column> => {
          const size = { minLength: rows, maxLength: rows };
          if (isText) return fc.array(word, size).map((values) => ({ name: `v${at}`, type: 'text', values }));
          return fc.array(value, size).map((values) => ({ name: `v${at}`, type: 'number', values: Float64Array.from(values) }));
        }),
      )
      .map((columns) => ({ rows, columns })),
  );
const cells = ({ columns }: Table) => columns.map(({ name, values }) => [name, ...values]);

describe('any table', () => {
  it('crosses the lock unchanged, and is the same to arquero and to the reader of partners’ files', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const bytes = encodeArrow(table);
        expect(cells(decodeArrow(bytes, { rows: 40, columns: 6, bytes: 1 << 20 }))).toEqual(cells(table));
        expect(cells(importArrow(bytes))).toEqual(cells(table));
        const other = fromArrow(bytes);
        expect(
          other.columnNames().map((name) => [name, ...Array.from(other.array(name) as ArrayLike<unknown>, (each) => each ?? Number.NaN)]),
        ).toEqual(cells(table).map((row) => row.map((each) => (each === '' ? Number.NaN : each))));
        expect(encodeArrow(decodeArrow(bytes, { rows: 40, columns: 6, bytes: 1 << 20 }))).toEqual(bytes);
      }),
      { seed: 31, numRuns },
    );
  });
});

const codes = ['A', 'B', 'Été'].map((code, at) => ({ code, label: both(code), aliases: [`l${at}`, `Local ${at}`] }));
const dictionary = dictionaryOf(
  variable('note', { min: 0, max: 100 }),
  variable('absences', { type: 'integer', min: 0 }),
  variable('motif', { type: 'code', codes }),
  variable('actif', { type: 'boolean' }),
  variable('sexe', { role: 'audit-only', type: 'code', codes }),
  outcome('issue'),
);

/** A pupil, and the spellings in which a system may write what is known of him. */
const pupil = fc.record({
  note: fc.option(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)),
  absences: fc.option(fc.integer({ min: 0, max: 9000 })),
  motif: fc.option(fc.integer({ min: 0, max: 2 })),
  actif: fc.option(fc.boolean()),
  issue: fc.option(fc.boolean()),
  style: fc.integer({ min: 0, max: 3 }),
});
const blank = ['', ' ', '\u00a0', ''];
const spelled = {
  note: (value: number | null, style: number) =>
    value === null
      ? blank[style]!
      : [value.toFixed(1).replace('.', ','), ` ${value.toFixed(2)}`, String(value), `${value.toFixed(1)} `][style]!,
  absences: (value: number | null, style: number) =>
    value === null ? blank[style]! : [String(value), `${value},0`, String(value).replace(/(\d)(\d{3})$/, '$1 $2'), `+${value}`][style]!,
  motif: (value: number | null, style: number) =>
    value === null ? blank[style]! : [codes[value]!.code, ` ${codes[value]!.code.normalize('NFD')} `, ...codes[value]!.aliases][style]!,
  actif: (value: boolean | null, style: number) =>
    value === null ? blank[style]! : (value ? ['oui', 'VRAI', '1', 'O'] : ['non', 'Faux', '0', 'n'])[style]!,
  issue: (value: boolean | null, style: number) =>
    value === null ? blank[style]! : (value ? ['OUI', 'o', ' OUI', 'o '] : ['NON', 'n', ' NON', 'n '])[style]!,
};

describe('any pupils, in any spelling', () => {
  it('are read as they are, every row is accounted for, and the shard passes the chamber’s own check', () => {
    fc.assert(
      fc.property(fc.array(pupil, { minLength: 1, maxLength: 30 }), fc.array(fc.nat({ max: 29 }), { maxLength: 5 }), (pupils, again) => {
        const rows = [
          ...pupils.map((each, at) => ({ ...each, at })),
          ...again.filter((at) => at < pupils.length).map((at) => ({ ...pupils[at]!, style: (at + 1) % 4, at })),
        ];
        const raw = tableOf(
          text('fiche', ...rows.map(({ at }) => `F${at}`)),
          text('note', ...rows.map(({ note, style }) => spelled.note(note, style))),
          text('absences', ...rows.map(({ absences, style }) => spelled.absences(absences, style))),
          text('motif', ...rows.map(({ motif, style }) => spelled.motif(motif, style))),
          text('actif', ...rows.map(({ actif, style }) => spelled.actif(actif, style))),
          text('sexe', ...rows.map(() => 'A')),
          text('issue', ...rows.map(({ issue, style }) => spelled.issue(issue, style))),
        );
        const found = harmonise(raw, dictionary, 'train', { decimal: ',' });
        expect(found.totals).toEqual([]);
        expect(found.rows).toEqual({ read: rows.length, optedOut: 0, merged: rows.length - pupils.length, faulty: 0, kept: pupils.length });
        expect(found.fileNumbers).toEqual(pupils.map((_, at) => `F${at}`));
        const values = (name: string) => [...(column(found.table, name)!.values as Float64Array)];
        const missing = (each: number | boolean | null) => (each === null ? Number.NaN : Number(each));
        expect(values('note')).toEqual(pupils.map(({ note }) => missing(note)));
        expect(values('absences')).toEqual(pupils.map(({ absences }) => missing(absences)));
        expect(values('motif')).toEqual(pupils.map(({ motif }) => motif ?? -1));
        expect(values('actif')).toEqual(pupils.map(({ actif }) => missing(actif)));
        expect(values('issue')).toEqual(pupils.map(({ issue }) => missing(issue)));

        const names = found.fileNumbers.map((each) => pseudonym(new Uint8Array(32).fill(7), '0'.repeat(32), each));
        const shard = encodeArrow({ rows: names.length, columns: [text('pseudonym', ...names), ...found.table.columns] });
        const checked = checkShard(decodeArrow(shard, { rows: 100, columns: 10, bytes: 1 << 20 }), dictionary, 'train');
        expect(cells({ ...checked, columns: checked.columns.slice(1) })).toEqual(cells(found.table));
      }),
      { seed: 32, numRuns },
    );
  });

  it('one bad cell anywhere stops everything, and is told with its place', () => {
    const bad = {
      note: ['N/A', '101', '1.234,5'],
      absences: ['1,5', 'x', '-1'],
      motif: ['Z', 'a', 'été'],
      actif: ['2', 'x', '?'],
      issue: ['?', 'Oui ', 'O'],
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        fc.constantFrom(...(Object.keys(bad) as (keyof typeof bad)[])),
        fc.nat({ max: 2 }),
        (rows, place, name, which) => {
          const row = place % rows;
          const good: Record<string, string> = { note: '60', absences: '1', motif: 'A', actif: '1', sexe: 'B', issue: 'n' };
          const raw = tableOf(
            ...Object.entries(good).map(([each, cell]) =>
              text(each, ...Array.from({ length: rows }, (_, at) => (each === name && at === row ? bad[name][which]! : cell))),
            ),
          );
          const { problems } = harmonise(raw, dictionary, 'train', { lines: Array.from({ length: rows }, (_, at) => 10 * at + 3) });
          expect(problems.map(({ column: where, line }) => [where, line])).toEqual([[name, 10 * row + 3]]);
        },
      ),
      { seed: 33, numRuns },
    );
  });
});
