import { readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { ensureFolder } from '../../src/base/files.ts';
import type { Actor } from '../gate/roles.ts';
import type { Received } from '../intake/receive.ts';
import { readUpload } from './multipart.ts';
import type { Uses } from './uses.ts';

/** The largest bundle of the format. */
export const UPLOAD_LIMIT = 4 * 2 ** 30;
const PREFIX = '.upload-';

/**
 * Streams one uploaded file to quarantine under a name of our own, flushes it, lets the upstream gate judge it, and removes it
 * whatever was decided. The form's token is checked before the file's first byte is written.
 */
export async function receiveUpload(
  uses: Uses,
  actor: Actor,
  upload: { source: AsyncIterable<Uint8Array>; boundary: string; limit: number; checkToken(token: string): void },
): Promise<Received> {
  ensureFolder(uses.quarantine);
  const path = join(uses.quarantine, `${PREFIX}${toHex(uses.random(12))}.part`);
  let handle: FileHandle | null = null;
  let checked = false;
  try {
    await readUpload(upload.source, upload.boundary, { fileBytes: upload.limit }, {
      field(name, value) {
        if (name !== 'csrf' || checked) throw new EcluseError('SERVER_REQUEST', { where: 'multipart' });
        upload.checkToken(value);
        checked = true;
      },
      async chunk(bytes) {
        if (!checked) throw new EcluseError('SERVER_CSRF');
        try {
          handle ??= await open(path, 'wx', 0o600);
          await handle.writeFile(bytes);
        } catch (error) {
          throw new EcluseError('FILE_WRITE', { file: 'upload', reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, { cause: error });
        }
      },
    });
    if (!checked) throw new EcluseError('SERVER_CSRF');
    const written = handle as FileHandle | null;
    if (!written) throw new EcluseError('SERVER_REQUEST', { where: 'fichier vide' });
    await written.sync();
    await written.close();
    handle = null;
    return uses.receive(path, actor);
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
