import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type ResultState = 'sealed' | 'approved' | 'refused' | 'delivered';
export type ResultRow = {
  id: string;
  session: string;
  request: string;
  recipient: string;
  kind: 'result' | 'evaluation';
  sequence: number;
  core_hash: string;
  manifest_hash: string;
  /** SHA-256 over the plaintext shards, as the chamber gave it. */
  digest: string;
  /** SHA-256 of the sealed file. */
  file_digest: string;
  size: number;
  /** What the reviewer decides on, as JSON. */
  aggregates: string;
  state: ResultState;
  delivered: string | null;
};

const COLUMNS =
  'id, session, request, recipient, kind, sequence, core_hash, manifest_hash, digest, file_digest, size, aggregates, state, delivered';

export function result(store: Store, id: string): ResultRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM result WHERE id = ?`).get(id) as ResultRow | undefined) ?? null;
}

export function resultsOf(store: Store, session: string): ResultRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM result WHERE session = ? ORDER BY recipient, sequence`).all(session) as ResultRow[];
}

export function addResult(tx: Tx, row: Omit<ResultRow, 'state' | 'delivered'>): void {
  const text = `INSERT INTO result (id, session, request, recipient, kind, sequence, core_hash, manifest_hash, digest, file_digest, size, aggregates, state)
    VALUES (@id, @session, @request, @recipient, @kind, @sequence, @core_hash, @manifest_hash, @digest, @file_digest, @size, @aggregates, 'sealed')`;
  one(sql(tx.db, text).run(row), 'result');
}

export function decideResult(tx: Tx, id: string, state: 'approved' | 'refused'): void {
  one(sql(tx.db, "UPDATE result SET state = ? WHERE id = ? AND state = 'sealed'").run(state, id), 'result');
}

/** Also holds for a result already delivered: after a crash the same bytes may be written again, and the ledger says each time. */
export function deliverResult(tx: Tx, id: string, at: string): void {
  const text = "UPDATE result SET state = 'delivered', delivered = ? WHERE id = ? AND state IN ('approved', 'delivered')";
  one(sql(tx.db, text).run(at, id), 'result');
}

/** What an aborted session had sealed will never leave. */
export function refuseResults(tx: Tx, session: string): void {
  sql(tx.db, "UPDATE result SET state = 'refused' WHERE session = ? AND state IN ('sealed', 'approved')").run(session);
}
