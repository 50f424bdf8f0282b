import { parentPort } from 'node:worker_threads';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { openShard, type ShardAccess } from '../../src/bundle/shard.ts';
import { decodeArrow } from '../../src/table/arrow.ts';
import { checkShard } from '../../src/table/check.ts';
import { DICTIONARY_LIMITS, type Dictionary, type Variable } from '../../src/table/dictionary.ts';
import type { Column, Table } from '../../src/table/table.ts';
import { refusalOf } from './failure.ts';

/** One shard to open, decode and check, in a thread of the chamber. */
export type ShardTask = {
  readonly access: ShardAccess;
  readonly dictionary: Dictionary;
  readonly purpose: 'score' | 'train';
  /** Group variables that leave with the pupils. */
  readonly groups: readonly Variable[];
  /** Columns wanted; null for all. Every column is checked all the same. */
  readonly only: readonly string[] | null;
};
export type ShardAnswer =
  | { readonly ok: true; readonly table: Table; readonly digest: string }
  | { readonly ok: false; readonly code: EcluseError['code']; readonly params: EcluseError['params'] };

function open({ access, dictionary, purpose, groups, only }: ShardTask): { table: Table; digest: string } {
  const bytes = openShard(access);
  const digest = toHex(sha256(bytes));
  const limits = { rows: access.rows, columns: DICTIONARY_LIMITS.variables + 1, bytes: access.bytes };
  const table = checkShard(decodeArrow(bytes, limits), dictionary, purpose, new Set(), groups);
  if (table.rows !== access.rows) throw new EcluseError('TABLE_ARROW_ROWS', { found: table.rows, expected: access.rows });
  const wanted = only && new Set(only);
  const columns = wanted ? table.columns.filter(({ name }) => wanted.has(name)) : table.columns;
  return { table: { rows: table.rows, columns: columns.map(bare) }, digest };
}

/** The list of codes stands in the dictionary: it is not worth copying with every shard. */
function bare(column: Column): Column {
  return column.type === 'code' ? { ...column, codes: [] } : column;
}

function buffersOf(table: Table): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { values } of table.columns)
    if (ArrayBuffer.isView(values) && values.buffer instanceof ArrayBuffer) buffers.add(values.buffer);
  return [...buffers];
}

parentPort?.on('message', (task: ShardTask) => {
  try {
    const opened = open(task);
    parentPort?.postMessage({ ok: true, ...opened } satisfies ShardAnswer, buffersOf(opened.table));
  } catch (error) {
    const { code, params } = refusalOf(error, 'shard');
    parentPort?.postMessage({ ok: false, code, params } satisfies ShardAnswer);
  }
});
