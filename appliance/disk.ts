import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { EcluseError } from '../src/base/errors.ts';
import type { Steps } from '../src/base/steps.ts';

/** Runs what touches the disk; the system's refusal becomes the product's. @throws FILE_WRITE {file, reason} */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw ofDisk(path, error);
  }
}

/** The same in pieces. */
export function* workingOnDisk<T>(path: string, work: () => Steps<T>): Steps<T> {
  try {
    return yield* work();
  } catch (error) {
    throw ofDisk(path, error);
  }
}

function ofDisk(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof EcluseError || code === undefined || (syscall === undefined && !/^E[A-Z]+$/.test(code))) return error;
  return new EcluseError('FILE_WRITE', { file: basename(path), reason: code }, { cause: error });
}

/** Removes what no longer counts. What resists is swept at the next start: it is no reason to call a finished act failed. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Swept later.
  }
}
