import { seeded } from '../base/random.ts';
import type { Dictionary } from '../table/dictionary.ts';
import { delimitedWriter, type SyntheticDialect, type Writer } from './delimited.ts';
import { columnNames, EXAM_GRADE, GRADES, HORIZON, LEFT, syntheticDictionary } from './dictionary.ts';
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

/** The two school service centres of the demonstration; neither exists. The first asks for a campaign, the other for one model an outcome. */
export const DEMO_CSS = [
  { name: 'CSS des Trois-Écluses', seed: 1, dialect: 'windows-1252', campaign: true },
  { name: 'CSS de la Rivière-aux-Bouleaux', seed: 2, dialect: 'utf-8', campaign: false },
] as const satisfies readonly (SyntheticOptions & { readonly campaign: boolean })[];

export const DEMO_YEAR = 2026;
const SCHOOLS = ['École du Vieux-Quai', 'École des Quatre-Vents', 'École de la Pointe-aux-Chênes', 'École Cœur-des-Îles'];
/** Cohorts whose outcomes are known; in the first, schools were closed for a time: absences were hardly counted. */
const COHORTS = 5;
export const firstCohort = (year: number): number => year - HORIZON - COHORTS + 1;

/**
 * A fictional school service centre: its dictionary, a table of pupils whose outcomes are known and one of pupils to score, messy as
 * school systems export them (repeated rows, blanks, local codes, several spellings, a free-text column that must stay home). The same
 * options give the same bytes. No pupil exists; figures follow from three hidden traits that also drive both outcomes.
 */
export function syntheticCss(options: SyntheticOptions): SyntheticCss {
  const { seed, name, pupils = 3000, variables = 120, year = DEMO_YEAR, duplicates = Math.ceil(pupils / 100), dialect = 'utf-8' } = options;
  const predictors = syntheticVariables(variables, seed);
  const dictionary = syntheticDictionary(
    name,
    year,
    predictors.map(({ variable }) => variable),
  );
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
  const variables = predictors.map(({ variable }) => variable);
  writer.row([...columnNames(variables, purpose === 'train'), 'remarque']);
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
  const grade = pick(draw, GRADES);
  const cohort = purpose === 'score' ? year : firstCohort(year) + Math.floor(draw.uniform() * COHORTS);
  const closed = cohort === firstCohort(year);
  const cells = identityCells({ number: first + at * 7, grade, cohort }, draw);
  for (const each of predictors) cells.push(cellOf(each, pupil, draw, writer, closed && isCount(each) ? hardlyCounted : undefined));
  cells.push(pick(draw, ['F', 'M', 'F', 'M', 'Féminin', 'Garçon']), pick(draw, ['FRA', 'Français', 'fr', 'FRA', 'ANG', 'Autre', 'AUT']));
  cells.push(draw.uniform() < 0.04 ? 'oui' : 'non');
  if (purpose === 'train') cells.push(...outcomeCells(pupil, grade, draw, writer));
  cells.push(pick(draw, REMARKS));
  return cells;
}

const isCount = ({ variable }: Synthetic) => variable.category === 'attendance' && variable.type === 'integer';
const hardlyCounted = (days: number) => Math.floor(days / 6);

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

type Identity = { readonly number: number; readonly grade: number; readonly cohort: number };

function identityCells({ number, grade, cohort }: Identity, draw: Draw): string[] {
  const letters = Array.from({ length: 4 }, () => 'BCDFGHJKLMNPRSTV'[Math.floor(draw.uniform() * 16)]).join('');
  const two = (value: number) => String(value).padStart(2, '0');
  const [day, month, born] = [1 + Math.floor(draw.uniform() * 28), 1 + Math.floor(draw.uniform() * 12), cohort - 12 - grade];
  const id = String(number).padStart(8, '0');
  return [
    id,
    `${letters}${two(day + 62)}${two(month)}${two(born % 100)}${two(Math.floor(draw.uniform() * 100))}`,
    `${born}-${two(month)}-${two(day)}`,
    `eleve.${id}@exemple.invalid`,
    `418-555-01${two(Math.floor(draw.uniform() * 100))}`,
    `G${Math.floor(draw.uniform() * 10)}X ${Math.floor(draw.uniform() * 10)}Z${Math.floor(draw.uniform() * 10)}`,
    pick(draw, SCHOOLS),
    String(grade),
    String(cohort),
  ];
}

const BOOLEANS = [
  ['N', 'O'],
  ['non', 'oui'],
  ['0', '1'],
  ['Faux', 'Vrai'],
] as const;

/** `altered`: what becomes of the value before it is written. */
export function cellOf(
  { variable, blank, decimals, draw: drawValue }: Synthetic,
  pupil: Pupil,
  draw: Draw,
  writer: Writer,
  altered: (value: number) => number = (value) => value,
): string {
  const value = altered(drawValue(pupil, draw));
  const chance = draw.uniform();
  if (chance < blank) return chance < blank / 4 ? ' ' : '';
  if (variable.type === 'code') {
    const code = variable.codes?.[value];
    return pick(draw, [...(code?.aliases ?? []), code?.code ?? '']);
  }
  if (variable.type === 'boolean') return BOOLEANS[variable.name.length % BOOLEANS.length]?.[value === 1 ? 1 : 0] ?? '';
  return writer.number(value, decimals);
}

function outcomeCells({ ability, engagement, adversity }: Pupil, grade: number, draw: Draw, writer: Writer): string[] {
  const logit = -2.5 - 1.25 * engagement - 0.55 * ability + 0.45 * adversity;
  const left = draw.uniform() < 1 / (1 + Math.exp(-logit));
  const mark = Math.min(100, Math.max(0, 68 + 9.5 * ability + 2.5 * engagement - 1.5 * adversity + 9 * draw.normal()));
  const status = left ? pick(draw, [LEFT, 'Abandon', 'Décrocheur']) : pick(draw, ['INSCRIT', 'Inscrit', 'Fréquente', 'DIPLOME', 'Diplômé']);
  const absent = draw.uniform();
  return [absent < 0.01 ? '' : status, grade !== EXAM_GRADE || absent > 0.98 ? '' : writer.number(mark, 1)];
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
