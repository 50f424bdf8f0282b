import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EcluseError } from './errors.ts';
import { inOneGo, type Pause, type Steps } from './steps.ts';

/** The system's short reason (`ENOSPC`…), fit for a message. */
function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'EIO';
}

/** Reads a whole file of at most `limit` bytes; the size is checked before anything is read. */
export function readFileCapped(path: string, limit: number): Uint8Array {
  const fd = openForRead(path);
  try {
    const { size } = fstatSync(fd);
    if (size > limit) throw new EcluseError('FILE_TOO_LARGE', { file: basename(path), size, limit });
    const bytes = new Uint8Array(size);
    readExactly(fd, bytes, 0, path);
    return bytes;
  } finally {
    closeSync(fd);
  }
}

export function openForRead(path: string): number {
  try {
    // A drive may hold anything: without O_NONBLOCK a named pipe would hold the program until someone wrote in it.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(fd).isFile()) {
      closeSync(fd);
      throw new EcluseError('FILE_MISSING', { file: basename(path) });
    }
    return fd;
  } catch (error) {
    throw unread(path, error);
  }
}

/** What is not there, or not ours to read. */
const ABSENT = /^(ENOENT|ENOTDIR|EISDIR|ELOOP|ENAMETOOLONG|EACCES|EPERM|ENXIO)$/;

/**
 * Why a file was not read: it is not there, or what holds it failed (`FILE_READ`), after which the same file may be read another time. What the system did
 * not say is thrown again.
 */
export function unread(path: string, error: unknown): EcluseError {
  if (error instanceof EcluseError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!/^E[A-Z0-9]+$/.test(code)) throw error;
  const file = basename(path);
  if (ABSENT.test(code)) return new EcluseError('FILE_MISSING', { file }, { cause: error });
  return new EcluseError('FILE_READ', { file, reason: code }, { cause: error });
}

/** Fills `into` from `position`; a file that ends too early throws `FILE_MISSING`. */
export function readExactly(fd: number, into: Uint8Array, position: number, path: string): void {
  let done = 0;
  while (done < into.length) {
    const got = readSync(fd, into, done, into.length - done, position + done);
    if (got === 0) throw new EcluseError('FILE_MISSING', { file: basename(path) });
    done += got;
  }
}

/** Flushes a folder, so that the names in it survive a power cut. */
export function flushFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function ensureFolder(folder: string, mode = 0o700): void {
  mkdirSync(folder, { recursive: true, mode });
}

/** How much is written before the system is asked to begin putting it on the disk. */
const AHEAD_BYTES = 16 * 2 ** 20;

/**
 * Has what is written put on the disk while more is, so that little is left to wait for at the end. Through a descriptor of its own: a failing disk is
 * told once to each, and it is the writer's own flush that must hear of it.
 */
function flushingAhead(path: string): { wrote(bytes: number): void; end(): void } {
  let [fd, waiting, running, ended] = [-1, 0, 0, false];
  const close = () => {
    if (ended && running === 0 && fd >= 0) closeSync(fd);
  };
  return {
    wrote(bytes) {
      waiting += bytes;
      if (waiting < AHEAD_BYTES) return;
      waiting = 0;
      if (fd < 0) fd = openSync(path, 'r');
      running++;
      fdatasync(fd, () => {
        running--;
        close();
      });
    },
    end() {
      ended = true;
      close();
    },
  };
}

export type Sink = {
  write(bytes: Uint8Array): void;
  readonly fd: number;
  /** Tells of so many bytes that were written at their place through `fd`. */
  wrote(bytes: number): void;
};

type WriteOptions = { readonly replace?: boolean; readonly mode?: number };

/**
 * Writes a file that appears whole or not at all: aside in the same folder, flushed, renamed, the folder flushed.
 * A failure leaves neither the file nor a partial one. `replace: false` (the default) refuses an existing file.
 */
export function writeAtomically(path: string, fill: (sink: Sink) => void, options: WriteOptions = {}): void {
  inOneGo(
    writingAtomically(
      path,
      // biome-ignore lint/correctness/useYield: what fills it at once has no pause of its own
      function* (sink) {
        fill(sink);
      },
      options,
    ),
  );
}

/** The same in pieces: pauses are those of `fill`, and one while the file is flushed. */
export function* writingAtomically(path: string, fill: (sink: Sink) => Steps<void>, options: WriteOptions = {}): Steps<void> {
  const file = basename(path);
  if (!options.replace && existsSync(path)) throw new EcluseError('FILE_EXISTS', { file });
  const aside = join(dirname(path), `.${file}.${randomBytes(6).toString('hex')}.part`);
  const ahead = flushingAhead(aside);
  let fd = -1;
  try {
    fd = openSync(aside, 'wx', options.mode ?? 0o600);
    const descriptor = fd;
    yield* fill({
      fd: descriptor,
      write(bytes) {
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
        ahead.wrote(bytes.length);
      },
      wrote: ahead.wrote,
    });
    yield flushing(fd);
    closeSync(fd);
    fd = -1;
    renameSync(aside, path);
    flushFolder(dirname(path));
  } catch (error) {
    if (fd >= 0) closeSync(fd);
    rmSync(aside, { force: true });
    if (error instanceof EcluseError) throw error;
    throw new EcluseError('FILE_WRITE', { file, reason: reason(error) }, { cause: error });
  } finally {
    ahead.end();
  }
}

export function writeFileAtomically(path: string, bytes: Uint8Array, options: { replace?: boolean; mode?: number } = {}): void {
  writeAtomically(path, (sink) => sink.write(bytes), options);
}

/** Opens a file for reading, hands its descriptor and length to `use`, and closes it whatever happens. */
export function readingFile<T>(path: string, use: (fd: number, size: number) => T): T {
  const fd = openForRead(path);
  try {
    return use(fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}

/** The same for reading in pieces. */
export function* readingFileInSteps<T>(path: string, use: (fd: number, size: number) => Steps<T>): Steps<T> {
  const fd = openForRead(path);
  try {
    return yield* use(fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}

/** A pause in which a file is flushed: it may take seconds. */
export function flushing(fd: number): Pause {
  return {
    now: () => fsyncSync(fd),
    later: () => new Promise((resolve, reject) => fsync(fd, (error) => (error ? reject(error) : resolve()))),
  };
}

/** Writes at a place of an open file, for a header that is known last. */
export function writeAt(fd: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, position + at);
}

/** Writes over a file in its place, twice, flushed each time; one that is not there is as good as written over. What lies beneath may keep a copy. */
export function overwriteInPlace(path: string): void {
  inOneGo(overwritingInPlace(path));
}

/** The same in pieces. */
export function* overwritingInPlace(path: string): Steps<void> {
  if (!existsSync(path)) return;
  const fd = openSync(path, 'r+');
  try {
    const { size } = fstatSync(fd);
    for (const byte of [0xff, 0x00]) {
      const piece = new Uint8Array(Math.min(size, 1 << 20)).fill(byte);
      for (let at = 0; at < size; ) {
        at += writeSync(fd, piece, 0, Math.min(piece.length, size - at), at);
        yield null;
      }
      yield flushing(fd);
    }
  } finally {
    closeSync(fd);
  }
}
