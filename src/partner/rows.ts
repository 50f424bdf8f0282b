import type { Column, Table } from '../table/table.ts';

/** Indexes of the names in ascending order of their UTF-16 code units. */
export function rowOrder(names: readonly string[]): Int32Array {
  return Int32Array.from(names.keys()).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
}

/** The rows of those indexes, in that order. */
export function takeRows(table: Table, rows: Int32Array): Table {
  const pick = (column: Column): Column => {
    if (column.type === 'text') return { name: column.name, type: 'text', values: Array.from(rows, (row) => column.values[row]!) };
    if (column.type === 'code') return { ...column, values: rows.map((row) => column.values[row]!) };
    const values = column.values instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length);
    rows.forEach((row, i) => {
      values[i] = column.values[row]!;
    });
    return { name: column.name, type: 'number', values };
  };
  return { rows: rows.length, columns: table.columns.map(pick) };
}
