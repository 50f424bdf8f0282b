import type { ErrorCode } from '../base/errors.ts';
import type { Code, Variable } from './dictionary.ts';

/** What one cell says: a number (NaN where it is blank) or what is wrong with it. */
export type Read = number | ErrorCode;
export type Decimal = '.' | ',' | null;

/** Blank cells alone are missing: « N/A », « NULL » and « - » are for a person to judge. */
const PLAIN = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,4})?$/;
/** As French sets numbers: thousands apart by a space, no-break or not. */
const SPACED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?$/;
/** One sign before exactly three digits, which can also be whole thousands. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;
const SEPARATED = /^[+-]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?$/;

export function readNumber(text: string, decimal: Decimal): Read {
  const cell = text.trim();
  if (cell === '') return Number.NaN;
  const spaced = SPACED.test(cell);
  if (!spaced && !PLAIN.test(cell)) return SEPARATED.test(cell) ? 'TABLE_NUMBER_AMBIGUOUS' : 'TABLE_NUMBER';
  const sign = THOUSANDS.exec(cell)?.[1];
  if (sign !== undefined && sign !== decimal) return 'TABLE_NUMBER_AMBIGUOUS';
  const value = Number((spaced ? cell.replace(/[ \u00a0\u202f]/g, '') : cell).replace(',', '.'));
  return checkNumber(value);
}

function checkNumber(value: number): Read {
  return Math.abs(value) <= 1e300 ? value + 0 : 'TABLE_NUMBER_HUGE';
}

const YES = new Set('1 oui yes vrai true o y v t 1.0 1,0'.split(' '));
const NO = new Set('0 non no faux false n f 0.0 0,0'.split(' '));

export function readBoolean(text: string): Read {
  const cell = text.trim().toLowerCase();
  if (cell === '') return Number.NaN;
  return YES.has(cell) ? 1 : NO.has(cell) ? 0 : 'TABLE_BOOLEAN';
}

/** Index of each code under each of its spellings. */
export function spellings(codes: readonly Code[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, { code, aliases }] of codes.entries()) {
    found.set(code, index);
    for (const alias of aliases ?? []) found.set(alias, index);
  }
  return found;
}

/** A cell as the dictionary's spellings are written: NFC, without blanks at its ends. */
export function spelling(cell: string): string {
  return cell.trim().normalize('NFC');
}

/** How the cells of a variable are read; a code gives its index. `null` for text, which stays home. */
export function cellReader(variable: Variable, decimal: Decimal): ((cell: string) => Read) | null {
  if (variable.type === 'text') return null;
  if (variable.type === 'boolean') return readBoolean;
  if (variable.type === 'code') {
    const known = spellings(variable.codes ?? []);
    return (cell) => {
      const text = spelling(cell);
      return text === '' ? Number.NaN : (known.get(text) ?? 'CODE_UNMAPPED');
    };
  }
  return (cell) => {
    const value = readNumber(cell, decimal);
    return typeof value === 'number' ? checkRange(value, variable) : value;
  };
}

/** The same for a cell that came as a number (Arrow). */
export function numberReader(variable: Variable): ((cell: number) => Read) | null {
  if (variable.type === 'text') return null;
  if (variable.type === 'boolean') return (cell) => (cell === 0 || cell === 1 || Number.isNaN(cell) ? cell : 'TABLE_BOOLEAN');
  if (variable.type === 'code') {
    const known = spellings(variable.codes ?? []);
    return (cell) => (Number.isNaN(cell) ? cell : (known.get(String(cell)) ?? 'CODE_UNMAPPED'));
  }
  return (cell) => {
    const value = Number.isNaN(cell) ? cell : checkNumber(cell);
    return typeof value === 'number' ? checkRange(value, variable) : value;
  };
}

/** Type and range of a number; missing passes. */
export function checkRange(value: number, variable: Variable): Read {
  if (variable.type === 'integer' && !Number.isNaN(value)) {
    if (!Number.isInteger(value)) return 'TABLE_INTEGER';
    if (!Number.isSafeInteger(value)) return 'TABLE_NUMBER_HUGE';
  }
  if (variable.min !== undefined && value < variable.min) return 'TABLE_RANGE';
  if (variable.max !== undefined && value > variable.max) return 'TABLE_RANGE';
  return value;
}
