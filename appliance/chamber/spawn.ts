import { EcluseError } from '../../src/base/errors.ts';
import type { ChamberEvent, ChamberJob, EventOf, IsolationEvidence } from './protocol.ts';

export type ChamberOptions = {
  /** The appliance's passphrase. Wiped as soon as it has been handed over, or not used. */
  passphrase: Uint8Array;
  /** Every event as it comes, `progress` included. What it throws ends the chamber. */
  onEvent?: (event: ChamberEvent) => void;
  /** Aborting kills the chamber's whole process group at once. */
  signal?: AbortSignal;
  memoryMiB?: number;
  wallClockMs?: number;
};

/** One per bundle of the job, in the job's order. */
export type RequestOutcome = EventOf<'scored'> | EventOf<'trained'> | EventOf<'set-aside'>;
export type ChamberOutcome = { evidence: IsolationEvidence; requests: RequestOutcome[] };

/**
 * Runs one job in a fresh chamber and waits for its death.
 * Throws the chamber's own refusal of the whole job (wrong passphrase…), or `CHAMBER_NO_ISOLATION`, `CHAMBER_NOT_ISOLATED`,
 * `CHAMBER_ABORTED`, `CHAMBER_TIMEOUT`, `CHAMBER_DIED`, `CHAMBER_PROTOCOL`, `CHAMBER_SWAP`. A bundle that fails alone is in the outcome as `set-aside`.
 */
export async function runChamber(_job: ChamberJob, _options: ChamberOptions): Promise<ChamberOutcome> {
  throw new EcluseError('CHAMBER_DIED', { reason: '' });
}
