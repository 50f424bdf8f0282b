import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { toHex } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { ensureFolder, flushFolder, writeAtomically } from '../../base/files.ts';
import { systemRandom } from '../../base/random.ts';

/** A file to write, made piece by piece as it is written: a list of pupils may be larger than memory. */
export type OutputFile = { readonly name: string; readonly parts: () => Iterable<Uint8Array> };

export function wholeFile(name: string, bytes: Uint8Array): OutputFile {
  return { name, parts: () => [bytes] };
}

/** Refuses early a folder that would be refused at the end. */
export function checkNewFolder(folder: string): void {
  if (!existsSync(folder)) return;
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new EcluseError('OUT_NOT_EMPTY', { folder: basename(folder) }, { cause: error });
  }
  if (names.length > 0) throw new EcluseError('OUT_NOT_EMPTY', { folder: basename(resolve(folder)) });
}

/** Writes a folder that appears whole or not at all; only its owner may read it, since it may name pupils. */
export function writeFolder(folder: string, files: readonly OutputFile[]): string[] {
  const target = resolve(folder);
  checkNewFolder(target);
  const parent = dirname(target);
  const aside = join(parent, `.${basename(target)}.${toHex(systemRandom(6))}.part`);
  try {
    ensureFolder(parent);
    mkdirSync(aside, { mode: 0o700 });
    for (const { name, parts } of files) {
      writeAtomically(join(aside, name), (sink) => {
        for (const part of parts()) sink.write(part);
      });
    }
    if (existsSync(target)) rmdirSync(target);
    renameSync(aside, target);
    flushFolder(parent);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (error instanceof EcluseError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? 'EIO';
    throw new EcluseError('FILE_WRITE', { file: basename(target), reason }, { cause: error });
  }
  return files.map((file) => join(folder, file.name));
}
