import { closeSync, lstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ENTRY_LIMIT } from '../ledger/event.ts';
import { TILE_WIDTH } from '../ledger/tile.ts';
import { parseWitnessKey, type WitnessKey } from '../ledger/witness.ts';
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

/**
 * A kept checkpoint from a file, named after it: the note by itself, or the result that brought it home (its checkpoint is believed for its own signature
 * alone). @throws FILE_MISSING, FILE_TOO_LARGE
 */
export function readKeptFile(path: string): Kept {
  return { name: basename(path), bytes: checkpointInside(path) ?? readSmallFile(path) };
}

/** A witness's public key from a file of one line. @throws FILE_MISSING, WITNESS_KEY */
export function readWitnessFile(path: string): WitnessKey {
  return parseWitnessKey(fromUtf8Lossy(readSmallFile(path)));
}

const BUNDLE_MAGIC = 'ecluse.bundle/v1';
const MANIFEST_LIMIT = 4 << 20;

/** The checkpoint in the core of a bundle; null for any other file. Attacker-controlled. */
function checkpointInside(path: string): Uint8Array | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const fd = openSync(path, 'r');
  try {
    const head = new Uint8Array(20);
    if (readSync(fd, head, 0, head.length, 0) < head.length || fromUtf8Lossy(head.subarray(0, 16)) !== BUNDLE_MAGIC) return null;
    const length = new DataView(head.buffer).getUint32(16);
    if (length > MANIFEST_LIMIT) return new Uint8Array();
    const manifest = new Uint8Array(length);
    readSync(fd, manifest, 0, length, 20);
    const core = /^core (.*)$/m.exec(fromUtf8Lossy(manifest))?.[1];
    const { checkpoint } = JSON.parse(core ?? '{}') as { checkpoint?: unknown };
    return typeof checkpoint === 'string' ? utf8(checkpoint) : new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    closeSync(fd);
  }
}

function fromUtf8Lossy(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
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
