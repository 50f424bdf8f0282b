import { EcluseError } from '../base/errors.ts';
import { type Decimal, readNumber } from './cells.ts';
import { cellText, withoutZeros } from './file-numbers.ts';
import { columnsGiven, type Derivation, type DerivationKind, type Recipe, type RecipeSource } from './recipe.ts';
import { evaluate } from './recipe-evaluate.ts';
import type { Column, Table } from './table.ts';

/** A source's table as read, with what its reader knows of it. */
export type Ingredient = { readonly table: Table; readonly lines?: ArrayLike<number>; readonly decimal?: Decimal };
/** read = joined + merged + unmatched + blank. `otherYears`: joined rows of a school year that the recipe does not name. */
export type SourceReport = {
  readonly name: string;
  readonly file: string;
  readonly read: number;
  readonly joined: number;
  /** Repeated what another row of the pupil says. */
  readonly merged: number;
  /** Speak of a pupil who is not in the pupils' table. */
  readonly unmatched: number;
  /** Have no file number. */
  readonly blank: number;
  readonly otherYears: number;
  readonly pupilsWithout: number;
};
export type Joined = { readonly table: Table; readonly decimals: ReadonlyMap<string, Decimal>; readonly reports: readonly SourceReport[] };

const NUMERIC: readonly DerivationKind[] = ['sum', 'mean', 'min', 'max'];

/**
 * Joins each source to the pupils by the file number and derives its variables (RECIPES.md). The pupils' rows stay as they are, in
 * their order. Errors: `RECIPE_…`, each with the source and, where there is one, the line.
 */
export function runRecipe(recipe: Recipe, pupils: Ingredient, sources: readonly Ingredient[]): Joined {
  const key = (text: string) => (recipe.leadingZeros === 'ignored' ? withoutZeros(text) : text);
  const own = columnOf(pupils.table, recipe.pupils.fileNumber, recipe.pupils.file);
  const rowsOf = new Map<string, number[]>();
  const other: number[] = [];
  for (let row = 0; row < pupils.table.rows; row++) {
    const text = cellText(own, row);
    const number = key(text);
    if (number === '') continue;
    const rows = rowsOf.get(number);
    if (rows) rows.push(row);
    else rowsOf.set(number, [row]);
    if (rows && cellText(own, rows[0] as number) !== text) other.push(row);
  }
  // They leave as two pupils: each would be given what the sources say of the other.
  if (other.length > 0) {
    const { file } = recipe.pupils;
    throw new EcluseError('RECIPE_ZEROS', { source: file, line: lineOf(pupils, other[0] as number), count: other.length });
  }
  const columns: Column[] = [...pupils.table.columns];
  const names = new Set(columns.map(({ name }) => name));
  const decimals = new Map<string, Decimal>();
  const reports = recipe.sources.map((source, at) => {
    const ingredient = sources[at] as Ingredient;
    for (const column of columnsGiven(source)) {
      if (names.has(column)) throw new EcluseError('RECIPE_TWICE', { column });
      names.add(column);
    }
    const matched = match(source, ingredient, rowsOf, key);
    if (recipe.leadingZeros === 'untold') refuseZeros(source, ingredient, matched, rowsOf);
    const joined = joinColumns(source, ingredient, matched, pupils.table.rows);
    columns.push(...joined.columns, ...deriveColumns(source, ingredient, matched, pupils.table.rows));
    const typed = ingredient.table.columns.some(({ type }) => type !== 'text');
    for (const column of columnsGiven(source)) decimals.set(column, typed ? '.' : (ingredient.decimal ?? null));
    const { rows } = matched;
    return {
      name: source.name,
      file: source.file,
      read: ingredient.table.rows,
      joined: rows.length - joined.merged,
      merged: joined.merged,
      unmatched: matched.unmatched.length,
      blank: matched.blank,
      otherYears: otherYears(source, ingredient, rows),
      pupilsWithout: rowsOf.size - new Set(matched.pupils).size,
    };
  });
  return { table: { rows: pupils.table.rows, columns }, decimals, reports };
}

/** Rows that speak of a pupil, and the number of that pupil; `targets` leads from the pupil to the rows of the pupils' table. */
type Matched = {
  readonly rows: readonly number[];
  readonly pupils: readonly number[];
  readonly targets: readonly (readonly number[])[];
  /** Rows of pupils who are not in the pupils' table. */
  readonly unmatched: readonly number[];
  readonly blank: number;
};

function match(source: RecipeSource, { table }: Ingredient, rowsOf: ReadonlyMap<string, number[]>, key: (text: string) => string): Matched {
  const numbers = columnOf(table, source.fileNumber, source.name);
  const indexes = new Map([...rowsOf.keys()].map((number, index) => [number, index]));
  const rows: number[] = [];
  const pupils: number[] = [];
  const unmatched: number[] = [];
  let blank = 0;
  for (let row = 0; row < table.rows; row++) {
    const number = key(cellText(numbers, row));
    const pupil = indexes.get(number);
    if (number === '') blank++;
    else if (pupil === undefined) unmatched.push(row);
    else {
      rows.push(row);
      pupils.push(pupil);
    }
  }
  return { rows, pupils, targets: [...rowsOf.values()], unmatched, blank };
}

/** A spreadsheet drops leading zeros: pupils would be said to have no row, or none to count. */
function refuseZeros(source: RecipeSource, ingredient: Ingredient, { unmatched }: Matched, pupils: ReadonlyMap<string, unknown>): void {
  const known = new Set([...pupils.keys()].map(withoutZeros));
  const numbers = columnOf(ingredient.table, source.fileNumber, source.name);
  const doubtful = unmatched.filter((row) => known.has(withoutZeros(cellText(numbers, row))));
  if (doubtful.length === 0) return;
  const params = { source: source.name, line: lineOf(ingredient, doubtful[0] as number), count: doubtful.length };
  throw new EcluseError('RECIPE_SOURCE_ZEROS', params);
}

function columnOf(table: Table, name: string, source: string): Column {
  const found = table.columns.find((each) => each.name === name);
  if (!found) throw new EcluseError('RECIPE_COLUMN', { source, column: name });
  return found;
}

const lineOf = ({ lines }: Ingredient, row: number): number => lines?.[row] ?? row + 2;

/** Columns taken as they stand: a pupil's rows must say the same. */
function joinColumns(source: RecipeSource, ingredient: Ingredient, { rows, pupils, targets }: Matched, length: number) {
  const first = new Map<number, number>();
  const taken = source.columns.map((name) => columnOf(ingredient.table, name, source.name));
  let merged = 0;
  const differing: number[] = [];
  if (taken.length > 0) {
    for (const [i, row] of rows.entries()) {
      const held = first.get(pupils[i] as number);
      if (held === undefined) first.set(pupils[i] as number, row);
      else if (taken.every((column) => Object.is(column.values[held], column.values[row]))) merged++;
      else differing.push(row);
    }
  }
  // Rows that also feed derived variables are read one by one there: none of them is merged.
  if (source.derive.length > 0) merged = 0;
  if (differing.length > 0) {
    throw new EcluseError('RECIPE_ROWS', {
      source: source.name,
      line: lineOf(ingredient, differing[0] as number),
      count: differing.length,
    });
  }
  const columns = taken.map((column): Column => {
    const place = <T extends { [row: number]: number | string }>(values: T): T => {
      for (const [pupil, row] of first) for (const target of targets[pupil] ?? []) values[target] = column.values[row] as number | string;
      return values;
    };
    if (column.type === 'text') return { ...column, values: place(new Array<string>(length).fill('')) };
    if (column.type === 'code') return { ...column, values: place(new Int32Array(length).fill(-1)) };
    return { ...column, values: place(new Float64Array(length).fill(Number.NaN)) };
  });
  return { columns, merged };
}

function deriveColumns(source: RecipeSource, ingredient: Ingredient, matched: Matched, length: number): Column[] {
  if (source.derive.length === 0) return [];
  const { rows, pupils, targets } = matched;
  const textsOf = (name: string) => {
    const column = columnOf(ingredient.table, name, source.name);
    return rows.map((row) => cellText(column, row));
  };
  const order = source.order === undefined ? rows.map(() => 0) : ordered(source, source.order, ingredient, rows);
  const years = source.schoolYear ? textsOf(source.schoolYear.column) : [];
  return source.derive.flatMap((derivation) => {
    const kept = keeper(derivation, textsOf);
    const made = (name: string, admits: (at: number) => boolean): Column => {
      const cells = derivation.column === undefined ? null : textsOf(derivation.column);
      // Blank cells would count as one more distinct value.
      const held = (at: number) => derivation.kind !== 'distinct' || cells?.[at] !== '';
      const chosen = rows.map((_, at) => at).filter((at) => kept(at) && admits(at) && held(at));
      const numeric = NUMERIC.includes(derivation.kind);
      const values =
        numeric && cells
          ? numbersOf(source, derivation.column ?? '', ingredient, rows, cells, chosen)
          : chosen.map((at) => cells?.[at] || null);
      const found = evaluate(derivation, {
        pupil: chosen.map((at) => pupils[at] as number),
        order: chosen.map((at) => order[at] as number),
        value: values,
      });
      return spread(name, derivation.kind, found, targets, length);
    };
    if (!derivation.perYear || !source.schoolYear) return [made(derivation.name, () => true)];
    return source.schoolYear.years.map(({ year, suffix }) => made(`${derivation.name}_${suffix}`, (at) => years[at] === year));
  });
}

function keeper({ where }: Derivation, textsOf: (name: string) => string[]): (at: number) => boolean {
  if (!where) return () => true;
  const cells = textsOf(where.column);
  const named = new Set(where.in ?? where.notIn);
  return (at) => named.has(cells[at] as string) === (where.in !== undefined);
}

function numbersOf(
  { name }: RecipeSource,
  column: string,
  ingredient: Ingredient,
  rows: readonly number[],
  cells: readonly string[],
  chosen: readonly number[],
): (number | null)[] {
  let bad = 0;
  let line = 0;
  const values = chosen.map((at) => {
    const value = readNumber(cells[at] as string, ingredient.decimal ?? null);
    if (typeof value === 'number') return Number.isNaN(value) ? null : value;
    if (bad++ === 0) line = lineOf(ingredient, rows[at] as number);
    return null;
  });
  if (bad > 0) throw new EcluseError('RECIPE_NUMBER', { source: name, line, column, count: bad });
  return values;
}

/** The order of rows in time, as numbers. One column holds numbers or dates: 20250901 is neither before 2025-08-31 nor after. */
function ordered({ name }: RecipeSource, column: string, ingredient: Ingredient, rows: readonly number[]): number[] {
  const cells = columnOf(ingredient.table, column, name);
  let dated: boolean | null = null;
  return rows.map((row) => {
    const text = cellText(cells, row);
    const time = timeOf(text);
    const value = time ?? readNumber(text, ingredient.decimal ?? null);
    dated ??= time !== null;
    if (typeof value === 'number' && Number.isFinite(value) && dated === (time !== null)) return value;
    throw new EcluseError('RECIPE_ORDER', { source: name, line: lineOf(ingredient, row), column });
  });
}

/** A date, and perhaps a time of day, as a number; null for anything else, 2025-02-30 included. */
function timeOf(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?).*)?$/.exec(text);
  if (!match) return null;
  const [, day = '', clock = '00:00'] = match;
  const time = Date.parse(`${day}T${clock}Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(day) ? null : time;
}

/** Writes each pupil's value on their rows. A pupil without rows has none to count: 0; the rest is unknown. */
function spread(
  name: string,
  kind: DerivationKind,
  found: ReadonlyMap<number, number | string | null>,
  targets: Matched['targets'],
  length: number,
): Column {
  const text = kind === 'first' || kind === 'last';
  const texts = text ? new Array<string>(length).fill('') : [];
  const numbers = new Float64Array(text ? 0 : length).fill(Number.NaN);
  const absent = kind === 'count' || kind === 'distinct' ? 0 : null;
  for (const [pupil, rows] of targets.entries()) {
    const value = found.has(pupil) ? (found.get(pupil) ?? null) : absent;
    if (value === null) continue;
    for (const row of rows) {
      if (text) texts[row] = String(value);
      else numbers[row] = Number(value);
    }
  }
  return text ? { name, type: 'text', values: texts } : { name, type: 'number', values: numbers };
}

function otherYears({ schoolYear, name }: RecipeSource, { table }: Ingredient, rows: readonly number[]): number {
  if (!schoolYear) return 0;
  const column = columnOf(table, schoolYear.column, name);
  const named = new Set(schoolYear.years.map(({ year }) => year));
  return rows.filter((row) => !named.has(cellText(column, row))).length;
}
