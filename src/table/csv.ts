import { type CsvError, parse } from 'csv-parse/sync';
import { EcluseError } from '../base/errors.ts';
import { structuredIdentifier } from '../pseudonym/identifiers.ts';
import { type Decoded, type Encoding, readEncoding } from './encoding.ts';
import { checkNames } from './header.ts';
import type { Table, TextColumn } from './table.ts';

export const SEPARATORS = [';', '\t', ',', '|'] as const;
/** A bar is for a person to tell. */
const DETECTED: readonly Separator[] = [';', '\t', ','];
export type Separator = (typeof SEPARATORS)[number];
/** What was found (or told): `decimal` is null where no cell tells. */
export type Dialect = {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly decimal: '.' | ',' | null;
  readonly bom: boolean;
};
/** `header` names the columns of a file that has none; `quotes: false` where quotes mean nothing, and a lone NUL an empty text (SQL Server's `bcp`). */
export type CsvOptions = {
  readonly encoding?: Encoding;
  readonly separator?: Separator;
  readonly header?: readonly string[];
  readonly quotes?: boolean;
};
/** `table` holds text columns only; `lines[i]` is the line of the file on which row i begins (1 = the header's). */
export type Csv = { readonly table: Table; readonly dialect: Dialect; readonly lines: Uint32Array };

export const CSV_LIMITS = { columns: 10_000, rows: 1_000_000 } as const;
const SAMPLE_RECORDS = 40;
/** Characters. A record this long is a quote that was never closed. */
const RECORD_LIMIT = 1 << 24;
/** Cells held before their columns take them. */
const CELLS_HELD = 1 << 16;
/** Beyond, a column repeats too little to be worth a larger table. */
const CELLS_KNOWN = 1 << 10;
const CSV = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  max_record_size: RECORD_LIMIT,
};
const LINE_END = /\r\n|\n|\r/g;

/**
 * Reads a CSV file whole, with a header. Encoding, separator and decimal sign are detected unless told. Every record becomes a row or
 * an error with its line: `TABLE_ENCODING`, `TABLE_NUL`, `TABLE_BOM`, `TABLE_QUOTE`, `TABLE_RAGGED`, `TABLE_HEADER_…`, `TABLE_EMPTY`,
 * `TABLE_TOO_LARGE`. Blank lines are admitted at the end of the file only. The place of a misplaced quote is the line on which its record begins.
 */
export function readCsv(bytes: Uint8Array, options: CsvOptions = {}): Csv {
  const source = readEncoding(bytes, options.encoding);
  if (source.bytes.length === 0) throw new EcluseError('TABLE_EMPTY');
  const separator = options.separator ?? findSeparator(source);
  const quotes = options.quotes ?? true;
  const rows = gather(source.encoding, options);
  let line = 1;
  let counted = 1;
  const take = (record: readonly string[], info: { readonly lines: number }): null => {
    rows.take(record, line);
    line += info.lines === counted ? 1 : 1 + lineEnds(record, record.length);
    counted = info.lines + 1;
    return null;
  };
  try {
    parse(source.bytes, { ...CSV, delimiter: separator, on_record: take, ...(quotes ? {} : { quote: null, escape: null }) });
  } catch (error) {
    if (error instanceof EcluseError || !isCsvError(error)) throw error;
    throw new EcluseError('TABLE_QUOTE', { line, column: Number(error.column) + 1 });
  }
  const { columns, lines } = rows.finish();
  return {
    table: { rows: lines.length, columns },
    dialect: { encoding: source.encoding, separator, decimal: findDecimal(columns), bom: source.bom },
    lines: Uint32Array.from(lines),
  };
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && 'column' in error;
}

/** Line ends quoted in the first fields of a record. */
function lineEnds(record: readonly string[], fields: number): number {
  let count = 0;
  for (let at = 0; at < fields; at++) count += record[at]?.match(LINE_END)?.length ?? 0;
  return count;
}

/**
 * Gathers records, a block at a time and then column by column, so that one column's table stays near while it is at work. Each distinct
 * cell of a column is checked once and kept as one string: an extract of 18 million cells holds few distinct ones.
 */
function gather(encoding: Encoding, { header, quotes = true }: CsvOptions) {
  const columns = (header ?? []).map(emptyColumn);
  const lines: number[] = [];
  let held: (readonly string[])[] = [];
  let blankLine = 0;
  const check = (record: readonly string[], at: number, line: number): string => {
    const cell = record[at] as string;
    if (!quotes && cell === '\0') return '';
    const fault = cell.includes('\0') ? 'TABLE_NUL' : hasMark(cell, encoding) ? 'TABLE_BOM' : null;
    if (fault) throw new EcluseError(fault, { line: line + lineEnds(record, at), column: at + 1 });
    return cell;
  };
  const flush = (): void => {
    const first = lines.length - held.length;
    for (const [at, { known, values }] of columns.entries()) {
      for (const [row, record] of held.entries()) {
        let cell = known.get(record[at] as string);
        if (cell === undefined) {
          cell = check(record, at, lines[first + row] as number);
          if (known.size < CELLS_KNOWN) known.set(record[at] as string, cell);
        }
        values.push(cell);
      }
    }
    held = [];
  };
  return {
    take(record: readonly string[], line: number): void {
      if (columns.length === 0) {
        const names = record.map((_, at) => check(record, at, line).trim().normalize('NFC'));
        checkHeader(names);
        columns.push(...names.map(emptyColumn));
        return;
      }
      const expected = columns.length;
      if (expected > 1 && record.length === 1 && record[0] === '') {
        blankLine ||= line;
        return;
      }
      if (blankLine > 0) throw new EcluseError('TABLE_RAGGED', { line: blankLine, found: 1, expected });
      if (record.length !== expected) throw new EcluseError('TABLE_RAGGED', { line, found: record.length, expected });
      held.push(record);
      lines.push(line);
      if (lines.length > CSV_LIMITS.rows) throw new EcluseError('TABLE_TOO_LARGE', { limit: CSV_LIMITS.rows, what: 'rows' });
      if (held.length * expected >= CELLS_HELD) flush();
    },
    finish(): { columns: TextColumn[]; lines: readonly number[] } {
      if (lines.length === 0) throw new EcluseError('TABLE_EMPTY');
      flush();
      return { columns: columns.map(({ name, values }) => ({ name, type: 'text', values })), lines };
    },
  };
}

type Gathered = { readonly name: string; readonly known: Map<string, string>; readonly values: string[] };

function emptyColumn(name: string): Gathered {
  return { name, known: new Map(), values: [] };
}

/** The bytes of UTF-8's mark betray two joined files even where they were read as Windows-1252. */
function hasMark(cell: string, encoding: Encoding): boolean {
  return cell.includes('\ufeff') || (encoding === 'windows-1252' && cell.includes('ï»¿'));
}

/** A first line that names the columns, and does not hold a pupil's data. */
export function checkHeader(names: readonly string[]): void {
  if (names.length > CSV_LIMITS.columns) throw new EcluseError('TABLE_TOO_LARGE', { limit: CSV_LIMITS.columns, what: 'columns' });
  let data = 0;
  for (const [at, name] of names.entries()) {
    if (/^[+-]?\d+([.,]\d+)?$/.test(name)) data++;
    if (structuredIdentifier(name) !== null) data = names.length;
    if (data * 2 > names.length) throw new EcluseError('TABLE_HEADER_DATA', { column: at + 1 });
  }
  checkNames(names);
}

/** The separator that cuts the first records into the most equal fields; a comma where none cuts (a single column). */
function findSeparator(source: Decoded): Separator {
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of DETECTED) {
    const widths: number[] = [];
    const take = (record: readonly string[]): null => {
      widths.push(record.length);
      return null;
    };
    try {
      parse(source.bytes, { ...CSV, delimiter: separator, to: SAMPLE_RECORDS, on_record: take });
    } catch (error) {
      // A wrong separator cuts quoted fields in the wrong place: no candidate, unless it cut the header.
      if (!isCsvError(error)) throw error;
    }
    const [width = 0] = widths;
    const equal = widths.filter((each) => each === width).length;
    const score = width < 2 ? 0 : (equal / widths.length) * 1000 + Math.min(width, 999) / 1000;
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** Votes of cells that can be read one way only: `12,5`, `0,125` and `1234,567`, but neither `1,234` nor `1.234`. */
function findDecimal(columns: readonly TextColumn[]): '.' | ',' | null {
  let commas = 0;
  let points = 0;
  for (const { values } of columns) {
    for (let row = 0; row < values.length && row < 500; row++) {
      const match = /^\s*[+-]?(?!0\d)(\d+)([.,])(\d+)\s*$/.exec(values[row] as string);
      const thousands = match?.[3]?.length === 3 && match[1] !== '0' && (match[1]?.length ?? 0) <= 3;
      if (!match || thousands) continue;
      if (match[2] === ',') commas++;
      else points++;
    }
  }
  if (commas === points) return null;
  return commas > points ? ',' : '.';
}
