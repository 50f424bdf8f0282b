import { findMachine, requireKernelFiles, requireMachine } from './machine.ts';

export const GAP_MODES = ['chamber', 'machine'] as const;
/**
 * `chamber`: the chamber has no network, the machine may have one; said on every page, in every result and in the ledger.
 * `machine`: every link of the machine is down, measured and watched.
 */
export type GapMode = (typeof GAP_MODES)[number];

/** A gap that cannot be measured from here is refused rather than declared. @throws GAP_CONTAINER, GAP_FOREIGN, GAP_UNREADABLE */
export function requireMeasurable(gap: GapMode): void {
  if (gap === 'chamber') return;
  const machine = findMachine();
  requireKernelFiles(machine);
  requireMachine(machine);
}
