import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { writeFileAtomically } from '../../base/files.ts';

const MARKER = '.ecluse-demo';

export function demoPaths(home: string) {
  return {
    marker: join(home, MARKER),
    done: join(home, 'termine.json'),
    appliance: join(home, 'appareil'),
    ledger: join(home, 'registre'),
    drive: join(home, 'cle-usb'),
  } as const;
}

/** True when a demonstration has been played to its end in this folder. */
export function isDemoHome(home: string): boolean {
  return existsSync(demoPaths(home).marker) && existsSync(demoPaths(home).done);
}

/** Empties an old demonstration's home. A folder that holds anything and was not made here stays as it is. @throws DEMO_HOME */
export function startAfresh(home: string): void {
  const found = lstatSync(home, { throwIfNoEntry: false });
  if (found) {
    const folder = basename(resolve(home));
    if (!found.isDirectory()) throw new EcluseError('DEMO_HOME', { folder });
    const names = readdirSync(home);
    if (names.length > 0 && !names.includes(MARKER)) throw new EcluseError('DEMO_HOME', { folder });
    // The marker goes last: cut off in between, the next run still knows the folder for its own.
    for (const name of names) if (name !== MARKER) rmSync(join(home, name), { recursive: true, force: true });
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileAtomically(join(home, MARKER), utf8('ecluse.demo/v1\n'), { replace: true });
}
