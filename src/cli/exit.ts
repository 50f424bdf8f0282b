import type { ErrorCode } from '../base/errors.ts';

/** Exit codes: 0 if and only if everything asked was done. */
export const EXIT = { done: 0, refused: 1, usage: 2, internal: 3, aborted: 4 } as const;

const OTHERS: Partial<Record<ErrorCode, number>> = {
  USAGE: EXIT.usage,
  SECRET_MISSING: EXIT.usage,
  SECRET_EXTRA: EXIT.usage,
  INTERNAL: EXIT.internal,
  ABORTED: EXIT.aborted,
  CHAMBER_ABORTED: EXIT.aborted,
  SESSION_GIVEN_UP: EXIT.aborted,
};

/** Every refusal that is not in the table above exits with 1. */
export function exitCode(code: ErrorCode): number {
  return OTHERS[code] ?? EXIT.refused;
}
