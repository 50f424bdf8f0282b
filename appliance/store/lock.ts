import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { EcluseError } from '../../src/base/errors.ts';
import { onDisk } from '../disk.ts';

/** Long enough for one of two that ask at the same moment to give way; whoever holds a session holds it far longer. */
export const SESSION_LOCK_MS = 300;
/** Long enough for a file that is being received to be judged. */
export const INTAKE_WAIT_MS = 3_000;

export type Lock = { release(): void };

/**
 * A lock that the kernel holds for this process and lets go of when it dies, however it dies: stronger than a process number in a row,
 * which another process may bear after a restart, and sound across containers. SQLite's own file locks serve. Null: another holds it.
 */
export function takeLock(path: string, waitMs: number): Lock | null {
  onDisk(path, () => existsSync(path) || closeSync(openSync(path, 'a', 0o600)));
  const db = new Database(path, { timeout: waitMs });
  try {
    // Nothing is ever written: a full disk must not keep a session from being given up.
    db.pragma('journal_mode = OFF');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const { code = '' } = error as { code?: string };
    if (code.startsWith('SQLITE_BUSY')) return null;
    throw code.startsWith('SQLITE_') ? new EcluseError('STORE_FAILED', { reason: code }, { cause: error }) : error;
  }
  return {
    release() {
      if (db.open) db.close();
    },
  };
}
