import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { flushFolder, readExactly, readingFile } from '../../src/base/files.ts';
import { KIND_BYTES, kindOfFile } from '../../src/bundle/kind.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { onDisk, removeQuietly } from '../disk.ts';
import { type Appliance, paths } from '../home.ts';
import { bundle } from '../store/bundle.ts';
import { takeLock } from '../store/lock.ts';

/** Where a received bundle rests, unopened. */
export function bundlePath(app: Appliance, id: string): string {
  return join(paths(app.dir).quarantine, `${id}.bundle`);
}

const ASIDE = /^\.incoming-[0-9a-f]{24}\.part$/;
const PIECE = 1 << 20;

/** The first bytes of a file and its size. What is not an ordinary file (a pipe would be waited for) is as good as absent. */
export function headOf(path: string): { head: Uint8Array; size: number } {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new EcluseError('FILE_MISSING', { file: basename(path) });
  return readingFile(path, (fd, size) => {
    const head = new Uint8Array(Math.min(size, KIND_BYTES));
    readable(path, () => readExactly(fd, head, 0, path));
    return { head, size };
  });
}

/** A drive that cannot be read any more is a refusal like another. */
function readable(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof EcluseError) throw error;
    throw new EcluseError('FILE_MISSING', { file: basename(path) }, { cause: error });
  }
}

export type Aside = { readonly path: string; readonly size: number; readonly sha256: string };

/**
 * Copies a file into quarantine under a name of our own, flushed: what is checked is what stays, whatever becomes of the drive.
 * @throws INTAKE_FILE, BUNDLE_SIZE, APPROVAL_NOTE, FILE_WRITE
 */
export function copyAside(app: Appliance, path: string): Aside & { kind: 'bundle' | 'approval' } {
  const { head, size } = headOf(path);
  const kind = kindOfFile(head);
  if (kind !== 'bundle' && kind !== 'approval') throw new EcluseError('INTAKE_FILE', { file: basename(path) });
  if (kind === 'bundle' && size > LIMITS.fileBytes) throw new EcluseError('BUNDLE_SIZE', { size, limit: LIMITS.fileBytes });
  if (kind === 'approval' && size > LIMITS.approvalBytes) throw new EcluseError('APPROVAL_NOTE');
  const aside = join(paths(app.dir).quarantine, `.incoming-${toHex(app.random(12))}.part`);
  try {
    return { kind, path: aside, size, sha256: copy(path, aside, size) };
  } catch (error) {
    removeQuietly(aside);
    throw error;
  }
}

function copy(path: string, to: string, size: number): string {
  const hash = createHash('sha256');
  const writing = <T>(work: () => T) => onDisk(path, work);
  const out = writing(() => openSync(to, 'wx', 0o600));
  try {
    readingFile(path, (fd) => {
      const buffer = new Uint8Array(Math.min(PIECE, size));
      for (let done = 0; done < size; ) {
        const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
        readable(path, () => readExactly(fd, piece, done, path));
        hash.update(piece);
        writing(() => {
          for (let at = 0; at < piece.length; ) at += writeSync(out, piece, at);
        });
        done += piece.length;
      }
    });
    writing(() => fsyncSync(out));
  } finally {
    closeSync(out);
  }
  return hash.digest('hex');
}

/** Gives a checked copy its place. A file already there bears no row, or the bundle would have been a replay: it is what a crash left. */
export function settle(app: Appliance, aside: string, id: string): void {
  const path = bundlePath(app, id);
  onDisk(path, () => {
    renameSync(aside, path);
    flushFolder(paths(app.dir).quarantine);
  });
}

/** Removes what a crash left in quarantine: copies not judged yet, and bundles that no row speaks of. */
export function sweepQuarantine(app: Appliance): void {
  const { quarantine, intakeLock } = paths(app.dir);
  const lock = takeLock(intakeLock, 0);
  if (lock === null) return;
  try {
    for (const name of readdirSync(quarantine)) {
      const id = /^([0-9a-f]{32})\.bundle$/.exec(name)?.[1];
      if (ASIDE.test(name) || (id !== undefined && bundle(app.store, id) === null)) removeQuietly(join(quarantine, name));
    }
  } finally {
    lock.release();
  }
}
