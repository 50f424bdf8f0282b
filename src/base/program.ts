import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/**
 * The compiled file of a worker or child process: `program('appliance/chamber/main')`. Node cannot start TypeScript, so
 * even when the caller runs from source (tests), what it starts is the compiled tree.
 */
export function program(module: string): string {
  return join(packageRoot(), 'dist', `${module}.js`);
}

/** A file of the package that is not code: `packageFile('appliance/store/migrations')`. */
export function packageFile(path: string): string {
  return join(packageRoot(), path);
}
