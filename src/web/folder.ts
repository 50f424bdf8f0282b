import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { unread } from '../base/files.ts';

export type FolderFile = { readonly name: string; readonly size: number };
const MAX_FILES = 200;

/** Ordinary files of a folder already allowed; links and hidden files are left out. At most 200. @throws FILE_MISSING, FILE_READ: a drive may have gone */
export function filesIn(folder: string): FolderFile[] {
  const found: FolderFile[] = [];
  for (const entry of entriesOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile() || entry.name.startsWith('.') || found.length >= MAX_FILES) continue;
    try {
      found.push({ name: entry.name, size: lstatSync(join(folder, entry.name)).size });
    } catch {
      // Taken away between the listing and the look.
    }
  }
  return found;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unread(folder, error);
  }
}

/** Full paths of names chosen in a form: each must be in the folder's listing of this moment. @throws SERVER_REQUEST */
export function chosenFiles(folder: string, names: readonly string[]): string[] {
  const listed = new Set(filesIn(folder).map((file) => file.name));
  for (const name of names) if (!listed.has(name)) throw new EcluseError('SERVER_REQUEST', { where: 'file' });
  return [...new Set(names)].map((name) => join(folder, name));
}
