import { EcluseError, type ErrorCode } from '../base/errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Table } from './table.ts';

export type Purpose = 'score' | 'train';
/** `line` is the line of the source file (or the row + 2 where the source has no lines). Explain one with `explain(problemParams(p), lang)`. */
export type Problem = { readonly code: ErrorCode; readonly column: string; readonly line?: number; readonly count?: number };
/** A local code without a place in the dictionary. Shown at home only; `code` is null where the cell does not look like a code. */
export type UnmappedCode = { readonly column: string; readonly code: string | null; readonly count: number; readonly line: number };
export type HarmoniseOptions = { readonly lines?: ArrayLike<number>; readonly decimal?: '.' | ',' | null };
export type Harmonised = {
  /** What may leave, typed, in the dictionary's order: predictors; for training also audit-only variables and outcomes as 0/1. No identifier. */
  readonly table: Table;
  /** File numbers of the same rows, and what stays home beside them (direct identifiers, groups) as text. */
  readonly fileNumbers: readonly string[];
  readonly home: Table;
  /** They stop the preparation. At most PROBLEMS_LISTED cells per column and code are listed; `totals` counts them all. */
  readonly problems: readonly Problem[];
  readonly totals: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly unmapped: readonly UnmappedCode[];
  readonly rows: { readonly read: number; readonly merged: number; readonly kept: number };
};

export const PROBLEMS_LISTED = 100;

export function harmonise(_raw: Table, _dictionary: Dictionary, _purpose: Purpose, _options: HarmoniseOptions = {}): Harmonised {
  throw new EcluseError('INTERNAL', { where: 'harmonise' });
}
