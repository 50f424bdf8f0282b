import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { concat } from '../../src/base/bytes.ts';
import { answerFiles } from '../../src/partner/export/answer.ts';
import { csvParts } from '../../src/partner/export/csv.ts';
import { type OutputFile, wholeFile, writeFolder } from '../../src/partner/export/folder.ts';
import { type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { CATEGORIES } from '../../src/table/dictionary.ts';
import { importArrow } from '../../src/table/import-arrow.ts';
import { column } from '../../src/table/table.ts';
import { answer, approveIn, ask, bytesOf, desk, soundResult } from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const csvBytes = (...args: Parameters<typeof csvParts>) => concat(...csvParts(...args));
const one = (cell: string | number | null, form: 'plain' | 'excel') => text(csvBytes([{ name: 'c', cell: () => cell }], 1, form));

describe('csvParts', () => {
  it('writes for a French Excel: byte order mark, semicolons, decimal commas, CRLF', () => {
    const columns = [
      { name: 'Élève', cell: (row: number) => `n° ${row}` },
      { name: 'Part', cell: () => 22.5 },
    ];
    expect(text(csvBytes(columns, 2, 'excel'))).toBe('\ufeffÉlève;Part\r\nn° 0;22,5\r\nn° 1;22,5\r\n');
    expect(text(csvBytes(columns, 2, 'plain'))).toBe('Élève,Part\nn° 0,22.5\nn° 1,22.5\n');
  });

  it.each(['00123', '1234567890123456', '12-5', '2026/01', '1E5', '22,5', '22.5'])('keeps %s as text when Excel opens it', (value) => {
    const [, [cell]] = parse(one(value, 'excel'), { delimiter: ';', bom: true }) as [string[], [string]];
    expect(cell).toBe(`="${value}"`);
    const [, [plain]] = parse(one(value, 'plain')) as [string[], [string]];
    expect(plain).toBe(value);
  });

  it.each(['=1+1', '+33', '-2', '@sum', '\tx', '\rx', '=HYPERLINK("http://x")'])('defuses the string %j in both forms', (value) => {
    for (const form of ['plain', 'excel'] as const) {
      const [, [cell]] = parse(one(value, form), { delimiter: form === 'excel' ? ';' : ',', bom: true }) as [string[], [string]];
      expect(cell).toBe(`'${value}`);
    }
  });

  it('defuses what would begin a cell where a spreadsheet cuts at another separator than the file’s', () => {
    for (const form of ['plain', 'excel'] as const) {
      for (const value of ['A;=1+1;B', 'A,=1+1,B', 'A\t@x', 'A\n-2', '=1;=2']) {
        for (const cut of one(value, form).split(/[,;\t\r\n]/)) expect(cut).not.toMatch(/^"?[=+\-@]/);
      }
    }
    expect(one('Retards; étape 1, 2-3', 'plain')).toContain('"Retards; étape 1, 2-3"');
  });

  it('leaves numbers alone, negative ones too, and what is missing empty', () => {
    expect(one(-2.5, 'excel')).toContain('\r\n-2,5\r\n');
    expect(one(-2.5, 'plain')).toContain('\n-2.5\n');
    expect(one(Number.NaN, 'plain')).toBe('c\n\n');
    expect(one(null, 'excel')).toBe('\ufeffc\r\n\r\n');
  });

  it('quotes what would break a row', () => {
    for (const value of ['a;b', 'a,b', 'a"b', 'a\nb', ' a']) {
      const [, [cell]] = parse(one(value, 'excel'), { delimiter: ';', bom: true }) as [string[], [string]];
      expect(cell).toBe(value);
    }
  });
});

describe('what is made of a result', () => {
  const at = desk(join(folder, 'home'));
  approveIn(at);
  const fiches = Array.from({ length: 90 }, (_, i) => `00${1000 + i}`);
  const request = ask(at, [...fiches.slice(1), fiches[0]!]);
  const opened = openAnswer(
    at.home,
    at.secrets,
    answer(at, request, { shards: soundResult(at, request, (pupil) => (pupil % 3) as 0 | 1 | 2) }),
    at.clock,
  ) as OpenedResult;
  const none = { excel: false, xlsx: false, parquet: false, pupils: false };
  const files = (options: Partial<typeof none> = {}) =>
    new Map(answerFiles(opened, { sender: 'CSS', lang: 'fr', ...none, ...options }).map((file) => [file.name, bytesOf(file)]));
  const rows = (bytes: Uint8Array | undefined) => parse(text(bytes ?? new Uint8Array()), { columns: true }) as Record<string, string>[];

  it('names no pupil in any file unless asked', () => {
    const made = files({ excel: true });
    expect([...made.keys()]).toEqual([
      'portrait.html',
      'portrait.csv',
      'portrait-excel.csv',
      'school-ecole-0.html',
      'school-ecole-1.html',
      'destroy-by.txt',
    ]);
    for (const bytes of made.values()) for (const fiche of fiches) expect(text(bytes)).not.toContain(fiche);
  });

  it('lists every pupil once a model, in the order of the extract, with what stayed home', () => {
    const made = files({ pupils: true });
    const pupils = rows(made.get('pupils.csv'));
    expect(pupils.map(({ fiche }) => fiche)).toEqual(opened.roster.fileNumbers);
    expect(pupils[0]).toMatchObject({
      école: 'École 0',
      model: 'decrochage-sec-3-0001',
      target: 'sec-3',
      raising1: 'absences',
      lowering2: 'moyenne',
      actionable1: 'absences',
      actionable2: '',
    });
    expect(pupils.every(({ raising3, raising3_value }) => raising3 === '' && raising3_value === '')).toBe(true);
    for (const [i, row] of opened.pupils.entries()) {
      const { band, probability, score } = pupils[row]!;
      expect(band).toBe(['low', 'moderate', 'high'][opened.scores.band[i]!]);
      expect(Number(probability)).toBeCloseTo(opened.scores.probability[i]!, 11);
      expect(Number(score)).toBeCloseTo(opened.scores.score[i]!, 11);
      for (const [name, share, variable] of [
        ['missing', '0.25', 'moyenne'],
        ['unusual', '0.12', 'absences'],
      ] as const) {
        const { [name]: held, [`${name}1`]: first, [`${name}2`]: second } = pupils[row]!;
        const expected = opened.scores.doubts[name].share[i]! > 0 ? [share, variable, ''] : ['0', '', ''];
        expect([held, first, second]).toEqual(expected);
      }
    }
  });

  it('says the same in Arrow, whose file numbers are text', () => {
    const made = files({ pupils: true });
    const table = importArrow(made.get('pupils.arrow')!);
    const pupils = rows(made.get('pupils.csv'));
    const fiche = column(table, 'fiche');
    expect(fiche?.type === 'text' && [...fiche.values]).toEqual(pupils.map((each) => each.fiche));
    const probability = column(table, 'probability');
    expect(probability?.type === 'number' && [...probability.values]).toEqual(pupils.map((each) => Number(each.probability)));
  });

  it('offers the two views of the Power BI reports, with exactly their columns', () => {
    const made = files({ pupils: true });
    const probabilities = rows(made.get('core_models_reporting_probabilities.csv'));
    expect(text(made.get('core_models_reporting_probabilities.csv')!).split('\n')[0]).toBe('fiche,model,target,risk_level_french');
    expect(probabilities).toHaveLength(90);
    expect(new Set(probabilities.map((each) => each.risk_level_french))).toEqual(new Set(['Élevé', 'Modéré', 'Bas']));
    const shap = rows(made.get('core_models_reporting_shap.csv'));
    expect(text(made.get('core_models_reporting_shap.csv')!).split('\n')[0]).toBe('fiche,category,model,target,shap_value');
    expect(shap).toHaveLength(90 * CATEGORIES.length);
    expect(new Set(shap.map((each) => each.category))).toEqual(
      new Set(['Profil scolaire', 'Comportement', 'Assiduité', 'Performance', 'Sociodémographie']),
    );
    expect(shap.filter((each) => each.fiche === '001001').map((each) => Number(each.shap_value))).toEqual([
      -0.02,
      -0.01,
      0,
      expect.any(Number),
      0.02,
    ]);
  });

  it('writes for Excel with people’s words and file numbers that stay text', () => {
    const excel = files({ pupils: true, excel: true }).get('pupils-excel.csv')!;
    const table = parse(text(excel), { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
    expect(table[0]?.Fiche).toBe('="001001"');
    expect(table[0]?.Palier).toMatch(/^(Élevé|Modéré|Bas)$/);
    expect(table[0]?.Modèle).toBe('Définition');
    expect(table.every((row) => /^0,\d+$/.test(row.Probabilité ?? ''))).toBe(true);
  });
});

describe('writeFolder', () => {
  it('leaves nothing behind when it fails, and refuses a folder that holds anything', () => {
    const target = join(folder, 'out');
    const small = wholeFile('a.csv', new Uint8Array(3));
    const long: OutputFile = { ...small, name: `${'x'.repeat(300)}.csv` };
    expect(code(() => writeFolder(target, [small, long]))).toBe('FILE_WRITE');
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    mkdirSync(target);
    writeFileSync(join(target, 'kept'), 'mine');
    expect(code(() => writeFolder(target, []))).toBe('OUT_NOT_EMPTY');
    expect(readdirSync(target)).toEqual(['kept']);
  });

  it('is for its owner’s eyes only', () => {
    const target = join(folder, 'private');
    const [path] = writeFolder(target, [wholeFile('a.csv', new Uint8Array(3))]);
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(statSync(path!).mode & 0o777).toBe(0o600);
  });
});
