import { EcluseError } from '../base/errors.ts';
import { cellReader, type Decimal, numberReader, type Read, spelling } from './cells.ts';
import { auditVariables, type Dictionary, identifierVariable, outcomes, predictors, type Variable } from './dictionary.ts';
import { cellText, type FileNumbers, nearlyRepeated, readFileNumbers } from './file-numbers.ts';
import { DISTINCT_KEPT, judgeContent, judgeNames, judgeNumbers } from './judge.ts';
import { type Problem, type ProblemList, problemList } from './problems.ts';
import type { Column, NumberColumn, Table, TextColumn } from './table.ts';
import { type UnmappedCode, unmappedList } from './unmapped.ts';

export { PROBLEMS_LISTED, type Problem, problemParams } from './problems.ts';
export type { UnmappedCode } from './unmapped.ts';

export type Purpose = 'score' | 'train';
/** `decimals`: decimal signs of the columns whose file has another. */
export type HarmoniseOptions = {
  readonly lines?: ArrayLike<number>;
  readonly decimal?: Decimal;
  readonly decimals?: ReadonlyMap<string, Decimal>;
  /** 1 for the rows of pupils who opted out: nothing of them is read, save their file number. */
  readonly leftOut?: Uint8Array;
  /** Group variables that leave with the pupils (`leavingGroups`). */
  readonly groups?: readonly Variable[];
};
/** read = optedOut + merged + faulty + kept, always. `faulty`: rows with at least one bad cell, that of a repeated number included. */
export type RowCounts = {
  readonly read: number;
  readonly optedOut: number;
  readonly merged: number;
  readonly faulty: number;
  readonly kept: number;
};
/** A row that speaks again of a pupil, and the first that did: lines of the file. */
export type Repeat = { readonly line: number; readonly first: number };
export type Harmonised = {
  /** What may leave, typed, in the dictionary's order: predictors; for training then audit-only variables, then outcomes as 0/1. No identifier. */
  readonly table: Table;
  /** File numbers of the same rows, and what stays home beside them (direct identifiers, groups) as text. */
  readonly fileNumbers: readonly string[];
  readonly home: Table;
  /** They stop the preparation. At most PROBLEMS_LISTED cells per column and code are listed; `totals` counts them all. */
  readonly problems: readonly Problem[];
  readonly totals: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly unmapped: readonly UnmappedCode[];
  readonly rows: RowCounts;
  /** Pupils who stand on several lines, whether these say the same or not. */
  readonly repeats: readonly Repeat[];
};

/**
 * Turns a table as a CSS exports it into what may leave, after the dictionary. Deny by default: a column that the dictionary does not
 * describe stays home (a warning), an outcome stays home when scoring (a warning), a teacher, class or teaching-group column stops
 * everything whether described or not. Nothing is corrected silently: every cell that does not follow the dictionary is a problem with
 * its line; rows that repeat a pupil are counted once when they say the same, refused otherwise. Throws `TABLE_EMPTY` alone.
 */
export function harmonise(raw: Table, dictionary: Dictionary, purpose: Purpose, options: HarmoniseOptions = {}): Harmonised {
  if (raw.rows === 0) throw new EcluseError('TABLE_EMPTY');
  const { lines, decimal = null, decimals, leftOut = new Uint8Array(raw.rows), groups = [] } = options;
  const lineOf = (row: number) => lines?.[row] ?? row + 2;
  const decimalOf = (name: string): Decimal => (decimals?.has(name) ? (decimals.get(name) ?? null) : decimal);
  const report = problemList(lineOf);
  const source = new Map(raw.columns.map((each) => [each.name, each]));
  const warnings: Problem[] = judgeNames(raw, dictionary, purpose, report);
  const unmapped = unmappedList();

  const identifier = identifierVariable(dictionary);
  const numbers = source.get(identifier.name);
  if (!numbers) report.column('TABLE_COLUMN_MISSING', identifier.name);
  const files: FileNumbers = numbers
    ? readFileNumbers(numbers, raw.rows, identifier, report, leftOut)
    : { values: new Array<string>(raw.rows).fill(''), repeats: { later: [], first: [] } };
  const numeric = Float64Array.from(files.values, (each) => (each === '' ? Number.NaN : Number(each)));
  const { later, first } = files.repeats;
  const kept = rowsKept(leftOut, later);
  const differs = new Uint8Array(later.length);
  const compare = (values: ArrayLike<number | string>) => {
    for (let i = 0; i < later.length; i++) if (!Object.is(values[later[i] as number], values[first[i] as number])) differs[i] = 1;
  };

  const read = (variable: Variable, from: Column): Float64Array => {
    const { values, distinct } = readCells(variable, from, leftOut, decimalOf(variable.name), (row, code, cell) => {
      report.cell(code, variable.name, row);
      if (code === 'CODE_UNMAPPED') unmapped.add(variable.name, cell, lineOf(row));
    });
    if (variable.role !== 'group') {
      warnings.push(
        ...judgeContent(variable, distinct, raw.rows, report),
        ...judgeNumbers(variable, values, numeric, distinct.size, report),
      );
    }
    if (values.every(Number.isNaN)) warnings.push({ code: 'TABLE_COLUMN_BLANK', column: variable.name });
    compare(values);
    return values;
  };

  const leaving: Column[] = [];
  for (const variable of leavingVariables(dictionary, purpose, groups)) {
    const from = source.get(variable.name);
    if (from) leaving.push(columnOf(variable, read(variable, from), kept));
    else if (variable.role === 'outcome' || variable.role === 'group')
      warnings.push({ code: 'TABLE_COLUMN_MISSING', column: variable.name });
    else report.column('TABLE_COLUMN_MISSING', variable.name);
  }

  const home: Column[] = [];
  for (const variable of dictionary.variables) {
    if (variable.role !== 'group' && variable.role !== 'direct-identifier') continue;
    const from = source.get(variable.name);
    if (!from) {
      if (variable.role === 'group' && !groups.includes(variable)) warnings.push({ code: 'TABLE_COLUMN_MISSING', column: variable.name });
      continue;
    }
    const values = variable.role === 'group' ? groupText(variable, from, raw.rows, read) : textOf(from, raw.rows);
    compare(values);
    home.push({ name: variable.name, type: 'text', values: kept.length === values.length ? values : pick(values, kept) });
  }

  const merged = judgeRepeats(files, differs, identifier, report);
  if (merged > 0) warnings.push({ code: 'TABLE_ROWS_MERGED', column: identifier.name, count: merged });
  const near = nearlyRepeated(identifier, files.values);
  if (near.length > 0)
    warnings.push({ code: 'TABLE_FILE_NUMBER_NEAR', column: identifier.name, count: near.length, line: lineOf(near[0] as number) });
  return {
    table: { rows: kept.length, columns: leaving },
    fileNumbers: pick(files.values, kept),
    home: { rows: kept.length, columns: home },
    problems: report.problems,
    totals: report.totals,
    warnings,
    unmapped: unmapped.list(),
    rows: countRows(raw.rows, kept, leftOut, merged, report.rows),
    repeats: later.map((row, i) => ({ line: lineOf(row), first: lineOf(first[i] as number) })),
  };
}

/** The columns of a bundle, in their order (SPEC.md, Tables). `groups`: those that leave. */
export function leavingVariables(dictionary: Dictionary, purpose: Purpose, groups: readonly Variable[] = []): Variable[] {
  if (purpose === 'score') return [...predictors(dictionary), ...groups];
  return [...predictors(dictionary), ...auditVariables(dictionary), ...groups, ...outcomes(dictionary)];
}

type BadCell = (row: number, code: Exclude<Read, number>, cell: string) => void;

/** The cells as numbers, NaN where missing or bad. A distinct text is read once: an extract repeats few of them many times. */
function readCells(variable: Variable, from: Column, leftOut: Uint8Array, decimal: Decimal, bad: BadCell) {
  const rows = leftOut.length;
  const values = new Float64Array(rows);
  const distinct = new Map<string, Read>();
  if (from.type === 'number') {
    const reader = numberReader(variable) ?? ((cell: number): Read => cell);
    for (let row = 0; row < rows; row++) {
      const cell = leftOut[row] === 1 ? Number.NaN : (from.values[row] as number);
      const value = reader(cell);
      values[row] = typeof value === 'number' ? value : Number.NaN;
      if (typeof value !== 'number') bad(row, value, String(cell));
      else if (distinct.size < DISTINCT_KEPT && !Number.isNaN(cell)) distinct.set(String(cell), value);
    }
    return { values, distinct };
  }
  const reader = cellReader(variable, decimal) ?? ((): Read => Number.NaN);
  for (let row = 0; row < rows; row++) {
    const cell = leftOut[row] === 1 ? '' : from.type === 'text' ? (from.values[row] as string) : cellText(from, row);
    if (cell === '') {
      values[row] = Number.NaN;
      continue;
    }
    let value = distinct.get(cell);
    if (value === undefined) {
      value = reader(cell);
      distinct.set(cell, value);
    }
    values[row] = typeof value === 'number' ? value : Number.NaN;
    if (typeof value !== 'number') bad(row, value, cell);
  }
  return { values, distinct };
}

function columnOf(variable: Variable, values: Float64Array, kept: Int32Array): Column {
  const { name } = variable;
  if (variable.role === 'outcome') return { name, type: 'number', values: narrowed(values, kept, positiveOf(variable)) };
  if (variable.type !== 'code') return { name, type: 'number', values: narrowed(values, kept) };
  const indexes = new Int32Array(kept.length);
  for (let i = 0; i < kept.length; i++) {
    const value = values[kept[i] as number] as number;
    indexes[i] = Number.isNaN(value) ? -1 : value;
  }
  return { name, type: 'code', values: indexes, codes: (variable.codes ?? []).map(({ code }) => code) };
}

/** 1 where the outcome happened, 0 where it did not; what is missing stays so. */
function positiveOf({ outcome, codes }: Variable): (value: number) => number {
  const positive = outcome?.positive;
  if (!positive) throw new EcluseError('INTERNAL', { where: 'outcome' });
  if ('below' in positive) return (value) => (value < positive.below ? 1 : 0);
  if ('atLeast' in positive) return (value) => (value >= positive.atLeast ? 1 : 0);
  const indexes = new Set(positive.codes.map((code) => codes?.findIndex((each) => each.code === code)));
  return (value) => (indexes.has(value) ? 1 : 0);
}

/** The kept rows, in 32 bits where nothing is lost. */
function narrowed(values: Float64Array, kept: Int32Array, of: (value: number) => number = (value) => value): NumberColumn['values'] {
  const single = new Float32Array(kept.length);
  let double: Float64Array | null = null;
  for (let i = 0; i < kept.length; i++) {
    const held = values[kept[i] as number] as number;
    const value = Number.isNaN(held) ? held : of(held);
    if (double) double[i] = value;
    else {
      single[i] = value;
      if (single[i] !== value && !Number.isNaN(value)) {
        double = Float64Array.from(single);
        double[i] = value;
      }
    }
  }
  return double ?? single;
}

/** A group as the home keeps it: the standard code, or the text as written once it has been read as its type. */
function groupText(
  variable: Variable,
  from: Column,
  rows: number,
  read: (variable: Variable, from: Column) => Float64Array,
): readonly string[] {
  if (variable.type === 'text') return textOf(from, rows);
  const values = read(variable, from);
  return Array.from(values, (value) => {
    if (Number.isNaN(value)) return '';
    return variable.type === 'code' ? (variable.codes?.[value]?.code ?? '') : String(value);
  });
}

function textOf(from: Column, rows: number): TextColumn['values'] {
  return from.type === 'text' ? from.values.map(spelling) : Array.from({ length: rows }, (_, row) => cellText(from, row));
}

function rowsKept(leftOut: Uint8Array, later: readonly number[]): Int32Array {
  const dropped = leftOut.slice();
  for (const row of later) dropped[row] = 1;
  const kept = new Int32Array(dropped.length);
  let count = 0;
  for (let row = 0; row < dropped.length; row++) if (dropped[row] === 0) kept[count++] = row;
  return kept.slice(0, count);
}

function countRows(read: number, kept: Int32Array, leftOut: Uint8Array, merged: number, faulty: ReadonlySet<number>): RowCounts {
  const optedOut = leftOut.reduce((sum, each) => sum + each, 0);
  return { read, optedOut, merged, faulty: faulty.size, kept: kept.reduce((sum, row) => sum + (faulty.has(row) ? 0 : 1), 0) };
}

function pick(values: readonly string[], kept: Int32Array): string[] {
  return Array.from(kept, (row) => values[row] as string);
}

/** Counts the repeated rows that say the same; reports the others, with what they lead one to doubt. */
function judgeRepeats({ repeats }: FileNumbers, differs: Uint8Array, identifier: Variable, report: ProblemList): number {
  let merged = 0;
  for (const [i, row] of repeats.later.entries()) {
    if (differs[i] === 0) merged += report.rows.has(row) ? 0 : 1;
    else report.cell('TABLE_FILE_NUMBER_TWICE', identifier.name, row);
  }
  return merged;
}
