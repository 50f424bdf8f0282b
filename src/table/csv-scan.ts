import { EcluseError } from '../base/errors.ts';
import type { Readable } from './encoding.ts';
import { type Interner, makeInterner } from './intern.ts';

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

  let column = 0;

  const decode = (start: number, stop: number): string => {
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

  const interned = (start: number, stop: number): string => {
    if (start === stop) return '';
    const found = interners[column] ?? makeInterner(bytes, decode);
    interners[column] = found;
    return found(start, stop);
  };

  const quoted = (): string => {
    const start = at + 1;
    let doubled = false;
    let newlines = 0;
    let i = start;
    for (; ; i++) {
      const byte = bytes[i];
      if (i >= end) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
      if (byte === QUOTE) {
        if (bytes[i + 1] !== QUOTE) break;
        doubled = true;
        i++;
      } else if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) newlines++;
    }
    at = i + 1;
    const next = bytes[at];
    if (at < end && next !== separator && next !== LF && next !== CR) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
    const text = doubled ? decode(start, i).replaceAll('""', '"') : interned(start, i);
    line += newlines;
    return text;
  };

  const plain = (): string => {
    const start = at;
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === separator || byte === LF || byte === CR) break;
      if (byte === QUOTE) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
    }
    at = i;
    return interned(start, i);
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
      for (column = 0; ; column++) {
        field(column, bytes[at] === QUOTE ? quoted() : plain(), first);
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
