import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * A text file as bytes in which separators, quotes and line ends are ASCII: UTF-8 and Windows-1252 stand as they are, UTF-16 is
 * rewritten as UTF-8. `decode` turns a piece into text; it answers null for bytes that mean nothing in that encoding.
 */
export type Readable = {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly bom: boolean;
  decode(start: number, end: number): string | null;
};

const NEWLINE = 10;

export function readEncoding(bytes: Uint8Array, told?: Encoding): Readable {
  const marked = byteOrderMark(bytes);
  const encoding = told ?? marked?.encoding ?? guess(bytes);
  const bom = marked !== null && marked.encoding === encoding;
  const body = bom ? bytes.subarray(marked.length) : bytes;
  if (encoding === 'windows-1252') return { bytes: body, encoding, bom, decode: decoder1252(body) };
  const text = encoding === 'utf-8' ? body : fromUtf16(body, encoding);
  if (!isUtf8(text)) throw new EcluseError('TABLE_ENCODING', { line: firstBadLine(text), encoding });
  const view = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  return { bytes: text, encoding, bom, decode: (start, end) => view.toString('utf8', start, end) };
}

function byteOrderMark(bytes: Uint8Array): { encoding: Encoding; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/** Without a mark: text in UTF-16 shows NUL in every second byte; what is not UTF-8 is the Windows-1252 of Quebec's school systems. */
function guess(bytes: Uint8Array): Encoding {
  const head = bytes.subarray(0, 4096);
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i & 1] = (nuls[i & 1] as number) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function decoder1252(bytes: Uint8Array): Readable['decode'] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (start, end) => {
    let ascii = true;
    for (let i = start; i < end && ascii; i++) ascii = (bytes[i] as number) < 0x80;
    if (ascii) return view.toString('latin1', start, end);
    const text = iconv.decode(view.subarray(start, end), 'windows-1252');
    return text.includes('\uFFFD') ? null : text;
  };
}

function fromUtf16(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (bytes.length > 512 * 1024 * 1024) throw new EcluseError('TABLE_TOO_LARGE', { limit: 512, what: 'Mio, UTF-16' });
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding, { stripBOM: false });
  const lone = bytes.length % 2 === 1 ? text.length : text.search(/\p{Cs}/u);
  if (lone >= 0) throw new EcluseError('TABLE_ENCODING', { line: text.slice(0, lone).split('\n').length, encoding });
  return utf8(text);
}

function firstBadLine(bytes: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (found < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
}
