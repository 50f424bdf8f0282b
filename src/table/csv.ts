import { EcluseError } from '../base/errors.ts';
import { structuredIdentifier } from '../pseudonym/identifiers.ts';
import { csvColumns } from './csv-columns.ts';
import { fieldText, scan } from './csv-scan.ts';
import { type Encoding, type Readable, readEncoding } from './encoding.ts';
import type { Table, TextColumn } from './table.ts';

export type Separator = ',' | ';' | '\t';
/** What was found (or told): `decimal` is null where no cell tells. */
export type Dialect = {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly decimal: '.' | ',' | null;
  readonly bom: boolean;
};
export type CsvOptions = { readonly encoding?: Encoding; readonly separator?: Separator };
/** `table` holds text columns only; `lines[i]` is the line of the file on which row i begins (1 = the header's). */
export type Csv = { readonly table: Table; readonly dialect: Dialect; readonly lines: Uint32Array };

export const CSV_LIMITS = { columns: 10_000, rows: 1_000_000 } as const;
const SEPARATORS: readonly Separator[] = [';', '\t', ','];
const SAMPLE_RECORDS = 40;

/**
 * Reads a CSV file whole, with a header. Encoding, separator and decimal sign are detected unless told. Every record becomes a row or
 * an error with its line: `TABLE_ENCODING`, `TABLE_NUL`, `TABLE_BOM`, `TABLE_QUOTE`, `TABLE_RAGGED`, `TABLE_HEADER_…`, `TABLE_EMPTY`,
 * `TABLE_TOO_LARGE`. Blank lines are admitted at the end of the file only.
 */
export function readCsv(bytes: Uint8Array, options: CsvOptions = {}): Csv {
  const source = readEncoding(bytes, options.encoding);
  if (source.bytes.length === 0) throw new EcluseError('TABLE_EMPTY');
  const separator = options.separator ?? findSeparator(source);
  const reading = scan(source, separator.charCodeAt(0));
  const names: string[] = [];
  reading.record((column, start, stop, doubled) => {
    const text = fieldText(source, start, stop, () => ({ line: reading.line, column: column + 1 }));
    names.push((doubled ? text.replaceAll('""', '"') : text).trim().normalize('NFC'));
  });
  checkHeader(names);

  const width = names.length;
  const cells = csvColumns(source, width, mostRows(source.bytes, reading.at, width));
  let blankLine = 0;
  while (!reading.ended) {
    const line = reading.line;
    const from = reading.at;
    const found = reading.record(cells.field);
    const byte = source.bytes[from];
    if (width > 1 && found === 1 && (from === source.bytes.length || byte === 10 || byte === 13)) {
      blankLine ||= line;
      continue;
    }
    if (blankLine > 0) throw new EcluseError('TABLE_RAGGED', { line: blankLine, found: 1, expected: width });
    if (found !== width) throw new EcluseError('TABLE_RAGGED', { line, found, expected: width });
    cells.keep(line);
    if (cells.rows > CSV_LIMITS.rows) throw new EcluseError('TABLE_TOO_LARGE', { limit: CSV_LIMITS.rows, what: 'lignes' });
  }
  if (cells.rows === 0) throw new EcluseError('TABLE_EMPTY');
  const values = cells.finish();
  const columns = names.map((name, at): TextColumn => ({ name, type: 'text', values: values[at] as string[] }));
  return {
    table: { rows: cells.rows, columns },
    dialect: { encoding: source.encoding, separator, decimal: findDecimal(columns), bom: source.bom },
    lines: Uint32Array.from(cells.lines),
  };
}

/** At least as many rows as the rest of the file can hold: a row of `width` fields takes a line end and `width` bytes. */
function mostRows(bytes: Uint8Array, from: number, width: number): number {
  let ends = 1;
  for (let i = from; i < bytes.length; i++) if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) ends++;
  return Math.min(ends, Math.ceil((bytes.length - from + 1) / width), CSV_LIMITS.rows + 1);
}

/** Columns are told by their number: where a file lacks its header, a "name" is a pupil's value. */
function checkHeader(names: readonly string[]): void {
  if (names.length > CSV_LIMITS.columns) throw new EcluseError('TABLE_TOO_LARGE', { limit: CSV_LIMITS.columns, what: 'colonnes' });
  const seen = new Set<string>();
  let data = 0;
  for (const [at, name] of names.entries()) {
    if (/^[+-]?\d+([.,]\d+)?$/.test(name)) data++;
    if (structuredIdentifier(name) !== null) data = names.length;
    if (data * 2 > names.length) throw new EcluseError('TABLE_HEADER_DATA', { column: at + 1 });
  }
  for (const [at, name] of names.entries()) {
    if (name === '') throw new EcluseError('TABLE_HEADER_EMPTY', { column: at + 1 });
    if (name.length > 200 || /\p{Cc}/u.test(name)) throw new EcluseError('TABLE_HEADER_FORM', { column: at + 1 });
    if (seen.has(name)) throw new EcluseError('TABLE_HEADER_TWICE', { column: at + 1 });
    seen.add(name);
  }
}

/** The separator that cuts the first records into the most equal fields; a comma where none cuts (a single column). */
function findSeparator(source: Readable): Separator {
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const reading = scan(source, separator.charCodeAt(0));
    let width = 0;
    let equal = 0;
    let read = 0;
    try {
      while (!reading.ended && read < SAMPLE_RECORDS) {
        const found = reading.record(() => {});
        if (read === 0) width = found;
        if (found === width) equal++;
        read++;
      }
    } catch (error) {
      // A wrong separator cuts quoted fields in the wrong place: no candidate, unless it cut the header.
      if (!(error instanceof EcluseError)) throw error;
      if (width === 0) continue;
    }
    const score = width < 2 ? 0 : (equal / Math.max(read, 1)) * 1000 + Math.min(width, 999) / 1000;
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
