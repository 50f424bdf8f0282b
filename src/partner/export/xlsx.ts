import { EcluseError } from '../../base/errors.ts';
import { escapeHtml } from '../../base/escape.ts';
import type { Cell, CsvColumn } from './csv.ts';
import { type ZipEntry, zipParts } from './zip.ts';

export type XlsxSheet = { readonly name: string; readonly columns: readonly CsvColumn[]; readonly rows: number };
/** What the workbook says of itself, on a last sheet: two cells a row. */
export type XlsxNote = { readonly sheet: string; readonly lines: readonly (readonly [string, string])[] };

/** Most rows of a sheet, its heading among them, and characters of a cell (Excel specifications and limits). */
const ROWS = 1_048_576;
const CHARACTERS = 32_767;
const NAME = 31;
const WIDTHS = { least: 8, most: 48 };
/** Rows looked at for the width of a column. */
const LOOKED_AT = 50;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles: 0 a number, 1 text that stays text when someone types over it (format @), 2 a heading. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/**
 * A workbook (ISO/IEC 29500, transitional), piece by piece. Strings are written as strings, never as formulas, in a text format: 00123 and
 * =1+1 stay what they are. A table longer than a sheet goes on in the next: « name (2) ». Errors: `SHEET_CELL`, `FILE_TOO_LARGE`.
 */
export function xlsxParts(file: string, { name, columns, rows }: XlsxSheet, note: XlsxNote): Generator<Uint8Array> {
  const held = ROWS - 1;
  const count = Math.max(1, Math.ceil(rows / held));
  const names = Array.from({ length: count }, (_, i) => sheetName(name, i));
  return zipParts(file, entries());

  function* entries(): Generator<ZipEntry> {
    const all = [...names, note.sheet.slice(0, NAME)];
    const sheets = all.map((_, i) => `xl/worksheets/sheet${i + 1}.xml`);
    yield whole('[Content_Types].xml', contentTypes(sheets));
    yield whole('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    yield whole('xl/workbook.xml', workbook(all));
    const targets = sheets.map((path): [string, string] => ['worksheet', path.slice('xl/'.length)]);
    yield whole('xl/_rels/workbook.xml.rels', relations([...targets, ['styles', 'styles.xml']]));
    yield whole('xl/styles.xml', STYLES);
    for (const [i, path] of sheets.entries()) {
      const from = i * held;
      yield i < count
        ? { name: path, parts: sheetXml(file, columns, from, Math.min(rows, from + held)) }
        : { name: path, parts: noteXml(file, note.lines) };
    }
  }
}

const whole = (name: string, text: string): ZipEntry => ({ name, parts: [text] });

/** No sheet may be called with these, nor longer than 31 characters. */
function sheetName(name: string, index: number): string {
  const suffix = index === 0 ? '' : ` (${index + 1})`;
  return name.replace(/[[\]:*?/\\]/g, ' ').slice(0, NAME - suffix.length) + suffix;
}

function contentTypes(sheets: readonly string[]): string {
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  const parts = [part('xl/workbook.xml', 'sheet.main'), part('xl/styles.xml', 'styles'), ...sheets.map((path) => part(path, 'worksheet'))];
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

function relations(list: readonly (readonly [string, string])[]): string {
  const lines = list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}

function workbook(names: readonly string[]): string {
  const lines = names.map((name, i) => `<sheet name="${escapeHtml(xmlText(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${lines.join('')}</sheets></workbook>`;
}

function* sheetXml(file: string, columns: readonly CsvColumn[], from: number, to: number): Generator<string> {
  const letters = columns.map((_, i) => columnLetters(i));
  const line = (number: number, cells: readonly Cell[], style: 1 | 2) => {
    const written = cells.map((cell, i) => cellXml(file, columns[i]!.name, cell, `${letters[i]}${number}`, style));
    return `<row r="${number}">${written.join('')}</row>`;
  };
  const widths = columns.map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column, from, to)}" customWidth="1"/>`);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  yield line(
    1,
    columns.map((column) => column.name),
    2,
  );
  for (let row = from; row < to; row++) {
    yield line(
      row - from + 2,
      columns.map((column) => column.cell(row)),
      1,
    );
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${to - from + 1}"/></worksheet>`;
}

function* noteXml(file: string, lines: XlsxNote['lines']): Generator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="2" width="${WIDTHS.most}" customWidth="1"/></cols><sheetData>`;
  for (const [i, [term, value]] of lines.entries()) {
    yield `<row r="${i + 1}">${cellXml(file, '', term, `A${i + 1}`, 2)}${cellXml(file, '', value, `B${i + 1}`, 1)}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(file: string, column: string, cell: Cell, place: string, style: 1 | 2): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : '';
  if (cell.length > CHARACTERS) throw new EcluseError('SHEET_CELL', { file, column, limit: CHARACTERS });
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeHtml(xmlText(cell))}</t></is></c>`;
}

/** What XML cannot hold as it is, written `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19), a text that looks so already too. */
function xmlText(text: string): string {
  const code = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (/[\t\n]/.test(character) ? character : code(character)));
}

function widthOf(column: CsvColumn, from: number, to: number): number {
  let most = column.name.length;
  for (let row = from; row < Math.min(to, from + LOOKED_AT); row++) most = Math.max(most, String(column.cell(row) ?? '').length);
  return Math.min(WIDTHS.most, Math.max(WIDTHS.least, most + 2));
}

/** 0 → A, 26 → AA. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
