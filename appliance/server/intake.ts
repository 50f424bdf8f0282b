import { readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { ensureFolder } from '../../src/base/files.ts';
import { readForm, type Upload } from '../../src/web/upload.ts';
import type { Actor } from '../gate/roles.ts';
import type { Received } from '../intake/receive.ts';
import type { Uses } from './uses.ts';

/** The largest bundle of the format. */
export const UPLOAD_LIMIT = 4 * 2 ** 30;
const PREFIX = '.upload-';

/** A refusal that names the server's own temporary file names the sender's instead. */
function renamed(error: unknown, name: string): unknown {
  if (!(error instanceof EcluseError) || !String(error.params.file).startsWith(PREFIX)) return error;
  return new EcluseError(error.code, { ...error.params, file: name }, { cause: error });
}

/**
 * Streams one uploaded file to quarantine under a name of our own, flushes it, lets the upstream gate judge it, and removes it
 * whatever was decided.
 */
export async function receiveUpload(uses: Uses, actor: Actor, upload: Upload): Promise<Received> {
  ensureFolder(uses.quarantine);
  const path = join(uses.quarantine, `${PREFIX}${toHex(uses.random(12))}.part`);
  let handle: FileHandle | null = null;
  try {
    const name = await readForm(upload, async (bytes) => {
      try {
        handle ??= await open(path, 'wx', 0o600);
        await handle.writeFile(bytes);
      } catch (error) {
        throw new EcluseError('FILE_WRITE', { file: 'upload', reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, { cause: error });
      }
    });
    const written = handle as FileHandle | null;
    await written?.sync();
    await written?.close();
    handle = null;
    try {
      return await uses.receive(path, actor);
    } catch (error) {
      throw renamed(error, name);
    }
  } finally {
    await (handle as FileHandle | null)?.close();
    rmSync(path, { force: true });
  }
}

/** What an upload left behind when the machine died. */
export function clearUploads(quarantine: string): void {
  let names: string[];
  try {
    names = readdirSync(quarantine);
  } catch {
    return;
  }
  for (const name of names) if (name.startsWith(PREFIX)) rmSync(join(quarantine, name), { force: true });
}
