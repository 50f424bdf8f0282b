import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { readExactly, readingFileInSteps } from '../../src/base/files.ts';
import { inOneGo, type Steps } from '../../src/base/steps.ts';
import { openHead } from '../../src/bundle/kept.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { type Appliance, paths } from '../home.ts';
import type { Tx } from '../store/change.ts';
import { addKept, type KeptRow, kept } from '../store/kept.ts';
import { rootInForce, unwrapKey, wrapKey } from './root.ts';

/** The key of a kept file. Whoever asks holds the intake's lock or the session's: the root does not change meanwhile. @throws KEEP_KEY, RETENTION_ROOT */
export function keyOf(app: Appliance, bundle: string): Uint8Array {
  const row = kept(app.store, bundle);
  if (row === null) throw new EcluseError('KEEP_KEY');
  return unwrapKey(rootInForce(app), bundle, row.wrapped);
}

/** Writes down a file that rests from now on, with its key. `path` is absolute. */
export function keep(
  app: Appliance,
  tx: Tx,
  row: Omit<KeptRow, 'wrapped' | 'file' | 'sealed_to'> & { path: string; key: Uint8Array; sealed_to?: string | null },
): void {
  const { path, key, sealed_to = null, ...about } = row;
  addKept(tx, { ...about, sealed_to, file: relative(bundlesFolder(app), path), wrapped: wrapKey(rootInForce(app), about.bundle, key) });
}

export function bundlesFolder(app: Appliance): string {
  return join(paths(app.dir).quarantine, '..');
}

const PIECE = 1 << 20;

/** Hands over, with a pause after each piece, the bundle that a kept file is: the head it had, then its shards. @throws KEEP_FILE, FILE_MISSING */
export function* readingKept(path: string, key: Uint8Array, use: (piece: Uint8Array) => void): Steps<void> {
  yield* readingFileInSteps(path, function* (fd, size): Steps<void> {
    const { head, start } = openHead(fd, size, path, key, LIMITS.manifestBytes);
    use(head);
    const buffer = new Uint8Array(Math.min(PIECE, size));
    for (let done = start; done < size; ) {
      const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
      readExactly(fd, piece, done, path);
      use(piece);
      done += piece.length;
      yield null;
    }
  });
}

/** SHA-256, hex, of the bundle that a kept file is: that of the file as it goes out. */
export function keptDigest(path: string, key: Uint8Array): string {
  return inOneGo(digestingKept(path, key));
}

/** The same in pieces. */
export function* digestingKept(path: string, key: Uint8Array): Steps<string> {
  const hash = createHash('sha256');
  yield* readingKept(path, key, (piece) => hash.update(piece));
  return hash.digest('hex');
}
