import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { EcluseError } from '../../src/base/errors.ts';
import type { Clock } from '../../src/base/random.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { onDisk } from '../disk.ts';
import { sqliteLedger } from './ledger.ts';

export type Store = {
  readonly db: Database.Database;
  readonly path: string;
  readonly clock: Clock;
  readonly ledger: LedgerStore;
  /** Why this store takes no more writes: a failed flush is fatal and never tried again. */
  broken: string | null;
  close(): void;
};

/** What must hold at every open: SQLite itself falls back to weaker values on reopening. */
export const PRAGMAS: readonly (readonly [name: string, set: string, found: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['secure_delete', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
];
const BUSY_MS = 10_000;

export type Migration = { readonly version: number; readonly sql: string };

/** The numbered migrations beside this file, 1, 2, 3… without a hole. */
export function migrations(): Migration[] {
  const folder = fileURLToPath(new URL('./migrations/', import.meta.url));
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}\.sql$/.test(name))
    .sort();
  return names.map((name, index) => {
    if (Number(name.slice(0, 4)) !== index + 1) throw new EcluseError('STORE_VERSION', { found: index + 1, known: names.length });
    return { version: index + 1, sql: readFileSync(`${folder}/${name}`, 'utf8') };
  });
}

/**
 * Opens the database, sets and asserts its pragmas, brings its schema up to date. The file is made 0600 before SQLite sees it, and SQLite gives its
 * companions (-wal, -shm) the same mode.
 * @throws STORE_PRAGMA {name}, STORE_VERSION {found, known}
 */
export function openStore(path: string, clock: Clock): Store {
  onDisk(path, () => existsSync(path) || closeSync(openSync(path, 'wx', 0o600)));
  const db = new Database(path, { timeout: BUSY_MS });
  try {
    for (const [name, set] of PRAGMAS) db.pragma(`${name} = ${set}`);
    assertPragmas(db);
    migrate(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return { db, path, clock, ledger: sqliteLedger(db), broken: null, close: () => db.close() };
}

export function assertPragmas(db: Database.Database): void {
  for (const [name, , found] of PRAGMAS) {
    if (db.pragma(name, { simple: true }) !== found) throw new EcluseError('STORE_PRAGMA', { name });
  }
}

function migrate(db: Database.Database): void {
  const known = migrations();
  const version = () => db.pragma('user_version', { simple: true }) as number;
  if (version() > known.length) throw new EcluseError('STORE_VERSION', { found: version(), known: known.length });
  for (const migration of known) {
    db.transaction(() => {
      // Read again under the write lock: another process may have been faster.
      if (version() >= migration.version) return;
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
