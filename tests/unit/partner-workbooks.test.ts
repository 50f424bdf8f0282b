import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetMetadata } from 'hyparquet';
import readWorkbook from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import { concat } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { answerFiles } from '../../src/partner/export/answer.ts';
import type { Cell } from '../../src/partner/export/csv.ts';
import { parquetParts } from '../../src/partner/export/parquet.ts';
import { xlsxParts } from '../../src/partner/export/xlsx.ts';
import { type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { importParquet } from '../../src/table/parquet.ts';
import { column } from '../../src/table/table.ts';
import { answer, approveIn, ask, bytesOf, desk, soundResult } from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { noOffice, office } from '../support/requires.ts';
import { unzip } from '../support/zip.ts';

const { folder, remove } = scratch();
afterAll(remove);

/** What a spreadsheet is tempted to run, to change, or to drop. */
const TEXTS = [
  '=1+1',
  '+33',
  '-2',
  '@SUM(A1)',
  '=HYPERLINK("http://x";"y")',
  '\ttab',
  '00123',
  '1E5',
  '12-5',
  '2026/01',
  '22,5',
  '22.5',
  '1234567890123456789',
  ' é ',
  'a;b,"c"',
  'TRUE',
  '<b>&amp;</b>',
  '_x0041_',
];
const NUMBERS = [-2.5, 0, 1e-12, 0.1, 123456789.125, Number.NaN];
const NOTE = { sheet: 'À détruire', lines: [['À détruire au plus tard le', '2027-06-30']] } as const;
const columns = [
  { name: 'texte', cell: (row: number): Cell => TEXTS[row % TEXTS.length]! },
  { name: 'nombre', cell: (row: number): Cell => NUMBERS[row % NUMBERS.length]! },
];
const workbook = (rows: number) => concat(...xlsxParts('essai.xlsx', { name: 'essai', columns, rows }, NOTE));

describe('a workbook', () => {
  it('reads back in another library: strings as they were, numbers as numbers, the day to destroy it', async () => {
    const sheets = await readWorkbook(Buffer.from(workbook(TEXTS.length)), { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['essai', 'À détruire']);
    const [head, ...rows] = sheets[0]!.data;
    expect(head).toEqual(['texte', 'nombre']);
    for (const [i, [text, number]] of rows.entries()) {
      if (!TEXTS[i]!.includes('_x')) expect(text).toBe(TEXTS[i]);
      expect(number).toBe(Number.isNaN(NUMBERS[i % NUMBERS.length]) ? null : NUMBERS[i % NUMBERS.length]);
    }
    expect(sheets[1]?.data).toEqual([['À détruire au plus tard le', '2027-06-30']]);
  });

  it('holds no formula, and every string in a text format', () => {
    const sheet = unzip(workbook(TEXTS.length)).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet.match(/t="inlineStr"/g)?.length).toBe(TEXTS.length + 2);
    expect(sheet.match(/<c [^>]*t="inlineStr"/g)!.every((cell) => / s="[12]"/.test(cell))).toBe(true);
  });

  it('writes what XML cannot hold so that Excel reads it again', () => {
    const odd = [{ name: 'c', cell: () => 'a\u0001\r_x0041_' }];
    const sheet = unzip(concat(...xlsxParts('f.xlsx', { name: 's', columns: odd, rows: 1 }, NOTE))).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).toContain('a_x0001__x000D__x005F_x0041_<');
  });

  it('goes on in another sheet past 1,048,576 rows, and needs no more memory for it', () => {
    const rows = 1_048_575 + 2;
    const one = [{ name: 'n', cell: (row: number) => row }];
    const parts = [...xlsxParts('f.xlsx', { name: 'x'.repeat(40), columns: one, rows }, NOTE)];
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(2 << 20);
    const files = unzip(concat(...parts));
    expect([...files.get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'x'.repeat(31),
      `${'x'.repeat(27)} (2)`,
      'À détruire',
    ]);
    const [first, second] = [1, 2].map((i) => files.get(`xl/worksheets/sheet${i}.xml`)!);
    expect(first).toContain('<c r="A1048576"><v>1048574</v></c></row></sheetData>');
    expect(second).toContain('<c r="A2"><v>1048575</v></c></row><row r="3"><c r="A3"><v>1048576</v></c></row></sheetData>');
  });

  it('is refused where a cell is too long, rather than cut', () => {
    const long = [{ name: 'c', cell: () => 'x'.repeat(32_768) }];
    expect(code(() => concat(...xlsxParts('f.xlsx', { name: 's', columns: long, rows: 1 }, NOTE)))).toBe('SHEET_CELL');
    expect(new EcluseError('SHEET_CELL').params).toEqual({});
  });

  it.skipIf(noOffice)(
    'opens in LibreOffice, sheet by sheet, every text as it was',
    () => {
      const home = mkdtempSync(join(folder, 'office-'));
      writeFileSync(join(home, 'essai.xlsx'), workbook(TEXTS.length));
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
      const profile = `-env:UserInstallation=file://${home}/profile`;
      execFileSync(office, [profile, '--headless', '--convert-to', filter, '--outdir', home, join(home, 'essai.xlsx')], {
        stdio: 'ignore',
        timeout: 100_000,
      });
      const made = readdirSync(home).filter((name) => name.endsWith('.csv'));
      expect(made.sort()).toEqual(['essai-essai.csv', 'essai-À détruire.csv']);
      const [, ...rows] = parse(readFileSync(join(home, 'essai-essai.csv'))) as string[][];
      expect(rows.map(([text]) => text)).toEqual(TEXTS);
      expect(rows.slice(0, 5).map(([, number]) => Number(number))).toEqual(NUMBERS.slice(0, 5));
    },
    120_000,
  );
});

describe('a Parquet file', () => {
  it('reads back: groups of rows, text, doubles, nulls, the day to destroy it in its footer', async () => {
    const rows = 120_001;
    const typed = columns.map((each, i) => ({ ...each, kind: (['text', 'number'] as const)[i]! }));
    const bytes = concat(...parquetParts(typed, rows, { 'ecluse.destroy_by': '2027-06-30' }));
    const metadata = parquetMetadata(bytes.slice().buffer);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([50_000, 50_000, 20_001]);
    expect(metadata.key_value_metadata).toContainEqual({ key: 'ecluse.destroy_by', value: '2027-06-30' });
    const table = await importParquet(bytes);
    expect(table.rows).toBe(rows);
    const [text, number] = ['texte', 'nombre'].map((name) => column(table, name)!.values);
    for (let row = 0; row < rows; row += 997) {
      expect(text![row]).toBe(TEXTS[row % TEXTS.length]);
      expect(number![row]).toBe(NUMBERS[row % NUMBERS.length]);
    }
  });

  it('may be empty', () => {
    const bytes = concat(...parquetParts([{ name: 'c', kind: 'text', cell: () => '' }], 0, {}));
    expect(Number(parquetMetadata(bytes.slice().buffer).num_rows)).toBe(0);
  });
});

describe('a result as workbooks and Parquet', () => {
  const at = desk(join(folder, 'home'));
  approveIn(at);
  const fiches = Array.from({ length: 30 }, (_, i) => (i === 3 ? '=cmd|x' : `00${1000 + i}`));
  const request = ask(at, fiches);
  const shards = soundResult(at, request, (pupil) => (pupil % 3) as 0 | 1 | 2);
  const opened = openAnswer(at.home, at.secrets, answer(at, request, { shards }), at.clock) as OpenedResult;
  const options = { sender: 'CSS', lang: 'fr', excel: false, xlsx: true, parquet: true } as const;
  const files = (pupils: boolean) => new Map(answerFiles(opened, { ...options, pupils }).map((file) => [file.name, bytesOf(file)]));

  it('names pupils only when asked, and lists what it wrote with the day', () => {
    const made = files(false);
    expect([...made.keys()]).toEqual([
      'portrait.html',
      'portrait.csv',
      'portrait.xlsx',
      'portrait.parquet',
      'school-ecole-0.html',
      'school-ecole-1.html',
      'destroy-by.txt',
    ]);
    for (const [name, bytes] of made) {
      const texts = name.endsWith('.xlsx') ? [...unzip(bytes).values()].join() : Buffer.from(bytes).toString('latin1');
      for (const fiche of fiches) expect(texts).not.toContain(fiche);
    }
    const notice = Buffer.from(files(true).get('destroy-by.txt')!).toString('utf8');
    expect(notice).toContain('2027-06-30');
    for (const name of files(true).keys()) expect(notice).toContain(`  ${name}\n`);
  });

  it('holds the same pupils in every form, file numbers as text, and the day', async () => {
    const made = files(true);
    const csv = parse(Buffer.from(made.get('pupils.csv')!), { columns: true }) as Record<string, string>[];
    expect(csv.every(({ destroy_by }) => destroy_by === '2027-06-30')).toBe(true);
    const [sheet] = await readWorkbook(Buffer.from(made.get('pupils.xlsx')!));
    const [head, ...rows] = sheet!.data;
    expect(rows.map(([fiche]) => fiche)).toEqual(fiches);
    expect(rows.map((row) => row[head!.indexOf('Probabilité')])).toEqual(csv.map(({ probability }) => Number(probability)));
    expect(head!.at(-1)).toBe('À détruire au plus tard le');
    const table = await importParquet(made.get('pupils.parquet')!);
    expect(table.columns.map(({ name }) => name)).toEqual(Object.keys(csv[0]!));
    expect(column(table, 'fiche')?.values).toEqual(fiches);
  });

  it('gives the two Power BI tables exactly their columns', async () => {
    const made = files(true);
    for (const [name, head] of [
      ['core_models_reporting_probabilities', ['fiche', 'model', 'target', 'risk_level_french']],
      ['core_models_reporting_shap', ['fiche', 'category', 'model', 'target', 'shap_value']],
    ] as const) {
      const [sheet] = await readWorkbook(Buffer.from(made.get(`${name}.xlsx`)!));
      expect(sheet!.data[0]).toEqual(head);
      const table = await importParquet(made.get(`${name}.parquet`)!);
      expect(table.columns.map((each) => each.name)).toEqual(head);
      expect(table.rows).toBe(sheet!.data.length - 1);
      expect(column(table, 'fiche')?.type).toBe('text');
    }
  });
});
