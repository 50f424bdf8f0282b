import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

/** A file that rests on this disk, and its key as the retention root wraps it. */
export type KeptRow = {
  bundle: string;
  kind: 'score' | 'train' | 'result' | 'evaluation' | 'model';
  party: string;
  /** The request it is, answers, or was trained from. */
  request: string;
  core_hash: string;
  /** Below bundles/. */
  file: string;
  destroy_by: string;
  wrapped: Uint8Array;
  /** The past card of this appliance to which it is sealed; null for its present one, and for what is sealed to a partner. */
  sealed_to: string | null;
};

const COLUMNS = 'bundle, kind, party, request, core_hash, file, destroy_by, wrapped, sealed_to';

export function generation(store: Store): number {
  return (sql(store.db, 'SELECT generation FROM retention WHERE id = 1').get() as { generation: number }).generation;
}

export function moveGeneration(tx: Tx, from: number): void {
  one(sql(tx.db, 'UPDATE retention SET generation = ? WHERE id = 1 AND generation = ?').run(from + 1, from), 'retention');
}

export function kept(store: Store, bundle: string): KeptRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM kept WHERE bundle = ?`).get(bundle) as KeptRow | undefined) ?? null;
}

export function allKept(store: Store): KeptRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM kept ORDER BY destroy_by, party, bundle`).all() as KeptRow[];
}

export function addKept(tx: Tx, row: KeptRow): void {
  const values = '@bundle, @kind, @party, @request, @core_hash, @file, @destroy_by, @wrapped, @sealed_to';
  const text = `INSERT INTO kept (${COLUMNS}) VALUES (${values})`;
  one(sql(tx.db, text).run(row), 'kept');
}

export function rewrap(tx: Tx, bundle: string, wrapped: Uint8Array): void {
  one(sql(tx.db, 'UPDATE kept SET wrapped = ? WHERE bundle = ?').run(wrapped, bundle), 'kept');
}

export function dropKept(tx: Tx, bundle: string): void {
  one(sql(tx.db, 'DELETE FROM kept WHERE bundle = ?').run(bundle), 'kept');
}

/** What an aborted session had sealed: its files are removed, and nothing vouches for them. */
export function dropSealed(tx: Tx, session: string): void {
  const text =
    'DELETE FROM kept WHERE bundle IN (SELECT id FROM result WHERE session = ?) OR bundle IN (SELECT bundle FROM model WHERE session = ?)';
  sql(tx.db, text).run(session, session);
}
