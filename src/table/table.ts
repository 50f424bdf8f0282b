/** Columns in memory. A missing number is NaN, a missing code −1, a missing text ''. Booleans are numbers 0 and 1. */
export type NumberColumn = { readonly name: string; readonly type: 'number'; readonly values: Float64Array | Float32Array };
export type CodeColumn = { readonly name: string; readonly type: 'code'; readonly values: Int32Array; readonly codes: readonly string[] };
export type TextColumn = { readonly name: string; readonly type: 'text'; readonly values: readonly string[] };
export type Column = NumberColumn | CodeColumn | TextColumn;
export type Table = { readonly rows: number; readonly columns: readonly Column[] };

/** The column of that name, or null. */
export function column(table: Table, name: string): Column | null {
  return table.columns.find((each) => each.name === name) ?? null;
}
