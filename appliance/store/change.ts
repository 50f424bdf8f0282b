import type Database from 'better-sqlite3';
import { EcluseError } from '../../src/base/errors.ts';
import { appendEvents } from '../../src/ledger/append.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import type { Store } from './open.ts';

declare const inChange: unique symbol;

/** The right to write: only `change` hands it out, so that no table can be written without an entry. */
export type Tx = { readonly db: Database.Database; readonly [inChange]: true };

/** What `work` may tell: events fixed beforehand, or drawn from its result. */
export type Told<T> = readonly LedgerEvent[] | ((result: T) => readonly LedgerEvent[]);

/**
 * The one way to write: `work` and the ledger's entries for it, in one transaction, or nothing. Without an entry, without
 * room for it, or with the database out of reach, nothing happens.
 * @throws STORE_BROKEN, STORE_BUSY, STORE_FAILED {reason}, and whatever `work` throws
 */
export function change<T>(store: Store, events: Told<T>, work: (tx: Tx) => T): T {
  if (store.broken !== null) throw new EcluseError('STORE_BROKEN', { reason: store.broken });
  const whole = store.db.transaction(() => {
    const result = work({ db: store.db } as Tx);
    const told = typeof events === 'function' ? events(result) : events;
    if (told.length === 0) throw new EcluseError('INTERNAL', { where: 'change' });
    appendEvents(store.ledger, told, store.clock);
    return result;
  });
  try {
    return whole.immediate();
  } catch (error) {
    throw translated(store, error);
  }
}

/** An act that changes no table but the ledger. */
export function tell(store: Store, ...events: LedgerEvent[]): void {
  change(store, events, () => null);
}

function translated(store: Store, error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (error instanceof EcluseError || typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  if (code.startsWith('SQLITE_BUSY')) return new EcluseError('STORE_BUSY', {}, { cause: error });
  if (/^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(code)) store.broken = code;
  return new EcluseError('STORE_FAILED', { reason: code }, { cause: error });
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Prepared once a connection. */
export function sql(db: Database.Database, text: string): Database.Statement {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const statement = known.get(text) ?? db.prepare(text);
  known.set(text, statement);
  return statement;
}

/** Guards a write: exactly one row must have been as expected. @throws STORE_RACE {table} */
export function one(result: Database.RunResult, table: string): void {
  if (result.changes !== 1) throw new EcluseError('STORE_RACE', { table });
}
