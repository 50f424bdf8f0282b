/** Failures that cost nothing: people mistype. From the next on, each one doubles the wait. */
export const FREE_FAILURES = 3;
export const FIRST_WAIT_MS = 2_000;
export const LONGEST_WAIT_MS = 15 * 60_000;

/** How long the next attempt must wait after `failures` in a row: 0, 0, 0, then 2 s, 4 s, 8 s… to a quarter of an hour. */
export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_MS);
}

/**
 * Milliseconds until the next attempt may be examined; 0 when it may be now. A clock set back does not shorten the wait, nor does it
 * lengthen it past what the number of failures calls for.
 */
export function remainingWait(failures: number, lastFailure: number, now: number): number {
  const wait = waitAfter(failures);
  return Math.min(Math.max(lastFailure + wait - now, 0), wait);
}
