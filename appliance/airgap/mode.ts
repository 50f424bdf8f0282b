import { EcluseError } from '../../src/base/errors.ts';

export const GAP_MODES = ['chamber', 'machine'] as const;
/**
 * `chamber`: the chamber has no network, the machine may have one; said on every page, in every result and in the ledger.
 * `machine`: every link of the machine is down, measured and watched.
 */
export type GapMode = (typeof GAP_MODES)[number];

/** @throws GAP_MACHINE_NOT_YET: a mode that nothing measures yet is refused rather than declared */
export function requireMeasured(gap: GapMode): void {
  if (gap === 'machine') throw new EcluseError('GAP_MACHINE_NOT_YET');
}
