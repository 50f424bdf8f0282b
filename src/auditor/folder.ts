import { lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { ENTRY_LIMIT } from '../ledger/event.ts';
import { TILE_WIDTH } from '../ledger/tile.ts';
import type { Read } from './finding.ts';
import type { Kept } from './kept.ts';

/** No file of an export is longer than a full bundle of the longest entries. */
const FILE_LIMIT = TILE_WIDTH * (2 + ENTRY_LIMIT);
const SMALL_LIMIT = 65_536;

/** Reads an export from its folder. Attacker-controlled: what is not a plain file (a pipe, a link) or is too long counts as absent. */
export function folderReader(folder: string): Read {
  if (!is(folder, 'isDirectory')) throw new EcluseError('FILE_MISSING', { file: basename(folder) });
  return (path) => {
    const file = join(folder, path);
    return is(file, 'isFile') && lstatSync(file).size <= FILE_LIMIT ? readFileSync(file) : null;
  };
}

/** A kept checkpoint from a file, named after it. @throws FILE_MISSING, FILE_TOO_LARGE */
export function readKeptFile(path: string): Kept {
  return { name: basename(path), bytes: readSmallFile(path) };
}

/** A card or a checkpoint: a file that a person names, at most 64 KiB. @throws FILE_MISSING, FILE_TOO_LARGE */
export function readSmallFile(path: string): Uint8Array {
  const file = basename(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new EcluseError('FILE_MISSING', { file });
  if (found.size > SMALL_LIMIT) throw new EcluseError('FILE_TOO_LARGE', { file, size: found.size, limit: SMALL_LIMIT });
  try {
    return readFileSync(path);
  } catch (error) {
    throw new EcluseError('FILE_MISSING', { file }, { cause: error });
  }
}

function is(path: string, what: 'isFile' | 'isDirectory'): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.[what]() ?? false;
}
