import { one, sql, type Tx } from './change.ts';
import type { KeptRow } from './kept.ts';
import type { Store } from './open.ts';

export type DestructionRow = Pick<KeptRow, 'bundle' | 'kind' | 'party' | 'core_hash' | 'file' | 'destroy_by'> & {
  /** Hash of the partner's order, or null: its date was reached. */
  ordered: string | null;
  begun: string;
  destroyed: string | null;
  certificate: string | null;
};
export type OrderRow = { hash: string; party: string; bundle: string; models: 'keep' | 'destroy'; note: string; received: string };
export type CertificateRow = {
  hash: string;
  party: string;
  note: string;
  made: string;
  /** The whole note with the partner's line, once it came back. */
  countersigned: string | null;
  received: string | null;
};

const COLUMNS = 'bundle, kind, party, core_hash, file, destroy_by, ordered, begun, destroyed, certificate';

export function destructions(store: Store): DestructionRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM destruction ORDER BY begun, bundle`).all() as DestructionRow[];
}

/** Those whose key is out of the table while the old root or the file may still be there. */
export function begunDestructions(store: Store): DestructionRow[] {
  return destructions(store).filter(({ destroyed }) => destroyed === null);
}

export function addDestruction(tx: Tx, row: Omit<DestructionRow, 'destroyed' | 'certificate'>): void {
  const text = `INSERT INTO destruction (bundle, kind, party, core_hash, file, destroy_by, ordered, begun)
    VALUES (@bundle, @kind, @party, @core_hash, @file, @destroy_by, @ordered, @begun)`;
  one(sql(tx.db, text).run(row), 'destruction');
}

export function endDestruction(tx: Tx, bundle: string, at: string, certificate: string): void {
  const text = 'UPDATE destruction SET destroyed = ?, certificate = ? WHERE bundle = ? AND destroyed IS NULL';
  one(sql(tx.db, text).run(at, certificate, bundle), 'destruction');
}

export function order(store: Store, hash: string): OrderRow | null {
  return (
    (sql(store.db, 'SELECT hash, party, bundle, models, note, received FROM destroy_order WHERE hash = ?').get(hash) as
      | OrderRow
      | undefined) ?? null
  );
}

export function orders(store: Store): OrderRow[] {
  return sql(store.db, 'SELECT hash, party, bundle, models, note, received FROM destroy_order ORDER BY received, hash').all() as OrderRow[];
}

export function addOrder(tx: Tx, row: OrderRow): void {
  const text =
    'INSERT INTO destroy_order (hash, party, bundle, models, note, received) VALUES (@hash, @party, @bundle, @models, @note, @received)';
  one(sql(tx.db, text).run(row), 'destroy_order');
}

export function certificates(store: Store): CertificateRow[] {
  return sql(
    store.db,
    'SELECT hash, party, note, made, countersigned, received FROM certificate ORDER BY made, hash',
  ).all() as CertificateRow[];
}

export function addCertificate(tx: Tx, row: Pick<CertificateRow, 'hash' | 'party' | 'note' | 'made'>): void {
  one(sql(tx.db, 'INSERT INTO certificate (hash, party, note, made) VALUES (@hash, @party, @note, @made)').run(row), 'certificate');
}

export function countersignCertificate(tx: Tx, hash: string, note: string, at: string): void {
  const text = 'UPDATE certificate SET countersigned = ?, received = ? WHERE hash = ? AND countersigned IS NULL';
  one(sql(tx.db, text).run(note, at, hash), 'certificate');
}

/** A destroyed model scores nothing more. */
export function discardModel(tx: Tx, bundle: string): void {
  one(sql(tx.db, "UPDATE model SET state = 'discarded' WHERE bundle = ?").run(bundle), 'model');
}
