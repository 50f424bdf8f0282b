import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { EcluseError, explain } from '../../src/base/errors.ts';
import { initHome } from '../../src/partner/home.ts';
import { PreparationRefused, prepareTable } from '../../src/partner/prepare.ts';
import { readSource, type SourceOptions } from '../../src/partner/source.ts';
import { type Dictionary, dictionaryBytes } from '../../src/table/dictionary.ts';
import { problemParams } from '../../src/table/harmonise.ts';
import type { Table } from '../../src/table/table.ts';
import { KDF, PASSPHRASE } from '../support/answers.ts';
import { spoken as ecluse } from '../support/command.ts';
import { seededRandom } from '../support/parties.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-bad-'));
afterAll(() => rmSync(folder, { recursive: true }));
const clock = () => new Date('2026-10-01T12:00:00Z');
const both = (text: string) => ({ fr: text, en: text });

/** A value of the file: no message may ever hold it. */
const SECRET = 'ZQXJKWV';
const DICTIONARY: Dictionary = {
  format: 'ecluse.dictionary/v1',
  version: '1',
  name: both('Essai'),
  variables: [
    { name: 'fiche', label: both('Fiche'), role: 'identifier', type: 'text' },
    { name: 'moyenne', label: both('Moyenne'), role: 'predictor', type: 'number', category: 'performance', min: 0, max: 100 },
    { name: 'retards', label: both('Retards'), role: 'predictor', type: 'integer', category: 'attendance', min: 0 },
    {
      name: 'motif',
      label: both('Motif'),
      role: 'predictor',
      type: 'code',
      category: 'attendance',
      codes: [
        { code: 'MAL', label: both('Maladie') },
        { code: 'NM', label: both('Non motivée') },
      ],
    },
    { name: 'plan', label: both('Plan'), role: 'predictor', type: 'boolean', category: 'profile' },
  ],
};
const HEADER = 'fiche;moyenne;retards;motif;plan';
const GOOD = ['A1;72,5;3;MAL;oui', 'A2;60;0;NM;non', 'A3;;;;'];
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
/** The sound extract with one line put in its third place (line 4 of the file). */
const withLine = (line: string) => csv(HEADER, ...GOOD.slice(0, 2), line, GOOD[2]!);

type Bad = {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly code: string;
  readonly line?: number;
  readonly column?: string | number;
  readonly told?: SourceOptions;
  readonly file?: string;
  readonly dictionary?: Dictionary;
};
const latin = (text: string) => iconv.encode(text, 'windows-1252');
const at = (name: string, code: string, line: string, column: string): Bad => ({ name, bytes: withLine(line), code, line: 4, column });

const CASES: readonly Bad[] = [
  // The file as a whole.
  { name: 'an empty file', bytes: '', code: 'TABLE_EMPTY' },
  { name: 'a header and nothing else', bytes: csv(HEADER), code: 'TABLE_EMPTY' },
  {
    name: 'Windows-1252 said to be UTF-8',
    bytes: latin(withLine(`É${SECRET};1;1;MAL;oui`)),
    code: 'TABLE_ENCODING',
    line: 4,
    told: { encoding: 'utf-8' },
  },
  {
    name: 'bytes that Windows-1252 does not define',
    bytes: Buffer.concat([latin(csv(HEADER, ...GOOD)), Buffer.from([0x81, 0x3b, 0xe9])]),
    code: 'TABLE_ENCODING',
    line: 5,
  },
  {
    name: 'UTF-16 cut within a letter',
    bytes: iconv.encode(csv(HEADER, ...GOOD), 'utf-16le', { addBOM: true }).subarray(0, -1),
    code: 'TABLE_ENCODING',
  },
  {
    name: 'UTF-8 joined to Windows-1252',
    bytes: Buffer.concat([latin(withLine(`É${SECRET};1;1;MAL;oui`)), Buffer.from(`É${SECRET};1;1;MAL;oui\n`)]),
    code: 'TABLE_ENCODING_MIXED',
    line: 6,
  },
  { name: 'a NUL', bytes: withLine(`${SECRET}\0;1;1;MAL;oui`), code: 'TABLE_NUL', line: 4, column: 1 },
  { name: 'a byte order mark in the middle', bytes: csv(HEADER, ...GOOD, `\ufeff${HEADER}`), code: 'TABLE_BOM', line: 5, column: 1 },
  {
    name: 'the same, read as Windows-1252',
    bytes: Buffer.concat([latin('fiche;é\nA1;é\n'), Buffer.from([0xef, 0xbb, 0xbf]), latin('fiche;é\n')]),
    code: 'TABLE_BOM',
    line: 3,
    column: 1,
  },
  { name: 'a line too short', bytes: withLine(SECRET), code: 'TABLE_RAGGED', line: 4 },
  { name: 'a line too long', bytes: withLine(`${SECRET};1;1;MAL;oui;`), code: 'TABLE_RAGGED', line: 4 },
  { name: 'a blank line in the middle', bytes: withLine(''), code: 'TABLE_RAGGED', line: 4 },
  { name: 'a file cut in the middle of a line', bytes: csv(HEADER, ...GOOD).slice(0, -4), code: 'TABLE_RAGGED', line: 4 },
  { name: 'a quote never closed', bytes: withLine(`"${SECRET};1;1;MAL;oui`), code: 'TABLE_QUOTE', line: 4, column: 1 },
  { name: 'a quote inside a cell', bytes: withLine(`A4;1;1;${SECRET}"x";oui`), code: 'TABLE_QUOTE', line: 4, column: 4 },
  { name: 'a duplicate header', bytes: csv('fiche;moyenne;moyenne', 'A1;1;2'), code: 'TABLE_HEADER_TWICE', column: 3 },
  { name: 'a header without a name', bytes: csv('fiche;;motif', 'A1;1;2'), code: 'TABLE_HEADER_EMPTY', column: 2 },
  { name: 'no header', bytes: csv('00123;72,5;3', '00124;60;4'), code: 'TABLE_HEADER_DATA', column: 2 },
  { name: 'the wrong separator, told', bytes: csv(HEADER, ...GOOD), code: 'PREPARE_PROBLEMS', told: { separator: '|' }, column: 'fiche' },
  // Cells.
  at('1e400', 'TABLE_NUMBER_HUGE', 'A4;1e400;1;MAL;oui', 'moyenne'),
  at('"N/A"', 'TABLE_NUMBER', 'A4;N/A;1;MAL;oui', 'moyenne'),
  at('NULL', 'TABLE_NUMBER', 'A4;NULL;1;MAL;oui', 'moyenne'),
  at('a dash', 'TABLE_NUMBER', 'A4;-;1;MAL;oui', 'moyenne'),
  at('NaN', 'TABLE_NUMBER', 'A4;NaN;1;MAL;oui', 'moyenne'),
  at('Infinity', 'TABLE_NUMBER', 'A4;Infinity;1;MAL;oui', 'moyenne'),
  at('hexadecimal', 'TABLE_NUMBER', 'A4;0x10;1;MAL;oui', 'moyenne'),
  at('a percentage', 'TABLE_NUMBER', 'A4;72 %;1;MAL;oui', 'moyenne'),
  at('a spreadsheet’s error', 'TABLE_NUMBER', 'A4;#DIV/0!;1;MAL;oui', 'moyenne'),
  at('a date that Excel made of 22.5', 'TABLE_NUMBER', 'A4;22-mai;1;MAL;oui', 'moyenne'),
  at('a mark out of range', 'TABLE_RANGE', 'A4;101;1;MAL;oui', 'moyenne'),
  at('a negative count', 'TABLE_RANGE', 'A4;1;-1;MAL;oui', 'retards'),
  at('half a lateness', 'TABLE_INTEGER', 'A4;1;0,5;MAL;oui', 'retards'),
  at('a whole number beyond 2⁵³', 'TABLE_NUMBER_HUGE', 'A4;1;9007199254740993;MAL;oui', 'retards'),
  {
    name: 'a point or comma of thousands',
    bytes: csv('fiche,moyenne,retards,motif,plan', 'A1,72.5,"1,234",MAL,oui'),
    code: 'TABLE_NUMBER_AMBIGUOUS',
    line: 2,
    column: 'retards',
  },
  at('neither yes nor no', 'TABLE_BOOLEAN', 'A4;1;1;MAL;peut-être', 'plan'),
  at('a local code', 'CODE_UNMAPPED', `A4;1;1;${SECRET};oui`, 'motif'),
  at('no file number', 'TABLE_FILE_NUMBER_MISSING', ' ;1;1;MAL;oui', 'fiche'),
  at('two pupils with one number', 'TABLE_FILE_NUMBER_TWICE', 'A1;99;1;MAL;oui', 'fiche'),
  // Columns.
  { name: 'a column missing', bytes: csv('fiche;moyenne;retards;motif', 'A1;1;1;MAL'), code: 'TABLE_COLUMN_MISSING', column: 'plan' },
  {
    name: 'a column of teachers',
    bytes: csv(`${HEADER};enseignant`, `A1;1;1;MAL;oui;${SECRET}`),
    code: 'TABLE_TEACHING',
    column: 'enseignant',
  },
  {
    name: 'e-mail addresses where codes should be',
    bytes: csv(HEADER, ...[1, 2, 3].map((i) => `A${i};1;1;${SECRET}${i}@exemple.ca;oui`)),
    code: 'TABLE_IDENTIFYING_EMAIL',
    column: 'motif',
  },
  {
    name: 'the file number once more, as a count',
    bytes: csv(HEADER, ...[11, 12, 13, 14].map((i) => `${i};1;${i};MAL;oui`)),
    code: 'TABLE_FILE_NUMBER_COPY',
    column: 'retards',
  },
  // Other forms.
  { name: 'a workbook that is none', bytes: 'PK\u0003\u0004 damaged', code: 'TABLE_XLSX', file: 'x.xlsx' },
  { name: 'a truncated Parquet', bytes: 'PAR1 and no more', code: 'TABLE_PARQUET', file: 'x.parquet' },
  { name: 'a truncated Arrow', bytes: 'ARROW1\0\0', code: 'TABLE_EMPTY', file: 'x.arrow' },
  { name: 'a recipe that is not JSON', bytes: `{"format": ${SECRET}`, code: 'JSON_FORM', file: 'r.json' },
  {
    name: 'a recipe without its file',
    bytes: JSON.stringify({ format: 'ecluse.recipe/v1', name: both('r'), pupils: { file: 'absent.csv', fileNumber: 'f' } }),
    code: 'FILE_MISSING',
    file: 'r.json',
  },
];

/** Rows in, and what became of each: out, or reported. A file refused whole lets nothing out and says why; else each row has one fate. */
async function fatesOf({ bytes, told = {}, file = 't.csv', dictionary = DICTIONARY }: Bad, optedOut?: Table) {
  const [table, described] = [join(folder, file), join(folder, 'd.json')];
  writeFileSync(table, bytes);
  writeFileSync(described, dictionaryBytes(dictionary));
  let read = 0;
  try {
    const source = await readSource(table, told);
    read = source.table.rows;
    const { preview, harmonised } = prepareTable(
      { table, dictionary: described, purpose: 'score', source, ...(optedOut && { optedOut }) },
      clock,
    );
    expect(harmonised.table.rows).toBe(preview.rows.kept);
    return { read, rows: preview.rows, whole: null };
  } catch (error) {
    if (error instanceof PreparationRefused) return { read, rows: error.rows, whole: null };
    if (error instanceof EcluseError) return { read, rows: null, whole: error.code };
    throw error;
  }
}

type Fault = { code: EcluseError['code']; params: EcluseError['params'] };

/** All that is said of a file: its refusal, then each cell and column. */
async function saidOf({ bytes, told = {}, file = 't.csv', dictionary = DICTIONARY }: Bad): Promise<Fault[]> {
  const [table, described] = [join(folder, file), join(folder, 'd.json')];
  writeFileSync(table, bytes);
  writeFileSync(described, dictionaryBytes(dictionary));
  try {
    const source = await readSource(table, told);
    prepareTable({ table, dictionary: described, purpose: 'score', source }, clock);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    const more = error instanceof PreparationRefused ? [...error.problems, ...error.totals].map(problemParams) : [];
    return [{ code: error.code, params: error.params }, ...more];
  }
  throw new Error('nothing was refused');
}

describe('deliberately bad inputs', () => {
  it('are at least forty', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  it.each(CASES.map((bad) => [bad.name, bad] as const))('%s', async (_name, bad) => {
    const said = await saidOf(bad);
    const found = said.find(({ code }) => code === bad.code);
    expect(found, said.map(({ code }) => code).join()).toBeDefined();
    if (bad.line !== undefined) expect(found?.params.line).toBe(bad.line);
    if (bad.column !== undefined) {
      const columns = said.filter(({ code }) => code === bad.code || bad.code === 'PREPARE_PROBLEMS').map(({ params }) => params.column);
      expect(columns).toContain(bad.column);
    }
    for (const lang of ['fr', 'en'] as const) {
      for (const fault of said) {
        const { what, fix } = explain(fault, lang);
        expect(what).not.toMatch(/[{}]/);
        expect(fix.length).toBeGreaterThan(10);
        expect(`${what} ${fix}`).not.toContain(SECRET);
      }
    }
  });
});

describe('rows in = rows out + rows reported', () => {
  const list: Table = { rows: 3, columns: [{ name: 'fiche', type: 'text', values: ['A2', 'A4', 'Z9'] }] };
  it.each(CASES.map((bad) => [bad.name, bad] as const))('%s', async (_name, bad) => {
    for (const optedOut of [undefined, list]) {
      const { read, rows, whole } = await fatesOf(bad, optedOut);
      if (rows === null) expect(whole).toMatch(/^[A-Z_]+$/);
      else {
        expect(rows.optedOut + rows.merged + rows.faulty + rows.kept).toBe(rows.read);
        expect(rows.read).toBe(read);
      }
    }
  });

  it('each kind of fate at once, each row counted once', async () => {
    const lines = [...GOOD, GOOD[0]!, 'A2;99;0;NM;non', 'A5;N/A;x;?;peut-être', 'A5;N/A;x;?;peut-être', ';1;1;MAL;oui', 'A6;1;1;MAL;oui'];
    const { rows } = await fatesOf(
      { name: '', bytes: csv(HEADER, ...lines), code: '' },
      { rows: 2, columns: [{ name: 'fiche', type: 'text', values: ['A3', 'A7'] }] },
    );
    // Opted out: A3. Repeated: A1. Faulty: A2 that says otherwise, A5 twice, the one without a number. Good: A1, A2, A6.
    expect(rows).toEqual({ read: 9, optedOut: 1, merged: 1, faulty: 4, kept: 3 });
  });

  it('a pupil who opted out has no cell that is looked at, not even a bad one', async () => {
    const bad = csv(HEADER, ...GOOD, 'A4;N/A;x;élève@exemple.ca;peut-être', 'A4;1;1;MAL;oui');
    const { rows } = await fatesOf({ name: '', bytes: bad, code: '' }, list);
    expect(rows).toEqual({ read: 5, optedOut: 3, merged: 0, faulty: 0, kept: 2 });
  });
});

describe('untidy inputs that are read', () => {
  const rowsOf = async (bytes: string | Uint8Array, file = 'u.csv') => {
    const [table, dictionary] = [join(folder, file), join(folder, 'd.json')];
    writeFileSync(table, bytes);
    writeFileSync(dictionary, dictionaryBytes(DICTIONARY));
    const source = await readSource(table);
    return prepareTable({ table, dictionary, purpose: 'score', source }, clock);
  };
  it('a decimal comma, blanks, repeated rows, blank lines at the end: rows in = rows out + rows reported', async () => {
    const { preview, warnings } = await rowsOf(csv(HEADER, ...GOOD, ` ${GOOD[0]}`, GOOD[1]!, '', ''));
    expect(preview.rows).toEqual({ read: 5, optedOut: 0, merged: 2, faulty: 0, kept: 3 });
    expect(preview.repeats).toEqual([
      { line: 5, first: 2 },
      { line: 6, first: 3 },
    ]);
    expect(warnings).toEqual([{ code: 'TABLE_ROWS_MERGED', column: 'fiche', count: 2 }]);
  });

  it('the same pupils from every form of file', async () => {
    const header = HEADER.split(';').map((value) => ({ value }));
    const cells = [
      [{ value: 'A1' }, { value: 72.5 }, { value: 3 }, { value: 'MAL' }, { value: true }],
      [{ value: 'A2' }, { value: 60 }, { value: 0 }, { value: 'NM' }, { value: false }],
      [{ value: 'A3' }, null, null, null, null],
    ];
    const book = new Uint8Array(await writeExcel([{ sheet: 'F', data: [header, ...cells] }] as never).toBuffer());
    const parquet = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'fiche', data: ['A1', 'A2', 'A3'], type: 'STRING' },
          { name: 'moyenne', data: [72.5, 60, null], type: 'DOUBLE' },
          { name: 'retards', data: [3, 0, null], type: 'INT32' },
          { name: 'motif', data: ['MAL', 'NM', null], type: 'STRING' },
          { name: 'plan', data: [true, false, null], type: 'BOOLEAN' },
        ],
      }),
    );
    const expected = (await rowsOf(csv(HEADER, ...GOOD))).harmonised.table;
    const forms: [string | Uint8Array, string][] = [
      [book, 'u.xlsx'],
      [parquet, 'u.parquet'],
      [iconv.encode(csv(HEADER, ...GOOD), 'utf-16le', { addBOM: true }), 'u.txt'],
    ];
    for (const [bytes, file] of forms) expect((await rowsOf(bytes, file)).harmonised.table).toEqual(expected);
  });
});

describe('on the command line', () => {
  const home = join(folder, 'home');
  const [good, bad, dictionary] = [join(folder, 'good.csv'), join(folder, 'bad.csv'), join(folder, 'dictionnaire.json')];
  beforeAll(() => {
    initHome(home, { name: 'CSS d’un essai', passphrase: PASSPHRASE, kdf: KDF }, { clock, random: seededRandom('bad') });
    writeFileSync(dictionary, dictionaryBytes(DICTIONARY));
    writeFileSync(good, csv(HEADER, ...GOOD));
    writeFileSync(bad, csv(HEADER, ...GOOD, `A5;N/A;1;maladie;oui`, `A6;1;1;MAL ;oui`));
  });
  const prepare = (table: string, ...more: string[]) =>
    ecluse(['partner', 'prepare', home, table, '--dictionary', dictionary, '--purpose', 'score', '--dry-run', ...more]);

  it('a bad table ends in 1, each fault in its place, and writes nothing', async () => {
    const before = readdirSync(folder, { recursive: true });
    const { code, json, stderr } = await prepare(bad, '--json');
    expect([code, stderr]).toEqual([1, '']);
    expect(json).toMatchObject({ ok: false, error: { code: 'PREPARE_PROBLEMS' } });
    expect(
      (json.problems as { code: string; column: string; line: number }[]).map(({ code, column, line }) => [code, column, line]),
    ).toEqual([
      ['TABLE_NUMBER', 'moyenne', 5],
      ['CODE_UNMAPPED', 'motif', 5],
    ]);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it('a column of thousands of faults hides no other, and what is not listed is counted', async () => {
    const many = join(folder, 'many.csv');
    writeFileSync(many, csv(HEADER, ...Array.from({ length: 300 }, (_, i) => `A${i};N/A;x;MAL;oui`)));
    const { code, stderr } = await prepare(many);
    expect(code).toBe(1);
    const said = stderr.replaceAll(/[\u00a0\u202f]/g, ' ');
    for (const column of ['moyenne', 'retards']) {
      const listed = said.match(new RegExp(`^TABLE_NUMBER — .*« ${column} »`, 'gm'))?.length ?? 0;
      expect(listed).toBeGreaterThanOrEqual(3);
      expect(said).toContain(`… et ${300 - listed} autres de même dans « ${column} »`);
    }
  });

  it('a preview says how the table was read and what the risk is; a wrong choice is a fault of usage', async () => {
    const { code, stdout } = await prepare(good);
    expect(code).toBe(0);
    expect(stdout).toMatch(/CSV, encodage utf-8, séparateur «\u00a0;\u00a0», décimale «\u00a0,\u00a0»/);
    expect(stdout).toContain('Risque de reconnaissance');
    expect((await prepare(good, '--encoding', 'ebcdic')).code).toBe(2);
  });

  it('a code is mapped: proposed, refused until confirmed, then accepted', async () => {
    const [second, third] = [join(folder, 'd2.json'), join(folder, 'd3.json')];
    const map = (from: string, to: string) => ecluse(['dictionary', 'map', bad, '--dictionary', from, '--out', to, '--json']);
    const { json } = await map(dictionary, second);
    expect(json.proposals).toEqual([{ variable: 'motif', code: 'maladie', count: 1, to: 'MAL', because: 'label', confirmed: false }]);
    const refused = await ecluse(['dictionary', 'compare', dictionary, second, '--json']);
    expect([refused.code, (refused.json.error as { code: string }).code]).toEqual([1, 'DICTIONARY_TO_CONFIRM']);
    writeFileSync(second, readFileSync(second, 'utf8').replace('"confirmed": false', '"confirmed": true'));
    expect((await map(second, third)).json).toMatchObject({ applied: 1, proposals: [] });
    const { stdout } = await ecluse(['dictionary', 'compare', dictionary, third]);
    expect(stdout).toContain('«\u00a0maladie\u00a0» mène maintenant à MAL');
  });

  it('above the ceiling of risk, even a dry run ends in 1 and shows why', async () => {
    expect((await ecluse(['partner', 'policy', home, '--risk-ceiling', '10', '--fact', 'moyenne', '--json'])).json).toEqual({
      ok: true,
      ceiling: 0.1,
      facts: ['moyenne'],
    });
    const { code, stderr } = await prepare(good);
    expect(code).toBe(1);
    expect(stderr).toContain('RISK_CEILING');
    expect(stderr).toContain('en cinq tranches');
    expect(stderr).toContain('Pour descendre');
    expect((await ecluse(['partner', 'policy', home, '--risk-ceiling', '11', '--json'])).code).toBe(1);
    expect((await ecluse(['partner', 'policy', home, '--risk-ceiling', 'dix', '--json'])).code).toBe(2);
  });

  it('two signers let leave what they saw, and nothing else', async () => {
    const [first, second] = ['première du bureau encre quai vanne', 'seconde du bureau plume rive sas'];
    const add = (name: string, phrase: string) =>
      ecluse(['partner', 'signer', 'add', home, name, '--json'], [new TextDecoder().decode(PASSPHRASE), phrase]);
    for (const [name, phrase] of [
      ['direction', first],
      ['protection', second],
    ] as const)
      expect((await add(name, phrase)).code).toBe(0);
    const [page, note, again] = [join(folder, 'page.html'), join(folder, 'exception.note'), join(folder, 'again.html')];
    const asked = ['--dictionary', dictionary, '--purpose', 'score', '--destroy-by', '2027-06-30', '--json'];
    const except = [
      'partner',
      'except',
      home,
      good,
      '--reason',
      'Un essai à trois élèves',
      '--until',
      '2027-01-31',
      '--out',
      note,
      ...asked,
    ];
    const alone = await ecluse([...except, '--signers', 'direction,direction'], [first, first]);
    expect([alone.code, existsSync(note)]).toEqual([2, false]);
    const { json, code } = await ecluse([...except, '--signers', 'direction,protection', '--preview', page], [first, second]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ alone: 3, pupils: 3, signers: ['direction', 'protection'] });
    const digest = createHash('sha256').update(readFileSync(page)).digest('hex');
    expect(json.digest).toBe(digest);
    const dry = (table: string) =>
      ecluse(['partner', 'prepare', home, table, '--dry-run', '--exception', note, '--preview', again, ...asked]);
    expect((await dry(good)).json).toMatchObject({ ok: true, dryRun: true, digest });
    expect(readFileSync(again)).toEqual(readFileSync(page));
    rmSync(again);
    const other = join(folder, 'other.csv');
    writeFileSync(other, csv(HEADER, ...GOOD.slice(0, 2), 'A9;;;;'));
    expect((await dry(other)).json).toMatchObject({ ok: false, error: { code: 'EXCEPTION_OTHER' } });
  });

  it('a list of pupils who opted out is counted at home, and its page tells no small count', async () => {
    const [list, page] = [join(folder, 'out.csv'), join(folder, 'out.html')];
    writeFileSync(list, csv('fiche', 'A2', 'Z1'));
    const { json } = await prepare(good, '--opted-out', list, '--preview', page, '--json');
    expect(json).toMatchObject({
      preview: { optOut: { listed: 2, pupils: 1, rows: 1, unknown: 1 }, rows: { read: 3, optedOut: 1, kept: 2 } },
    });
    expect(readFileSync(page, 'utf8')).toContain('moins de 10');
  });
});
