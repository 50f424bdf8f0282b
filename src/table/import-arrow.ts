import { type Column as ArrowColumn, type Table as ArrowTable, Type, tableFromIPC } from '@uwdata/flechette';
import { EcluseError } from '../base/errors.ts';
import { checkNames, cleanName } from './header.ts';
import { arrowStream, IMPORT_LIMITS, NESTED_TYPES } from './import-walk.ts';
import type { Column, Table } from './table.ts';

const NUMBERS: readonly number[] = [Type.Int, Type.Float, Type.Bool, Type.Decimal];
const TEXTS: readonly number[] = [Type.Utf8, Type.LargeUtf8, Type.Utf8View, Type.Date, Type.Timestamp];

/**
 * A user's own Arrow file or stream (uncompressed): numbers and booleans become number columns; text, dictionary-encoded or not,
 * and dates (ISO 8601) become text columns. Errors: `TABLE_ARROW_…`, `TABLE_EMPTY`.
 */
export function importArrow(bytes: Uint8Array): Table {
  if (bytes.length > IMPORT_LIMITS.bytes) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: IMPORT_LIMITS.bytes, what: 'bytes' });
  const arrow = open(bytes);
  const rows = arrow.numRows;
  if (rows === 0) throw new EcluseError('TABLE_EMPTY');
  for (const [found, limit, what] of [
    [rows, IMPORT_LIMITS.rows, 'rows'],
    [arrow.numCols, IMPORT_LIMITS.columns, 'columns'],
  ] as const) {
    if (!Number.isSafeInteger(found) || found > limit) throw new EcluseError('TABLE_ARROW_LIMIT', { limit, what });
  }
  const names = arrow.schema.fields.map(({ name }) => cleanName(name));
  checkNames(names);
  const columns = names.map((name, index) => importColumn(name, arrow.getChildAt(index), rows));
  return { rows, columns };
}

function open(bytes: Uint8Array): ArrowTable {
  // Numbers are read in place: the library asks for eight-byte boundaries.
  const stream = arrowStream(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
  try {
    return tableFromIPC(stream, { useDate: true });
  } catch (error) {
    throw new EcluseError('TABLE_ARROW_FORM', { where: 'IPC' }, { cause: error });
  }
}

function importColumn(name: string, from: ArrowColumn<unknown>, rows: number): Column {
  const own = from.type;
  const type = own.typeId === Type.Dictionary ? own.dictionary : own;
  if (NESTED_TYPES.has(type.typeId)) throw new EcluseError('TABLE_ARROW_NESTED', { column: name });
  if (from.length !== rows) throw new EcluseError('TABLE_ARROW_ROWS', { found: from.length, expected: rows });
  const at = (row: number): unknown => {
    try {
      return from.at(row);
    } catch (error) {
      throw new EcluseError('TABLE_ARROW_VALUE', { line: row + 2, column: name }, { cause: error });
    }
  };
  if (NUMBERS.includes(type.typeId)) {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = toNumber(at(row), name, row);
    return { name, type: 'number', values };
  }
  if (type.typeId === Type.Null) return { name, type: 'text', values: new Array<string>(rows).fill('') };
  if (!TEXTS.includes(type.typeId)) throw new EcluseError('TABLE_ARROW_TYPE', { column: name });
  return { name, type: 'text', values: Array.from({ length: rows }, (_, row) => toText(at(row), name, row)) };
}

function toNumber(value: unknown, column: string, row: number): number {
  if (value === null) return Number.NaN;
  const number = typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value;
  // NaN is how data frames write a missing number; an infinity is an error of theirs.
  if (typeof number === 'number' && Math.abs(number) !== Number.POSITIVE_INFINITY) return number;
  throw new EcluseError('TABLE_ARROW_VALUE', { line: row + 2, column });
}

function toText(value: unknown, column: string, row: number): string {
  if (value === null) return '';
  // The library writes U+FFFD for bytes that are not UTF-8.
  if (typeof value === 'string' && !/[\0\ufffd]/.test(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
  }
  throw new EcluseError('TABLE_ARROW_VALUE', { line: row + 2, column });
}
