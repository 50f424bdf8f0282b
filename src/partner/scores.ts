import { EcluseError } from '../base/errors.ts';
import { pseudonym } from '../pseudonym/pseudonym.ts';
import { type DoubtName, NAMED } from '../study/doubts.ts';
import { CATEGORIES, type Category, PSEUDONYM } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';

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
  /** What the model relies on and lacks, or finds out of the ordinary. */
  readonly doubts: Readonly<Record<DoubtName, DoubtRead>>;
};
export type Factor = { readonly feature: Int16Array; readonly value: Float64Array };
/** A part of what the model relies on, and its `NAMED` heaviest features (−1: none). */
export type DoubtRead = { readonly share: Float64Array; readonly features: readonly Int16Array[] };

function refuse(where: string): never {
  throw new EcluseError('OPEN_DOCUMENT', { document: 'scores', where });
}

/** Joins the result's tables and checks every value: even a trusted appliance is not taken at its word. */
export function readScores(
  tables: readonly Table[],
  limits: { readonly models: readonly { readonly bands: readonly string[] }[]; readonly features: number },
): Scores {
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
  return {
    rows,
    pseudonyms: tables.flatMap(pseudonymsOf),
    model,
    score: share('score'),
    probability: share('probability'),
    band,
    targeted: integers('targeted', 0, 1),
    wide: integers('wide', 0, 1),
    contributions: Object.fromEntries(CATEGORIES.map((category) => [category, finite(category)])) as Record<Category, Float64Array>,
    raising: factors('raising'),
    lowering: factors('lowering'),
    actionable: factors('actionable'),
    doubts: { missing: doubt('missing'), unusual: doubt('unusual') },
  };
}

function pseudonymsOf(table: Table): readonly string[] {
  const held = column(table, PSEUDONYM);
  return held?.type === 'text' ? held.values : refuse(PSEUDONYM);
}

/**
 * For each row the index of its pupil in the roster, by recomputing every pupil's pseudonym. Every row must match exactly one pupil and
 * every pupil must have exactly one row a model, else the whole result is refused: `OPEN_ROSTER` {where, count}.
 */
export function reidentify(scores: Scores, models: number, fileNumbers: readonly string[], key: Uint8Array, bundleId: string): Int32Array {
  const known = new Map<string, number>();
  for (const [index, fileNumber] of fileNumbers.entries()) known.set(pseudonym(key, bundleId, fileNumber), index);
  const seen = new Uint8Array(fileNumbers.length * models);
  let strangers = 0;
  let repeated = 0;
  const pupils = Int32Array.from(scores.pseudonyms, (name, row) => {
    const pupil = known.get(name);
    if (pupil === undefined) {
      strangers++;
      return -1;
    }
    const cell = pupil * models + scores.model[row]!;
    if (seen[cell] === 1) repeated++;
    seen[cell] = 1;
    return pupil;
  });
  if (strangers > 0) throw new EcluseError('OPEN_ROSTER', { where: 'inconnus', count: strangers });
  if (repeated > 0) throw new EcluseError('OPEN_ROSTER', { where: 'répétés', count: repeated });
  const missing = seen.reduce((sum, cell) => sum + (cell === 0 ? 1 : 0), 0);
  if (missing > 0) throw new EcluseError('OPEN_ROSTER', { where: 'absents', count: missing });
  return pupils;
}
