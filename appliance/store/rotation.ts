import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type RotationRow = {
  number: number;
  party: string;
  from_hash: string;
  to_hash: string;
  /** The last UTC day on which what was under way under the old card is taken. */
  until: string;
  /** The whole signed note, which holds both cards. */
  note: string;
  rotated: string;
};
export type PastKeyRow = { card: string; wrapped: Uint8Array | null; expired: string | null; destroyed: string | null };

const COLUMNS = 'number, party, from_hash, to_hash, until, note, rotated';

/** The rotations of a party, the first one first. */
export function rotationsOf(store: Store, party: string): RotationRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM rotation WHERE party = ? ORDER BY number`).all(party) as RotationRow[];
}

export function lastRotation(store: Store, party: string): RotationRow | null {
  const text = `SELECT ${COLUMNS} FROM rotation WHERE party = ? ORDER BY number DESC LIMIT 1`;
  return (sql(store.db, text).get(party) as RotationRow | undefined) ?? null;
}

export function addRotation(tx: Tx, row: Omit<RotationRow, 'number'>): void {
  const text =
    'INSERT INTO rotation (party, from_hash, to_hash, until, note, rotated) VALUES (@party, @from_hash, @to_hash, @until, @note, @rotated)';
  one(sql(tx.db, text).run(row), 'rotation');
}

export function pastKeys(store: Store): PastKeyRow[] {
  return sql(store.db, 'SELECT card, wrapped, expired, destroyed FROM past_key ORDER BY card').all() as PastKeyRow[];
}

export function addPastKey(tx: Tx, card: string, wrapped: Uint8Array): void {
  one(sql(tx.db, 'INSERT INTO past_key (card, wrapped) VALUES (?, ?)').run(card, wrapped), 'past_key');
}

export function rewrapPastKey(tx: Tx, card: string, wrapped: Uint8Array): void {
  one(sql(tx.db, 'UPDATE past_key SET wrapped = ? WHERE card = ? AND wrapped IS NOT NULL').run(wrapped, card), 'past_key');
}

export function expirePastKey(tx: Tx, card: string, at: string): void {
  const text = 'UPDATE past_key SET wrapped = NULL, expired = ? WHERE card = ? AND wrapped IS NOT NULL';
  one(sql(tx.db, text).run(at, card), 'past_key');
}

export function endPastKey(tx: Tx, card: string, at: string): void {
  const text = 'UPDATE past_key SET destroyed = ? WHERE card = ? AND expired IS NOT NULL AND destroyed IS NULL';
  one(sql(tx.db, text).run(at, card), 'past_key');
}

/** From now on, what rests here sealed to the present card is sealed to a past one. */
export function markSealedTo(tx: Tx, card: string): void {
  sql(tx.db, "UPDATE kept SET sealed_to = ? WHERE sealed_to IS NULL AND kind IN ('score', 'train', 'model')").run(card);
}
