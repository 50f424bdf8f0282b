import { type FileMetaData, parquetMetadata, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { EcluseError } from '../base/errors.ts';
import { checkNames, cleanName } from './header.ts';
import { IMPORT_LIMITS } from './import-walk.ts';
import type { Column, Table } from './table.ts';

/**
 * A user's own Parquet file, in any of the usual compressions: numbers and booleans become number columns, text and dates (ISO 8601)
 * text columns. Errors: `TABLE_PARQUET`, `TABLE_NESTED`, `TABLE_VALUE`, `TABLE_TOO_LARGE`, `TABLE_HEADER_…`, `TABLE_EMPTY`.
 */
export async function importParquet(bytes: Uint8Array): Promise<Table> {
  const metadata = guarded('metadata', () => parquetMetadata(bytes));
  const rows = Number(metadata.num_rows);
  checkLimits(metadata, rows);
  const tops = topColumns(metadata);
  const names = tops.map(({ name }) => cleanName(name));
  checkNames(names);
  const file = {
    byteLength: bytes.byteLength,
    slice: (from: number, to: number = bytes.byteLength) => bytes.slice(from, to).buffer as ArrayBuffer,
  };
  const columns: Column[] = [];
  for (const [at, { name, nested }] of tops.entries()) {
    const called = names[at] as string;
    if (nested) throw new EcluseError('TABLE_NESTED', { column: called });
    const values = new Array<unknown>(rows).fill(null);
    let read = 0;
    try {
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [name],
        onChunk: ({ columnData, rowStart }) => {
          for (let i = 0; i < columnData.length; i++) values[rowStart + i] = columnData[i];
          read += columnData.length;
        },
      });
    } catch (error) {
      throw new EcluseError('TABLE_PARQUET', { where: called }, { cause: error });
    }
    if (read !== rows || values.length !== rows) throw new EcluseError('TABLE_PARQUET', { where: called });
    columns.push(columnOf(called, values));
  }
  return { rows, columns };
}

function guarded<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new EcluseError('TABLE_PARQUET', { where }, { cause: error });
  }
}

function checkLimits({ row_groups }: FileMetaData, rows: number): void {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new EcluseError('TABLE_PARQUET', { where: 'num_rows' });
  if (rows === 0) throw new EcluseError('TABLE_EMPTY');
  const limits = [
    [rows, IMPORT_LIMITS.rows, 'rows'],
    [row_groups[0]?.columns.length ?? 0, IMPORT_LIMITS.columns, 'columns'],
    [row_groups.reduce((sum, { total_byte_size }) => sum + Number(total_byte_size), 0), IMPORT_LIMITS.bytes, 'bytes'],
  ] as const;
  for (const [found, limit, what] of limits) if (found > limit) throw new EcluseError('TABLE_TOO_LARGE', { limit, what });
}

/** The columns under the root of the schema; one that has children, or repeats, is nested. */
function topColumns({ schema }: FileMetaData): { name: string; nested: boolean }[] {
  const tops: { name: string; nested: boolean }[] = [];
  let at = 1;
  const skip = (): void => {
    let children = schema[at]?.num_children ?? 0;
    at++;
    for (; children > 0 && at < schema.length; children--) skip();
  };
  while (at < schema.length) {
    const { name, num_children, repetition_type } = schema[at] as FileMetaData['schema'][number];
    tops.push({ name, nested: (num_children ?? 0) > 0 || repetition_type === 'REPEATED' });
    skip();
  }
  return tops;
}

function columnOf(name: string, cells: readonly unknown[]): Column {
  const told = cells.find((cell) => cell !== null && cell !== undefined);
  if (told === undefined || typeof told === 'string' || told instanceof Date) {
    return { name, type: 'text', values: cells.map((cell, row) => toText(cell, name, row)) };
  }
  return { name, type: 'number', values: Float64Array.from(cells, (cell, row) => toNumber(cell, name, row)) };
}

function toNumber(cell: unknown, column: string, row: number): number {
  if (cell === null || cell === undefined) return Number.NaN;
  const number = typeof cell === 'boolean' || typeof cell === 'bigint' ? Number(cell) : cell;
  const lost = typeof cell === 'bigint' && !Number.isSafeInteger(number);
  // NaN is how data frames write a missing number; an infinity is an error of theirs.
  if (typeof number === 'number' && Math.abs(number) !== Number.POSITIVE_INFINITY && !lost) return number;
  throw new EcluseError('TABLE_VALUE', { line: row + 2, column });
}

function toText(cell: unknown, column: string, row: number): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string' && !/[\0\ufffd]/.test(cell)) return cell;
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return cell.toISOString().replace('T00:00:00.000Z', '');
  throw new EcluseError('TABLE_VALUE', { line: row + 2, column });
}
