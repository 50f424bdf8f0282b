import { crc32, deflateRawSync, constants as zlib } from 'node:zlib';
import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';

/** A file of an archive, in pieces; none is kept once it is written. */
export type ZipEntry = { readonly name: string; readonly parts: Iterable<string> };

const LIMIT = 0xffffffff;
/** 1 January 1980, the earliest a ZIP can say: the same input gives the same bytes. */
const DATE = (1 << 5) | 1;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATE = 8;
/** Characters gathered before they are deflated: each piece is compressed alone, so small ones would cost. */
const PIECE = 1 << 20;

/**
 * A ZIP archive (APPNOTE 6.3), piece by piece: memory stays that of one piece whatever the size. Pieces are deflated apart and end on a
 * byte (`Z_SYNC_FLUSH`), so that they follow each other as one stream. Without ZIP64: `FILE_TOO_LARGE` past 4 GiB.
 */
export function* zipParts(file: string, entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  const counted = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length;
    if (offset > LIMIT) throw new EcluseError('FILE_TOO_LARGE', { file, size: offset, limit: LIMIT });
    return bytes;
  };
  for (const { name, parts } of entries) {
    const start = offset;
    const nameBytes = utf8(name);
    yield counted(fields([4, 0x04034b50], ...common(0, 0, 0, nameBytes.length), [-1, nameBytes]));
    let crc = 0;
    let size = 0;
    const from = offset;
    for (const { text, last } of pieces(parts)) {
      const bytes = utf8(text);
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (size > LIMIT) throw new EcluseError('FILE_TOO_LARGE', { file, size, limit: LIMIT });
      yield counted(deflateRawSync(bytes, { level: 6, finishFlush: last ? zlib.Z_FINISH : zlib.Z_SYNC_FLUSH }));
    }
    const packed = offset - from;
    yield counted(fields([4, 0x08074b50], [4, crc], [4, packed], [4, size]));
    const about = common(crc, packed, size, nameBytes.length);
    directory.push(fields([4, 0x02014b50], [2, VERSION], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, start], [-1, nameBytes]));
  }
  const start = offset;
  for (const entry of directory) yield counted(entry);
  const count = directory.length;
  yield counted(fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, offset - start], [4, start], [2, 0]));
}

type Field = readonly [2 | 4, number] | readonly [-1, Uint8Array];

/** What a file's header and its place in the directory both say. */
function common(crc: number, packed: number, size: number, name: number): Field[] {
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, DATE],
    [4, crc],
    [4, packed],
    [4, size],
    [2, name],
    [2, 0],
  ];
}

/** Little-endian numbers of two or four bytes, and bytes as they are. */
function fields(...list: readonly Field[]): Uint8Array {
  const out = new Uint8Array(list.reduce((sum, [kind, value]) => sum + (kind === -1 ? value.length : kind), 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [kind, value] of list) {
    if (kind === -1) out.set(value, at);
    else if (kind === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += kind === -1 ? value.length : kind;
  }
  return out;
}

function* pieces(parts: Iterable<string>): Generator<{ readonly text: string; readonly last: boolean }> {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < PIECE) continue;
    yield { text, last: false };
    text = '';
  }
  yield { text, last: true };
}
