import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { utf8 } from '../../src/base/bytes.ts';
import { type EcluseError, isErrorCode } from '../../src/base/errors.ts';
import { readSource, type SourceOptions } from '../../src/partner/source.ts';
import { parseFormat } from '../../src/table/bcp.ts';
import { importParquet } from '../../src/table/parquet.ts';
import { importXlsx } from '../../src/table/xlsx.ts';
import { refusal } from '../support/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const cells = async (path: string, told: SourceOptions = {}) => {
  const { table } = await readSource(path, told);
  return Object.fromEntries(table.columns.map(({ name, values }) => [name, [...values]]));
};
const refused = async (work: Promise<unknown>): Promise<{ code: string; params: object }> => {
  try {
    await work;
  } catch (error) {
    const { code, params } = error as EcluseError;
    if (isErrorCode(code)) return { code, params };
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('Parquet', () => {
  const columnData = [
    { name: 'fiche', data: ['00123', '00124', null], type: 'STRING' as const },
    { name: 'moyenne', data: [72.5, null, Number.NaN], type: 'DOUBLE' as const },
    { name: 'retards', data: [3, 0, 12], type: 'INT32' as const },
    { name: 'numéro', data: [1n, 2n, 9007199254740991n], type: 'INT64' as const },
    { name: 'plan', data: [true, false, null], type: 'BOOLEAN' as const },
    { name: 'début', data: [new Date('2026-09-01T00:00:00Z'), null, new Date('2026-09-02T08:30:00Z')], type: 'TIMESTAMP' as const },
  ];
  it.each(['UNCOMPRESSED', 'SNAPPY'] as const)('is read column by column, %s', async (codec) => {
    const path = at(`${codec}.parquet`, new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 2 })));
    expect(await cells(path)).toEqual({
      fiche: ['00123', '00124', ''],
      moyenne: [72.5, Number.NaN, Number.NaN],
      retards: [3, 0, 12],
      numéro: [1, 2, 9007199254740991],
      plan: [1, 0, Number.NaN],
      début: ['2026-09-01', '', '2026-09-02T08:30:00.000Z'],
    });
    expect((await readSource(path)).readAs).toEqual({ kind: 'parquet' });
  });

  it('refuses what cannot be one cell: lists, infinities, whole numbers that would lose digits', async () => {
    const write = (name: string, data: unknown[], type?: 'DOUBLE' | 'INT64' | 'JSON') =>
      new Uint8Array(parquetWriteBuffer({ columnData: [{ name, data: data as never, ...(type ? { type } : {}) }] }));
    expect(await refused(importParquet(write('a', [1, Number.POSITIVE_INFINITY], 'DOUBLE')))).toEqual({
      code: 'TABLE_VALUE',
      // As where every cell can be read: the first row is line 2, in every form of table.
      params: { line: 3, column: 'a' },
    });
    expect(await refused(importParquet(write('a', [2n ** 60n], 'INT64')))).toMatchObject({ code: 'TABLE_VALUE' });
    expect(await refused(importParquet(write('a', [{ x: 1 }], 'JSON')))).toMatchObject({ code: 'TABLE_VALUE' });
    const nested = parquetWriteBuffer({
      columnData: [{ name: 'a', data: [[1, 2], [3]] }],
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'a', repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      ],
    });
    expect(await refused(importParquet(new Uint8Array(nested)))).toEqual({ code: 'TABLE_NESTED', params: { column: 'a' } });
  });

  it('refuses every truncation with a code', async () => {
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec: 'SNAPPY' }));
    for (let length = 0; length < bytes.length; length += 7) {
      expect((await refused(importParquet(bytes.subarray(0, length)))).code).toBe('TABLE_PARQUET');
    }
  });
});

describe('Excel', () => {
  const sheet = [
    ['fiche', 'moyenne', 'plan', 'début', 'école'],
    ['00123', 72.5, true, new Date('2026-09-01T00:00:00Z'), ' Cœur-des-Îles'],
    ['00124', null, false, null, '12,5'],
  ].map((row) => row.map((value) => ({ value: value ?? undefined, ...(value instanceof Date ? { format: 'yyyy-mm-dd' } : {}) })));
  const book = async (...sheets: (typeof sheet)[]) =>
    new Uint8Array(await writeExcel(sheets.map((data, i) => ({ sheet: `F${i + 1}`, data })) as never).toBuffer());

  it('gives the cells as they are stored', async () => {
    const path = at('a.xlsx', await book(sheet));
    expect(await cells(path)).toEqual({
      fiche: ['00123', '00124'],
      moyenne: ['72.5', ''],
      plan: ['1', '0'],
      début: ['2026-09-01', ''],
      école: [' Cœur-des-Îles', '12,5'],
    });
    expect((await readSource(path)).readAs).toEqual({ kind: 'xlsx', sheet: 'F1' });
  });

  it('asks which sheet when several hold something', async () => {
    const path = at('b.xlsx', await book(sheet, [[{ value: 'x' }], [{ value: 'y' }]]));
    expect(await refused(readSource(path))).toMatchObject({ code: 'TABLE_SHEETS', params: { count: 2 } });
    expect(await cells(path, { sheet: 'F2' })).toEqual({ x: ['y'] });
    expect(await refused(readSource(path, { sheet: 'F3' }))).toEqual({ code: 'TABLE_SHEET_MISSING', params: { sheet: 'F3' } });
  });

  it('refuses a damaged workbook, a header twice, a header alone', async () => {
    const bytes = await book(sheet);
    expect(await refused(importXlsx(bytes.subarray(0, bytes.length - 40)))).toMatchObject({ code: 'TABLE_XLSX' });
    expect(await refused(importXlsx(utf8('PK\u0003\u0004 not a zip')))).toMatchObject({ code: 'TABLE_XLSX' });
    expect(
      await refused(
        importXlsx(
          await book([
            [{ value: 'a' }, { value: 'a' }],
            [{ value: 1 }, { value: 2 }],
          ]),
        ),
      ),
    ).toEqual({
      code: 'TABLE_HEADER_TWICE',
      params: { column: 2 },
    });
    expect(await refused(importXlsx(await book([[{ value: 'a' }]])))).toMatchObject({ code: 'TABLE_EMPTY' });
  });
});

const FMT = `14.0
3
1       SQLCHAR             0       7       "\\t"     1     fiche               ""
2       SQLCHAR             0       25      "\\t"     2     moyenne             SQL_Latin1_General_CP1_CI_AS
3       SQLCHAR             0       30      "\\r\\n"   3     école               SQL_Latin1_General_CP1_CI_AS
`;
const FMT_WIDE = FMT.replaceAll('SQLCHAR', 'SQLNCHAR').replaceAll('\\t', '\\t\\0').replace('\\r\\n', '\\r\\0\\n\\0');

describe('files of bcp, without header', () => {
  const rows = '00123\t72.5\tdit "ça\r\n00124\t\0\tL’Anse\r\n';
  const expected = { fiche: ['00123', '00124'], moyenne: ['72.5', ''], école: ['dit "ça', 'L’Anse'] };
  it('-c, in Windows-1252, quotes meaning nothing and a lone NUL an empty text', async () => {
    const format = at('c.fmt', FMT);
    const path = at('c.txt', iconv.encode(rows, 'windows-1252'));
    expect(await cells(path, { format })).toEqual(expected);
    const { readAs } = await readSource(path, { format });
    expect(readAs).toMatchObject({ kind: 'csv', header: false, dialect: { encoding: 'windows-1252', separator: '\t', decimal: '.' } });
  });

  it('-w, in UTF-16 without mark', async () => {
    expect(await cells(at('w.txt', iconv.encode(rows, 'utf-16le')), { format: at('w.fmt', FMT_WIDE) })).toEqual(expected);
  });

  it('a list of names, for a CSV without header', async () => {
    const path = at('n.csv', 'x;1\n"y;z";2\n');
    expect(await cells(path, { format: at('n.txt', 'a\nb\n') })).toEqual({ a: ['x', 'y;z'], b: ['1', '2'] });
    expect(await refused(readSource(path, { format: at('o.txt', 'a\nb\nc\n') }))).toEqual({
      code: 'TABLE_RAGGED',
      params: { line: 1, found: 2, expected: 3 },
    });
  });

  it.each([
    ['a count that lies', FMT.replace('\n3\n', '\n4\n'), 2],
    ['a native type', FMT.replace('SQLCHAR', 'SQLINT'), 3],
    ['a length prefix', FMT.replace('0       25', '2       25'), 4],
    ['another separator', FMT.replace('"\\t"     2', '";"     2'), 4],
    ['two types of text', FMT.replace('2       SQLCHAR', '2       SQLNCHAR'), 4],
    ['no line end', FMT.replace('\\r\\n', '|'), 5],
    ['a blank name', 'a\n\nb\n', 2],
  ])('refuses a format with %s', (_name, text, line) => {
    expect(refusal(() => parseFormat(utf8(text)))).toEqual({ code: 'TABLE_FORMAT', params: { line } });
  });
});

describe('what is told', () => {
  it('wins over what is guessed: encoding, separator, decimal', async () => {
    const path = at('t.csv', 'a;b|c\n1,234;x|z\n');
    expect(await cells(path, { separator: '|' })).toEqual({ 'a;b': ['1,234;x'], c: ['z'] });
    const { readAs, options } = await readSource(path, { encoding: 'windows-1252', decimal: ',' });
    expect(readAs).toMatchObject({ dialect: { encoding: 'windows-1252', separator: ';', decimal: ',' } });
    expect(options.decimal).toBe(',');
  });
});
