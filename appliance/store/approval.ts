import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type ApprovalRow = {
  /** SHA-256 of the signed note. */
  hash: string;
  party: string;
  sequence: number;
  model: string;
  digest: string;
  stance: 'targeted' | 'wide';
  until: string;
  note: string;
  received: string;
};

const COLUMNS = 'hash, party, sequence, model, digest, stance, until, note, received';

/** The last approval a CSS gave for this very model (id and digest), in force or not. */
export function lastApproval(store: Store, party: string, model: string, digest: string): ApprovalRow | null {
  const text = `SELECT ${COLUMNS} FROM approval WHERE party = ? AND model = ? AND digest = ? ORDER BY sequence DESC LIMIT 1`;
  return (sql(store.db, text).get(party, model, digest) as ApprovalRow | undefined) ?? null;
}

export function approvalByHash(store: Store, hash: string): ApprovalRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM approval WHERE hash = ?`).get(hash) as ApprovalRow | undefined) ?? null;
}

export function addApproval(tx: Tx, row: ApprovalRow): void {
  const text = `INSERT INTO approval (${COLUMNS}) VALUES (@hash, @party, @sequence, @model, @digest, @stance, @until, @note, @received)`;
  one(sql(tx.db, text).run(row), 'approval');
}
