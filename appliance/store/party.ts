import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type PartyRow = {
  id: string;
  name: string;
  /** The card's whole signed note. */
  card: string;
  hash: string;
  enrolled: string;
  /** Highest bundle sequence received, and the manifest hash of that bundle. */
  received_sequence: number;
  received_head: string | null;
  approval_sequence: number;
  /** Last bundle sealed towards this party, delivered or not. */
  sent_sequence: number;
  sent_head: string | null;
};

const COLUMNS = 'id, name, card, hash, enrolled, received_sequence, received_head, approval_sequence, sent_sequence, sent_head';

export function party(store: Store, id: string): PartyRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM party WHERE id = ?`).get(id) as PartyRow | undefined) ?? null;
}

export function parties(store: Store): PartyRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM party ORDER BY name, id`).all() as PartyRow[];
}

export function addParty(tx: Tx, row: Pick<PartyRow, 'id' | 'name' | 'card' | 'hash' | 'enrolled'>): void {
  one(sql(tx.db, 'INSERT INTO party (id, name, card, hash, enrolled) VALUES (@id, @name, @card, @hash, @enrolled)').run(row), 'party');
}

export function replaceCard(tx: Tx, id: string, before: string, { card, hash }: Pick<PartyRow, 'card' | 'hash'>): void {
  one(sql(tx.db, 'UPDATE party SET card = ?, hash = ? WHERE id = ? AND hash = ?').run(card, hash, id, before), 'party');
}

export function moveReceived(tx: Tx, id: string, before: number, sequence: number, head: string): void {
  const text = 'UPDATE party SET received_sequence = ?, received_head = ? WHERE id = ? AND received_sequence = ?';
  one(sql(tx.db, text).run(sequence, head, id, before), 'party');
}

export function moveApproval(tx: Tx, id: string, before: number, sequence: number): void {
  const text = 'UPDATE party SET approval_sequence = ? WHERE id = ? AND approval_sequence = ?';
  one(sql(tx.db, text).run(sequence, id, before), 'party');
}

export function moveSent(tx: Tx, id: string, before: number, sequence: number, head: string): void {
  const text = 'UPDATE party SET sent_sequence = ?, sent_head = ? WHERE id = ? AND sent_sequence = ?';
  one(sql(tx.db, text).run(sequence, head, id, before), 'party');
}
