import { closeSync, existsSync, lstatSync, mkdirSync, readdirSync, readSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { flushFolder, openForRead, overwriteInPlace } from '../base/files.ts';
import { kindOfFile } from '../bundle/kind.ts';
import { CARD_FILE, CHECKPOINT_FILE } from '../ledger/export.ts';
import { EXCEPTION_FORMAT } from '../partner/exception.ts';
import { CAMPAIGN_FORMAT } from '../study/campaign.ts';
import { DICTIONARY_FORMAT } from '../table/dictionary.ts';
import { RECIPE_FORMAT } from '../table/recipe.ts';
import { filesIn } from '../web/folder.ts';
import { readFiles, type Upload } from '../web/upload.ts';

/** Where a file stands: sent to the desk, which wipes it at the end, or lying in the folder that the desk was given. */
export type Place = 'kept' | 'folder';
export type FileKind =
  | 'table'
  | 'recipe'
  | 'dictionary'
  | 'campaign'
  | 'format'
  | 'exception'
  | 'approval'
  | 'result'
  | 'evaluation'
  | 'other';
export type DeskFile = { readonly place: Place; readonly name: string; readonly size: number; readonly kind: FileKind };
export type Choice = Pick<DeskFile, 'place' | 'name'>;

const MOST = 40;
const NAME = /^[^./\\\p{C}][^/\\\p{C}]{0,119}$/u;
const TABLES = ['.csv', '.tsv', '.txt', '.dat', '.xlsx', '.parquet', '.arrow', '.feather'];
const SNIFFED = 4096;

/** The two folders a desk knows: its own, private and wiped, and the one where extracts lie and where what it makes is written. */
export type Shelves = {
  readonly kept: string;
  readonly folder: string;
  list(): DeskFile[];
  /** The path of a listed file. @throws FILE_MISSING */
  path(choice: Choice): string;
  /** Folders of the working folder that look like a ledger's export, and the path of one. */
  ledgers(): string[];
  /** @throws FILE_MISSING */
  ledger(name: string): string;
  /** Streams the files of a form into the private folder. @throws DESK_FILE_NAME, DESK_FILES_MANY, FILE_WRITE */
  take(upload: Upload): Promise<Choice[]>;
  drop(name: string): void;
  /** Writes over and removes all that was sent, and what a desk that died left here. */
  wipe(): void;
};

export function createShelves(home: string, folder: string): Shelves {
  const room = join(resolve(home), 'desk');
  // A folder a process: two desks over one home do not wipe each other's.
  const kept = join(room, String(process.pid));
  const real = realFolder(folder);
  const dirOf = (place: Place) => (place === 'kept' ? kept : real);
  const listOf = (place: Place): DeskFile[] => {
    if (!existsSync(dirOf(place))) return [];
    return filesIn(dirOf(place)).map((file) => ({ place, ...file, kind: kindOf(join(dirOf(place), file.name)) }));
  };
  const remove = (name: string) => wipeFile(join(kept, name));
  return {
    kept,
    folder: real,
    list: () => [...listOf('kept'), ...listOf('folder')],
    path({ place, name }) {
      // Only a name of the listing of this moment: no path can be typed.
      if (!existsSync(dirOf(place)) || !filesIn(dirOf(place)).some((file) => file.name === name)) {
        throw new EcluseError('FILE_MISSING', { file: name });
      }
      return join(dirOf(place), name);
    },
    ledgers: () => ledgersIn(real),
    ledger(name) {
      if (!ledgersIn(real).includes(name)) throw new EcluseError('FILE_MISSING', { file: name });
      return join(real, name);
    },
    async take(upload) {
      mkdirSync(kept, { recursive: true, mode: 0o700 });
      const taken: Choice[] = [];
      let handle: FileHandle | null = null;
      const close = async () => {
        const open = handle;
        handle = null;
        await open?.sync();
        await open?.close();
      };
      try {
        await readFiles(
          upload,
          MOST,
          async (name) => {
            await close();
            if (!NAME.test(name)) throw new EcluseError('DESK_FILE_NAME');
            if (!existsSync(join(kept, name)) && filesIn(kept).length >= MOST) throw new EcluseError('DESK_FILES_MANY', { limit: MOST });
            // The same name again takes the place of what was sent before.
            remove(name);
            handle = await writing(() => open(join(kept, name), 'wx', 0o600));
            taken.push({ place: 'kept', name });
          },
          (bytes) => writing(async () => await handle?.writeFile(bytes)),
        );
        await close();
        flushFolder(kept);
        return taken;
      } catch (error) {
        await close().catch(() => undefined);
        for (const { name } of taken) remove(name);
        throw error;
      }
    },
    drop(name) {
      if (NAME.test(name)) remove(name);
    },
    wipe() {
      if (!existsSync(room)) return;
      for (const owner of readdirSync(room)) if (owner === String(process.pid) || !isRunning(Number(owner))) wipeFolder(join(room, owner));
      if (readdirSync(room).length === 0) rmdirSync(room);
    },
  };
}

function wipeFile(path: string): void {
  overwriteInPlace(path);
  rmSync(path, { force: true });
}

function wipeFolder(folder: string): void {
  if (lstatSync(folder).isDirectory()) for (const { name } of filesIn(folder)) wipeFile(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @throws FILE_MISSING */
function realFolder(folder: string): string {
  try {
    const real = realpathSync(folder);
    if (lstatSync(real).isDirectory()) return real;
  } catch {
    // Said below.
  }
  throw new EcluseError('FILE_MISSING', { file: folder });
}

async function writing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new EcluseError('FILE_WRITE', { file: 'upload', reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, { cause: error });
  }
}

/** What a file is for, told by its first bytes and its name; its reader judges it whole later. */
function kindOf(path: string): FileKind {
  const extension = extname(path).toLowerCase();
  if (TABLES.includes(extension)) return 'table';
  if (extension === '.fmt') return 'format';
  const start = firstBytes(path);
  const text = start.toString('latin1');
  const crossing = kindOfFile(start);
  // What this home has sealed itself is of another kind, and not to be opened.
  if (crossing === 'bundle') return (/"kind":"(result|evaluation)"/.exec(text)?.[1] as 'result' | 'evaluation' | undefined) ?? 'other';
  if (crossing !== null) return crossing === 'approval' ? 'approval' : 'other';
  if (text.startsWith(`${EXCEPTION_FORMAT}\n`)) return 'exception';
  if (extension !== '.json') return 'other';
  if (text.includes(CAMPAIGN_FORMAT)) return 'campaign';
  return text.includes(RECIPE_FORMAT) ? 'recipe' : text.includes(DICTIONARY_FORMAT) ? 'dictionary' : 'other';
}

const MOST_FOLDERS = 200;

function ledgersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .slice(0, MOST_FOLDERS)
    .map(({ name }) => name)
    .filter((name) => [CARD_FILE, CHECKPOINT_FILE].every((file) => existsSync(join(folder, name, file))))
    .sort();
}

/** A name that nothing in the folder has: what the desk makes is never written over something. */
export function freshName(folder: string, stem: string, end = ''): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}${end}` : `${stem}-${number}${end}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

function firstBytes(path: string): Buffer {
  const start = Buffer.alloc(SNIFFED);
  try {
    const fd = openForRead(path);
    try {
      return start.subarray(0, readSync(fd, start, 0, SNIFFED, 0));
    } finally {
      closeSync(fd);
    }
  } catch {
    return start.subarray(0, 0);
  }
}
