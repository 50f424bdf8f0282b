import { SMALLEST_SHOWN } from '../base/counts.ts';
import { type Lot, type Partition, type Row, type Scope, type ToldRow, toldTable, type Unit } from '../study/disclosure.ts';
import { gradeToldOf } from '../table/groups.ts';
import type { ModelRead } from './documents.ts';
import type { OpenedResult } from './open.ts';
import { cellKey, type Published } from './published.ts';

/** What the pages may tell of bands, by school and grade: one table, so that no page betrays another. */
export type SchoolTables = {
  /** Codes of the schools and grades kept at home, in order; empty when the extract held none. */
  readonly schools: readonly string[];
  readonly grades: readonly string[];
  /** For each pupil of the roster, its school. */
  readonly schoolOf: Int32Array;
  readonly rows: readonly ToldRow[];
  /** For each model, the grade whose pupils alone it is for; null: all of them. */
  readonly scopes: readonly Scope[];
  /** What these rows tell, to be kept for the next report. */
  readonly cells: Published['cells'];
};

/** What is told of a model's pupils together: of a school, or of all; undefined where there are none. */
export function wholeOf({ rows, scopes }: SchoolTables, model: number, school: number | null = null): ToldRow | undefined {
  return rows.find((row) => row.school === school && row.grade === scopes[model]);
}

type Cells = Map<string, readonly [number, number]>;
type Names = { readonly school: string | null; readonly grade: string | null };

export function schoolTables(opened: OpenedResult, earlier: readonly Published[]): SchoolTables {
  const { roster, report } = opened;
  const pupils = roster.fileNumbers.length;
  const school = partsOf(roster.groups.find(({ group }) => group === 'school')?.values, pupils);
  const grade = partsOf(roster.groups.find(({ group }) => group === 'grade')?.values, pupils);
  const units = unitsOf(opened, school.of, grade.of);
  const scopes = report.models.map((model): Scope => {
    const only = gradeToldOf(opened.dictionary, model.grade);
    return only === null ? null : grade.names.indexOf(only);
  });
  const shape = { withSchools: school.names.length > 0, withGrades: grade.names.length > 0 };
  const named = (row: Row): Names => ({
    school: row.school === null ? null : (school.names[row.school] ?? null),
    grade: row.grade === null ? null : (grade.names[row.grade] ?? null),
  });
  const refusedRests = new Set<string>();
  const lot: Lot = (model, row, what) => {
    const { family = null, target = null, grade = null } = model === null ? {} : report.models[model]!;
    const names = named(row);
    return opened.lot(JSON.stringify([family, target, grade, names.school, names.grade, what]));
  };
  for (;;) {
    const rows = toldTable(units, scopes, shape, lot, (row, model, partition, bands) => {
      if (refusedRests.has(`${row.school} ${row.grade} ${model}`)) return true;
      if (earlier.length === 0) return false;
      return cellsOf(report.models[model]!, named(row), partition, bands).some(([key, value]) => tooNear(key, value, earlier));
    });
    const cells: Cells = new Map();
    let again = false;
    for (const row of rows) {
      for (const [model, told] of row.models.entries()) {
        if (row.pupils === null) continue;
        const read = report.models[model]!;
        const own = cellsOf(read, named(row), told.partition, countsIn(units, row, model, read.bands.length));
        for (const [key, value] of own) cells.set(key, value);
        const rests = restsOf(units, rows, row, model, named, read);
        if (rests.some(([key, value]) => tooNear(key, value, earlier))) {
          refusedRests.add(`${row.school} ${row.grade} ${model}`);
          again = true;
        }
        for (const [key, value] of rests) cells.set(key, value);
      }
    }
    if (!again) return { schools: school.names, grades: grade.names, schoolOf: school.of, rows, scopes, cells: Object.fromEntries(cells) };
  }
}

function partsOf(values: readonly string[] | undefined, pupils: number): { names: string[]; of: Int32Array } {
  if (values === undefined) return { names: [], of: new Int32Array(pupils) };
  const names = [...new Set(values)].sort((a, b) => a.localeCompare(b, 'fr-CA', { numeric: true }));
  const index = new Map(names.map((name, at) => [name, at]));
  return { names, of: Int32Array.from(values, (value) => index.get(value)!) };
}

function unitsOf({ scores, pupils, report }: OpenedResult, schoolOf: Int32Array, gradeOf: Int32Array): Unit[] {
  const units = new Map<number, { school: number; grade: number; pupils: number; bands: number[][] }>();
  const grades = 1 + gradeOf.reduce((most, grade) => Math.max(most, grade), 0);
  const keyOf = (pupil: number) => schoolOf[pupil]! * grades + gradeOf[pupil]!;
  for (const [pupil, school] of schoolOf.entries()) {
    const blank = () => report.models.map((model) => model.bands.map(() => 0));
    const unit = units.get(keyOf(pupil)) ?? { school, grade: gradeOf[pupil]!, pupils: 0, bands: blank() };
    unit.pupils++;
    units.set(keyOf(pupil), unit);
  }
  for (let row = 0; row < scores.rows; row++) units.get(keyOf(pupils[row]!))!.bands[scores.model[row]!]![scores.band[row]!]!++;
  return [...units.keys()].sort((a, b) => a - b).map((key) => units.get(key)!);
}

const within = (unit: Unit, { school, grade }: Row) =>
  (school === null || unit.school === school) && (grade === null || unit.grade === grade);

function countsIn(units: readonly Unit[], row: Row, model: number, bands: number): number[] {
  const held = units.filter((unit) => within(unit, row));
  return Array.from({ length: bands }, (_, band) => held.reduce((sum, unit) => sum + unit.bands[model]![band]!, 0));
}

/** Neighbouring bands, from the lowest. */
type Span = readonly number[];

/** Neighbours, but for all of them. */
function spansOf(bands: number): Span[] {
  const all = Array.from({ length: bands }, (_, band) => band);
  return all.flatMap((from) => all.slice(from).flatMap((to) => (to - from + 1 < bands ? [all.slice(from, to + 1)] : [])));
}

/** True when a row tells the count of those bands, or lets anyone add it up: they are whole parts. */
function tells(partition: Partition, span: Span): boolean {
  const [first, last] = [span[0]!, span.at(-1)!];
  return partition[first - 1] !== partition[first] && partition[last] !== partition[last + 1];
}

const sumOf = (span: Span, counts: readonly number[]) => span.reduce((sum, band) => sum + counts[band]!, 0);
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
type Told = readonly [string, readonly [number, number]];

function cellsOf(model: ModelRead, names: Names, partition: Partition, counts: readonly number[]): Told[] {
  return spansOf(counts.length).flatMap((span): Told[] => {
    return tells(partition, span) ? [[keyOf(model, span, [names.school, names.grade]), [sumOf(span, counts), total(counts)]]] : [];
  });
}

/** A band by its name: a model of other bands counts something else. */
function keyOf({ family, target, grade, bands }: ModelRead, span: Span, rest: readonly (string | null)[]): string {
  return cellKey(family, target, grade, String(bands.length), ...span.map((band) => bands[band]!), ...rest);
}

/** What a sum tells of its hidden rows together, once those that are told are taken away: a count like another. */
function restsOf(
  units: readonly Unit[],
  rows: readonly ToldRow[],
  row: ToldRow,
  model: number,
  named: (row: Row) => Names,
  read: ModelRead,
): Told[] {
  const families = [
    row.grade === null && row.school !== null ? rows.filter((each) => each.school === row.school && each.grade !== null) : [],
    row.school === null && row.grade !== null ? rows.filter((each) => each.grade === row.grade && each.school !== null) : [],
    row.school === null && row.grade === null ? rows.filter((each) => each.school !== null && each.grade === null) : [],
    row.school === null && row.grade === null ? rows.filter((each) => each.grade !== null && each.school === null) : [],
  ];
  const told = (each: ToldRow, span: Span) => tells(each.models[model]!.partition, span);
  return families.flatMap((parts) =>
    spansOf(read.bands.length).flatMap((span): Told[] => {
      const hidden = parts.filter((each) => !told(each, span));
      if (hidden.length === 0 || hidden.length === parts.length || !told(row, span)) return [];
      const counts = hidden.map((each) => countsIn(units, each, model, read.bands.length));
      const key = keyOf(read, span, [JSON.stringify(hidden.map(named))]);
      return [[key, [counts.reduce((sum, each) => sum + sumOf(span, each), 0), total(counts.flat())]]];
    }),
  );
}

/**
 * True when an earlier report told the same count of nearly the same pupils, and the two differ by fewer than ten: whoever holds both would
 * read what became of those few. Ten pupils more or less, and the difference is no longer of a few.
 */
function tooNear(key: string, [count, pupils]: readonly [number, number], earlier: readonly Published[]): boolean {
  return earlier.some(({ cells }) => {
    const before = cells[key];
    if (before === undefined) return false;
    const [was, of] = before;
    return count !== was && Math.abs(count - was) < SMALLEST_SHOWN && Math.abs(pupils - of) < SMALLEST_SHOWN;
  });
}
