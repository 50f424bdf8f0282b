import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { overwriteInPlace, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { parseJson } from '../base/json.ts';
import { type PartnerHome, withLock } from './home.ts';

/**
 * Files that were written of an answer: what must go when the request's day comes. `folder` is absolute; `shared`: it was somebody's before, and
 * stays when it is empty.
 */
export type Export = { readonly request: string; readonly folder: string; readonly files: readonly string[]; readonly shared?: boolean };

const FILE = 'exports.json';
const LIMIT = 16 << 20;

const isName = (name: unknown): boolean => typeof name === 'string' && /^[^/\\\0]{1,200}$/.test(name) && name !== '.' && name !== '..';

export function readExports(home: PartnerHome): Export[] {
  const path = join(home.dir, FILE);
  if (!existsSync(path)) return [];
  const list = parseJson(fromUtf8(readFileCapped(path, LIMIT), FILE), FILE) as unknown as Export[];
  const good =
    Array.isArray(list) &&
    list.every(
      (one) => typeof one?.request === 'string' && typeof one.folder === 'string' && Array.isArray(one.files) && one.files.every(isName),
    );
  if (!good) throw new EcluseError('HOME_DAMAGED', { file: FILE, where: 'members' });
  return list;
}

function write(home: PartnerHome, list: readonly Export[]): void {
  writeFileAtomically(join(home.dir, FILE), utf8(`${JSON.stringify(list, null, 2)}\n`), { replace: true });
}

/** Written down before the files are: none is ever there that this home does not know of. @throws FILE_WRITE for a name that could not be read again */
export function recordExport(home: PartnerHome, { folder, files, ...rest }: Export): void {
  const odd = files.find((name) => !isName(name));
  if (odd !== undefined) throw new EcluseError('FILE_WRITE', { file: odd.slice(0, 60), reason: 'EINVAL' });
  withLock(home, () => write(home, [...readExports(home), { ...rest, folder: resolve(folder), files }]));
}

export type Cleared = {
  readonly files: number /** Folders whose files were no longer there, or not all. */;
  readonly moved: readonly string[];
};

/** Writes over and removes the files written of these requests. What was moved is told, and no longer looked for. */
export function destroyExports(home: PartnerHome, requests: ReadonlySet<string>): Cleared {
  return withLock(home, () => {
    const all = readExports(home);
    let files = 0;
    const moved = new Set<string>();
    for (const { folder, files: names, shared } of all.filter(({ request }) => requests.has(request))) {
      for (const name of names) {
        const path = join(folder, name);
        if (!existsSync(path)) {
          moved.add(folder);
          continue;
        }
        overwriteInPlace(path);
        rmSync(path);
        files++;
      }
      if (!shared && existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
    write(
      home,
      all.filter(({ request }) => !requests.has(request)),
    );
    return { files, moved: [...moved] };
  });
}
