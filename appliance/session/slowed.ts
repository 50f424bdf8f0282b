import { EcluseError } from '../../src/base/errors.ts';
import { remainingWait } from '../gate/slowdown.ts';
import { attempt, type Secret } from '../store/attempt.ts';
import type { Store } from '../store/open.ts';

/** Seconds until `what` may be tried again, rounded up; 0 when it may be now. */
export function secondsToWait(store: Store, what: Secret): number {
  const row = attempt(store, what);
  return row === null ? 0 : Math.ceil(remainingWait(row.failures, row.last, store.clock().getTime()) / 1000);
}

/** @throws LOGIN_SLOWED {seconds} */
export function requireNoWait(store: Store, what: Secret): void {
  const seconds = secondsToWait(store, what);
  if (seconds > 0) throw new EcluseError('LOGIN_SLOWED', { seconds });
}
