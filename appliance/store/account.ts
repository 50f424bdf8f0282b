import type { Role } from '../gate/roles.ts';
import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type AccountRow = { role: Role; name: string; hash: string };

export function account(store: Store, role: Role): AccountRow | null {
  return (sql(store.db, 'SELECT role, name, hash FROM account WHERE role = ?').get(role) as AccountRow | undefined) ?? null;
}

export function addAccount(tx: Tx, row: AccountRow): void {
  one(sql(tx.db, 'INSERT INTO account (role, name, hash) VALUES (@role, @name, @hash)').run(row), 'account');
}
