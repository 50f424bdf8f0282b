import { EcluseError } from '../src/base/errors.ts';
import type { Json } from '../src/base/json.ts';
import type { State } from './gate/transitions.ts';
import type { Appliance } from './home.ts';
import type { Progress } from './session/progress.ts';

/** What the console reads. Ids, names, counts, digests and aggregates: there is no row of a pupil to be read here. */

export type PartyView = { id: string; name: string; hash: string; words: readonly string[]; enrolled: string; lastSequence: number };
export type BundleState = 'pending' | 'taken' | 'answered' | 'set-aside' | 'refused';
export type BundleView = {
  id: string;
  kind: 'score' | 'train';
  sender: { id: string; name: string };
  sequence: number;
  size: number;
  received: string;
  destroyBy: string;
  state: BundleState;
  /** Why it was set aside. */
  code: string | null;
  session: string | null;
};
export type SessionView = {
  id: string;
  number: number;
  state: State;
  gap: 'chamber' | 'machine';
  operator: string;
  reviewer: string | null;
  drafted: string;
  sealed: string | null;
  scored: string | null;
  reviewed: string | null;
  released: string | null;
  closed: string | null;
  aborted: string | null;
  /** Why it was aborted. */
  code: string | null;
  bundles: number;
  results: number;
};
export type ResultState = 'sealed' | 'approved' | 'refused' | 'delivered';
export type ResultView = {
  id: string;
  request: string;
  kind: 'result' | 'evaluation';
  recipient: { id: string; name: string };
  size: number;
  digest: string;
  state: ResultState;
  /** What the reviewer decides on: counts under 10 already hidden by the chamber. */
  aggregates: Json;
};
export type SessionDetail = SessionView & {
  requests: readonly BundleView[];
  answers: readonly ResultView[];
  models: readonly { id: string; digest: string; party: { id: string; name: string } }[];
  progress: Progress | null;
};
export type ModelState = 'trained' | 'kept' | 'replaced' | 'discarded';
export type ModelView = {
  id: string;
  party: { id: string; name: string };
  digest: string;
  family: string;
  target: string;
  state: ModelState;
  trained: string;
  /** The approval in force, or null: without one the model scores nothing. */
  approval: { stance: 'targeted' | 'wide'; until: string; received: string; expired: boolean } | null;
};
export type EntryView = {
  sequence: number;
  time: string;
  actor: string;
  type: string;
  subjects: Readonly<Record<string, string>>;
  digests: Readonly<Record<string, string>>;
  counts: Readonly<Record<string, number>>;
  code: string | null;
};
export type Overview = {
  appliance: { id: string; name: string; hash: string; words: readonly string[] };
  ledger: { size: number; root: string };
  live: SessionView | null;
  progress: Progress | null;
  pending: number;
  parties: number;
  models: { kept: number; approved: number };
  /** Results on their way: sealed and waiting for review, approved and waiting for release. */
  waiting: { review: number; release: number };
};

export function overview(_app: Appliance): Overview {
  throw new EcluseError('INTERNAL', { where: 'overview' });
}
export function listBundles(_app: Appliance): BundleView[] {
  throw new EcluseError('INTERNAL', { where: 'listBundles' });
}
export function listSessions(_app: Appliance): SessionView[] {
  throw new EcluseError('INTERNAL', { where: 'listSessions' });
}
/** @throws SESSION_UNKNOWN */
export function sessionDetail(_app: Appliance, _id: string): SessionDetail {
  throw new EcluseError('INTERNAL', { where: 'sessionDetail' });
}
/** Entries from `from` on, in order; without it the last `limit`. */
export function listEntries(_app: Appliance, _page: { from?: number; limit: number }): { size: number; entries: EntryView[] } {
  throw new EcluseError('INTERNAL', { where: 'listEntries' });
}
export function listModels(_app: Appliance): ModelView[] {
  throw new EcluseError('INTERNAL', { where: 'listModels' });
}
export function listParties(_app: Appliance): PartyView[] {
  throw new EcluseError('INTERNAL', { where: 'listParties' });
}
