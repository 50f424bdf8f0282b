import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { parseDictionary } from '../../src/table/dictionary.ts';
import { draftDictionary } from '../../src/table/draft.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import { refusal } from '../support/refusal.ts';
import { tableOf, text } from '../support/tables.ts';

const repeated = (count: number, ...cells: string[]) => Array.from({ length: count }, (_, i) => cells[i % cells.length]!);
const ROWS = 60;
const table = tableOf(
  text('fiche', ...Array.from({ length: ROWS }, (_, i) => `00${1000 + i}`)),
  text('note', ...Array.from({ length: ROWS }, (_, i) => `${50 + (i % 40)},${i % 10}`)),
  text('absences', ...repeated(ROWS, '0', '3', '', '12')),
  text('actif', ...repeated(ROWS, 'Oui', 'Non', '')),
  text('motif', ...repeated(ROWS, 'MAL', 'NM', 'Été', '')),
  text('cote', ...repeated(ROWS, '00', '10', '34')),
  text('courriel', ...Array.from({ length: ROWS }, (_, i) => `eleve${i}@exemple.invalid`)),
  text(
    'élève',
    ...Array.from(
      { length: ROWS },
      (_, i) => `Zo${String.fromCharCode(97 + (i % 26))}é Q${'aeiou'[i % 5]}${'rst'[i % 3]}an${'aeiou'[i % 4]}`,
    ),
  ),
  text('remarque', ...Array.from({ length: ROWS }, (_, i) => `phrase libre ${i}`)),
  text('vide', ...repeated(ROWS, '')),
  text('groupe', ...repeated(ROWS, '101', '102')),
  text('Prénom', ...repeated(ROWS, 'Zoé', 'Éva', 'Noé')),
);
const { document, warnings } = draftDictionary(table);
type Drafted = { name: string; type: string; role: null; category: null; codes?: { code: string }[] };
const variables = (document as unknown as { variables: Drafted[] }).variables;

describe('a draft of a dictionary', () => {
  it('guesses types and lists codes', () => {
    expect(Object.fromEntries(variables.map(({ name, type, codes }) => [name, codes ? codes.map(({ code }) => code) : type]))).toEqual({
      fiche: 'text',
      note: 'number',
      absences: 'integer',
      actif: 'boolean',
      motif: ['MAL', 'NM', 'Été'],
      cote: ['00', '10', '34'],
      courriel: 'text',
      élève: 'text',
      remarque: 'text',
      vide: 'text',
      Prénom: 'text',
    });
  });

  it('never guesses a role nor a category, so that it is refused until a person has chosen', () => {
    for (const { role, category } of variables) expect([role, category]).toEqual([null, null]);
    expect(refusal(() => parseDictionary(utf8(JSON.stringify(document))))).toMatchObject({
      code: 'DICTIONARY_MEMBER',
      params: { member: 'role' },
    });
  });

  it('leaves out a teaching group and says why, warns of what identifies', () => {
    expect(warnings.map(({ code, column }) => `${code} ${column}`)).toEqual([
      'TABLE_IDENTIFYING_EMAIL courriel',
      'TABLE_IDENTIFYING_NAME élève',
      'TABLE_COLUMN_BLANK vide',
      'TABLE_TEACHING groupe',
      'TABLE_IDENTIFYING_NAME Prénom',
    ]);
  });

  it('holds no value of an identifying or free-text column, even in a small table', () => {
    for (const rows of [ROWS, 12, 3]) {
      const small = tableOf(...table.columns.map((each) => text(each.name, ...(each.values as string[]).slice(0, rows))));
      const written = canonicalJson(draftDictionary(small).document);
      for (const name of ['fiche', 'courriel', 'élève', 'remarque', 'Prénom']) {
        for (const cell of small.columns.find((each) => each.name === name)!.values as string[]) expect(written).not.toContain(cell);
      }
    }
  });

  it('once its roles and categories are filled, reads the table it came from', () => {
    const finished = variables.map(({ category: _category, ...each }): Json => {
      if (each.name === 'fiche') return { ...each, role: 'identifier' } as unknown as Json;
      if (each.type === 'text') return { ...each, role: 'direct-identifier' } as unknown as Json;
      return { ...each, role: 'predictor', category: 'profile' } as unknown as Json;
    });
    const dictionary = parseDictionary(utf8(JSON.stringify({ ...(document as object), variables: finished })));
    const without = { ...table, columns: table.columns.filter(({ name }) => name !== 'groupe') };
    const { problems, table: leaving } = harmonise(without, dictionary, 'score', { decimal: ',' });
    expect(problems).toEqual([]);
    expect(leaving.columns.map(({ name }) => name)).toEqual(['note', 'absences', 'actif', 'motif', 'cote']);
  });
});
