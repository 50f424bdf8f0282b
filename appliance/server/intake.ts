import { readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { concat, toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { ensureFolder } from '../../src/base/files.ts';
import type { Actor } from '../gate/roles.ts';
import type { Received } from '../intake/receive.ts';
import { readUpload } from './multipart.ts';
import type { Uses } from './uses.ts';

/** The largest bundle of the format. */
export const UPLOAD_LIMIT = 4 * 2 ** 30;
const PREFIX = '.upload-';

export type Upload = {
  readonly source: AsyncIterable<Uint8Array>;
  readonly boundary: string;
  readonly limit: number;
  /** @throws SERVER_CSRF */
  checkToken(token: string): void;
};

/** Reads the streamed form; its token is checked before the file's first byte is kept. Returns the name the sender gives the file. */
async function readForm(upload: Upload, keep: (bytes: Uint8Array) => void | Promise<void>): Promise<string> {
  let checked = false;
  let name = '';
  const bytes = await readUpload(
    upload.source,
    upload.boundary,
    { fileBytes: upload.limit },
    {
      field(member, value) {
        if (member !== 'csrf' || checked) throw new EcluseError('SERVER_REQUEST', { where: 'multipart: field' });
        upload.checkToken(value);
        checked = true;
      },
      named(filename) {
        if (!checked) throw new EcluseError('SERVER_CSRF');
        name = filename.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '').slice(0, 200);
      },
      chunk: keep,
    },
  );
  if (bytes === 0) throw new EcluseError('SERVER_REQUEST', { where: 'multipart: empty' });
  return name;
}

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

/** A small uploaded file, in memory. @throws SERVER_TOO_LARGE */
export async function readSmallUpload(upload: Upload): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await readForm(upload, (bytes) => {
    pieces.push(bytes.slice());
  });
  return concat(...pieces);
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
