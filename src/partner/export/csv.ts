import { utf8 } from '../../base/bytes.ts';

/** What a cell may be. Numbers are written as numbers; a string is data somebody else may have written. */
export type Cell = string | number | null;
export type CsvColumn = { readonly name: string; readonly cell: (row: number) => Cell };
export type CsvForm = 'plain' | 'excel';

/** What a spreadsheet would take for a formula (OWASP, CSV injection): such a string gets an apostrophe, a number never does. */
const FORMULA = /^[=+\-@\t\r]/;
/** A spreadsheet of another country cuts the file at its own separator, quotes or not: what follows one begins a cell. */
const FORMULA_WITHIN = /([,;\t\r\n])(?=[=+\-@])/g;

export function safeText(text: string): string {
  const within = text.replace(FORMULA_WITHIN, "$1'");
  return FORMULA.test(text) ? `'${within}` : within;
}

/** What a spreadsheet would turn into another thing: 00123 into 123, 12-5 into a day of May, the 16th digit into 0, 1E5 into 100000. */
const CHANGED = /^(?:0\d+|\d{16,}|\d+E\d+|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d+[.,]\d+)$/i;

/** Text as Excel keeps it: what it would change is written as a formula that is nothing but that text. */
function keptText(text: string): string {
  return CHANGED.test(text) ? `="${text}"` : safeText(text);
}

/**
 * A CSV file, piece by piece. `plain`: UTF-8, commas, LF (RFC 4180 but for the line end). `excel`: what a French Excel opens well, a byte
 * order mark, semicolons, decimal commas, CRLF. Strings that begin like a formula are defused in both; codes such as 00123 stay as they
 * are, and in `excel` stay text when Excel opens the file.
 */
export function* csvParts(columns: readonly CsvColumn[], rows: number, form: CsvForm): Generator<Uint8Array> {
  const separator = form === 'excel' ? ';' : ',';
  const end = form === 'excel' ? '\r\n' : '\n';
  const write = (cell: Cell): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') {
      if (!Number.isFinite(cell)) return '';
      return form === 'excel' ? String(cell).replace('.', ',') : String(cell);
    }
    const text = form === 'excel' ? keptText(cell) : safeText(cell);
    return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  if (form === 'excel') yield new Uint8Array([0xef, 0xbb, 0xbf]);
  yield utf8(columns.map((column) => write(column.name)).join(separator) + end);
  const block = 2000;
  for (let from = 0; from < rows; from += block) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + block); row++) {
      text += columns.map((column) => write(column.cell(row))).join(separator) + end;
    }
    yield utf8(text);
  }
}
