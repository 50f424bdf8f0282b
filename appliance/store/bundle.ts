import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type BundleState = 'pending' | 'taken' | 'answered' | 'set-aside' | 'refused';
export type BundleRow = {
  id: string;
  sender: string;
  kind: 'score' | 'train';
  sequence: number;
  core_hash: string;
  manifest_hash: string;
  /** Model ids asked for, as a JSON list. */
  models: string;
  size: number;
  received: string;
  destroy_by: string;
  state: BundleState;
  code: string | null;
  session: string | null;
};

const COLUMNS = 'id, sender, kind, sequence, core_hash, manifest_hash, models, size, received, destroy_by, state, code, session';

export function bundle(store: Store, id: string): BundleRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM bundle WHERE id = ?`).get(id) as BundleRow | undefined) ?? null;
}

export function bundles(store: Store): BundleRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM bundle ORDER BY received DESC, sequence DESC, id`).all() as BundleRow[];
}

/** A bundle whose key was destroyed waits for nothing any more. */
const PENDING = `SELECT ${COLUMNS} FROM bundle WHERE state = 'pending' AND id IN (SELECT bundle FROM kept)`;

export function pendingBundles(store: Store): BundleRow[] {
  return sql(store.db, `${PENDING} ORDER BY received, sender, sequence`).all() as BundleRow[];
}

export function bundlesOf(store: Store, session: string): BundleRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM bundle WHERE session = ? ORDER BY received, sender, sequence`).all(session) as BundleRow[];
}

export function addBundle(tx: Tx, row: Omit<BundleRow, 'state' | 'code' | 'session'>): void {
  const text = `INSERT INTO bundle (id, sender, kind, sequence, core_hash, manifest_hash, models, size, received, destroy_by, state)
    VALUES (@id, @sender, @kind, @sequence, @core_hash, @manifest_hash, @models, @size, @received, @destroy_by, 'pending')`;
  one(sql(tx.db, text).run(row), 'bundle');
}

export function takeBundle(tx: Tx, id: string, session: string): void {
  one(sql(tx.db, "UPDATE bundle SET state = 'taken', session = ? WHERE id = ? AND state = 'pending'").run(session, id), 'bundle');
}

/** `code` says why, for `set-aside`; null for the others. */
export function settleBundle(tx: Tx, id: string, session: string, state: 'answered' | 'set-aside' | 'refused', code: string | null): void {
  const from = state === 'refused' ? 'answered' : 'taken';
  const text = 'UPDATE bundle SET state = ?, code = ? WHERE id = ? AND session = ? AND state = ?';
  one(sql(tx.db, text).run(state, code, id, session, from), 'bundle');
}

/** Makes one bundle of a session wait again. */
export function returnBundle(tx: Tx, id: string, session: string): void {
  const text = "UPDATE bundle SET state = 'pending', session = NULL WHERE id = ? AND session = ? AND state = 'taken'";
  one(sql(tx.db, text).run(id, session), 'bundle');
}

/** Makes every bundle that an aborted session had taken up or answered wait again; those set aside stay so. Returns how many. */
export function returnBundles(tx: Tx, session: string): number {
  const text = "UPDATE bundle SET state = 'pending', session = NULL WHERE session = ? AND state IN ('taken', 'answered', 'refused')";
  return sql(tx.db, text).run(session).changes;
}
