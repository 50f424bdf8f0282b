import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell } from './csv.ts';

export type ParquetColumn = { readonly name: string; readonly kind: 'text' | 'number'; readonly cell: (row: number) => Cell };

/** Rows held at a time, and written as one group. */
const GROUP = 50_000;

/** Keeps what is not yet taken, so that a file of any size needs the memory of one group of rows. */
class Taken extends ByteWriter {
  take(): Uint8Array {
    const bytes = new Uint8Array(this.getBuffer());
    this.index = 0;
    return bytes;
  }
}

/** A Parquet file, group of rows by group of rows: text as UTF-8, numbers as doubles, what is missing null. `metadata` stands in its footer. */
export function* parquetParts(
  columns: readonly ParquetColumn[],
  rows: number,
  metadata: Readonly<Record<string, string>>,
): Generator<Uint8Array> {
  const taken = new Taken();
  const writer = new ParquetWriter({
    writer: taken,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, kind }) => {
        return kind === 'text'
          ? { name, type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const, repetition_type: 'OPTIONAL' as const }
          : { name, type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const };
      }),
    ],
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy: 'ecluse',
  });
  for (let from = 0; from < rows; from += GROUP) {
    const length = Math.min(GROUP, rows - from);
    const columnData = columns.map(({ name, cell }) => ({ name, data: Array.from({ length }, (_, i) => known(cell(from + i))) }));
    writer.write({ columnData, rowGroupSize: length });
    yield taken.take();
  }
  writer.finish();
  yield taken.take();
}

function known(cell: Cell): Cell {
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;
}
