import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { zipParts } from '../../src/partner/export/zip.ts';
import { importXlsx } from '../../src/table/xlsx.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'fiche')}${text('B1', 'moyenne')}</row>`;
const row = (number: number, second: string) => `<row r="${number}">${text(`A${number}`, `F${number}`)}${second}</row>`;

/** A workbook of sheets written by hand: what comes after the rows follows them. */
function book(...sheets: readonly { readonly rows: readonly string[]; readonly after?: string; readonly styles?: string }[]): Uint8Array {
  const whole = (name: string, xml: string) => ({ name, parts: [xml] });
  const relation = (id: number, type: string, target: string) => `<Relationship Target="${target}" Id="r${id}" Type="${OFFICE}/${type}"/>`;
  const list = (all: readonly string[]) => `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const entries = [
    whole('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"/>`),
    whole('_rels/.rels', list([relation(1, 'officeDocument', 'xl/workbook.xml')])),
    whole(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((_, i) => `<sheet name="F${i}" sheetId="${i + 1}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    // Neither in the order of the sheets, nor under their numbers.
    whole(
      'xl/_rels/workbook.xml.rels',
      list(sheets.map((_, i) => relation(i, 'worksheet', i === 0 ? '/xl/worksheets/a0.xml' : `worksheets/a${i}.xml`)).reverse()),
    ),
    ...sheets.flatMap(({ styles }) =>
      styles === undefined ? [] : [whole('xl/styles.xml', `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`)],
    ),
    ...sheets.map(({ rows, after = '' }, i) =>
      whole(
        `xl/worksheets/a${i}.xml`,
        `<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="9"/></cols><sheetData>${HEADER}${rows.join('')}</sheetData>${after}</worksheet>`,
      ),
    ),
  ];
  return new Uint8Array(Buffer.concat([...zipParts('essai.xlsx', entries)]));
}

async function told(bytes: Uint8Array, sheet?: string) {
  try {
    const { table } = await importXlsx(bytes, sheet);
    return table.columns[1]?.values;
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    return { code: error.code, ...error.params };
  }
}

const number = row(2, '<c r="B2"><v>72.5</v></c>');

describe('a cell of a workbook that would be read as blank', () => {
  it('is none where a formula kept its result, be it an empty text', async () => {
    const rows = [number, row(3, '<c r="B3"><f>B2*2</f><v>145</v></c>'), row(4, '<c r="B4" t="str"><f>""</f><v></v></c>')];
    expect(await told(book({ rows }))).toEqual(['72.5', '145', '']);
  });

  it.each([
    ['an error of Excel', '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
    ['an error that was pasted', '<c t="e" r="B3"><v>#N/A</v></c>'],
    ['a formula without its result', '<c r="B3" s="0"><f>B2*2</f></c>'],
    ['a formula of text without its result', '<c r="B3" t="str"><f t="shared" si="0"/></c>'],
  ])('stops the reading: %s', async (_, cell) => {
    const rows = [number, row(3, cell), row(4, cell.replace('B3', 'B4'))];
    expect(await told(book({ rows }))).toEqual({ code: 'TABLE_SHEET_CELL', cell: 'B3', count: 2 });
  });

  it('stops the reading when it is merged with the one above', async () => {
    const after = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>';
    expect(await told(book({ rows: [number, row(3, '')], after }))).toEqual({ code: 'TABLE_SHEET_MERGED', cells: 'B2:B3', count: 1 });
  });

  it('is looked for on the sheet that is read alone', async () => {
    const bytes = book({ rows: [number] }, { rows: [row(2, '<c r="B2" t="e"><v>#REF!</v></c>')] });
    expect(await told(bytes, 'F0')).toEqual(['72.5']);
    expect(await told(bytes, 'F1')).toMatchObject({ code: 'TABLE_SHEET_CELL', cell: 'B2' });
  });
});

describe('a number of a workbook that is shown with zeros which it does not hold', () => {
  const styles =
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="0000000"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts>' +
    '<cellStyleXfs count="1"><xf numFmtId="164"/></cellStyleXfs>' +
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>';
  const cell = (number: number, style: number, value: string) => row(number, `<c r="B${number}" s="${style}"><v>${value}</v></c>`);

  it('stops the reading', async () => {
    const rows = [cell(2, 2, '1234567'), cell(3, 2, '401234'), cell(4, 2, '7')];
    expect(await told(book({ rows, styles }))).toEqual({ code: 'TABLE_SHEET_ZEROS', cell: 'B3', count: 2 });
  });

  it('is none where as many digits are held, the format is another, or the cell is text', async () => {
    const rows = [cell(2, 2, '1234567'), cell(3, 1, '72.5'), cell(4, 0, '7'), row(5, '<c r="B5" s="2" t="str"><v>0000007</v></c>')];
    expect(await told(book({ rows, styles }))).toEqual(['1234567', '72.5', '7', '0000007']);
  });
});
