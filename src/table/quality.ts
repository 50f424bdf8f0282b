import { hideParts, hideSmallCount } from '../base/counts.ts';
import type { Dictionary, Variable } from './dictionary.ts';
import type { Column, Table } from './table.ts';

/** Counts under ten pupils, and any from which they could be worked out, are null; that no value is missing may be said. */
export type VariableQuality = {
  readonly name: string;
  readonly missing: number | null;
  readonly missingShare: number | null;
  /** 5th, 50th and 95th percentiles of a number; null where fewer than 200 pupils have a value. */
  readonly quantiles: readonly [number, number, number] | null;
  /** Pupils per code (or 0/1), codes and booleans only. */
  readonly counts: readonly { readonly code: string; readonly count: number | null }[] | null;
};
export type QualityReport = {
  readonly rows: number | null;
  readonly variables: readonly VariableQuality[];
  readonly blank: readonly string[];
};

const QUANTILES_FROM = 200;

/** How complete a bundle's table is, variable by variable: predictors and audit-only variables, never outcomes nor pseudonyms. */
export function quality(table: Table, dictionary: Dictionary): QualityReport {
  const columns = new Map(table.columns.map((each) => [each.name, each]));
  const variables: VariableQuality[] = [];
  const blank: string[] = [];
  for (const variable of dictionary.variables) {
    const column = columns.get(variable.name);
    if (!column || column.type === 'text' || (variable.role !== 'predictor' && variable.role !== 'audit-only')) continue;
    const told = judge(column, variable, table.rows);
    variables.push(told);
    if (presentOf(column).length === 0) blank.push(variable.name);
  }
  return { rows: hideSmallCount(table.rows), variables, blank };
}

function presentOf(column: Exclude<Column, { type: 'text' }>): Float64Array {
  const held = new Float64Array(column.values.length);
  let count = 0;
  for (const value of column.values) if (column.type === 'code' ? value >= 0 : !Number.isNaN(value)) held[count++] = value;
  return held.subarray(0, count);
}

function judge(column: Exclude<Column, { type: 'text' }>, variable: Variable, rows: number): VariableQuality {
  const present = presentOf(column);
  const missing = rows - present.length;
  const names = column.type === 'code' ? column.codes : variable.type === 'boolean' ? ['0', '1'] : null;
  if (!names) {
    const [shown = null] = hideParts([missing, present.length]);
    return { name: variable.name, missing: shown, missingShare: share(shown, rows), quantiles: quantilesOf(present), counts: null };
  }
  const counts = new Array<number>(names.length).fill(0);
  for (const value of present) counts[value] = (counts[value] as number) + 1;
  const [shown = null, ...parts] = hideParts([missing, ...counts]);
  return {
    name: variable.name,
    missing: shown,
    missingShare: share(shown, rows),
    quantiles: null,
    counts: names.map((code, at) => ({ code, count: parts[at] ?? null })),
  };
}

function share(count: number | null, rows: number): number | null {
  return count === null || rows === 0 ? null : count / rows;
}

/** Nearest-rank percentiles: with 200 values, ten stand on each side of the outer ones. */
function quantilesOf(present: Float64Array): [number, number, number] | null {
  if (present.length < QUANTILES_FROM) return null;
  const sorted = present.slice().sort();
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] as number;
  return [at(0.05), at(0.5), at(0.95)];
}
