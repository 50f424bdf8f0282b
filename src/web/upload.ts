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

/** Reads the streamed form; its token is checked before the file's first byte is kept. Returns the name the sender gives the file. */
export async function readForm(upload: Upload, keep: (bytes: Uint8Array) => void | Promise<void>): Promise<string> {
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

/** A small uploaded file, in memory. @throws SERVER_TOO_LARGE */
export async function readSmallUpload(upload: Upload): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await readForm(upload, (bytes) => {
    pieces.push(bytes.slice());
  });
  return concat(...pieces);
}
