import { EcluseError } from '../base/errors.ts';
import type { Readable } from './encoding.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** A field lies from `start` to `stop`, quotes aside; `doubled` where quotes inside it are written twice. */
export type Field = (column: number, start: number, stop: number, doubled: boolean) => void;

export type Scan = {
  /** Reads the record that begins at `at`, handing each field over; returns the number of fields. */
  record(field: Field): number;
  readonly at: number;
  readonly line: number;
  readonly ended: boolean;
};

/** Cuts CSV (RFC 4180, any one-byte separator, lines ended by LF, CRLF or CR) into records and fields, without reading what they say. */
export function scan({ bytes }: Readable, separator: number): Scan {
  const end = bytes.length;
  let at = 0;
  let line = 1;

  const quoted = (column: number, field: Field): void => {
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
    field(column, start, i, doubled);
    line += newlines;
  };

  const plain = (column: number, field: Field): void => {
    const start = at;
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === separator || byte === LF || byte === CR) break;
      if (byte === QUOTE) throw new EcluseError('TABLE_QUOTE', { line, column: column + 1 });
    }
    at = i;
    field(column, start, i, false);
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
      for (let column = 0; ; column++) {
        if (bytes[at] === QUOTE) quoted(column, field);
        else plain(column, field);
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

/** What a field says, or what is wrong with it (`place` tells where it is, for the error alone). */
export function fieldText(source: Readable, start: number, stop: number, place: () => { line: number; column: number }): string {
  const { bytes } = source;
  for (let i = start; i < stop; i++) {
    if (bytes[i] === 0) throw new EcluseError('TABLE_NUL', place());
    // The same three bytes betray a mark whether the file is UTF-8 or was read as Windows-1252.
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) throw new EcluseError('TABLE_BOM', place());
  }
  const text = source.decode(start, stop);
  if (text === null) throw new EcluseError('TABLE_ENCODING', { line: place().line, encoding: source.encoding });
  return text;
}
