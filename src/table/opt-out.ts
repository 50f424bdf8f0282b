import { EcluseError } from '../base/errors.ts';
import type { Variable } from './dictionary.ts';
import { cellText, fileNumberKey, loosely } from './file-numbers.ts';
import { column, type Table } from './table.ts';

/** What a list of pupils who opted out did to a table. Counts are for home: they may be small. */
export type OptOut = {
  /** Different file numbers on the list. */
  readonly listed: number;
  readonly pupils: number;
  readonly rows: number;
  /** Numbers of the list that no pupil of the table has. */
  readonly unknown: number;
};

/**
 * Finds the rows of the pupils whose file numbers are on `list`, in its column named as the table's. Nobody on it leaves in silence: a line
 * without a file number is refused, and a number which, but for leading zeros (a spreadsheet drops them), blanks or capitals, is that of a
 * pupil who would leave. Errors: `OPT_OUT_COLUMN`, `OPT_OUT_BLANK`, `OPT_OUT_ZEROS`.
 */
export function findOptedOut(raw: Table, list: Table, identifier: Variable): { readonly leftOut: Uint8Array; readonly optOut: OptOut } {
  const given = column(list, identifier.name);
  if (!given) throw new EcluseError('OPT_OUT_COLUMN', { column: identifier.name });
  const listed = new Map<string, number>();
  for (let row = 0; row < list.rows; row++) {
    const key = fileNumberKey(identifier, cellText(given, row));
    if (key !== '' && !listed.has(key)) listed.set(key, row);
    const line = row + 2;
    if (key === '' && list.columns.some((each) => cellText(each, row) !== '')) throw new EcluseError('OPT_OUT_BLANK', { line });
  }
  const leftOut = new Uint8Array(raw.rows);
  const found = new Set<string>();
  const others = new Set<string>();
  const numbers = column(raw, identifier.name);
  for (let row = 0; numbers && row < raw.rows; row++) {
    const key = fileNumberKey(identifier, cellText(numbers, row));
    if (listed.has(key)) {
      leftOut[row] = 1;
      found.add(key);
    } else others.add(loosely(key));
  }
  const doubtful = [...listed.keys()].filter((key) => others.has(loosely(key)));
  if (doubtful.length > 0) {
    throw new EcluseError('OPT_OUT_ZEROS', { count: doubtful.length, line: (listed.get(doubtful[0] ?? '') ?? 0) + 2 });
  }
  const rows = leftOut.reduce((sum, each) => sum + each, 0);
  return { leftOut, optOut: { listed: listed.size, pupils: found.size, rows, unknown: listed.size - found.size } };
}
