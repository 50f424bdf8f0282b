import type { ErrorCode } from '../base/errors.ts';
import type { Params } from '../base/text.ts';
import type { Entry, EventType } from '../ledger/event.ts';
import type { Facts } from './facts.ts';

export type Report = (code: ErrorCode, params?: Params) => void;
export type Handlers = { readonly [type in EventType]?: (entry: Entry) => void };

/** Who the custodians are as the ledger tells them: whether an act was done by two of them. */
export type Custodians = { readonly handlers: Handlers; twoOf(entry: Entry): boolean };

/** What the rules of sessions need to know of what came before: what was received, enrolled, approved, and who logged in as what. */
export type Past = {
  readonly facts: Facts;
  readonly parties: ReadonlySet<string>;
  readonly bundles: ReadonlyMap<string, Facts['bundles'][number]>;
  readonly reviewers: ReadonlySet<string>;
  readonly custodians: Custodians;
  /** The keys that `unlock.succeeded` tells are those in force. */
  unlocked(entry: Entry): void;
  /** Models that came out of a session, and the last word of their CSS on each; by `modelKey`. */
  readonly trained: Set<string>;
  /** A file rests from now on; `model`: the model it holds. */
  rests(core: string, party: string, destroyBy: string | null, model?: string): void;
  /** Every file that held this model was destroyed. */
  gone(model: string): boolean;
  /** The day by which a file of this CSS should have been destroyed, when that day is past on `day`; null when nothing is late. */
  overdue(party: string, day: string): string | null;
  readonly approvals: ReadonlyMap<string, { readonly until: string; readonly hash: string | undefined }>;
};

/** One very model: whose, which, and to the byte. */
export const modelKey = (one: { party: string; model: string; digest: string }) => `${one.party} ${one.model} ${one.digest}`;

/** A subject or digest that `checkEvent` has shown to be there. */
export const subject = (entry: Entry, name: keyof NonNullable<Entry['subjects']>) => entry.subjects?.[name] ?? '';
export const digest = (entry: Entry, name: string) => entry.digests?.[name] ?? '';
