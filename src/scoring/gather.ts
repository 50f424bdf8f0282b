import { EcluseError } from '../base/errors.ts';
import { PSEUDONYM } from '../table/dictionary.ts';
import type { Column, Table } from '../table/table.ts';

type Whole = { readonly name: string; values: Float32Array | Float64Array | Int32Array; readonly codes: readonly string[] | null };

/**
 * Puts the tables of one bundle end to end: whole columns, without the pseudonyms. Numbers lie on shared memory, in single
 * precision as long as nothing is lost by it, so that the forest's threads read them where they are.
 */
export function gatherer(rows: number): { add(table: Table): void; table(): Table } {
  const columns: Whole[] = [];
  let at = 0;
  return {
    add(table) {
      const pieces = table.columns.filter(({ name }) => name !== PSEUDONYM);
      if (columns.length === 0) for (const piece of pieces) columns.push(begin(piece, rows));
      if (pieces.length !== columns.length || at + table.rows > rows) throw new EcluseError('INTERNAL', { where: 'gather' });
      pieces.forEach((piece, index) => {
        const whole = columns[index]!;
        if (piece.name !== whole.name || piece.type === 'text') throw new EcluseError('INTERNAL', { where: 'gather' });
        if (whole.values instanceof Float32Array && piece.values instanceof Float64Array && !fitsSingle(piece.values)) {
          const wider = new Float64Array(new SharedArrayBuffer(rows * 8));
          wider.set(whole.values);
          whole.values = wider;
        }
        whole.values.set(piece.values, at);
      });
      at += table.rows;
    },
    table: () => ({
      rows: at,
      columns: columns.map(
        ({ name, values, codes }): Column =>
          values instanceof Int32Array ? { name, type: 'code', values, codes: codes ?? [] } : { name, type: 'number', values },
      ),
    }),
  };
}

function begin(piece: Column, rows: number): Whole {
  if (piece.type === 'code') return { name: piece.name, values: new Int32Array(rows), codes: piece.codes };
  return { name: piece.name, values: new Float32Array(new SharedArrayBuffer(rows * 4)), codes: null };
}

function fitsSingle(values: Float64Array): boolean {
  return values.every((value) => Number.isNaN(value) || Math.fround(value) === value);
}
