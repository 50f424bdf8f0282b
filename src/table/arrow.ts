import {
  Column as ArrowColumn,
  batchType,
  type DataType,
  float32,
  float64,
  int8,
  int16,
  int32,
  type TypedArray,
  tableFromColumns,
  tableToIPC,
  utf8 as utf8Type,
} from '@uwdata/flechette';
import { concat, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type ArrowLimits, type Laid, layOut } from './arrow-layout.ts';
import type { Column, NumberColumn, Table, TextColumn } from './table.ts';

/**
 * Writes one shard: an Arrow IPC stream of one record batch, uncompressed. Whole numbers take the narrowest of int8/16/32, others
 * float32 where nothing is lost and float64 elsewhere; missing values are nulls. A code column is written as its index, text as UTF-8.
 */
export function encodeArrow(table: Table): Uint8Array {
  const columns = table.columns.map((column): [string, ArrowColumn<unknown>] => [
    column.name,
    column.type === 'text' ? textColumn(column) : numericColumn(column, table.rows),
  ]);
  return tableToIPC(tableFromColumns(columns), { format: 'stream' }) as Uint8Array;
}

type Parts = { type: DataType; length: number; nulls: number; validity: Uint8Array; values: TypedArray; offsets?: Int32Array };

function arrowColumn({ type, length, nulls, validity, values, offsets }: Parts): ArrowColumn<unknown> {
  // Flechette types its batch classes loosely; the constructor takes these members (its Batch class).
  const BatchType = batchType(type, {}) as unknown as new (parts: object) => never;
  const parts = { length, nullCount: nulls, type, validity: nulls === 0 ? new Uint8Array(0) : validity, values, offsets };
  return new ArrowColumn([new BatchType(parts)], type) as ArrowColumn<unknown>;
}

function numericColumn(column: Exclude<Column, TextColumn>, length: number): ArrowColumn<unknown> {
  const source = column.values;
  const missing = column.type === 'code' ? (value: number) => value < 0 : Number.isNaN;
  const validity = new Uint8Array(Math.ceil(length / 8));
  let nulls = 0;
  let low = 0;
  let high = 0;
  let whole = true;
  let single = true;
  for (let row = 0; row < length; row++) {
    const value = source[row] as number;
    if (missing(value)) {
      nulls++;
      continue;
    }
    validity[row >> 3] = (validity[row >> 3] as number) | (1 << (row & 7));
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) whole = false;
    if (Math.fround(value) !== value) single = false;
  }
  const [type, values] = narrow(length, whole, single, low, high);
  for (let row = 0; row < length; row++) {
    const value = source[row] as number;
    values[row] = missing(value) ? 0 : value;
  }
  return arrowColumn({ type, length, nulls, validity, values });
}

function narrow(
  length: number,
  whole: boolean,
  single: boolean,
  low: number,
  high: number,
): [DataType, Float64Array | Float32Array | Int32Array | Int16Array | Int8Array] {
  const fits = (bits: number) => whole && low >= -(2 ** (bits - 1)) && high < 2 ** (bits - 1);
  if (fits(8)) return [int8(), new Int8Array(length)];
  if (fits(16)) return [int16(), new Int16Array(length)];
  if (fits(32)) return [int32(), new Int32Array(length)];
  return single ? [float32(), new Float32Array(length)] : [float64(), new Float64Array(length)];
}

function textColumn(column: TextColumn): ArrowColumn<unknown> {
  const length = column.values.length;
  const validity = new Uint8Array(Math.ceil(length / 8));
  const offsets = new Int32Array(length + 1);
  const pieces: Uint8Array[] = [];
  let nulls = 0;
  let at = 0;
  for (let row = 0; row < length; row++) {
    const text = column.values[row] as string;
    if (text === '') nulls++;
    else {
      const piece = utf8(text);
      pieces.push(piece);
      at += piece.length;
      validity[row >> 3] = (validity[row >> 3] as number) | (1 << (row & 7));
    }
    offsets[row + 1] = at;
  }
  return arrowColumn({ type: utf8Type(), length, nulls, validity, values: concat(...pieces), offsets });
}

/**
 * Reads one shard. Attacker-controlled: `layOut` proves every offset first. Numbers come back as number columns (a code as its
 * index: `checkShard` gives it its code again). Errors: `TABLE_ARROW_…`; NaN and infinities are refused, only a null is missing.
 */
export function decodeArrow(bytes: Uint8Array, limits: ArrowLimits): Table {
  const { rows, columns } = layOut(bytes, limits);
  return { rows, columns: columns.map((laid) => (laid.offsets ? readText(laid, laid.offsets, rows) : readNumbers(laid, rows))) };
}

function countNulls({ validity, nulls, name }: Laid, rows: number): void {
  if (!validity) return;
  let found = 0;
  for (let row = 0; row < rows; row++) if (!isValid(validity, row)) found++;
  if (found !== nulls) throw new EcluseError('TABLE_ARROW_FORM', { where: `null count, ${name}` });
}

function isValid(validity: Uint8Array, row: number): boolean {
  return (((validity[row >> 3] as number) >> (row & 7)) & 1) === 1;
}

function readNumbers(laid: Laid, rows: number): NumberColumn {
  countNulls(laid, rows);
  const { name, type, validity } = laid;
  // A copy starts at offset 0 of its own memory: aligned whatever the shard's place in a larger buffer.
  const memory = laid.values.slice().buffer as ArrayBuffer;
  const read =
    type === 'int8'
      ? new Int8Array(memory)
      : type === 'int16'
        ? new Int16Array(memory)
        : type === 'int32'
          ? new Int32Array(memory)
          : type === 'float32'
            ? new Float32Array(memory)
            : new Float64Array(memory);
  const values = type === 'int32' || type === 'float64' ? new Float64Array(rows) : new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = read[row] as number;
    if (validity && !isValid(validity, row)) values[row] = Number.NaN;
    else if (Number.isFinite(value)) values[row] = value;
    else throw new EcluseError('TABLE_ARROW_VALUE', { line: row + 1, column: name });
  }
  return { name, type: 'number', values };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(laid: Laid, offsetBytes: Uint8Array, rows: number): TextColumn {
  countNulls(laid, rows);
  const offsets = new Int32Array(offsetBytes.slice().buffer as ArrayBuffer, 0, rows + 1);
  const values: string[] = [];
  for (let row = 0; row < rows; row++) {
    if (laid.validity && !isValid(laid.validity, row)) {
      values.push('');
      continue;
    }
    try {
      values.push(decoder.decode(laid.values.subarray(offsets[row], offsets[row + 1])));
    } catch (error) {
      throw new EcluseError('TABLE_ARROW_VALUE', { line: row + 1, column: laid.name }, { cause: error });
    }
  }
  return { name: laid.name, type: 'text', values };
}
