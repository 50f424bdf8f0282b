import type { ErrorCode } from '../base/errors.ts';
import { CARD_FILE, CHECKPOINT_FILE } from '../ledger/export.ts';
import type { Finding } from './finding.ts';

/** What the verifier checks, in the order in which it is told. The first six are about the log itself, the others about what it tells. */
export const CHECKS = [
  'card',
  'signature',
  'entries',
  'forms',
  'tiles',
  'kept',
  'cosigned',
  'receipts',
  'order',
  'isolation',
  'approvals',
  'review',
  'retention',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What a CSS's own log cannot be asked: nothing is received, unplugged, reviewed or destroyed in it. */
const APPLIANCES_ALONE: readonly CheckName[] = ['receipts', 'isolation', 'review', 'retention'];

export function checksOf(role: 'appliance' | 'partner'): readonly CheckName[] {
  return role === 'appliance' ? CHECKS : CHECKS.filter((name) => !APPLIANCES_ALONE.includes(name));
}

/** `holds` is null when the check could not be made: nothing to compare with, or entries that are not those that were sealed. */
export type Check = { readonly name: CheckName; readonly holds: boolean | null; readonly findings: number };

/** Every code a finding can bear, and the check it belongs to. Codes that are not here come from reading the checkpoint. */
export const CHECK_OF: { readonly [code in ErrorCode]?: CheckName } = {
  EXPORT_CARD: 'card',
  EXPORT_CARD_OTHER: 'card',
  EXPORT_ROTATION: 'card',
  EXPORT_TRUNCATED: 'entries',
  EXPORT_REMOVED: 'entries',
  EXPORT_ALTERED: 'entries',
  EXPORT_ALTERED_BETWEEN: 'entries',
  EXPORT_REORDERED: 'entries',
  EXPORT_INSERTED: 'entries',
  EXPORT_SURPLUS: 'entries',
  EXPORT_ROOT: 'entries',
  EXPORT_TILE: 'tiles',
  LEDGER_TILE_FORM: 'tiles',
  EXPORT_ENTRY_FORM: 'forms',
  EXPORT_SEQUENCE: 'forms',
  EXPORT_TIME: 'forms',
  KEPT_FORM: 'kept',
  KEPT_OTHER_LEDGER: 'kept',
  KEPT_SIGNATURE: 'kept',
  KEPT_ROLLED_BACK: 'kept',
  KEPT_FORKED: 'kept',
  KEPT_CONTRADICTORY: 'kept',
  LEDGER_COSIGNATURE: 'cosigned',
  TRIP_FIRST_ENTRY: 'order',
  TRIP_LOCAL_ENTRY: 'order',
  TRIP_LOCAL_ORDER: 'order',
  TRIP_TWO_PERSONS: 'review',
  TRIP_PARTY_UNKNOWN: 'receipts',
  TRIP_REPLAY: 'receipts',
  TRIP_BUNDLE_UNKNOWN: 'receipts',
  TRIP_RESULT_UNKNOWN: 'receipts',
  TRIP_RELEASED_TWICE: 'receipts',
  TRIP_OTHER_PARTY: 'receipts',
  TRIP_DESTRUCTION: 'retention',
  TRIP_DESTROYED: 'retention',
  TRIP_OVERDUE: 'retention',
  TRIP_SESSION_UNKNOWN: 'order',
  TRIP_STATE: 'order',
  TRIP_GAP_MODE: 'isolation',
  TRIP_UNSEALED: 'isolation',
  TRIP_LOCKED: 'isolation',
  TRIP_CUSTODIANS: 'isolation',
  TRIP_KEYS: 'isolation',
  TRIP_SILENCE: 'isolation',
  TRIP_UNPROVED: 'isolation',
  TRIP_COUNTERS: 'isolation',
  TRIP_CHAMBER_ALIVE: 'isolation',
  TRIP_MODEL_UNAPPROVED: 'approvals',
  TRIP_MODEL_UNTRAINED: 'approvals',
  TRIP_MODEL_NONE: 'approvals',
  TRIP_REVIEWER_IS_OPERATOR: 'review',
  TRIP_REVIEWER_ROLE: 'review',
  TRIP_UNREVIEWED: 'review',
};

export function checkOf({ code, params }: Finding): CheckName {
  if (code !== 'EXPORT_FILE_MISSING') return CHECK_OF[code] ?? 'signature';
  if (params.file === CARD_FILE) return 'card';
  return params.file === CHECKPOINT_FILE ? 'signature' : 'tiles';
}

const AFTER_ENTRIES: readonly CheckName[] = ['forms', 'tiles', 'receipts', 'order', 'isolation', 'approvals', 'review', 'retention'];

/** Sums findings up, check by check. `unmade`: checks that had nothing to look at; `names`: those that this log may be asked. */
export function summarise(
  findings: readonly Finding[],
  intact: boolean,
  unmade: ReadonlySet<CheckName>,
  names = CHECKS as readonly CheckName[],
): Check[] {
  return names.map((name) => {
    const count = findings.filter((one) => checkOf(one) === name).length;
    const impossible = unmade.has(name) || (!intact && AFTER_ENTRIES.includes(name));
    return { name, holds: count > 0 ? false : impossible ? null : true, findings: count };
  });
}
