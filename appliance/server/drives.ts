import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';

/** Where drives appear on a desktop or server, and `drive` beside the appliance's home, for trial and demonstration. */
export function defaultRoots(home: string): string[] {
  return ['/media', '/mnt', '/run/media', join(dirname(home), 'drive')];
}

function real(path: string): string | null {
  try {
    const found = realpathSync(path);
    return statSync(found).isDirectory() ? found : null;
  } catch {
    return null;
  }
}

function within(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep);
}

/**
 * The real path of a folder typed on the console. Links are followed before anything is judged; the folder must exist, stand under
 * one of the roots and outside the appliance's own home. @throws SERVER_FOLDER
 */
export function allowedFolder(typed: string, roots: readonly string[], home: string): string {
  const folder = real(typed);
  // One reason for a folder that is absent and for one out of bounds: the form is no way to explore the disk.
  const allowed = folder !== null && roots.some((root) => within(folder, real(root) ?? '\0'));
  if (!allowed) throw new EcluseError('SERVER_FOLDER', { reason: 'absent / not allowed' });
  if (within(folder, real(home) ?? home)) throw new EcluseError('SERVER_FOLDER', { reason: 'home' });
  return folder;
}

/** Folders to propose: each root that exists, and what stands one or two levels under the usual mount points. At most 20. */
export function proposedFolders(roots: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    if (found.length >= 20) return;
    let names: string[];
    try {
      names = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map((entry) => entry.name)
        .sort();
    } catch {
      return;
    }
    for (const name of names) {
      if (found.length >= 20) return;
      found.push(join(folder, name));
      if (depth > 1) visit(join(folder, name), depth - 1);
    }
  };
  for (const root of roots) {
    if (real(root) === null) continue;
    if (root.endsWith(`${sep}drive`)) found.push(root);
    visit(root, root.endsWith('media') ? 2 : 1);
  }
  return found;
}
