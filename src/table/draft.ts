import type { Json } from '../base/json.ts';
import { contentOf, namedAs } from '../pseudonym/identifiers.ts';
import { namesTeaching } from '../pseudonym/teaching.ts';
import { readBoolean, readNumber, spelling } from './cells.ts';
import { DICTIONARY_FORMAT, type VariableType } from './dictionary.ts';
import { cellText } from './file-numbers.ts';
import { IDENTIFYING_CODE } from './judge.ts';
import type { Problem } from './problems.ts';
import type { Column, Table } from './table.ts';

/** A dictionary to be finished by a person: roles and categories are null, which `parseDictionary` refuses until they are filled. */
export type Draft = { readonly document: Json; readonly warnings: readonly Problem[] };

/** More distinct values than this are not a list of codes that a person would read through. */
const CODES = 200;

/**
 * A first dictionary from a table: types and code lists are guessed, never roles. Teacher, class and teaching-group columns are left out;
 * what looks like an identifier is text, so that none of its values enters the draft. Ranges are not guessed: next year's values will pass last year's.
 */
export function draftDictionary(table: Table): Draft {
  const warnings: Problem[] = [];
  const variables: Json[] = [];
  for (const column of table.columns) {
    const { name } = column;
    if (namesTeaching(name)) {
      warnings.push({ code: 'TABLE_TEACHING', column: name });
      continue;
    }
    const cells = distinctOf(column, table.rows);
    if (cells.size === 0) warnings.push({ code: 'TABLE_COLUMN_BLANK', column: name });
    const identifying = contentOf(cells.keys(), { names: true, rows: table.rows });
    const suspected = identifying ?? namedAs(name);
    if (suspected) warnings.push({ code: IDENTIFYING_CODE[suspected], column: name });
    const type = identifying || suspected === 'name' ? 'text' : guess([...cells.keys()], table.rows);
    variables.push({
      name,
      label: { fr: name, en: name },
      role: null,
      type,
      category: null,
      ...(type === 'code' ? { codes: codesOf(cells) } : {}),
    });
  }
  return { document: { format: DICTIONARY_FORMAT, version: '1', name: { fr: 'À nommer', en: 'To be named' }, variables }, warnings };
}

/** Each distinct value that is not blank, with its count. */
function distinctOf(column: Column, rows: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const cell = cellText(column, row);
    if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

function guess(cells: readonly string[], rows: number): VariableType {
  if (cells.length === 0) return 'text';
  const booleans = cells.map(readBoolean);
  if (booleans.includes(0) && booleans.includes(1) && booleans.every((each) => typeof each === 'number')) return 'boolean';
  // A leading zero is part of a code or of a file number: 00123 is no quantity.
  const numbers = cells.some((cell) => /^0\d/.test(cell)) ? [] : cells.map((cell) => eitherDecimal(cell));
  if (numbers.length > 0 && numbers.every((each) => each !== null)) return numbers.every(Number.isInteger) ? 'integer' : 'number';
  const few = cells.length <= 20 ? cells.length * 2 <= rows : cells.length <= CODES && cells.length * 5 <= rows;
  return few && cells.every((cell) => cell.length <= 60 && !/\p{Cc}/u.test(cell)) ? 'code' : 'text';
}

function eitherDecimal(cell: string): number | null {
  for (const decimal of ['.', ','] as const) {
    const value = readNumber(cell, decimal);
    if (typeof value === 'number') return value;
  }
  return null;
}

function codesOf(cells: ReadonlyMap<string, number>): Json[] {
  const codes = [...cells.keys()].map(spelling).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return codes.map((code) => ({ code, label: { fr: code, en: code } }));
}
