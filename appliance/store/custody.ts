import { parseEntry } from '../../src/ledger/event.ts';
import { sql } from './change.ts';
import type { Store } from './open.ts';

/**
 * SHA-256 of the last custody file that the ledger tells, hex; null when it tells none. A quote inside a value is escaped, so that what
 * is looked for can only be the name of a digest.
 */
export function toldCustody({ db }: Store): string | null {
  const text = `SELECT bytes FROM ledger_entry WHERE instr(bytes, CAST('"custody":"' AS BLOB)) > 0 ORDER BY sequence DESC LIMIT 1`;
  const row = sql(db, text).get() as { bytes: Uint8Array } | undefined;
  return row === undefined ? null : (parseEntry(row.bytes).digests?.custody ?? null);
}
