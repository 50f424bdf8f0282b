import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeQuietly } from '../disk.ts';

/** Removes what a power cut left of this very file or folder, written aside and not renamed yet. */
export function sweepParts(path: string): void {
  const before = `.${basename(path)}.`;
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(before) && /^[0-9a-f]{12}\.part$/.test(name.slice(before.length))) removeQuietly(join(folder, name));
  }
}
