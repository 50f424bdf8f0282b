import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { EcluseError } from '../base/errors.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A text file as UTF-8, without the byte order mark that opened it. */
export type Decoded = { readonly bytes: Buffer; readonly encoding: Encoding; readonly bom: boolean };

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Even, so that it cuts no unit of UTF-16. */
const PIECE = 1 << 22;
const NEWLINE = 10;
/** First byte of the accented letters of French in UTF-8; in Windows-1252 an « Ã », which no sign follows. */
const LEADS = 0xc3;

/** Errors: `TABLE_ENCODING` with the line of the first bytes that mean nothing in the encoding, found or told; `TABLE_ENCODING_MIXED`. */
export function readEncoding(bytes: Uint8Array, told?: Encoding): Decoded {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  const encoding = told ?? marked?.[0] ?? guess(bytes);
  const bom = marked?.[0] === encoding;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(bom ? marked[1].length : 0);
  if (encoding !== 'utf-8') return { bytes: rewritten(body, encoding), encoding, bom };
  if (!isUtf8(body)) throw new EcluseError('TABLE_ENCODING', { line: firstBadLine(body), encoding });
  return { bytes: body, encoding, bom };
}

/** Without a mark: text in UTF-16 shows NUL in every second byte; what is not UTF-8 is the Windows-1252 of Quebec's school systems. */
function guess(bytes: Uint8Array): Encoding {
  const head = bytes.subarray(0, 4096);
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i & 1] = (nuls[i & 1] as number) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const line = firstLineOfUtf8(bytes);
  if (line !== null) throw new EcluseError('TABLE_ENCODING_MIXED', { line });
  return 'windows-1252';
}

/** Two files joined, one of each: an « É » of the one would be read « Ã‰ » in a school's name, which no dictionary checks. */
function firstLineOfUtf8(bytes: Uint8Array): number | null {
  for (let at = bytes.indexOf(LEADS); at >= 0; at = bytes.indexOf(LEADS, at + 1)) {
    if (((bytes[at + 1] ?? 0) & 0xc0) === 0x80)
      return 1 + bytes.subarray(0, at).reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 0);
  }
  return null;
}

/** Piece by piece: no text of the whole file is ever made. */
function rewritten(body: Buffer, encoding: Encoding): Buffer {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  const pieces: Buffer[] = [];
  let line = 1;
  const keep = (text: string) => {
    const bad = encoding === 'windows-1252' ? text.indexOf('\ufffd') : text.search(/\p{Cs}/u);
    if (bad >= 0) throw new EcluseError('TABLE_ENCODING', { line: line + linesIn(text.slice(0, bad)), encoding });
    line += linesIn(text);
    pieces.push(Buffer.from(text));
  };
  for (let at = 0; at < body.length; ) {
    const end = cutAt(body, at + PIECE, encoding);
    keep(decoder.write(body.subarray(at, end)));
    at = end;
  }
  keep(decoder.end() ?? '');
  if (encoding !== 'windows-1252' && body.length % 2 === 1) throw new EcluseError('TABLE_ENCODING', { line, encoding });
  return Buffer.concat(pieces);
}

/** The library's decoder of UTF-16BE, unlike its others, keeps no half of a surrogate pair for the next piece. */
function cutAt(body: Buffer, end: number, encoding: Encoding): number {
  const halved = encoding === 'utf-16be' && end < body.length && ((body[end - 2] as number) & 0xfc) === 0xd8;
  return halved ? end - 2 : end;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function firstBadLine(bytes: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (found < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
}
