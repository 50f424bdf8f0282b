import { EcluseError } from '../base/errors.ts';
import type { Table } from './table.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Separator = ',' | ';' | '\t';
/** What was found (or told): `decimal` is null where no cell told. */
export type Dialect = {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly decimal: '.' | ',' | null;
  readonly bom: boolean;
};
export type CsvOptions = { readonly encoding?: Encoding; readonly separator?: Separator };
/** `table` holds text columns only; `lines[i]` is the line of the file on which row i begins (1 = the header's). */
export type Csv = { readonly table: Table; readonly dialect: Dialect; readonly lines: Uint32Array };

export function readCsv(_bytes: Uint8Array, _options: CsvOptions = {}): Csv {
  throw new EcluseError('INTERNAL', { where: 'csv' });
}
