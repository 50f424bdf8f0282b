import { toHex } from '../src/base/bytes.ts';
import { dayOf } from '../src/base/calendar.ts';
import { EcluseError } from '../src/base/errors.ts';
import type { Json } from '../src/base/json.ts';
import { fingerprintWords } from '../src/keys/words.ts';
import { parseEntry } from '../src/ledger/event.ts';
import { treeRoot } from '../src/ledger/merkle.ts';
import { inForce } from './gate/approvals.ts';
import type { State } from './gate/transitions.ts';
import type { Appliance } from './home.ts';
import type { Progress } from './session/progress.ts';
import { lastApproval } from './store/approval.ts';
import { type BundleRow, bundles, bundlesOf, pendingBundles } from './store/bundle.ts';
import { type ModelRow, models, modelsOf } from './store/model.ts';
import { parties, party } from './store/party.ts';
import { resultsOf } from './store/result.ts';
import { liveSession, type SessionRow, session, sessions } from './store/session.ts';

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
  /** Its chamber is known to have ended, and the keys with it. */
  dead: boolean;
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
  /** The last approval of a kept model, or null: without one in force the model scores nothing. */
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

export function overview(app: Appliance): Overview {
  const { store, card } = app;
  const size = store.ledger.size();
  const live = liveSession(store);
  const answers = live === null ? [] : resultsOf(store, live.id);
  const kept = models(store).filter(({ state }) => state === 'kept');
  const waiting = (state: ResultState) => answers.filter((result) => result.state === state).length;
  return {
    appliance: { id: card.id, name: card.name, hash: card.hash, words: fingerprintWords(card.hash) },
    ledger: { size, root: toHex(treeRoot(store.ledger, size)) },
    live: live && sessionView(app, live),
    progress: live === null ? null : (app.progress.get(live.id) ?? null),
    pending: pendingBundles(store).length,
    parties: parties(store).length,
    models: { kept: kept.length, approved: kept.filter((row) => approvalOf(app, row)?.expired === false).length },
    waiting: { review: live?.state === 'scored' ? waiting('sealed') : 0, release: live?.state === 'reviewed' ? waiting('approved') : 0 },
  };
}

export function listBundles(app: Appliance): BundleView[] {
  return bundles(app.store).map((row) => bundleView(app, row));
}

export function listSessions(app: Appliance): SessionView[] {
  return sessions(app.store).map((row) => sessionView(app, row));
}

/** @throws SESSION_UNKNOWN */
export function sessionDetail(app: Appliance, id: string): SessionDetail {
  const { store } = app;
  const row = session(store, id);
  if (row === null) throw new EcluseError('SESSION_UNKNOWN');
  return {
    ...sessionView(app, row),
    requests: bundlesOf(store, id).map((bundle) => bundleView(app, bundle)),
    answers: resultsOf(store, id).map(({ id: result, request, kind, recipient, size, digest, state, aggregates }) => {
      const json = JSON.parse(aggregates) as Json;
      return { id: result, request, kind, recipient: named(app, recipient), size, digest, state, aggregates: json };
    }),
    models: modelsOf(store, id).map((model) => ({ id: model.id, digest: model.digest, party: named(app, model.party) })),
    progress: app.progress.get(id) ?? null,
  };
}

/** Entries from `from` on, in order; without it the last `limit`. */
export function listEntries({ store }: Appliance, page: { from?: number; limit: number }): { size: number; entries: EntryView[] } {
  const size = store.ledger.size();
  const from = page.from ?? Math.max(0, size - page.limit);
  const entries: EntryView[] = [];
  for (let at = from; at < Math.min(size, from + page.limit); at++) {
    const bytes = store.ledger.entry(at);
    if (bytes === null) throw new EcluseError('LEDGER_ENTRY_MISSING', { entry: at });
    const { sequence, time, actor, type, subjects = {}, digests = {}, counts = {}, code = null } = parseEntry(bytes);
    entries.push({ sequence, time, actor, type, subjects, digests, counts, code });
  }
  return { size, entries };
}

export function listModels(app: Appliance): ModelView[] {
  return models(app.store).map((row) => {
    const { id, digest, family, target, state, trained } = row;
    return {
      id,
      party: named(app, row.party),
      digest,
      family,
      target,
      state,
      trained,
      approval: state === 'kept' ? approvalOf(app, row) : null,
    };
  });
}

export function listParties({ store }: Appliance): PartyView[] {
  return parties(store).map(({ id, name, hash, enrolled, received_sequence }) => {
    return { id, name, hash, words: fingerprintWords(hash), enrolled, lastSequence: received_sequence };
  });
}

function named({ store }: Appliance, id: string): { id: string; name: string } {
  return { id, name: party(store, id)?.name ?? id };
}

function bundleView(app: Appliance, row: BundleRow): BundleView {
  const { id, kind, sequence, size, received, destroy_by, state, code } = row;
  return { id, kind, sender: named(app, row.sender), sequence, size, received, destroyBy: destroy_by, state, code, session: row.session };
}

function sessionView({ store }: Appliance, row: SessionRow): SessionView {
  const { only_models: _, chamber_ended: ended, ...view } = row;
  return { ...view, dead: ended !== null, bundles: bundlesOf(store, row.id).length, results: resultsOf(store, row.id).length };
}

function approvalOf({ store, clock }: Appliance, { party: owner, id, digest }: ModelRow): ModelView['approval'] {
  const row = lastApproval(store, owner, id, digest);
  if (row === null) return null;
  const { stance, until, received } = row;
  return { stance, until, received, expired: !inForce(row, dayOf(clock())) };
}
