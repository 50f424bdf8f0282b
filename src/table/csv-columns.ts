import { type Field, fieldText } from './csv-scan.ts';
import type { Readable } from './encoding.ts';
import { type Interner, makeInterner } from './intern.ts';

const LF = 10;
const CR = 13;
/** Fields held before their columns take them: their places fit in a core's own cache. */
const FIELDS_HELD = 65_536;

export type CsvColumns = {
  readonly field: Field;
  /** Keeps the record just read, which began on that line. */
  keep(line: number): void;
  readonly rows: number;
  readonly lines: readonly number[];
  /** The cells, column by column. */
  finish(): string[][];
};

/**
 * Gathers the fields of `width` columns, a block of rows at a time, then column by column: each distinct cell of a column is one string
 * (an extract of 18 million cells holds few distinct ones), found in tables that stay near while a column is at work.
 */
export function csvColumns(source: Readable, width: number, most: number): CsvColumns {
  const values = Array.from({ length: width }, () => new Array<string>(most));
  const block = Math.max(32, Math.floor(FIELDS_HELD / width));
  const starts = new Int32Array(block * width);
  const stops = new Int32Array(block * width);
  const doubledAt = new Uint8Array(block * width);
  const lines: number[] = [];
  let held = 0;
  let done = 0;
  let where = 0;

  /** Line of a field: that of its record, and the line ends quoted before it. */
  const place = () => {
    const row = Math.floor(where / width);
    let line = lines[done + row] as number;
    for (let i = starts[row * width] as number; i < (starts[where] as number); i++) {
      const byte = source.bytes[i];
      if (byte === LF || (byte === CR && source.bytes[i + 1] !== LF)) line++;
    }
    return { line, column: (where % width) + 1 };
  };
  const read = (start: number, stop: number) => fieldText(source, start, stop, place);
  const interners = values.map((): Interner => makeInterner(source.bytes, read));

  const flush = () => {
    for (let column = 0; column < width; column++) {
      const into = values[column] as string[];
      const interned = interners[column] as Interner;
      for (let row = 0, at = column; row < held; row++, at += width) {
        where = at;
        const start = starts[at] as number;
        const stop = stops[at] as number;
        if (start === stop) into[done + row] = '';
        else into[done + row] = doubledAt[at] === 1 ? read(start, stop).replaceAll('""', '"') : interned(start, stop);
      }
    }
    done += held;
    held = 0;
  };

  return {
    lines,
    get rows() {
      return lines.length;
    },
    field(column, start, stop, doubled) {
      if (column >= width) return;
      const at = held * width + column;
      starts[at] = start;
      stops[at] = stop;
      doubledAt[at] = doubled ? 1 : 0;
    },
    keep(line) {
      lines.push(line);
      if (++held === block) flush();
    },
    finish() {
      flush();
      for (const each of values) each.length = lines.length;
      return values;
    },
  };
}
