import { EcluseError } from '../base/errors.ts';

/**
 * A strict reader of `multipart/form-data` (RFC 7578) for one form: small text fields, then one file (or a few, where the form takes
 * several), streamed. Attacker-controlled: no preamble, no epilogue, no transfer encoding, no part it does not know.
 */
export type UploadReader = {
  /** Called for each text field, before the file's first byte: a refusal thrown here stops the upload. */
  field(name: string, value: string): void;
  /** A file begins, under the name its sender gives it: to be checked or shown back, never used as a path as it is. */
  named(filename: string): void | Promise<void>;
  /** Called with the file's bytes as they come. */
  chunk(bytes: Uint8Array): void | Promise<void>;
};
/** `files`: how many may come, one unless told; `fileBytes`: of all of them together. */
export type UploadLimits = { readonly fileBytes: number; readonly files?: number };

const HEAD_LIMIT = 1024;
const FIELD_LIMIT = 1024;
const MAX_FIELDS = 7;
const DISPOSITION = /^content-disposition: form-data; name="([a-z]{1,32})"(?:; filename="((?:[^"\\\r\n]|\\["\\])*)")?$/i;
const CONTENT_TYPE = /^content-type: [\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/i;

function malformed(where: string): EcluseError {
  return new EcluseError('SERVER_REQUEST', { where: `multipart: ${where}` });
}

/** The boundary of a `Content-Type` header, or null when the header is of another type. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data; ?boundary=([A-Za-z0-9'()+_,./:=?-]{1,70})$/i.exec(contentType ?? '');
  return match?.[1] ?? null;
}

type PartHead = { name: string; file: boolean; filename: string };

function parseHead(head: string): PartHead {
  let part: PartHead | null = null;
  for (const line of head.split('\r\n')) {
    const match = DISPOSITION.exec(line);
    if (match) {
      if (part) throw malformed('head');
      part = { name: match[1] ?? '', file: match[2] !== undefined, filename: match[2] ?? '' };
    } else if (!CONTENT_TYPE.test(line)) throw malformed('head');
  }
  if (!part) throw malformed('head');
  return part;
}

/** Reads the whole body and returns the file's length in bytes. The reader's caps hold whatever the sender declares. */
export async function readUpload(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: UploadLimits,
  reader: UploadReader,
): Promise<number> {
  const opening = Buffer.from(`--${boundary}\r\n`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let pending: Buffer = Buffer.alloc(0);
  let state = 'start' as 'start' | 'head' | 'body' | 'after' | 'end';
  let part: PartHead = { name: '', file: false, filename: '' };
  let fields = 0;
  let files = 0;
  let fileBytes = 0;
  let field: Buffer = Buffer.alloc(0);

  const take = async (bytes: Buffer): Promise<void> => {
    if (bytes.length === 0) return;
    if (part.file) {
      fileBytes += bytes.length;
      if (fileBytes > limits.fileBytes) throw new EcluseError('SERVER_TOO_LARGE', { limit: limits.fileBytes });
      await reader.chunk(bytes);
    } else {
      field = Buffer.concat([field, bytes]);
      if (field.length > FIELD_LIMIT) throw malformed('field');
    }
  };

  /** One step over `pending`; false when more bytes are needed. */
  const step = async (): Promise<boolean> => {
    if (state === 'start') {
      if (pending.length < opening.length) return false;
      if (!pending.subarray(0, opening.length).equals(opening)) throw malformed('start');
      pending = pending.subarray(opening.length);
      state = 'head';
      return true;
    }
    if (state === 'head') {
      const end = pending.indexOf('\r\n\r\n');
      if (end > HEAD_LIMIT || (end < 0 && pending.length > HEAD_LIMIT + 4)) throw malformed('head');
      if (end < 0) return false;
      part = parseHead(pending.toString('utf8', 0, end));
      if (part.file ? ++files > (limits.files ?? 1) : ++fields > MAX_FIELDS || files > 0) throw malformed('parts');
      if (part.file) await reader.named(part.filename);
      field = Buffer.alloc(0);
      pending = pending.subarray(end + 4);
      state = 'body';
      return true;
    }
    if (state === 'body') {
      const end = pending.indexOf(delimiter);
      if (end < 0) {
        const safe = Math.max(0, pending.length - delimiter.length + 1);
        await take(pending.subarray(0, safe));
        pending = pending.subarray(safe);
        return false;
      }
      await take(pending.subarray(0, end));
      if (!part.file) reader.field(part.name, field.toString('utf8'));
      pending = pending.subarray(end + delimiter.length);
      state = 'after';
      return true;
    }
    if (state === 'after') {
      if (pending.length < 2) return false;
      const mark = pending.toString('latin1', 0, 2);
      if (mark !== '\r\n' && mark !== '--') throw malformed('boundary');
      pending = pending.subarray(2);
      state = mark === '--' ? 'end' : 'head';
      return true;
    }
    if (pending.length > 2) throw malformed('end');
    return false;
  };

  for await (const bytes of source) {
    pending = pending.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.concat([pending, bytes]);
    while (await step());
  }
  // The final newline is the browser's habit; RFC 2046 lets it be absent.
  if (state !== 'end' || !['', '\r\n'].includes(pending.toString('latin1'))) throw malformed('end');
  if (files === 0) throw malformed('file');
  return fileBytes;
}
