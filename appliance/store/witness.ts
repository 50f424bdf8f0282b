import { sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

/** A checkpoint of this very ledger that came home inside a request. */
export type WitnessRow = { party: string; size: number; root: string; note: string; received: string };

export function witnesses(store: Store): WitnessRow[] {
  return sql(store.db, 'SELECT party, size, root, note, received FROM witness ORDER BY size, root, party').all() as WitnessRow[];
}

export function addWitness(tx: Tx, row: WitnessRow): void {
  const text =
    'INSERT INTO witness (party, size, root, note, received) VALUES (@party, @size, @root, @note, @received) ON CONFLICT DO NOTHING';
  sql(tx.db, text).run(row);
}
