import { seeded } from '../base/random.ts';
import { both } from '../base/text.ts';
import { DICTIONARY_FORMAT, type Dictionary, type Variable } from '../table/dictionary.ts';
import { delimitedWriter, type SyntheticDialect, type Writer } from './delimited.ts';
import type { Draw, Pupil, Synthetic } from './shapes.ts';
import { syntheticVariables } from './variables.ts';

export type { SyntheticDialect } from './delimited.ts';

/** `variables` counts predictors; `duplicates` rows of each table stand twice; pupils to score enter in `year`, others before. */
export type SyntheticOptions = {
  readonly seed: number;
  readonly name: string;
  readonly pupils?: number;
  readonly variables?: number;
  readonly year?: number;
  readonly duplicates?: number;
  readonly dialect?: SyntheticDialect;
};
export type SyntheticCss = { readonly dictionary: Dictionary; readonly trainCsv: Uint8Array; readonly scoreCsv: Uint8Array };

/** The two school service centres of the demonstration; neither exists. */
export const DEMO_CSS = [
  { name: 'CSS des Trois-Écluses', seed: 1, dialect: 'windows-1252' },
  { name: 'CSS de la Rivière-aux-Bouleaux', seed: 2, dialect: 'utf-8' },
] as const satisfies readonly SyntheticOptions[];

const SCHOOLS = ['École du Vieux-Quai', 'École des Quatre-Vents', 'École de la Pointe-aux-Chênes', 'École Cœur-des-Îles'];
const LEFT = 'ABANDON';

const AT_HOME: readonly Variable[] = [
  { name: 'fiche', label: both('Numéro de fiche', 'File number'), role: 'identifier', type: 'text' },
  { name: 'code_permanent', label: both('Code permanent', 'Permanent code'), role: 'direct-identifier', type: 'text' },
  { name: 'date_naissance', label: both('Date de naissance', 'Date of birth'), role: 'direct-identifier', type: 'text' },
  { name: 'courriel', label: both('Courriel', 'E-mail'), role: 'direct-identifier', type: 'text' },
  { name: 'téléphone', label: both('Téléphone', 'Telephone'), role: 'direct-identifier', type: 'text' },
  { name: 'code_postal', label: both('Code postal', 'Postal code'), role: 'direct-identifier', type: 'text' },
  { name: 'école', label: both('École', 'School'), role: 'group', type: 'text', group: 'school' },
  { name: 'niveau', label: both('Niveau', 'Grade'), role: 'group', type: 'integer', group: 'grade' },
  { name: 'année_scolaire', label: both('Année scolaire', 'School year'), role: 'group', type: 'integer', group: 'cohort' },
];

const AUDITED: readonly Variable[] = [
  {
    name: 'sexe',
    label: both('Sexe', 'Sex'),
    role: 'audit-only',
    type: 'code',
    codes: [
      { code: 'F', label: both('Féminin', 'Female'), aliases: ['Féminin', 'Fille'] },
      { code: 'M', label: both('Masculin', 'Male'), aliases: ['Masculin', 'Garçon'] },
    ],
  },
  {
    name: 'langue_maternelle',
    label: both('Langue maternelle', 'Mother tongue'),
    role: 'audit-only',
    type: 'code',
    codes: [
      { code: 'FRA', label: both('Français', 'French'), aliases: ['Français', 'fr'] },
      { code: 'ANG', label: both('Anglais', 'English'), aliases: ['Anglais', 'en'] },
      { code: 'AUT', label: both('Autre', 'Other'), aliases: ['Autre'] },
    ],
  },
  {
    name: 'première_nation',
    label: both('Élève d’une Première Nation ou inuit', 'First Nations or Inuit pupil'),
    role: 'audit-only',
    type: 'boolean',
  },
];

const OBSERVED: readonly Variable[] = [
  {
    name: 'statut_fin',
    label: both('Statut deux ans plus tard', 'Status two years later'),
    role: 'outcome',
    type: 'code',
    codes: [
      { code: 'INSCRIT', label: both('Inscrit', 'Enrolled'), aliases: ['Inscrit', 'Fréquente'] },
      { code: 'DIPLOME', label: both('Diplômé', 'Graduated'), aliases: ['Diplômé'] },
      { code: LEFT, label: both('A quitté sans diplôme', 'Left without a diploma'), aliases: ['Abandon', 'Décrocheur'] },
    ],
    outcome: {
      family: 'decrochage',
      target: 'sec-4',
      grade: 'sec. 2',
      positive: { codes: [LEFT] },
      definition: both(
        'A quitté le secteur des jeunes sans diplôme ni qualification dans les deux ans, sans inscription ailleurs au Québec.',
        'Left the youth sector without a diploma or qualification within two years, and is enrolled nowhere else in Quebec.',
      ),
    },
  },
  {
    name: 'note_épreuve_français',
    label: both('Note à l’épreuve ministérielle de français', 'Mark at the ministry exam in French'),
    role: 'outcome',
    type: 'number',
    min: 0,
    max: 100,
    outcome: {
      family: 'echec',
      target: 'francais',
      grade: 'sec. 2',
      positive: { below: 60 },
      definition: both('Note inférieure à 60 % à l’épreuve ministérielle de français.', 'Mark below 60 % at the ministry exam in French.'),
    },
  },
];

/**
 * A fictional school service centre: its dictionary, a table of pupils whose outcomes are known and one of pupils to score, messy as
 * school systems export them (repeated rows, blanks, local codes, several spellings, a free-text column that must stay home). The same
 * options give the same bytes. No pupil exists; figures follow from three hidden traits that also drive both outcomes.
 */
export function syntheticCss(options: SyntheticOptions): SyntheticCss {
  const { seed, name, pupils = 3000, variables = 120, year = 2026, duplicates = Math.ceil(pupils / 100), dialect = 'utf-8' } = options;
  const predictors = syntheticVariables(variables, seed);
  const dictionary: Dictionary = {
    format: DICTIONARY_FORMAT,
    version: `${year}-1`,
    name: both(`Dictionnaire du ${name}`, `Dictionary of ${name}`),
    variables: [...AT_HOME, ...predictors.map(({ variable }) => variable), ...AUDITED, ...OBSERVED],
  };
  const table = (purpose: 'train' | 'score') => {
    const from = purpose === 'train' ? 0 : 1;
    const random = seeded(Math.imul(seed, 2654435761) + from * 7919 + 17);
    return writeTable(
      { predictors, purpose, pupils, duplicates, year, first: seed * 1_000_000 + from * 500_000 },
      drawFrom(random),
      delimitedWriter(dialect),
    );
  };
  return { dictionary, trainCsv: table('train'), scoreCsv: table('score') };
}

type TableOptions = {
  readonly predictors: readonly Synthetic[];
  readonly purpose: 'train' | 'score';
  readonly pupils: number;
  readonly duplicates: number;
  readonly year: number;
  readonly first: number;
};

function writeTable(options: TableOptions, draw: Draw, writer: Writer): Uint8Array {
  const { predictors, purpose, pupils, duplicates } = options;
  const observed = purpose === 'train' ? OBSERVED : [];
  const variables = [...AT_HOME, ...predictors.map(({ variable }) => variable), ...AUDITED, ...observed];
  writer.row([...variables.map(({ name }) => name), 'remarque']);
  const every = duplicates > 0 ? Math.max(1, Math.floor(pupils / duplicates)) : Number.POSITIVE_INFINITY;
  let repeated = 0;
  for (let at = 0; at < pupils; at++) {
    const cells = pupilCells(options, at, draw, writer);
    writer.row(cells);
    if ((at + 1) % every === 0 && repeated < duplicates) {
      repeated++;
      // The same pupil once more, as a join brings it: a stray blank, another remark.
      writer.row([` ${cells[0]}`, ...cells.slice(1, -1), 'Ligne reprise']);
    }
  }
  return writer.bytes();
}

function pupilCells({ predictors, purpose, year, first }: TableOptions, at: number, draw: Draw, writer: Writer): string[] {
  const pupil = pupilOf(draw);
  const number = first + at * 7;
  const cells = identityCells(number, year, purpose, draw);
  for (const each of predictors) cells.push(cellOf(each, pupil, draw, writer));
  cells.push(pick(draw, ['F', 'M', 'F', 'M', 'Féminin', 'Garçon']), pick(draw, ['FRA', 'Français', 'fr', 'FRA', 'ANG', 'Autre', 'AUT']));
  cells.push(draw.uniform() < 0.04 ? 'oui' : 'non');
  if (purpose === 'train') cells.push(...outcomeCells(pupil, draw, writer));
  cells.push(pick(draw, REMARKS));
  return cells;
}

const REMARKS = [
  '',
  '',
  '',
  '',
  'À revoir; dossier « incomplet »',
  'Appel fait\nSans réponse',
  'Frère ou sœur – même école',
  'Dit "ça va"',
];

export function pupilOf(draw: Draw): Pupil {
  const adversity = draw.normal();
  const engagement = 0.9 * draw.normal() - 0.4 * adversity;
  return { adversity, engagement, ability: 0.85 * draw.normal() + 0.35 * engagement - 0.2 * adversity };
}

function identityCells(number: number, year: number, purpose: 'train' | 'score', draw: Draw): string[] {
  const letters = Array.from({ length: 4 }, () => 'BCDFGHJKLMNPRSTV'[Math.floor(draw.uniform() * 16)]).join('');
  const two = (value: number) => String(value).padStart(2, '0');
  const [day, month, born] = [1 + Math.floor(draw.uniform() * 28), 1 + Math.floor(draw.uniform() * 12), year - 14];
  const cohort = purpose === 'score' ? year : year - 3 + Math.floor(draw.uniform() * 2);
  const id = String(number).padStart(8, '0');
  return [
    id,
    `${letters}${two(day + 62)}${two(month)}${two(born % 100)}${two(Math.floor(draw.uniform() * 100))}`,
    `${born}-${two(month)}-${two(day)}`,
    `eleve.${id}@exemple.invalid`,
    `418-555-01${two(Math.floor(draw.uniform() * 100))}`,
    `G${Math.floor(draw.uniform() * 10)}X ${Math.floor(draw.uniform() * 10)}Z${Math.floor(draw.uniform() * 10)}`,
    pick(draw, SCHOOLS),
    '2',
    String(cohort),
  ];
}

const BOOLEANS = [
  ['N', 'O'],
  ['non', 'oui'],
  ['0', '1'],
  ['Faux', 'Vrai'],
] as const;

export function cellOf({ variable, blank, decimals, draw: drawValue }: Synthetic, pupil: Pupil, draw: Draw, writer: Writer): string {
  const value = drawValue(pupil, draw);
  const chance = draw.uniform();
  if (chance < blank) return chance < blank / 4 ? ' ' : '';
  if (variable.type === 'code') {
    const code = variable.codes?.[value];
    return pick(draw, [...(code?.aliases ?? []), code?.code ?? '']);
  }
  if (variable.type === 'boolean') return BOOLEANS[variable.name.length % BOOLEANS.length]?.[value === 1 ? 1 : 0] ?? '';
  return writer.number(value, decimals);
}

function outcomeCells({ ability, engagement, adversity }: Pupil, draw: Draw, writer: Writer): string[] {
  const logit = -2.5 - 1.25 * engagement - 0.55 * ability + 0.45 * adversity;
  const left = draw.uniform() < 1 / (1 + Math.exp(-logit));
  const mark = Math.min(100, Math.max(0, 68 + 9.5 * ability + 2.5 * engagement - 1.5 * adversity + 9 * draw.normal()));
  const status = left ? pick(draw, [LEFT, 'Abandon', 'Décrocheur']) : pick(draw, ['INSCRIT', 'Inscrit', 'Fréquente', 'DIPLOME', 'Diplômé']);
  const absent = draw.uniform();
  return [absent < 0.01 ? '' : status, absent > 0.98 ? '' : writer.number(mark, 1)];
}

function pick<T>(draw: Draw, values: readonly T[]): T {
  return values[Math.floor(draw.uniform() * values.length)] as T;
}

/** Normal numbers by the method of Box and Muller (1958), both of each pair used. */
export function drawFrom(uniform: () => number): Draw {
  let spare: number | null = null;
  return {
    uniform,
    normal() {
      if (spare !== null) {
        const held = spare;
        spare = null;
        return held;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
