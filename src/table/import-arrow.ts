import { EcluseError } from '../base/errors.ts';
import type { Table } from './table.ts';

/** A user's own Arrow IPC file or stream: numbers, booleans, dates and text (dictionary-encoded or not) as number and text columns. */
export function importArrow(_bytes: Uint8Array): Table {
  throw new EcluseError('INTERNAL', { where: 'arrow' });
}
