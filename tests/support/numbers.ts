import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { seeded } from '../../src/base/random.ts';
import { CATEGORIES, type Dictionary, predictors, type Variable } from '../../src/table/dictionary.ts';

const both = (text: string) => ({ fr: text, en: text });
const NOISE = 9;
const MOTIVES = ['A', 'B', 'C', '012', 'É'];

/** A pupil as this test knows them: what is written in the files, and what it means. `x`: predictors in the dictionary's order, NaN where missing. */
export type Known = {
  readonly fiche: string;
  readonly school: string;
  readonly grade: string;
  readonly year: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly x: readonly number[];
  readonly happened: Readonly<Record<string, 0 | 1>>;
};

/** Numbers of every kind: decimals, whole numbers past 32 bits, codes with aliases and leading zeros, yes and no in several spellings. */
export function numbersDictionary(): Dictionary {
  const number = (name: string, at: number, more: Partial<Variable> = {}): Variable => {
    const common = { name, label: both(name), role: 'predictor', type: 'number', category: CATEGORIES[at % CATEGORIES.length]! } as const;
    return { ...common, ...(at % 2 ? { actionable: true } : {}), ...more };
  };
  const outcome = (name: string): Variable => {
    const outcome = { family: name, target: `${name}-essai`, positive: { atLeast: 1 }, definition: both(name) };
    return { name, label: both(name), role: 'outcome', type: 'boolean', outcome };
  };
  const group = (name: string, type: 'text' | 'integer', of: 'school' | 'grade' | 'cohort'): Variable => {
    return { name, label: both(name), role: 'group', type, group: of };
  };
  const coded = (codes: readonly string[]) => codes.map((code) => ({ code, label: both(code), aliases: [`${code}x`] }));
  return {
    format: 'ecluse.dictionary/v1',
    version: '2026.1',
    name: both('Nombres'),
    variables: [
      { name: 'fiche', label: both('fiche'), role: 'identifier', type: 'text' },
      group('école', 'text', 'school'),
      group('niveau', 'integer', 'grade'),
      group('année', 'integer', 'cohort'),
      number('moyenne', 3, { min: 0, max: 100 }),
      number('absences', 2, { type: 'integer' }),
      number('revenu', 4),
      number('grand', 0, { type: 'integer' }),
      number('plan', 0, { type: 'boolean' }),
      number('motif', 1, { type: 'code', codes: coded(MOTIVES) }),
      ...Array.from({ length: NOISE }, (_, at) => number(`bruit${at}`, at)),
      { name: 'genre', label: both('genre'), role: 'audit-only', type: 'code', codes: coded(['f', 'm']) },
      outcome('abandon'),
      outcome('echec'),
    ],
  };
}

export const genderOf = ({ fiche }: Known): 'f' | 'm' => (fiche.length % 2 === 0 ? 'f' : 'm');

/** Pupils one after the other, no two of one number. */
export function pupilMaker(seed: number) {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const names = predictors(numbersDictionary()).map(({ name }) => name);
  let serial = 0;
  const make = (): Known => {
    const at = serial++;
    const [mark, absences, motive] = [
      Math.round((35 + 65 * random()) * 10) / 10,
      Math.floor(random() * random() * 60),
      pick([0, 1, 2, 3, 4]),
    ];
    const noise = Array.from({ length: NOISE }, (_, k) => (k % 3 === 0 ? Math.floor(random() * 5) : Math.round(random() * 1e4) / 1e4));
    const values = [
      mark,
      absences,
      Math.round(random() * 1e7) / 100 + 1e5,
      Math.floor(random() * 2 ** 34),
      random() < 0.2 ? 1 : 0,
      motive,
      ...noise,
    ];
    const x = values.map((value) => (random() < 0.06 ? Number.NaN : value));
    const written = (name: string, value: number): string => {
      if (Number.isNaN(value)) return '';
      if (name === 'motif') return `${MOTIVES[value]}${random() < 0.3 ? 'x' : ''}`;
      if (name === 'plan') return pick(value === 1 ? ['Oui', '1', 'vrai'] : ['Non', '0', 'FAUX']);
      return String(value).replace('.', ',');
    };
    const logit = (60 - mark) / 6 + (absences - 20) / 8 + (noise[1]! - 0.5) * 3 + (motive - 2) / 2;
    const draw = (): 0 | 1 => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0);
    return {
      fiche: pick([String(at).padStart(6, '0'), `${1e6 + at}`, `P-${at}`, `0${2e6 + at}`]),
      school: `École « ${at % 7} »`,
      grade: String(1 + (at % 3)),
      year: String(2019 + (at % 5)),
      cells: Object.fromEntries(names.map((name, k) => [name, written(name, x[k]!)])),
      x,
      happened: { abandon: draw(), echec: draw() },
    };
  };
  return { random, pick, many: (count: number) => Array.from({ length: count }, make) };
}

/** An extract as an old system writes it: Windows-1252, semicolons, decimal commas, a column that nobody described. */
export function writeExtract(folder: string, name: string, pupils: readonly Known[], purpose: 'train' | 'score'): string {
  const [first, ...rest] = predictors(numbersDictionary()).map((each) => each.name);
  const columns = [
    'école',
    first!,
    'niveau',
    'fiche',
    ...rest,
    'année',
    'remarque',
    ...(purpose === 'train' ? ['genre', 'abandon', 'echec'] : []),
  ];
  const cell = (pupil: Known, column: string): string => {
    const told = {
      école: pupil.school,
      niveau: pupil.grade,
      fiche: pupil.fiche,
      année: pupil.year,
      remarque: 'z;"z',
      genre: genderOf(pupil),
    };
    const text = { ...pupil.cells, ...told, ...pupil.happened }[column];
    return /[";]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text);
  };
  const lines = pupils.map((pupil) => columns.map((column) => cell(pupil, column)).join(';'));
  const path = join(folder, name);
  writeFileSync(path, iconv.encode(`${[columns.join(';'), ...lines].join('\r\n')}\r\n`, 'windows-1252'));
  return path;
}
