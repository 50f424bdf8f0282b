import { EcluseError } from '../base/errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Table } from './table.ts';

/**
 * The chamber's own check of a decoded shard: column `pseudonym`, then predictors in the dictionary's order, then (training) audit-only
 * variables and outcomes (0/1). Returns the same table with code columns typed again (index → code). Errors: `SHARD_…`.
 * Pass one `seen` set for all shards of a bundle, so that a pseudonym stands once.
 */
export function checkShard(_table: Table, _dictionary: Dictionary, _kind: 'score' | 'train', _seen: Set<string> = new Set()): Table {
  throw new EcluseError('INTERNAL', { where: 'check' });
}
