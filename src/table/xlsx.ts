import readWorkbook from 'read-excel-file/node';
import { EcluseError } from '../base/errors.ts';
import { checkHeader } from './csv.ts';
import { cleanName } from './header.ts';
import { IMPORT_LIMITS } from './import-walk.ts';
import type { Table } from './table.ts';
import { lostCells } from './xlsx-lost.ts';

const BYTES = 256 * 1024 * 1024;

/**
 * One sheet of an Excel workbook: the one named, else the only one that holds anything. Every cell becomes text as it is stored (a number
 * with a point), so that 00123 typed as text stays so. Errors: `TABLE_XLSX`, `TABLE_SHEETS`, `TABLE_SHEET_…`, `TABLE_HEADER_…`,
 * `TABLE_EMPTY`, `TABLE_TOO_LARGE`.
 */
export async function importXlsx(bytes: Uint8Array, sheet?: string): Promise<{ table: Table; sheet: string }> {
  if (bytes.length > BYTES) throw new EcluseError('TABLE_TOO_LARGE', { limit: BYTES, what: 'bytes' });
  const all = await open(bytes);
  const sheets = all.filter((each) => each.sheet === sheet || each.data.length > 0);
  if (sheets.length === 0) throw new EcluseError('TABLE_EMPTY');
  if (sheet === undefined && sheets.length > 1) {
    throw new EcluseError('TABLE_SHEETS', { count: sheets.length, names: sheets.map((each) => `« ${each.sheet} »`).join(', ') });
  }
  const found = sheet === undefined ? sheets[0] : sheets.find((each) => each.sheet === sheet);
  if (!found) throw new EcluseError('TABLE_SHEET_MISSING', { sheet: sheet ?? '' });
  refuseLost(bytes, all.indexOf(found));
  const [header = [], ...rows] = found.data;
  const names = header.map(cleanName);
  checkHeader(names);
  if (rows.length === 0) throw new EcluseError('TABLE_EMPTY');
  if (rows.length > IMPORT_LIMITS.rows) throw new EcluseError('TABLE_TOO_LARGE', { limit: IMPORT_LIMITS.rows, what: 'rows' });
  const columns = names.map((name, at) => ({
    name,
    type: 'text' as const,
    values: rows.map((row, i) => toText(row[at], name, i + 2)),
  }));
  return { table: { rows: rows.length, columns }, sheet: found.sheet };
}

async function open(bytes: Uint8Array) {
  try {
    return await readWorkbook<string>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      trim: false,
      parseNumber: (stored) => stored,
    });
  } catch (error) {
    throw new EcluseError('TABLE_XLSX', {}, { cause: error });
  }
}

/** Nothing that a cell shows is read as blank, nor as another thing. */
function refuseLost(bytes: Uint8Array, sheet: number): void {
  const { faulty, merged, padded } = readable(() => lostCells(bytes, sheet));
  if (faulty.length > 0) throw new EcluseError('TABLE_SHEET_CELL', { cell: faulty[0] as string, count: faulty.length });
  if (padded.length > 0) throw new EcluseError('TABLE_SHEET_ZEROS', { cell: padded[0] as string, count: padded.length });
  if (merged.length > 0) throw new EcluseError('TABLE_SHEET_MERGED', { cells: merged[0] as string, count: merged.length });
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new EcluseError('TABLE_XLSX', {}, { cause: error });
  }
}

function toText(cell: unknown, column: string, line: number): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (typeof cell === 'string' && !cell.includes('\0')) return cell;
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return cell.toISOString().replace('T00:00:00.000Z', '');
  throw new EcluseError('TABLE_VALUE', { line, column });
}
