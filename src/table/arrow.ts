import { EcluseError } from '../base/errors.ts';
import type { Table } from './table.ts';

export type ArrowLimits = { readonly rows: number; readonly columns: number; readonly bytes: number };

/** Writes one shard. Code columns are written as their index. */
export function encodeArrow(_table: Table): Uint8Array {
  throw new EcluseError('INTERNAL', { where: 'arrow' });
}

/** Reads one shard; code columns come back as numbers (their index), `checkShard` gives them their codes again. */
export function decodeArrow(_bytes: Uint8Array, _limits: ArrowLimits): Table {
  throw new EcluseError('INTERNAL', { where: 'arrow' });
}
