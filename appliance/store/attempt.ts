import type { Role } from '../gate/roles.ts';
import { sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

/** What is being tried: a role's password, or the passphrase of the appliance's keys. */
export type Secret = Role | 'passphrase';
/** `last`: milliseconds since 1970. `noted`: the ledger already says that attempts are being turned away. */
export type AttemptRow = { what: Secret; failures: number; last: number; noted: 0 | 1 };

export function attempt(store: Store, what: Secret): AttemptRow | null {
  return (sql(store.db, 'SELECT what, failures, last, noted FROM attempt WHERE what = ?').get(what) as AttemptRow | undefined) ?? null;
}

/** One more failure; returns how many there are now. */
export function addFailure(tx: Tx, what: Secret, last: number): number {
  const text = `INSERT INTO attempt (what, failures, last, noted) VALUES (?, 1, ?, 0)
    ON CONFLICT (what) DO UPDATE SET failures = failures + 1, last = excluded.last, noted = 0 RETURNING failures`;
  return (sql(tx.db, text).get(what, last) as { failures: number }).failures;
}

export function noteAttempt(tx: Tx, what: Secret): void {
  sql(tx.db, 'UPDATE attempt SET noted = 1 WHERE what = ?').run(what);
}

export function clearFailures(tx: Tx, what: Secret): void {
  sql(tx.db, 'DELETE FROM attempt WHERE what = ?').run(what);
}
