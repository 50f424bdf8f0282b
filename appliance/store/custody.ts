import { type Entry, parseEntry } from '../../src/ledger/event.ts';
import { sql } from './change.ts';
import type { Store } from './open.ts';

/** Entries that tell a custody file. A quote inside a value is escaped, so that what is looked for can only be the name of a digest. */
const TELLING = `SELECT bytes FROM ledger_entry WHERE instr(bytes, CAST('"custody":"' AS BLOB)) > 0 ORDER BY sequence DESC`;

/** SHA-256 of the last custody file that the ledger tells, hex; null when it tells none. */
export function toldCustody({ db }: Store): string | null {
  const row = sql(db, `${TELLING} LIMIT 1`).get() as { bytes: Uint8Array } | undefined;
  return row === undefined ? null : (parseEntry(row.bytes).digests?.custody ?? null);
}

/** The highest number that a custodian has ever had. */
export function issuedCustodians({ db }: Store): number {
  const rows = sql(db, TELLING).all() as { bytes: Uint8Array }[];
  return Math.max(0, ...rows.map(({ bytes }) => highest(parseEntry(bytes))));
}

function highest({ type, subjects, counts }: Entry): number {
  if (type === 'appliance.created') return counts?.custodians ?? 0;
  if (type === 'custody.recovered') return (counts?.first ?? 1) + (counts?.custodians ?? 0) - 1;
  return Number(subjects?.custodian?.replace(/^\D+/, '') ?? 0);
}

/** Entries that tell a custody file or the making of paper shares, in their order. */
export function custodyEntries({ db }: Store): Entry[] {
  const text = `SELECT bytes FROM ledger_entry WHERE instr(bytes, CAST('"custody":"' AS BLOB)) > 0
    OR instr(bytes, CAST('"type":"recovery.made"' AS BLOB)) > 0 ORDER BY sequence`;
  return (sql(db, text).all() as { bytes: Uint8Array }[]).map(({ bytes }) => parseEntry(bytes));
}
