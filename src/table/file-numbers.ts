import type { Variable } from './dictionary.ts';
import type { ProblemList } from './problems.ts';
import type { Column } from './table.ts';

const LONGEST = 100;
/** What a spreadsheet makes of a long number: the digits that told pupils apart are gone. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** Rows that speak of a pupil already seen: `later[i]` repeats the file number of `first[i]`. */
export type Repeats = { readonly later: number[]; readonly first: number[] };
export type FileNumbers = { readonly values: readonly string[]; readonly repeats: Repeats };

/** By what two file numbers are one: their digits where both are whole numbers, else every character. */
export function fileNumberKey({ type }: Variable, fileNumber: string): string {
  return type === 'integer' ? withoutZeros(fileNumber) : fileNumber;
}

/** 00123 as a spreadsheet leaves it: 123. */
export function withoutZeros(fileNumber: string): string {
  return fileNumber.replace(/^0+(?=.)/, '');
}

/** What is left of a file number when leading zeros, blanks and capitals are not looked at: two that differ by no more are probably one pupil's. */
export function loosely(fileNumber: string): string {
  return withoutZeros(fileNumber.toLowerCase().replace(/\s+/g, ''));
}

/** The first row of each file number that differs from one above by leading zeros, blanks or capitals alone. */
export function nearlyRepeated(variable: Variable, fileNumbers: readonly string[]): number[] {
  const seen = new Set<string>();
  const loose = new Set<string>();
  return fileNumbers.flatMap((fileNumber, row) => {
    const key = fileNumberKey(variable, fileNumber);
    if (key === '' || seen.has(key)) return [];
    const near = loose.has(loosely(key));
    seen.add(key);
    loose.add(loosely(key));
    return near ? [row] : [];
  });
}

/** The place of a file number among others, its Unicode form and, where they are whole numbers, its leading zeros aside. */
export function fileNumberPlaces(variable: Variable, fileNumbers: readonly string[]): (typed: string) => number | undefined {
  const places = new Map(fileNumbers.map((each, place) => [fileNumberKey(variable, each), place]));
  return (typed) => places.get(fileNumberKey(variable, typed.normalize('NFC')));
}

/** The file number of every row, '' where it is missing, refused or left out. Kept as written: 00123 is not 123, save where both are whole numbers. */
export function readFileNumbers(
  raw: Column,
  rows: number,
  variable: Variable,
  report: ProblemList,
  leftOut: Uint8Array = new Uint8Array(rows),
): FileNumbers {
  const values: string[] = [];
  const repeats: Repeats = { later: [], first: [] };
  const rowOf = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const text = cellText(raw, row);
    let value = '';
    if (leftOut[row] === 1) value = '';
    else if (text === '') report.cell('TABLE_FILE_NUMBER_MISSING', variable.name, row);
    else if (text.length > LONGEST || SCIENTIFIC.test(text) || /\p{C}/u.test(text))
      report.cell('TABLE_FILE_NUMBER_FORM', variable.name, row);
    else if (variable.type === 'integer' && !/^\d+$/.test(text)) report.cell('TABLE_INTEGER', variable.name, row);
    else value = text;
    values.push(value);
    if (value === '') continue;
    const key = fileNumberKey(variable, value);
    const first = rowOf.get(key);
    if (first === undefined) rowOf.set(key, row);
    else {
      repeats.later.push(row);
      repeats.first.push(first);
    }
  }
  return { values, repeats };
}

/** A cell as text, without blanks at its ends; '' where it is missing. */
export function cellText(raw: Column, row: number): string {
  if (raw.type === 'text') return (raw.values[row] as string).trim().normalize('NFC');
  const value = raw.values[row] as number;
  if (raw.type === 'code') return value < 0 ? '' : (raw.codes[value] ?? '');
  return Number.isNaN(value) ? '' : String(value);
}
