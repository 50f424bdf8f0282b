import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { unread } from '../../src/base/files.ts';
import type { Steps } from '../../src/base/steps.ts';

/** How the system says that a device is no longer there, or no longer sound. */
const GONE: ReadonlySet<string> = new Set([
  'EIO',
  'ENODEV',
  'ENXIO',
  'ENOENT',
  'ENOTDIR',
  'EROFS',
  'ESTALE',
  'ENOTCONN',
  'EREMOTEIO',
  'ENOMEDIUM',
  'ESHUTDOWN',
]);

/** The folder of a drive, recognised again: by its device and its number there, not by its name. */
export type Drive = { readonly folder: string; readonly device: bigint; readonly number: bigint };

/** @throws RELEASE_FOLDER, RELEASE_DRIVE_GONE */
export function openDrive(folder: string): Drive {
  const found = onDrive(folder, () => statSync(folder, { throwIfNoEntry: false, bigint: true }));
  if (!found?.isDirectory()) throw new EcluseError('RELEASE_FOLDER', { file: basename(folder) });
  return { folder, device: found.dev, number: found.ino };
}

/** Another drive under the same name, or none, is not the one on which the release began. @throws RELEASE_DRIVE_GONE, RELEASE_DRIVE_OTHER */
export function requireSame({ folder, device, number }: Drive): void {
  const found = onDrive(folder, () => statSync(folder, { bigint: true }));
  if (found.dev !== device || found.ino !== number) throw new EcluseError('RELEASE_DRIVE_OTHER', { file: basename(folder) });
}

/** Runs what touches the drive: one that is gone is said as such, whatever was being done. @throws RELEASE_DRIVE_GONE, FILE_READ, FILE_MISSING */
export function onDrive<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw ofDrive(path, error);
  }
}

/** The same in pieces. */
export function* workingOnDrive<T>(path: string, work: () => Steps<T>): Steps<T> {
  try {
    return yield* work();
  } catch (error) {
    throw ofDrive(path, error);
  }
}

function ofDrive(path: string, error: unknown): unknown {
  const reason = error instanceof EcluseError ? reasonOf(error) : String((error as NodeJS.ErrnoException).code);
  if (reason === null || !GONE.has(reason)) return unread(path, error);
  return new EcluseError('RELEASE_DRIVE_GONE', { file: basename(path), reason }, { cause: error });
}

/** What failed to be read in the middle of a writing is this machine's own copy, not the drive. */
function reasonOf({ code, params, cause }: EcluseError): string | null {
  if (code !== 'FILE_WRITE' || (cause as NodeJS.ErrnoException | undefined)?.syscall === 'read') return null;
  return String(params.reason);
}
