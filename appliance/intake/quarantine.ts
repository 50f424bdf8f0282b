import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { flushFolder, flushing, readExactly, readingFile, readingFileInSteps, unread } from '../../src/base/files.ts';
import type { Steps } from '../../src/base/steps.ts';
import { CERTIFICATE_BYTES } from '../../src/bundle/certificate.ts';
import { manifestLengthOf } from '../../src/bundle/check.ts';
import { KEPT_KEY_BYTES, sealHead } from '../../src/bundle/kept.ts';
import { type FileKind, KIND_BYTES, kindOfFile } from '../../src/bundle/kind.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { HEAD_BYTES } from '../../src/bundle/manifest.ts';
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

/** What the upstream gate takes in. */
export type Taken = Exclude<FileKind, 'card' | 'rotation'>;

/** The first bytes of a file and its size. What is not an ordinary file (a pipe would be waited for) is as good as absent. */
export function headOf(path: string): { head: Uint8Array; size: number } {
  if (!readable(path, () => statSync(path)).isFile()) throw new EcluseError('FILE_MISSING', { file: basename(path) });
  return readingFile(path, (fd, size) => {
    const head = new Uint8Array(Math.min(size, KIND_BYTES));
    readable(path, () => readExactly(fd, head, 0, path));
    return { head, size };
  });
}

/** A drive that cannot be read any more is a refusal like another. */
function readable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unread(path, error);
  }
}

export type Aside = {
  readonly path: string;
  readonly size: number;
  /** Of the file as it came. */
  readonly sha256: string;
  /** Of the kept file that a bundle has become; null for what claims to be no bundle after all, or is an approval. */
  readonly key: Uint8Array | null;
};

/**
 * Copies a file into quarantine under a name of our own, flushed: what is checked is what stays, whatever becomes of the drive. A bundle rests under a
 * key of its own from its first byte on: its head never lies open on this disk (SPEC.md, Kept files).
 * @throws INTAKE_FILE, BUNDLE_SIZE, APPROVAL_NOTE, FILE_WRITE
 */
export function* copyAside(app: Appliance, path: string): Steps<Aside & { kind: Taken }> {
  const { head, size } = headOf(path);
  const kind = kindOfFile(head);
  if (kind === null || kind === 'card' || kind === 'rotation') throw new EcluseError('INTAKE_FILE', { file: basename(path) });
  if (kind === 'bundle' && size > LIMITS.fileBytes) throw new EcluseError('BUNDLE_SIZE', { size, limit: LIMITS.fileBytes });
  if (kind === 'approval' && size > LIMITS.approvalBytes) throw new EcluseError('APPROVAL_NOTE');
  if (kind === 'order' && size > LIMITS.approvalBytes) throw new EcluseError('ORDER_FORM', { where: 'size' });
  if (kind === 'certificate' && size > CERTIFICATE_BYTES) throw new EcluseError('CERTIFICATE_FORM', { where: 'size' });
  const aside = join(paths(app.dir).quarantine, `.incoming-${toHex(app.random(12))}.part`);
  try {
    const key = kind === 'bundle' ? app.random(KEPT_KEY_BYTES) : null;
    return { kind, path: aside, size, ...(yield* copy(path, aside, size, key)) };
  } catch (error) {
    removeQuietly(aside);
    throw error;
  }
}

function* copy(path: string, to: string, size: number, key: Uint8Array | null): Steps<Pick<Aside, 'sha256' | 'key'>> {
  const hash = createHash('sha256');
  const writing = <T>(work: () => T) => onDisk(path, work);
  const out = writing(() => openSync(to, 'wx', 0o600));
  try {
    return yield* readingFileInSteps(path, function* (fd): Steps<Pick<Aside, 'sha256' | 'key'>> {
      const write = (bytes: Uint8Array) =>
        writing(() => {
          for (let at = 0; at < bytes.length; ) at += writeSync(out, bytes, at);
        });
      const head = key === null ? null : readable(path, () => wholeHead(fd, size, path));
      if (key !== null && head !== null) {
        hash.update(head);
        write(sealHead(key, head));
      }
      const buffer = new Uint8Array(Math.min(PIECE, size));
      for (let done = head?.length ?? 0; done < size; ) {
        const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
        readable(path, () => readExactly(fd, piece, done, path));
        hash.update(piece);
        write(piece);
        done += piece.length;
        yield null;
      }
      try {
        yield flushing(out);
      } catch (error) {
        writing(() => {
          throw error;
        });
      }
      return { sha256: hash.digest('hex'), key: head === null ? null : key };
    });
  } finally {
    closeSync(out);
  }
}

/** Magic, length and manifest; null when the file has none that could be believed: the check that follows says why. */
function wholeHead(fd: number, size: number, path: string): Uint8Array | null {
  const first = new Uint8Array(Math.min(HEAD_BYTES, size));
  readExactly(fd, first, 0, path);
  try {
    const head = new Uint8Array(HEAD_BYTES + manifestLengthOf(first, size));
    head.set(first);
    readExactly(fd, head.subarray(HEAD_BYTES), HEAD_BYTES, path);
    return head;
  } catch (error) {
    if (error instanceof EcluseError && error.code.startsWith('BUNDLE_')) return null;
    throw error;
  }
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
