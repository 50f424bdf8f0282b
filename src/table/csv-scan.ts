import { EcluseError } from '../base/errors.ts';
import type { Readable } from './encoding.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Where a record ended: how many fields it had, the line after it, the byte after it. */
type Field = (column: number, text: string, line: number) => void;

export type Scan = {
  /** Reads the record that begins at `at`, handing each field over; returns the number of fields. */
  record(field: Field): number;
  readonly at: number;
  readonly line: number;
  readonly ended: boolean;
};

/**
 * Reads CSV (RFC 4180, any one-byte separator, lines ended by LF, CRLF or CR) from bytes, giving each distinct cell of a
 * column one string: an extract of 18 million cells holds few distinct ones, and a string per cell would cost ten times the time.
 */
export function scan(source: Readable, separator: number): Scan {
  const { bytes } = source;
  const end = bytes.length;
  const interners: Interner[] = [];
  let at = 0;
  let line = 1;

  const decode = (start: number, stop: number, column: number): string => {
    for (let i = start; i < stop; i++) {
      if (bytes[i] === 0) throw new EcluseError('TABLE_NUL', { line, column: column + 1 });
      // The same three bytes betray a mark whether the file is UTF-8 or was read as Windows-1252.
      if (bytes[i] === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) {
        throw new EcluseError('TABLE_BOM', { line, column: column + 1 });
      }
    }
    const text = source.decode(start, stop);
    if (text === null) throw new EcluseError('TABLE_ENCODING', { line, encoding: source.encoding });
    return text;
  };

  const interned = (start: number, stop: number, hash: number, column: number): string => {
    if (start === stop) return '';
    let interner = interners[column];
    if (!interner) {
      interner = makeInterner(bytes);
      interners[column] = interner;
    }
    return interner(start, stop, hash, column, decode);
  };

  const quoted = (column: number): string => {
    const start = at + 1;
    let doubled = false;
    let newlines = 0;
    let hash = 0x811c9dc5;
    let i = start;
    for (; ; i++) {
      const byte = bytes[i];
      if (i >= end) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
      if (byte === QUOTE) {
        if (bytes[i + 1] !== QUOTE) break;
        doubled = true;
        i++;
      } else if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) newlines++;
      hash = Math.imul(hash ^ (byte as number), 0x01000193);
    }
    at = i + 1;
    const next = bytes[at];
    if (at < end && next !== separator && next !== LF && next !== CR) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
    const text = doubled ? decode(start, i, column).replaceAll('""', '"') : interned(start, i, hash, column);
    line += newlines;
    return text;
  };

  const plain = (column: number): string => {
    const start = at;
    let hash = 0x811c9dc5;
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === separator || byte === LF || byte === CR) break;
      if (byte === QUOTE) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    at = i;
    return interned(start, i, hash, column);
  };

  return {
    get at() {
      return at;
    },
    get line() {
      return line;
    },
    get ended() {
      return at >= end;
    },
    record(field) {
      const first = line;
      for (let column = 0; ; column++) {
        field(column, bytes[at] === QUOTE ? quoted(column) : plain(column), first);
        const next = bytes[at];
        if (at < end && next === separator) {
          at++;
          continue;
        }
        if (at < end) {
          at += next === CR && bytes[at + 1] === LF ? 2 : 1;
          line++;
        }
        return column + 1;
      }
    },
  };
}

type Decode = (start: number, stop: number, column: number) => string;
type Interner = (start: number, stop: number, hash: number, column: number, decode: Decode) => string;

/** Open addressing over places in `bytes`: a string is made once per distinct cell. */
function makeInterner(bytes: Uint8Array): Interner {
  const texts: string[] = [];
  const starts: number[] = [];
  const stops: number[] = [];
  const hashes: number[] = [];
  let slots = new Int32Array(16).fill(-1);
  const grow = () => {
    slots = new Int32Array(slots.length * 4).fill(-1);
    for (const [index, hash] of hashes.entries()) {
      let slot = spread(hash) & (slots.length - 1);
      while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = index;
    }
  };
  return (start, stop, hash, column, decode) => {
    const mask = slots.length - 1;
    let slot = spread(hash) & mask;
    for (let index = slots[slot] as number; index !== -1; slot = (slot + 1) & mask, index = slots[slot] as number) {
      if (hashes[index] === hash && same(bytes, starts[index] as number, stops[index] as number, start, stop))
        return texts[index] as string;
    }
    const text = decode(start, stop, column);
    slots[slot] = texts.length;
    texts.push(text);
    starts.push(start);
    stops.push(stop);
    hashes.push(hash);
    if (texts.length * 2 > slots.length) grow();
    return text;
  };
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function same(bytes: Uint8Array, start: number, stop: number, otherStart: number, otherStop: number): boolean {
  if (stop - start !== otherStop - otherStart) return false;
  for (let i = start, j = otherStart; i < stop; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
