import { describe, expect, it } from 'vitest';
import { explain } from '../../src/base/errors.ts';
import { readNumber } from '../../src/table/cells.ts';
import { harmonise, PROBLEMS_LISTED, problemParams } from '../../src/table/harmonise.ts';
import { type Column, column, type Table } from '../../src/table/table.ts';
import { refusal } from '../support/refusal.ts';
import { both, dictionaryOf, outcome, tableOf, text, variable } from '../support/tables.ts';

const values = (table: Table, name: string) => Array.from(column(table, name)?.values as ArrayLike<number>);
const codes = variable('motif', {
  type: 'code',
  codes: [
    { code: 'MAL', label: both('Maladie'), aliases: ['Mal.', '101', 'Été – malade'] },
    { code: 'NMO', label: both('Non motivée'), aliases: ['NM'] },
  ],
});

describe('numbers', () => {
  const NaNs = Number.NaN;
  it.each([
    ['', null, NaNs],
    ['  \u00a0', null, NaNs],
    ['12', null, 12],
    [' 12 ', null, 12],
    ['-3', null, -3],
    ['+3', null, 3],
    ['-0', null, 0],
    ['007', null, 7],
    ['12,5', null, 12.5],
    ['12.5', null, 12.5],
    ['12,5', '.', 12.5],
    ['12.5', ',', 12.5],
    [',5', null, 0.5],
    ['.5', null, 0.5],
    ['5.', null, 5],
    ['1e3', null, 1000],
    ['1,5E-2', null, 0.015],
    ['0,125', null, 0.125],
    ['1234,567', null, 1234.567],
    ['1,234', ',', 1.234],
    ['1.234', '.', 1.234],
    ['1 234', null, 1234],
    ['1 234 567,5', null, 1234567.5],
    ['1\u00a0234,5', null, 1234.5],
    ['1\u202f234', null, 1234],
  ] as const)('%j with decimal %j is %d', (cell, decimal, value) => {
    expect(readNumber(cell, decimal)).toBe(value);
  });

  it.each([
    ['1,234', null],
    ['1.234', null],
    ['1,234', '.'],
    ['1.234', ','],
    ['1.234,5', ','],
    ['1,234.5', '.'],
    ['1,234,567', null],
  ] as const)('%j with decimal %j can be read two ways', (cell, decimal) => {
    expect(readNumber(cell, decimal)).toBe('TABLE_NUMBER_AMBIGUOUS');
  });

  it.each([
    'N/A',
    'NULL',
    '-',
    '.',
    ',',
    'abc',
    '12a',
    '0x10',
    '1e',
    'Infinity',
    'NaN',
    '12 %',
    '$5',
    '1 23',
    '1  234',
    '--1',
    '1-2',
    '٣',
    '１２',
    '1/2',
    '12:30',
  ])('%j is none', (cell) => {
    expect(readNumber(cell, null)).toBe('TABLE_NUMBER');
  });

  it.each(['1e400', '-1e400', `1${'0'.repeat(310)}`])('%s is too large', (cell) => {
    expect(readNumber(cell, null)).toBe('TABLE_NUMBER_HUGE');
  });
});

describe('what leaves', () => {
  const dictionary = dictionaryOf(
    variable('école', { role: 'group', type: 'text', group: 'school' }),
    variable('nom', { role: 'direct-identifier', type: 'text' }),
    variable('note', { min: 0, max: 100 }),
    outcome('sorti'),
    codes,
    variable('actif', { type: 'boolean' }),
    variable('sexe', {
      role: 'audit-only',
      type: 'code',
      codes: [
        { code: 'F', label: both('F') },
        { code: 'M', label: both('M') },
      ],
    }),
    variable('absences', { type: 'integer' }),
  );
  const raw = tableOf(
    text('remarque', 'libre', 'libre', 'libre'),
    text('absences', '3', '12,0', ''),
    text('sexe', 'F', 'M', ''),
    text('actif', 'Oui', 'faux', ''),
    text('motif', 'Mal.', ' NMO ', ''),
    text('sorti', 'o', 'NON', ''),
    text('note', '72,5', '0', ''),
    text('nom', 'X', 'Y', 'Z'),
    text('école', ' Quai ', 'Vents', ''),
  );

  it('is typed and in the dictionary’s order: predictors, then for training audit-only variables and outcomes', () => {
    const { table, problems, totals } = harmonise(raw, dictionary, 'train');
    expect([problems, totals]).toEqual([[], []]);
    expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'note number',
      'motif code',
      'actif number',
      'absences number',
      'sexe code',
      'sorti number',
    ]);
    expect(values(table, 'note')).toEqual([72.5, 0, Number.NaN]);
    expect(values(table, 'motif')).toEqual([0, 1, -1]);
    expect((column(table, 'motif') as Column & { codes: string[] }).codes).toEqual(['MAL', 'NMO']);
    expect(values(table, 'actif')).toEqual([1, 0, Number.NaN]);
    expect(values(table, 'absences')).toEqual([3, 12, Number.NaN]);
    expect(values(table, 'sorti')).toEqual([1, 0, Number.NaN]);
  });

  it('to score is the predictors alone, the outcome and the audit-only variable staying home', () => {
    const { table, problems, warnings } = harmonise(raw, dictionary, 'score');
    expect(problems).toEqual([]);
    expect(table.columns.map(({ name }) => name)).toEqual(['note', 'motif', 'actif', 'absences']);
    expect(warnings).toEqual([
      { code: 'TABLE_COLUMN_UNKNOWN', column: 'remarque' },
      { code: 'TABLE_OUTCOME_KEPT', column: 'sorti' },
    ]);
  });

  it('never holds an identifier, a direct identifier, a group or a column that nobody described', () => {
    const { table, home, fileNumbers } = harmonise(raw, dictionary, 'train');
    expect(fileNumbers).toEqual(['A1', 'A2', 'A3']);
    expect(home.columns.map(({ name, values }) => [name, values])).toEqual([
      ['école', ['Quai', 'Vents', '']],
      ['nom', ['X', 'Y', 'Z']],
    ]);
    for (const name of ['fiche', 'nom', 'école', 'remarque']) expect(column(table, name)).toBeNull();
  });

  it('keeps what 32 bits hold in 32 bits and loses no digit elsewhere', () => {
    const { table } = harmonise(
      tableOf(text('a', '1,5', '16777217'), text('b', '1,5', '3')),
      dictionaryOf(variable('a'), variable('b')),
      'score',
    );
    expect(column(table, 'a')?.values).toEqual(Float64Array.of(1.5, 16777217));
    expect(column(table, 'b')?.values).toEqual(Float32Array.of(1.5, 3));
    expect(values(harmonise(tableOf(text('a', '0,1')), dictionaryOf(variable('a')), 'score').table, 'a')).toEqual([0.1]);
  });

  it.each([
    [{ below: 60 }, ['59,9', '60', ''], [1, 0, Number.NaN]],
    [{ atLeast: 3 }, ['3', '2', ''], [1, 0, Number.NaN]],
  ])('reads an outcome by its definition %j', (positive, cells, expected) => {
    const numeric = outcome('issue', {
      type: 'number',
      outcome: { family: 'echec', target: 'x', positive, definition: both('Définition.') },
    });
    const { codes: _codes, ...without } = numeric;
    const { table } = harmonise(tableOf(text('v', '1', '2', '3'), text('issue', ...cells)), dictionaryOf(variable('v'), without), 'train');
    expect(values(table, 'issue')).toEqual(expected);
  });

  it('takes numbers as Arrow brings them', () => {
    const arrow: Table = {
      rows: 2,
      columns: [
        { name: 'fiche', type: 'number', values: Float64Array.of(123, 124) },
        { name: 'v', type: 'number', values: Float64Array.of(1.5, Number.NaN) },
        { name: 'c', type: 'number', values: Float64Array.of(2, Number.NaN) },
        { name: 'b', type: 'number', values: Float64Array.of(1, Number.NaN) },
      ],
    };
    const numbered = variable('c', {
      type: 'code',
      codes: [
        { code: '1', label: both('1') },
        { code: '2', label: both('2') },
      ],
    });
    const dictionary = dictionaryOf(variable('v'), numbered, variable('b', { type: 'boolean' }));
    const { table, fileNumbers, problems } = harmonise(arrow, dictionary, 'score');
    expect(problems).toEqual([]);
    expect(fileNumbers).toEqual(['123', '124']);
    expect(values(table, 'c')).toEqual([1, -1]);
    const bad: Table = { rows: 1, columns: arrow.columns.map((each) => ({ ...each, values: Float64Array.of(7) }) as Column) };
    expect(harmonise(bad, dictionary, 'score').totals.map(({ code, column: name }) => [code, name])).toEqual([
      ['CODE_UNMAPPED', 'c'],
      ['TABLE_BOOLEAN', 'b'],
    ]);
  });
});

describe('what is refused', () => {
  const one = (cell: string, rest: Parameters<typeof variable>[1]) =>
    harmonise(tableOf(text('v', '1', cell)), dictionaryOf(variable('v', rest)), 'score', { lines: [2, 7] });

  it.each([
    ['N/A', {}, 'TABLE_NUMBER'],
    ['1,234', {}, 'TABLE_NUMBER_AMBIGUOUS'],
    ['1e400', {}, 'TABLE_NUMBER_HUGE'],
    ['1,5', { type: 'integer' }, 'TABLE_INTEGER'],
    ['9007199254740993', { type: 'integer' }, 'TABLE_NUMBER_HUGE'],
    ['101', { max: 100 }, 'TABLE_RANGE'],
    ['-1', { min: 0 }, 'TABLE_RANGE'],
    ['peut-être', { type: 'boolean' }, 'TABLE_BOOLEAN'],
    ['2', { type: 'code', codes: [{ code: '1', label: both('1') }] }, 'CODE_UNMAPPED'],
  ] as const)('%j in a variable %j: %s, with line and column, without the value', (cell, rest, code) => {
    const found = one(cell, rest);
    expect(found.problems).toEqual([{ code, column: 'v', line: 7 }]);
    expect(found.totals).toEqual([{ code, column: 'v', line: 7, count: 1 }]);
    const said = explain(problemParams(found.problems[0]!), 'fr');
    expect(said.what).toContain('7');
    expect(said.what).toContain('«\u00a0v\u00a0»');
    expect(said.what).not.toContain(cell);
  });

  it('counts every bad cell and lists the first hundred of a column', () => {
    const cells = Array.from({ length: 250 }, () => 'x');
    const found = harmonise(tableOf(text('v', ...cells), text('w', ...cells)), dictionaryOf(variable('v'), variable('w')), 'score');
    expect(found.problems).toHaveLength(2 * PROBLEMS_LISTED);
    expect(found.totals.map(({ column: name, count }) => [name, count])).toEqual([
      ['v', 250],
      ['w', 250],
    ]);
  });

  it('lists unmapped codes with their counts, the most frequent first, and hides what does not look like a code', () => {
    const cells = ['ZZ', 'MAL', 'ZZ', 'Q-9', '', 'p@exemple.ca', 'une phrase bien plus longue que tout code de motif'];
    const found = harmonise(tableOf(text('motif', ...cells)), dictionaryOf(codes), 'score', { lines: cells.map((_, i) => i + 2) });
    expect(found.unmapped).toEqual([
      { column: 'motif', code: 'ZZ', count: 2, line: 2 },
      { column: 'motif', code: null, count: 2, line: 7 },
      { column: 'motif', code: 'Q-9', count: 1, line: 5 },
    ]);
    expect(found.totals).toEqual([{ code: 'CODE_UNMAPPED', column: 'motif', line: 2, count: 5 }]);
  });

  it('a spelling leads to its code by the dictionary alone: neither case nor a lost accent is forgiven', () => {
    const found = harmonise(
      tableOf(text('motif', 'Été – malade', 'E\u0301te\u0301 – malade', 'mal.', 'Ete – malade')),
      dictionaryOf(codes),
      'score',
    );
    expect(values(found.table, 'motif')).toEqual([0, 0, -1, -1]);
    expect(found.totals[0]?.count).toBe(2);
  });

  it('columns that are missing: predictors and audit-only variables stop, an outcome and a group warn', () => {
    const dictionary = dictionaryOf(
      variable('v'),
      variable('w'),
      variable('a', { role: 'audit-only' }),
      outcome('issue'),
      variable('école', { role: 'group', type: 'text', group: 'school' }),
      variable('nom', { role: 'direct-identifier', type: 'text' }),
    );
    const raw = tableOf(text('v', '1'));
    const train = harmonise(raw, dictionary, 'train');
    expect(train.problems).toEqual([
      { code: 'TABLE_COLUMN_MISSING', column: 'w' },
      { code: 'TABLE_COLUMN_MISSING', column: 'a' },
    ]);
    expect(train.warnings.map(({ code, column: name }) => `${code} ${name}`)).toEqual([
      'TABLE_COLUMN_MISSING issue',
      'TABLE_COLUMN_MISSING école',
    ]);
    expect(harmonise(raw, dictionary, 'score').problems.map(({ column: name }) => name)).toEqual(['w']);
    const nobody = harmonise({ rows: 1, columns: [text('v', '1')] }, dictionaryOf(variable('v')), 'score');
    expect(nobody.problems).toEqual([{ code: 'TABLE_COLUMN_MISSING', column: 'fiche' }]);
  });

  it.each(['groupe', 'NoEnseignant', 'Teacher name', 'classe', 'no_gr'])(
    'a column « %s », though the dictionary does not describe it',
    (name) => {
      const { problems } = harmonise(tableOf(text('v', '1'), text(name, '101')), dictionaryOf(variable('v')), 'score');
      expect(problems).toEqual([{ code: 'TABLE_TEACHING', column: name }]);
    },
  );

  it.each([
    ['courriel', 'TABLE_IDENTIFYING_EMAIL', ['a@b.ca', 'c@d.ca', 'e@f.ca', 'g@h.ca']],
    ['téléphone', 'TABLE_IDENTIFYING_PHONE', ['4185550134', '4185550135', '4185550136', '4185550137']],
    ['NAS', 'TABLE_IDENTIFYING_SOCIAL_INSURANCE', ['130692544', '193456787', '259134211', '130692544']],
    ['jour', 'TABLE_IDENTIFYING_BIRTH', ['20100415', '20110203', '20091230', '20100101']],
  ])('a predictor « %s » that holds identifiers: %s', (name, code, cells) => {
    const type = name === 'courriel' ? 'code' : 'integer';
    const listed = { codes: [...new Set(cells)].map((each) => ({ code: each, label: both('x') })) };
    const dictionary = dictionaryOf(variable(name, { type, ...(type === 'code' ? listed : {}) }));
    expect(harmonise(tableOf(text(name, ...cells)), dictionary, 'score').problems).toEqual([{ code, column: name }]);
  });

  it('warns of a name that announces an identifier, unless a short list of codes cannot tell anyone', () => {
    const short = variable('address', {
      type: 'code',
      codes: [
        { code: 'U', label: both('U') },
        { code: 'R', label: both('R') },
      ],
    });
    const found = harmonise(
      tableOf(text('address', 'U', 'R'), text('mois_naissance', '3', '4')),
      dictionaryOf(short, variable('mois_naissance')),
      'score',
    );
    expect(found.problems).toEqual([]);
    expect(found.warnings).toEqual([{ code: 'TABLE_IDENTIFYING_BIRTH', column: 'mois_naissance' }]);
  });

  it('a predictor that repeats the file number, whatever its zeros', () => {
    const fiche = ['00123', '00124', '00125', '00126'];
    const raw = tableOf(text('fiche', ...fiche), text('matricule', '123', '124', '125', ''), text('rang', '123', '1', '2', '3'));
    const dictionary = dictionaryOf(variable('matricule', { type: 'integer' }), variable('rang', { type: 'integer' }));
    expect(harmonise(raw, dictionary, 'score').problems).toEqual([{ code: 'TABLE_FILE_NUMBER_COPY', column: 'matricule' }]);
  });

  it('warns of whole numbers that nearly all differ, not of measures that repeat', () => {
    const rows = Array.from({ length: 400 }, (_, row) => row);
    const raw = tableOf(
      text('dossier', ...rows.map((row) => String(7_000_000 + row * 13))),
      text('absences', ...rows.map((row) => String(row % 90))),
      text('note', ...rows.map((row) => `${row},25`)),
    );
    const whole = { type: 'integer' } as const;
    const found = harmonise(raw, dictionaryOf(variable('dossier', whole), variable('absences', whole), variable('note')), 'score');
    expect([found.problems, found.warnings]).toEqual([[], [{ code: 'TABLE_NEARLY_UNIQUE', column: 'dossier' }]]);
  });

  it('a table of no row', () => {
    expect(refusal(() => harmonise({ rows: 0, columns: [] }, dictionaryOf(variable('v')), 'score'))).toEqual({
      code: 'TABLE_EMPTY',
      params: {},
    });
  });

  it('warns of a column without any value', () => {
    expect(harmonise(tableOf(text('v', '', ' ')), dictionaryOf(variable('v')), 'score').warnings).toEqual([
      { code: 'TABLE_COLUMN_BLANK', column: 'v' },
    ]);
  });
});

describe('file numbers', () => {
  const dictionary = dictionaryOf(variable('v'), variable('nom', { role: 'direct-identifier', type: 'text' }));
  const run = (fiche: string[], v: string[], nom = v.map(() => 'X')) =>
    harmonise(tableOf(text('fiche', ...fiche), text('v', ...v), text('nom', ...nom)), dictionary, 'score');

  it('stay text: 00123 is not 123', () => {
    expect(run(['00123', '123', ' 7 '], ['1', '2', '3']).fileNumbers).toEqual(['00123', '123', '7']);
  });

  it('are one pupil’s whatever their zeros where the dictionary says that they are whole numbers', () => {
    const whole = dictionaryOf(variable('fiche', { role: 'identifier', type: 'integer' }), variable('v'));
    const found = harmonise(tableOf(text('fiche', '00123', '123', '12a'), text('v', '1', '1', '1')), whole, 'score');
    expect(found.rows).toEqual({ read: 3, optedOut: 0, merged: 1, faulty: 1, kept: 1 });
    expect(found.problems).toEqual([{ code: 'TABLE_INTEGER', column: 'fiche', line: 4 }]);
  });

  it('that repeat with the same values are counted once, however these are spelled', () => {
    const found = run(['A', 'B', 'A', 'A'], ['1,5', '', '1,50', ' 1.5 ']);
    expect(found.problems).toEqual([]);
    expect(found.rows).toEqual({ read: 4, optedOut: 0, merged: 2, faulty: 0, kept: 2 });
    expect(found.fileNumbers).toEqual(['A', 'B']);
    expect(values(found.table, 'v')).toEqual([1.5, Number.NaN]);
    expect(found.home.columns[0]?.values).toEqual(['X', 'X']);
    expect(found.warnings).toContainEqual({ code: 'TABLE_ROWS_MERGED', column: 'fiche', count: 2 });
  });

  it('that differ by zeros, blanks or capitals alone are kept as two pupils, and told', () => {
    const found = run(['f001', 'B', 'F 01', 'F001', 'F001', 'b'], ['1', '2', '3', '4', '4', '5']);
    expect(found.fileNumbers).toEqual(['f001', 'B', 'F 01', 'F001', 'b']);
    expect(found.warnings).toContainEqual({ code: 'TABLE_FILE_NUMBER_NEAR', column: 'fiche', count: 2, line: 5 });
    const zeros = run(['001', '1', '010'], ['1', '1', '1']);
    expect(zeros.warnings).toContainEqual({ code: 'TABLE_FILE_NUMBER_NEAR', column: 'fiche', count: 1, line: 3 });
  });

  it.each([
    ['another value', ['1', '2'], ['X', 'X']],
    ['a value more', ['', '2'], ['X', 'X']],
    ['another name', ['1', '1'], ['X', 'Y']],
  ])('that repeat with %s are refused: two pupils may have one number', (_name, v, nom) => {
    expect(run(['A', 'A'], v, nom).problems).toEqual([{ code: 'TABLE_FILE_NUMBER_TWICE', column: 'fiche', line: 3 }]);
  });

  it.each([
    ['', 'TABLE_FILE_NUMBER_MISSING'],
    ['  ', 'TABLE_FILE_NUMBER_MISSING'],
    ['A\nB', 'TABLE_FILE_NUMBER_FORM'],
    ['A\u200bB', 'TABLE_FILE_NUMBER_FORM'],
    ['1,23E+09', 'TABLE_FILE_NUMBER_FORM'],
    ['1e+21', 'TABLE_FILE_NUMBER_FORM'],
    ['x'.repeat(101), 'TABLE_FILE_NUMBER_FORM'],
  ])('%j is refused: %s', (cell, code) => {
    expect(run(['A', cell], ['1', '2']).problems).toEqual([{ code, column: 'fiche', line: 3 }]);
  });
});
