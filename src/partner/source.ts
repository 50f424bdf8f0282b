import { readFileCapped } from '../base/files.ts';
import { parseFormat } from '../table/bcp.ts';
import { type CsvOptions, type Dialect, readCsv } from '../table/csv.ts';
import type { HarmoniseOptions } from '../table/harmonise.ts';
import { importArrow } from '../table/import-arrow.ts';
import { importParquet, isParquet } from '../table/parquet.ts';
import type { Table } from '../table/table.ts';
import { importXlsx, isXlsx } from '../table/xlsx.ts';

export const TABLE_LIMIT = 2 ** 31;
const FORMAT_LIMIT = 1 << 20;

/** How a table was read: shown before anything leaves, so that a wrong guess is seen. `recipe` joins several tables. */
export type ReadAs =
  | { readonly kind: 'csv'; readonly dialect: Dialect; readonly header: boolean }
  | { readonly kind: 'xlsx'; readonly sheet: string }
  | { readonly kind: 'arrow' }
  | { readonly kind: 'parquet' };
export type Source = { readonly table: Table; readonly readAs: ReadAs; readonly options: HarmoniseOptions };

/** What a person may say of a file where the guess is wrong. `format` describes the columns of a file without header. */
export type SourceOptions = {
  readonly encoding?: NonNullable<CsvOptions['encoding']>;
  readonly separator?: NonNullable<CsvOptions['separator']>;
  readonly decimal?: '.' | ',';
  readonly format?: string;
  readonly sheet?: string;
};

/** A table as the partner's systems wrote it: CSV, Excel, Parquet or Arrow, told by its content. */
export async function readSource(path: string, told: SourceOptions = {}): Promise<Source> {
  const bytes = readFileCapped(path, TABLE_LIMIT);
  if (isXlsx(bytes)) {
    const { table, sheet } = await importXlsx(bytes, told.sheet);
    return { table, readAs: { kind: 'xlsx', sheet }, options: { decimal: told.decimal ?? '.' } };
  }
  if (isParquet(bytes)) return { table: await importParquet(bytes), readAs: { kind: 'parquet' }, options: {} };
  return readPlain(bytes, told);
}

/** CSV or Arrow, which need no waiting. */
export function readPlain(bytes: Uint8Array, told: SourceOptions = {}): Source {
  if (isArrow(bytes)) return { table: importArrow(bytes), readAs: { kind: 'arrow' }, options: {} };
  const format = told.format === undefined ? {} : parseFormat(readFileCapped(told.format, FORMAT_LIMIT));
  const { encoding, separator } = told;
  const csv = readCsv(bytes, { ...format, ...(encoding ? { encoding } : {}), ...(separator ? { separator } : {}) });
  const decimal = told.decimal ?? csv.dialect.decimal;
  const readAs: ReadAs = { kind: 'csv', dialect: { ...csv.dialect, decimal }, header: told.format === undefined };
  return { table: csv.table, readAs, options: { lines: csv.lines, decimal } };
}

/** An Arrow file begins with `ARROW1`, a stream with the continuation marker 0xFFFFFFFF. */
export function isArrow(bytes: Uint8Array): boolean {
  const magic = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31];
  return magic.every((byte, i) => bytes[i] === byte) || (bytes.length >= 8 && [0, 1, 2, 3].every((i) => bytes[i] === 0xff));
}
