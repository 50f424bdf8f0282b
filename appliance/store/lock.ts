import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { onDisk } from '../disk.ts';

export type Lock = { release(): void };

/**
 * A lock that the kernel holds for this process and lets go of when it dies, however it dies: stronger than a process number in a row,
 * which another process may bear after a restart, and sound across containers. SQLite's own file locks serve. Null: another holds it.
 */
export function takeLock(path: string, waitMs: number): Lock | null {
  onDisk(path, () => existsSync(path) || closeSync(openSync(path, 'a', 0o600)));
  const db = new Database(path, { timeout: waitMs });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release() {
      if (db.open) db.close();
    },
  };
}
