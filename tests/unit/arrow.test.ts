import * as flechette from '@uwdata/flechette';
import { table as arqueroTable, type ColumnTable, fromArrow, toArrowIPC } from 'arquero';
import { describe, expect, it } from 'vitest';
import { concat } from '../../src/base/bytes.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import type { ArrowLimits } from '../../src/table/arrow-layout.ts';
import { importArrow } from '../../src/table/import-arrow.ts';
import type { Column, Table } from '../../src/table/table.ts';
import { fieldAt, follow, frames, tableField } from '../support/arrow-bytes.ts';
import { refusal } from '../support/refusal.ts';
import { text } from '../support/tables.ts';

const LIMITS: ArrowLimits = { rows: 1000, columns: 100, bytes: 1 << 20 };
const number = (name: string, ...values: number[]): Column => ({ name, type: 'number', values: Float64Array.from(values) });
const NaNs = Number.NaN;
const table: Table = {
  rows: 3,
  columns: [
    text('pseudonym', 'a', '', 'Cœur – été 🎒'),
    number('tiny', 1, NaNs, -128),
    number('short', 300, -2, NaNs),
    number('whole', 2 ** 31 - 1, -5, NaNs),
    number('single', 1.5, NaNs, -0.25),
    number('double', 0.1, 1e300, NaNs),
    { name: 'code', type: 'code', values: Int32Array.of(1, -1, 0), codes: ['A', 'B'] },
    number('none', NaNs, NaNs, NaNs),
  ],
};
const bytes = encodeArrow(table);
const cells = (each: Table) => each.columns.map(({ name, values }) => [name, ...values]);
const EXPECTED = cells(table).map((row) => (row[0] === 'code' ? ['code', 1, NaNs, 0] : row));
const refused = (spoiled: Uint8Array, limits = LIMITS) => refusal(() => decodeArrow(spoiled, limits));
const imported = (spoiled: Uint8Array) => refusal(() => importArrow(spoiled));

describe('a shard', () => {
  it('comes back as it went, in the narrowest types', () => {
    const read = decodeArrow(bytes, LIMITS);
    expect(cells(read)).toEqual(EXPECTED);
    const types = flechette
      .tableFromIPC(bytes)
      .schema.fields.map(
        ({ type }) =>
          `${flechette.Type.Utf8 === type.typeId ? 'utf8' : ((type as { bitWidth?: number }).bitWidth ?? `float${(type as { precision: number }).precision}`)}`,
      );
    expect(types).toEqual(['utf8', '8', '16', '32', 'float1', 'float2', '8', '8']);
  });

  it('comes back from any place in a larger buffer', () => {
    for (let shift = 0; shift < 8; shift++) {
      const moved = concat(new Uint8Array(shift), bytes, Uint8Array.of(7)).subarray(shift, shift + bytes.length);
      expect(cells(decodeArrow(moved, LIMITS))).toEqual(EXPECTED);
    }
  });

  it('of no row, or of 65 rows with nulls at each end of a byte, comes back', () => {
    expect(cells(decodeArrow(encodeArrow({ rows: 0, columns: [text('a'), number('b')] }), LIMITS))).toEqual([['a'], ['b']]);
    const values = Array.from({ length: 65 }, (_, i) => (i % 8 === 0 || i % 8 === 7 ? NaNs : i));
    expect(cells(decodeArrow(encodeArrow({ rows: 65, columns: [number('b', ...values)] }), LIMITS))).toEqual([['b', ...values]]);
  });

  it('is read alike by flechette and by arquero', () => {
    const nulls = EXPECTED.map((row) => row.map((cell) => ((typeof cell === 'number' && Number.isNaN(cell)) || cell === '' ? null : cell)));
    const other = flechette.tableFromIPC(bytes);
    expect(other.schema.fields.map(({ name }, at) => [name, ...other.getChildAt(at)])).toEqual(nulls);
    const frame = fromArrow(bytes) as ColumnTable;
    expect(frame.columnNames().map((name) => [name, ...Array.from(frame.array(name) as ArrayLike<unknown>)])).toEqual(nulls);
  });

  it('written by flechette from plain columns is admitted', () => {
    const columns = {
      a: flechette.columnFromArray([1, null, 3], flechette.int16()),
      b: flechette.columnFromArray(['x', null, 'é'], flechette.utf8()),
    };
    const written = flechette.tableToIPC(flechette.tableFromColumns(columns), { format: 'stream' }) as Uint8Array;
    expect(cells(decodeArrow(written, LIMITS))).toEqual([
      ['a', 1, NaNs, 3],
      ['b', 'x', '', 'é'],
    ]);
  });
});

/** The bytes with one change made through a view on them. */
function spoil(change: (view: DataView, spoiled: Uint8Array) => void, from = bytes): Uint8Array {
  const spoiled = from.slice();
  change(new DataView(spoiled.buffer), spoiled);
  return spoiled;
}
const [, batch] = frames(bytes) as [unknown, ReturnType<typeof frames>[number]];
const recordOf = (view: DataView) => follow(view, fieldAt(view, batch.metadata, 2)!);
/** First byte of a vector's elements. */
const vectorOf = (view: DataView, slot: number) => follow(view, tableField(view, recordOf(view), slot)!) + 4;
const column = (values: unknown[], type: flechette.DataType, options = {}) =>
  flechette.tableToIPC(flechette.tableFromColumns({ v: flechette.columnFromArray(values, type, options) }), {
    format: 'stream',
  }) as Uint8Array;

describe('a hostile shard', () => {
  it.each([
    ['a list', column([[1], [2]], flechette.list(flechette.int8())), 'TABLE_ARROW_NESTED'],
    ['a struct', column([{ a: 1 }], flechette.struct({ a: flechette.int8() })), 'TABLE_ARROW_NESTED'],
    ['a fixed-size list', column([[1, 2]], flechette.fixedSizeList(flechette.int8(), 2)), 'TABLE_ARROW_NESTED'],
    ['a map', column([[['a', 1]]], flechette.map(flechette.utf8(), flechette.int8())), 'TABLE_ARROW_NESTED'],
    ['a dictionary', column(['a', 'b', 'a'], flechette.dictionary(flechette.utf8())), 'TABLE_ARROW_DICTIONARY'],
    ['a date', column([new Date(0)], flechette.dateDay()), 'TABLE_ARROW_TYPE'],
    ['a 64-bit integer', column([1], flechette.int64()), 'TABLE_ARROW_TYPE'],
    ['an unsigned integer', column([1], flechette.uint8()), 'TABLE_ARROW_TYPE'],
    ['a boolean', column([true], flechette.bool()), 'TABLE_ARROW_TYPE'],
    ['binary', column([Uint8Array.of(1)], flechette.binary()), 'TABLE_ARROW_TYPE'],
    ['large text', column(['a'], flechette.largeUtf8()), 'TABLE_ARROW_TYPE'],
    ['a half float', column([1], flechette.float16()), 'TABLE_ARROW_TYPE'],
    ['a null column', column([null], flechette.nullType()), 'TABLE_ARROW_TYPE'],
    ['an infinity', column([Infinity], flechette.float64()), 'TABLE_ARROW_VALUE'],
    ['a NaN', column([NaNs], flechette.float64()), 'TABLE_ARROW_VALUE'],
  ])('holds %s', (_name, spoiled, code) => {
    expect(refused(spoiled).code).toBe(code);
  });

  it('announces a dictionary of 10⁹ entries: refused at its announcement', () => {
    const dictionary = column(['a', 'b', 'a'], flechette.dictionary(flechette.utf8()));
    const spoiled = spoil((view) => {
      const place = frames(dictionary)[1]!;
      const data = follow(view, tableField(view, follow(view, fieldAt(view, place.metadata, 2)!), 1)!);
      view.setBigInt64(tableField(view, data, 0)!, 1_000_000_000n, true);
      view.setBigInt64(follow(view, tableField(view, data, 1)!) + 4, 1_000_000_000n, true);
    }, dictionary);
    expect(refused(spoiled).code).toBe('TABLE_ARROW_DICTIONARY');
    expect(imported(spoiled)).toEqual({ code: 'TABLE_ARROW_LIMIT', params: { limit: 1_000_000, what: 'rows' } });
  });

  it.each([
    ['10⁹ rows', (view: DataView) => view.setBigInt64(tableField(view, recordOf(view), 0)!, 1_000_000_000n, true), 'TABLE_ARROW_LIMIT'],
    ['rows below zero', (view: DataView) => view.setBigInt64(tableField(view, recordOf(view), 0)!, -1n, true), 'TABLE_ARROW_BOUNDS'],
    ['2⁶³−1 rows', (view: DataView) => view.setBigInt64(tableField(view, recordOf(view), 0)!, 2n ** 63n - 1n, true), 'TABLE_ARROW_BOUNDS'],
    [
      'one row less than its columns',
      (view: DataView) => view.setBigInt64(tableField(view, recordOf(view), 0)!, 2n, true),
      'TABLE_ARROW_ROWS',
    ],
    ['a column of one row more', (view: DataView) => view.setBigInt64(vectorOf(view, 1), 4n, true), 'TABLE_ARROW_ROWS'],
    ['more nulls than rows', (view: DataView) => view.setBigInt64(vectorOf(view, 1) + 8, 4n, true), 'TABLE_ARROW_BOUNDS'],
    ['fewer nulls than it has', (view: DataView) => view.setBigInt64(vectorOf(view, 1) + 16 + 8, 2n, true), 'TABLE_ARROW_FORM'],
    ['a buffer past the end', (view: DataView) => view.setBigInt64(vectorOf(view, 2) + 16, 1n << 40n, true), 'TABLE_ARROW_BOUNDS'],
    ['a buffer longer than its rows', (view: DataView) => view.setBigInt64(vectorOf(view, 2) + 16 + 8, 64n, true), 'TABLE_ARROW_BOUNDS'],
    ['a buffer shorter than its rows', (view: DataView) => view.setBigInt64(vectorOf(view, 2) + 16 + 8, 8n, true), 'TABLE_ARROW_BOUNDS'],
    ['two buffers that overlap', (view: DataView) => view.setBigInt64(vectorOf(view, 2) + 16, 0n, true), 'TABLE_ARROW_BOUNDS'],
    ['a buffer off its boundary', (view: DataView) => view.setBigInt64(vectorOf(view, 2) + 16, 9n, true), 'TABLE_ARROW_BOUNDS'],
    ['a text offset past the end', (view: DataView) => view.setInt32(batch.body + 8 + 12, 1000, true), 'TABLE_ARROW_BOUNDS'],
    ['text offsets that go back', (view: DataView) => view.setInt32(batch.body + 8 + 8, 0, true), 'TABLE_ARROW_BOUNDS'],
    ['text that is not UTF-8', (_view: DataView, all: Uint8Array) => all.set([0xff], batch.body + 24), 'TABLE_ARROW_VALUE'],
    ['2³¹ fields in a vector', (view: DataView) => view.setUint32(vectorOf(view, 2) - 4, 0x80000000, true), 'TABLE_ARROW_BOUNDS'],
    ['a body past the end', (view: DataView) => view.setBigInt64(fieldAt(view, batch.metadata, 3)!, 1n << 40n, true), 'TABLE_ARROW_BOUNDS'],
    ['metadata past the end', (view: DataView) => view.setInt32(4, 1 << 20, true), 'TABLE_ARROW_BOUNDS'],
    ['metadata of 1 GiB', (view: DataView) => view.setInt32(4, 1 << 30, true), 'TABLE_ARROW_LIMIT'],
    ['metadata of negative length', (view: DataView) => view.setInt32(4, -8, true), 'TABLE_ARROW_FORM'],
    ['a root past the end', (view: DataView) => view.setUint32(8, 0x7ffffff0, true), 'TABLE_ARROW_BOUNDS'],
    ['no continuation mark', (view: DataView) => view.setUint32(0, 0, true), 'TABLE_ARROW_FORM'],
    ['metadata of an older version', (view: DataView) => view.setInt16(fieldAt(view, 8, 0)!, 3, true), 'TABLE_ARROW_FORM'],
  ] as const)('says %s', (_name, change, code) => {
    expect(refused(spoil(change)).code).toBe(code);
  });

  it('is cut anywhere, or goes on', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(refused(bytes.subarray(0, length)).code).toMatch(/^TABLE_ARROW_(BOUNDS|FORM)$/);
    expect(refused(concat(bytes, Uint8Array.of(0))).code).toBe('TABLE_ARROW_FORM');
    expect(refused(concat(bytes.subarray(0, -8), bytes.subarray(batch.at))).code).toBe('TABLE_ARROW_FORM');
  });

  it('is compressed', () => {
    const codec = { encode: (data: Uint8Array) => data, decode: (data: Uint8Array) => data };
    flechette.setCompressionCodec(flechette.CompressionType.LZ4_FRAME, codec);
    const packed = flechette.tableToIPC(flechette.tableFromColumns({ v: flechette.columnFromArray([1, 2], flechette.int8()) }), {
      format: 'stream',
      codec: flechette.CompressionType.LZ4_FRAME,
    } as never) as Uint8Array;
    expect(refused(packed).code).toBe('TABLE_ARROW_COMPRESSED');
    expect(imported(packed).code).toBe('TABLE_ARROW_COMPRESSED');
  });

  it('passes what its bundle declared', () => {
    expect(refused(bytes, { ...LIMITS, rows: 2 })).toEqual({ code: 'TABLE_ARROW_LIMIT', params: { limit: 2, what: 'rows' } });
    expect(refused(bytes, { ...LIMITS, columns: 7 })).toEqual({ code: 'TABLE_ARROW_LIMIT', params: { limit: 7, what: 'columns' } });
    expect(refused(bytes, { ...LIMITS, bytes: bytes.length - 1 }).code).toBe('TABLE_ARROW_LIMIT');
  });

  it('gives two columns one name, or a name that is none', () => {
    const one = flechette.columnFromArray([1], flechette.int8());
    const named = (...names: string[]) =>
      flechette.tableToIPC(flechette.tableFromColumns(names.map((name) => [name, one])), { format: 'stream' }) as Uint8Array;
    for (const spoiled of [named('a', 'a'), named(''), named('a\u0007'), named(' a'), named('e\u0301')])
      expect(refused(spoiled).code).toBe('TABLE_ARROW_FORM');
  });
});

describe('a partner’s own Arrow', () => {
  const frame = arqueroTable({
    fiche: ['00123', '00124', null],
    note: [72.5, null, 60],
    absences: [1, 2, 3],
    actif: [true, false, null],
    école: ['Quai', 'Quai', 'Vents'],
    né: [new Date('2010-04-15'), new Date('2011-01-02T10:00:00Z'), null],
  });
  const expected = [
    ['fiche', '00123', '00124', ''],
    ['note', 72.5, NaNs, 60],
    ['absences', 1, 2, 3],
    ['actif', 1, 0, NaNs],
    ['école', 'Quai', 'Quai', 'Vents'],
    ['né', '2010-04-15', '2011-01-02T10:00:00.000Z', ''],
  ];
  it.each(['stream', 'file'] as const)('as arquero writes it (%s) is read', (format) => {
    const written = toArrowIPC(frame, { format }) as Uint8Array;
    expect(cells(importArrow(written))).toEqual(expected);
    expect(cells(importArrow(concat(Uint8Array.of(1), written).subarray(1)))).toEqual(expected);
  });

  it('of several batches, of 64-bit integers and of decimals is read', () => {
    const batches = flechette.tableFromColumns({
      a: flechette.columnFromArray([1, 2, 3, 4, 5], flechette.int64(), { maxBatchRows: 2 } as never),
      b: flechette.columnFromArray([1.25, 2.5, null, 4, 5], flechette.decimal(10, 2), { maxBatchRows: 2 } as never),
    });
    const written = flechette.tableToIPC(batches, { format: 'stream' }) as Uint8Array;
    expect(cells(importArrow(written))).toEqual([
      ['a', 1, 2, 3, 4, 5],
      ['b', 1.25, 2.5, NaNs, 4, 5],
    ]);
  });

  it.each([
    ['of no row', column([], flechette.int8()), 'TABLE_EMPTY'],
    ['with a list', column([[1]], flechette.list(flechette.int8())), 'TABLE_ARROW_NESTED'],
    ['with binary', column([Uint8Array.of(1)], flechette.binary()), 'TABLE_ARROW_TYPE'],
    ['with an infinity', column([Infinity], flechette.float64()), 'TABLE_ARROW_VALUE'],
    ['that is none', new TextEncoder().encode('fiche;note\n1;2\n'), 'TABLE_ARROW_BOUNDS'],
    ['that is empty', new Uint8Array(0), 'TABLE_EMPTY'],
  ])('%s is refused', (_name, written, code) => {
    expect(imported(written).code).toBe(code);
  });
});
