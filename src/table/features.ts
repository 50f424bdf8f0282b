import type { Dictionary } from './dictionary.ts';
import { predictors } from './dictionary.ts';
import { column, type Table } from './table.ts';

export type FeatureMatrix = { readonly rows: number; readonly columns: readonly (Float64Array | Float32Array)[] };

/** The predictors as the forests read them, in the dictionary's order: numbers, booleans 0/1, codes by their index; NaN where missing. */
export function featureMatrix(table: Table, dictionary: Dictionary): FeatureMatrix {
  const columns = predictors(dictionary).map(({ name }) => {
    const found = column(table, name);
    if (found?.type === 'number') return found.values;
    const values = new Float32Array(table.rows).fill(Number.NaN);
    if (found?.type === 'code') {
      for (let row = 0; row < table.rows; row++) {
        const code = found.values[row] as number;
        if (code >= 0) values[row] = code;
      }
    }
    return values;
  });
  return { rows: table.rows, columns };
}
