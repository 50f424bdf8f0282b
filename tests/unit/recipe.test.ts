import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { seeded } from '../../src/base/random.ts';
import { readSource } from '../../src/partner/source.ts';
import { parseRecipe } from '../../src/table/recipe.ts';
import { refusal } from '../support/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-recipe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: Uint8Array | string) => writeFileSync(join(folder, name), content);

type Loose = { [key: string]: Json };
const recipe = (sources: Json[], more: Loose = {}): Loose => ({
  format: 'ecluse.recipe/v1',
  name: { fr: 'Essai', en: 'Trial' },
  pupils: { file: 'eleves.csv', fileNumber: 'fiche' },
  ...(sources.length > 0 ? { sources } : {}),
  ...more,
});
const run = async (document: Loose) => {
  put('recette.json', JSON.stringify(document));
  const source = await readSource(join(folder, 'recette.json'));
  const columns = Object.fromEntries(source.table.columns.map(({ name, values }) => [name, [...values]]));
  if (source.readAs.kind !== 'recipe') throw new Error('not a recipe');
  return { columns, reports: source.readAs.sources, options: source.options };
};
const refused = async (document: Loose) => {
  try {
    await run(document);
  } catch (error) {
    if (error instanceof EcluseError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('nothing was refused');
};

put('eleves.csv', 'fiche;âge\n001;12\n002;13\n003;12\n004;14\n');
put(
  'absences.csv',
  iconv.encode(
    'no_fiche;année;date;motif;minutes\r\n' +
      '001;2024-2025;2025-01-10;Maladie;60\r\n' +
      '001;2025-2026;2025-10-02;Retard;7,5\r\n' +
      '001;2025-2026;2025-09-30;Motivée;\r\n' +
      '002;2025-2026;2025-11-11;Retard;12,5\r\n' +
      '002;2023-2024;2023-11-11;Retard;1\r\n' +
      '999;2025-2026;2025-11-11;Retard;5\r\n' +
      ';2025-2026;2025-11-12;Retard;5\r\n' +
      '003;2025-2026;2025-12-01;;3\r\n',
    'windows-1252',
  ),
);
const ABSENCES = { name: 'absences', file: 'absences.csv', fileNumber: 'no_fiche' };
const years = {
  column: 'année',
  years: [
    { year: '2024-2025', suffix: 'an_1' },
    { year: '2025-2026', suffix: 'an_0' },
  ],
};

describe('derived variables', () => {
  it('count, sum and mean, with conditions and per school year', async () => {
    const { columns, reports } = await run(
      recipe([
        {
          ...ABSENCES,
          schoolYear: years,
          derive: [
            { name: 'lignes', kind: 'count' },
            { name: 'minutées', kind: 'count', column: 'minutes' },
            { name: 'retards', kind: 'count', where: { column: 'motif', in: ['Retard'] }, perYear: true },
            { name: 'autres', kind: 'count', where: { column: 'motif', notIn: ['Retard'] } },
            { name: 'motifs', kind: 'distinct', column: 'motif' },
            { name: 'minutes', kind: 'sum', column: 'minutes' },
            { name: 'moyenne', kind: 'mean', column: 'minutes', perYear: true },
            { name: 'plus', kind: 'max', column: 'minutes' },
            { name: 'moins', kind: 'min', column: 'minutes' },
          ],
        },
      ]),
    );
    const none = Number.NaN;
    expect(columns).toEqual({
      fiche: ['001', '002', '003', '004'],
      âge: ['12', '13', '12', '14'],
      lignes: [3, 2, 1, 0],
      minutées: [2, 2, 1, 0],
      retards_an_1: [0, 0, 0, 0],
      retards_an_0: [1, 1, 0, 0],
      autres: [2, 0, 1, 0],
      motifs: [3, 1, 0, 0],
      minutes: [67.5, 13.5, 3, none],
      moyenne_an_1: [60, none, none, none],
      moyenne_an_0: [7.5, 12.5, 3, none],
      plus: [60, 12.5, 3, none],
      moins: [7.5, 1, 3, none],
    });
    expect(reports).toEqual([
      { name: 'absences', file: 'absences.csv', read: 8, joined: 6, merged: 0, unmatched: 1, blank: 1, otherYears: 1, pupilsWithout: 1 },
    ]);
  });

  it('first, last and changes follow the order told, not that of the file; ties keep the file’s', async () => {
    put(
      'ecoles.csv',
      'f,d,école\n1,2025-09-02,B\n1,2024-09-01,A\n1,2025-12-01,\n1,2026-01-01,A\n2,2025-09-01,C\n2,2025-09-01,D\n3,2025-09-01,\n',
    );
    const { columns } = await run(
      recipe(
        [
          {
            name: 'parcours',
            file: 'ecoles.csv',
            fileNumber: 'f',
            order: 'd',
            derive: [
              { name: 'première', kind: 'first', column: 'école' },
              { name: 'dernière', kind: 'last', column: 'école' },
              { name: 'changements', kind: 'changes', column: 'école' },
            ],
          },
        ],
        { leadingZeros: 'ignored' },
      ),
    );
    expect(columns).toMatchObject({
      première: ['A', 'C', '', ''],
      dernière: ['A', 'D', '', ''],
      changements: [2, 1, 0, Number.NaN],
    });
  });
});

describe('columns joined as they stand', () => {
  it('from Parquet, numbers staying numbers; a repeated row is merged and said', async () => {
    const columnData = [
      { name: 'no', data: ['003', '001', '001', '777'], type: 'STRING' as const },
      { name: 'note', data: [71.5, 60, 60, 1], type: 'DOUBLE' as const },
    ];
    put('notes.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    const { columns, reports } = await run(recipe([{ name: 'notes', file: 'notes.parquet', fileNumber: 'no', columns: ['note'] }]));
    expect(columns.note).toEqual([60, Number.NaN, 71.5, Number.NaN]);
    expect(reports[0]).toMatchObject({ read: 4, joined: 2, merged: 1, unmatched: 1, blank: 0, pupilsWithout: 2 });
  });

  it('each file keeps its own decimal sign', async () => {
    put('virgule.csv', 'no;a\n001;1,234\n002;12,5\n');
    const { options } = await run(recipe([{ name: 'v', file: 'virgule.csv', fileNumber: 'no', columns: ['a'] }]));
    expect([options.decimal, options.decimals?.get('a')]).toEqual([null, ',']);
  });

  it('pupils of one number in the pupils’ table all receive what is known, for harmonisation to judge', async () => {
    put('deux.csv', 'fiche;x\n001;a\n001;a\n');
    const { columns } = await run(
      recipe([{ ...ABSENCES, derive: [{ name: 'n', kind: 'count' }] }], { pupils: { file: 'deux.csv', fileNumber: 'fiche' } }),
    );
    expect(columns.n).toEqual([3, 3]);
  });
});

describe('what a pupil is given', () => {
  it('is never what a source says of another whose number is the same but for its leading zeros', async () => {
    put('zeros.csv', 'fiche;x\n0012;a\n12;b\n13;c\n0012;a\n012;d\n');
    put('notes.csv', 'no;note\n12;60\n13;70\n');
    const joined = (leadingZeros: string) =>
      recipe([{ name: 'notes', file: 'notes.csv', fileNumber: 'no', columns: ['note'] }], {
        leadingZeros,
        pupils: { file: 'zeros.csv', fileNumber: 'fiche' },
      });
    expect(await refused(joined('ignored'))).toEqual({ code: 'RECIPE_ZEROS', params: { source: 'zeros.csv', line: 3, count: 2 } });
    expect((await run(joined('kept'))).columns.note).toEqual(['', '60', '70', '', '']);
  });

  it('is not nothing because a spreadsheet dropped the zeros of a source, unless the recipe says that they tell pupils apart', async () => {
    put('tableur.csv', 'fiche;jours\n4;2\n003;1\n2;5\n77;9\n');
    const source = { name: 'tableur', file: 'tableur.csv', fileNumber: 'fiche', derive: [{ name: 'j', kind: 'sum', column: 'jours' }] };
    expect(await refused(recipe([source]))).toEqual({ code: 'RECIPE_SOURCE_ZEROS', params: { source: 'tableur', line: 2, count: 2 } });
    expect((await run(recipe([source], { leadingZeros: 'ignored' }))).columns.j).toEqual([Number.NaN, 5, 1, 2]);
    const { columns, reports } = await run(recipe([source], { leadingZeros: 'kept' }));
    expect([columns.j, reports[0]?.unmatched]).toEqual([[Number.NaN, Number.NaN, 1, Number.NaN], 3]);
  });

  it('is the same whatever the order of the rows that it is worked out from', async () => {
    const marks = ['72,4', '80,1', '65,3', '0,1', '0,2', '99,95'];
    const random = seeded(8);
    const orders = Array.from({ length: 40 }, () => {
      const left = [...marks];
      return marks.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
    });
    put('ordre.csv', `fiche\n${orders.map((_, pupil) => pupil).join('\n')}\n`);
    put('points.csv', `no;note\n${orders.flatMap((order, pupil) => order.map((mark) => `${pupil};${mark}`)).join('\n')}\n`);
    const derive = ['sum', 'mean', 'min', 'max'].map((kind) => ({ name: kind, kind, column: 'note' }));
    const { columns } = await run(
      recipe([{ name: 'points', file: 'points.csv', fileNumber: 'no', derive }], { pupils: { file: 'ordre.csv', fileNumber: 'fiche' } }),
    );
    const distinct = Object.fromEntries(derive.map(({ name }) => [name, [...new Set(columns[name])]]));
    expect(distinct).toEqual({ sum: [318.05], mean: [53.0083333333], min: [0.1], max: [99.95] });
  });
});

describe('rows in = rows joined + rows reported', () => {
  it('over drawn sources', async () => {
    const random = seeded(5);
    for (let trial = 0; trial < 20; trial++) {
      const rows = Array.from({ length: 1 + Math.floor(random() * 60) }, () => {
        const number = random() < 0.1 ? '' : `00${1 + Math.floor(random() * 8)}`;
        return `${number};${2022 + Math.floor(random() * 4)};x`;
      });
      put('drawn.csv', `no;an;v\n${rows.join('\n')}\n`);
      const schoolYear = { column: 'an', years: [{ year: '2024', suffix: 'a' }] };
      const derive = [
        { name: 'n', kind: 'count' },
        { name: 'm', kind: 'count', perYear: true },
      ];
      const { columns, reports } = await run(recipe([{ name: 'd', file: 'drawn.csv', fileNumber: 'no', schoolYear, derive }]));
      const [report] = reports;
      expect(report!.joined + report!.merged + report!.unmatched + report!.blank).toBe(report!.read);
      expect(report!.read).toBe(rows.length);
      const sum = (name: string) => (columns[name] as number[]).reduce((total, each) => total + each, 0);
      expect(sum('n')).toBe(report!.joined);
      expect(sum('m_a')).toBe(report!.joined - report!.otherYears);
    }
  });
});

describe('recipes that are refused', () => {
  const source = { ...ABSENCES, derive: [{ name: 'n', kind: 'count' }] };
  it.each([
    ['an unknown member', recipe([], { sql: 'x' }), 'RECIPE_MEMBER_UNKNOWN'],
    ['no pupils', { format: 'ecluse.recipe/v1', name: { fr: 'a', en: 'a' } }, 'RECIPE_MEMBER_MISSING'],
    ['another format', recipe([], { format: 'ecluse.recipe/v2' }), 'RECIPE_MEMBER'],
    ['an unknown derivation', recipe([{ ...source, derive: [{ name: 'n', kind: 'median', column: 'x' }] }]), 'RECIPE_MEMBER'],
    ['a mean of nothing', recipe([{ ...source, derive: [{ name: 'n', kind: 'mean' }] }]), 'RECIPE_MEMBER_MISSING'],
    ['the last without an order', recipe([{ ...source, derive: [{ name: 'n', kind: 'last', column: 'x' }] }]), 'RECIPE_MEMBER'],
    ['per year without years', recipe([{ ...source, derive: [{ name: 'n', kind: 'count', perYear: true }] }]), 'RECIPE_MEMBER'],
    ['a source that gives nothing', recipe([ABSENCES]), 'RECIPE_MEMBER'],
    [
      'in and notIn',
      recipe([{ ...source, derive: [{ name: 'n', kind: 'count', where: { column: 'a', in: ['x'], notIn: ['y'] } }] }]),
      'RECIPE_MEMBER',
    ],
    ['two variables of one name', recipe([source, { ...source, name: 'b' }]), 'RECIPE_TWICE'],
    [
      'two years of one suffix',
      recipe([
        {
          ...source,
          schoolYear: {
            column: 'a',
            years: [
              { year: '1', suffix: 's' },
              { year: '2', suffix: 's' },
            ],
          },
        },
      ]),
      'RECIPE_MEMBER',
    ],
  ])('%s', (_name, document, code) => {
    expect(refusal(() => parseRecipe(utf8(JSON.stringify(document)))).code).toBe(code);
  });

  it('gives nothing drawn from a teacher’s, a class’s or a group’s column, under any name', async () => {
    put('cours.csv', 'no_fiche;enseignant;Gr. repère;date\n001;R;11;2025-09-01\n002;S;12;2025-09-01\n');
    const drawn: Loose[] = [
      { name: 'adulte', kind: 'last', column: 'enseignant' },
      { name: 'lieu', kind: 'first', column: 'Gr. repère' },
      { name: 'avec_r', kind: 'count', where: { column: 'enseignant', in: ['R'] } },
    ];
    for (const derive of drawn) {
      const source = { name: 'cours', file: 'cours.csv', fileNumber: 'no_fiche', order: 'date', derive: [derive] };
      const column = derive.name === 'lieu' ? 'Gr. repère' : 'enseignant';
      expect(await refused(recipe([source]))).toEqual({ code: 'RECIPE_TEACHING', params: { source: 'cours', column } });
    }
    const years = { column: 'enseignant', years: [{ year: 'R', suffix: 'a' }] };
    const source = { name: 'cours', file: 'cours.csv', fileNumber: 'no_fiche', schoolYear: years };
    expect(await refused(recipe([{ ...source, derive: [{ name: 'n', kind: 'count', perYear: true }] }]))).toMatchObject({
      code: 'RECIPE_TEACHING',
    });
  });

  it('names the source, the column and the line', async () => {
    expect(await refused(recipe([{ ...source, fileNumber: 'fiche' }]))).toEqual({
      code: 'RECIPE_COLUMN',
      params: { source: 'absences', column: 'fiche' },
    });
    expect(await refused(recipe([{ ...ABSENCES, derive: [{ name: 'n', kind: 'mean', column: 'motif' }] }]))).toEqual({
      code: 'RECIPE_NUMBER',
      params: { source: 'absences', column: 'motif', line: 2, count: 5 },
    });
    expect(await refused(recipe([{ ...ABSENCES, order: 'motif', derive: [{ name: 'n', kind: 'last', column: 'motif' }] }]))).toEqual({
      code: 'RECIPE_ORDER',
      params: { source: 'absences', column: 'motif', line: 2 },
    });
    // One column holds numbers or dates, of which each exists.
    for (const [name, day] of [
      ['compacte', '20250901'],
      ['fausse', '2025-02-30'],
    ]) {
      put(`${name}.csv`, `no_fiche;date;motif\n001;2025-08-31;A\n001;${day};B\n`);
      const dated = { ...ABSENCES, file: `${name}.csv`, order: 'date', derive: [{ name: 'n', kind: 'last', column: 'motif' }] };
      expect(await refused(recipe([dated]))).toEqual({ code: 'RECIPE_ORDER', params: { source: 'absences', column: 'date', line: 3 } });
    }
    expect(await refused(recipe([{ ...ABSENCES, columns: ['motif'] }]))).toEqual({
      code: 'RECIPE_ROWS',
      params: { source: 'absences', line: 3, count: 2 },
    });
    expect(await refused(recipe([{ ...ABSENCES, derive: [{ name: 'âge', kind: 'count' }] }]))).toEqual({
      code: 'RECIPE_TWICE',
      params: { column: 'âge' },
    });
    expect(await refused(recipe([{ ...source, file: 'recette.json' }]))).toMatchObject({ code: 'RECIPE_MEMBER' });
    expect(await refused(recipe([{ ...source, file: 'absent.csv' }]))).toMatchObject({ code: 'FILE_MISSING' });
  });
});
