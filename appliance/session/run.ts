import { EcluseError } from '../../src/base/errors.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import type { Progress } from './progress.ts';

export type GapMode = 'chamber' | 'machine';

export type DraftOptions = { readonly gap: GapMode; readonly operator: Actor; /** Narrows scoring to these model ids. */ readonly models?: readonly string[] };

export type Draft = {
  readonly session: string;
  readonly bundles: readonly string[];
  /** Pending bundles left where they are, each with the code of what is lacking (no approved model, past its destruction date). */
  readonly left: readonly { bundle: string; code: string }[];
};

/** Takes up every pending bundle. @throws SESSION_LIVE, SESSION_EMPTY, GAP_MACHINE_NOT_YET, LEDGER_ROLLED_BACK, MODEL_UNKNOWN */
export function draftSession(_app: Appliance, _options: DraftOptions): Draft {
  throw new EcluseError('INTERNAL', { where: 'draftSession' });
}

export type RunOptions = {
  readonly operator: Actor;
  readonly passphrase: Uint8Array;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

export type RunOutcome = {
  readonly session: string;
  readonly results: readonly { id: string; request: string; kind: 'result' | 'evaluation'; recipient: string }[];
  readonly setAside: readonly { bundle: string; code: string }[];
};

/**
 * Seals a drafted session, runs the chamber, records results. Ends in `scored`, or in `aborted` and throws.
 * @throws SESSION_STATE, SESSION_NOTHING_SCORED, what the chamber refused with, LOGIN_SLOWED after wrong passphrases
 */
export function sealAndScore(_app: Appliance, _session: string, _options: RunOptions): Promise<RunOutcome> {
  throw new EcluseError('INTERNAL', { where: 'sealAndScore' });
}

/** Draft, seal and score in one call. */
export function runSession(_app: Appliance, _options: DraftOptions & RunOptions): Promise<RunOutcome> {
  throw new EcluseError('INTERNAL', { where: 'runSession' });
}

/** Gives a session up; its bundles wait again. @throws SESSION_STATE, RELEASE_BEGUN */
export function abortSession(_app: Appliance, _session: string, _actor: Actor): void {
  throw new EcluseError('INTERNAL', { where: 'abortSession' });
}
