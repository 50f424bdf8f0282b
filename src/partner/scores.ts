import { EcluseError } from '../base/errors.ts';
import { pseudonym } from '../pseudonym/pseudonym.ts';
import { ADDITIVE } from '../scoring/scores.ts';
import { DOUBTS, type DoubtName, NAMED } from '../study/doubts.ts';
import { CATEGORIES, type Category, type Dictionary, PSEUDONYM } from '../table/dictionary.ts';
import { gradeToldOf, gradeVariable } from '../table/groups.ts';
import { column, type Table } from '../table/table.ts';
import type { ModelRead } from './documents.ts';
import type { Roster } from './roster.ts';
import { takeRows } from './rows.ts';

export const TOP = 3;

/** The scores of a whole result in columns: one row a model and pupil, sorted by model, then as the result gives them. */
export type Scores = {
  readonly rows: number;
  readonly pseudonyms: readonly string[];
  readonly model: Int32Array;
  readonly score: Float64Array;
  readonly probability: Float64Array;
  /** Place in the bands of the row's model, 0 the lowest. */
  readonly band: Int32Array;
  readonly targeted: Int32Array;
  readonly wide: Int32Array;
  readonly contributions: Readonly<Record<Category, Float64Array>>;
  /** `TOP` columns each: index of the feature (−1: none) and its contribution. */
  readonly raising: readonly Factor[];
  readonly lowering: readonly Factor[];
  /** Raising factors that one can act upon. */
  readonly actionable: readonly Factor[];
  /** What is doubtful of the factors told, each a digit in base 3 (`doubtOfFactor`). */
  readonly odd: Int32Array;
  /** What the model relies on and lacks, or finds out of the ordinary. */
  readonly doubts: Readonly<Record<DoubtName, DoubtRead>>;
};
export type Factor = { readonly feature: Int16Array; readonly value: Float64Array };
/** A part of what the model relies on, and its `NAMED` heaviest features (−1: none). */
export type DoubtRead = { readonly share: Float64Array; readonly features: readonly Int16Array[] };

function refuse(where: string): never {
  throw new EcluseError('OPEN_DOCUMENT', { document: 'scores', where });
}

/** A row without a model fills a table: it is nobody's. */
function withoutFilling(table: Table): Table {
  const held = column(table, 'model');
  if (held?.type !== 'number' || !held.values.some(Number.isNaN)) return table;
  return takeRows(
    table,
    Int32Array.from(held.values.keys()).filter((row) => !Number.isNaN(held.values[row]!)),
  );
}

/** Joins the result's tables and checks every value: even a trusted appliance is not taken at its word. */
export function readScores(
  given: readonly Table[],
  limits: { readonly models: readonly Pick<ModelRead, 'bands' | 'base'>[]; readonly features: number },
): Scores {
  const tables = given.map(withoutFilling);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const numbers = (name: string, check: (value: number) => boolean): Float64Array => {
    const out = new Float64Array(rows);
    let at = 0;
    for (const table of tables) {
      const held = column(table, name);
      if (held === null || held.type === 'text') return refuse(name);
      for (const value of held.values) {
        if (!check(value)) refuse(name);
        out[at++] = value;
      }
    }
    return out;
  };
  const integers = (name: string, low: number, high: number) =>
    Int32Array.from(numbers(name, (value) => Number.isInteger(value) && value >= low && value <= high));
  const share = (name: string) => numbers(name, (value) => value >= 0 && value <= 1);
  const finite = (name: string) => numbers(name, Number.isFinite);
  const places = (name: string): Int16Array => {
    const held = numbers(name, (value) => Number.isNaN(value) || (Number.isInteger(value) && value >= -1 && value < limits.features));
    return Int16Array.from(held, (each) => (Number.isNaN(each) ? -1 : each));
  };
  const factors = (side: string): Factor[] =>
    Array.from({ length: TOP }, (_, i) => {
      const value = numbers(`${side}${i + 1}_value`, (each) => Number.isNaN(each) || Number.isFinite(each));
      return { feature: places(`${side}${i + 1}`), value };
    });
  const doubt = (name: DoubtName): DoubtRead => ({
    share: share(name),
    features: Array.from({ length: NAMED }, (_, i) => places(`${name}${i + 1}`)),
  });
  const model = integers('model', 0, limits.models.length - 1);
  const band = integers('band', 0, 4);
  if (band.some((place, row) => place >= limits.models[model[row]!]!.bands.length)) refuse('band');
  const score = share('score');
  const contributions = Object.fromEntries(CATEGORIES.map((category) => [category, finite(category)])) as Scores['contributions'];
  requireSums(score, contributions, (row) => limits.models[model[row]!]!.base);
  return {
    rows,
    pseudonyms: tables.flatMap(pseudonymsOf),
    model,
    score,
    probability: share('probability'),
    band,
    targeted: integers('targeted', 0, 1),
    wide: integers('wide', 0, 1),
    contributions,
    raising: factors('raising'),
    lowering: factors('lowering'),
    actionable: factors('actionable'),
    odd: integers('odd', 0, 3 ** (SIDES.length * TOP) - 1),
    doubts: { missing: doubt('missing'), unusual: doubt('unusual') },
  };
}

/** A false reason for a true score misleads as much as a false score: base and categories add up to it, in every row. */
function requireSums(score: Float64Array, contributions: Scores['contributions'], baseOf: (row: number) => number | null): void {
  for (let row = 0; row < score.length; row++) {
    let sum = baseOf(row);
    if (sum === null) continue;
    for (const category of CATEGORIES) sum += contributions[category][row]!;
    if (Math.abs(sum - score[row]!) > ADDITIVE) refuse('contributions');
  }
}

/** Lists of factors, in the order of the digits of `odd`. */
const SIDES = ['raising', 'lowering', 'actionable'] as const;

/** Whether a factor told of a row comes from a value that is missing, or rare. */
export function doubtOfFactor({ odd }: Scores, row: number, side: (typeof SIDES)[number], place: number): DoubtName | null {
  const digit = Math.floor(odd[row]! / 3 ** (SIDES.indexOf(side) * TOP + place)) % 3;
  return digit === 0 ? null : (DOUBTS[digit - 1] ?? null);
}

function pseudonymsOf(table: Table): readonly string[] {
  const held = column(table, PSEUDONYM);
  return held?.type === 'text' ? held.values : refuse(PSEUDONYM);
}

/** Who was in the request: `key`, the one that made their pseudonyms. */
export type Known = {
  readonly roster: Pick<Roster, 'id' | 'fileNumbers' | 'groups'>;
  readonly dictionary: Dictionary;
  readonly key: Uint8Array;
};

/**
 * For each row the index of its pupil in the roster, by recomputing every pupil's pseudonym. Every row must match exactly one pupil, and every pupil
 * have exactly one row of each model that is for it, none of the others: else the whole result is refused, `OPEN_ROSTER`.
 */
export function reidentify(scores: Scores, models: readonly Pick<ModelRead, 'grade'>[], { roster, dictionary, key }: Known): Int32Array {
  const { id, fileNumbers } = roster;
  const known = new Map(fileNumbers.map((fileNumber, index) => [pseudonym(key, id, fileNumber), index]));
  const grades = roster.groups.find(({ name }) => name === gradeVariable(dictionary)?.name)?.values;
  const only = models.map(({ grade }) => gradeToldOf(dictionary, grade));
  const isFor = (model: number, pupil: number) => only[model] === null || only[model] === grades?.[pupil];
  const seen = new Uint8Array(fileNumbers.length * models.length);
  const wrong = { unknown: 0, repeated: 0, otherGrade: 0, absent: 0 };
  const pupils = Int32Array.from(scores.pseudonyms, (name, row) => {
    const pupil = known.get(name);
    if (pupil === undefined) {
      wrong.unknown++;
      return -1;
    }
    const model = scores.model[row]!;
    if (!isFor(model, pupil)) wrong.otherGrade++;
    else if (seen[pupil * models.length + model] === 1) wrong.repeated++;
    seen[pupil * models.length + model] = 1;
    return pupil;
  });
  for (let pupil = 0; pupil < fileNumbers.length; pupil++) {
    for (let model = 0; model < models.length; model++)
      if (isFor(model, pupil) && seen[pupil * models.length + model] === 0) wrong.absent++;
  }
  if (Object.values(wrong).some((count) => count > 0)) throw new EcluseError('OPEN_ROSTER', wrong);
  return pupils;
}
