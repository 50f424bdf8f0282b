import type { Dictionary } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';

/** Pupils to score, checked against their dictionary: walked table by table, so that they need never lie whole in memory. */
export type Pupils = {
  readonly dictionary: Dictionary;
  readonly rows: number;
  tables(): AsyncIterable<{ readonly table: Table; readonly pseudonyms: readonly string[] }>;
  /** Another walk, over a few columns, without the pseudonyms or with them. */
  columns(names: readonly string[]): AsyncIterable<Table>;
};
