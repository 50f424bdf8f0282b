import { concat } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readUpload } from './multipart.ts';

export type Upload = {
  readonly source: AsyncIterable<Uint8Array>;
  readonly boundary: string;
  readonly limit: number;
  /** @throws SERVER_CSRF */
  checkToken(token: string): void;
};

/**
 * Reads the streamed form; its token is checked before the first byte of a file is kept. `named` is told each file's name as its sender
 * gives it, without control characters.
 */
export async function readFiles(
  upload: Upload,
  files: number,
  named: (name: string) => void | Promise<void>,
  keep: (bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  let checked = false;
  const bytes = await readUpload(
    upload.source,
    upload.boundary,
    { fileBytes: upload.limit, files },
    {
      field(member, value) {
        if (member !== 'csrf' || checked) throw new EcluseError('SERVER_REQUEST', { where: 'multipart: field' });
        upload.checkToken(value);
        checked = true;
      },
      async named(filename) {
        if (!checked) throw new EcluseError('SERVER_CSRF');
        await named(filename.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '').slice(0, 200));
      },
      chunk: keep,
    },
  );
  if (bytes === 0) throw new EcluseError('SERVER_REQUEST', { where: 'multipart: empty' });
}

/** The same for a form of one file; returns its name. */
export async function readForm(upload: Upload, keep: (bytes: Uint8Array) => void | Promise<void>): Promise<string> {
  let name = '';
  const called = (given: string) => {
    name = given;
  };
  await readFiles(upload, 1, called, keep);
  return name;
}

/** A small uploaded file, in memory. @throws SERVER_TOO_LARGE */
export async function readSmallUpload(upload: Upload): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await readForm(upload, (bytes) => {
    pieces.push(bytes.slice());
  });
  return concat(...pieces);
}
