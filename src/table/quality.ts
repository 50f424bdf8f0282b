import { EcluseError } from '../base/errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Table } from './table.ts';

/** Counts of 1 to 9 pupils, and any from which they could be worked out, are null. */
export type VariableQuality = {
  readonly name: string;
  readonly missing: number | null;
  readonly missingShare: number | null;
  /** 5th, 50th and 95th percentiles of a number; null where fewer than 200 pupils have a value. */
  readonly quantiles: readonly [number, number, number] | null;
  /** Pupils per code (or 0/1), codes and booleans only. */
  readonly counts: readonly { readonly code: string; readonly count: number | null }[] | null;
};
export type QualityReport = { readonly rows: number; readonly variables: readonly VariableQuality[]; readonly blank: readonly string[] };

export function quality(_table: Table, _dictionary: Dictionary): QualityReport {
  throw new EcluseError('INTERNAL', { where: 'quality' });
}
