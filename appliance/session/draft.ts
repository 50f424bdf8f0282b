import { toHex } from '../../src/base/bytes.ts';
import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { type GapMode, requireMeasurable } from '../airgap/mode.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { takeBundle } from '../store/bundle.ts';
import { change } from '../store/change.ts';
import { addSession, liveSession } from '../store/session.ts';
import { type Plan, plan, requireKnown } from './plan.ts';
import { recoverSessions } from './recover.ts';
import { requireConsistentWithWitnesses } from './witnesses.ts';

export type DraftOptions = {
  readonly gap: GapMode;
  readonly operator: Actor /** Narrows scoring to these model ids. */;
  readonly models?: readonly string[];
};

export type Draft = {
  readonly session: string;
  readonly bundles: readonly string[];
  /** Pending bundles left where they are, each with the code of what is lacking (no approved model, past its destruction date). */
  readonly left: readonly { bundle: string; code: string }[];
};

/**
 * Takes up every pending bundle that can be worked on. Those that cannot are left, and the ledger says why; when there is no other, so does the
 * refusal. @throws ROLE_FORBIDDEN, GAP_CONTAINER, GAP_FOREIGN, GAP_UNREADABLE, LEDGER_ROLLED_BACK, LEDGER_FORKED, SESSION_LIVE, SESSION_EMPTY, MODEL_UNKNOWN,
 * MODEL_NONE, MODEL_NOT_APPROVED, APPROVAL_EXPIRED, APPROVAL_WITHDRAWN, BUNDLE_DESTROY_BY
 */
export function draftSession(app: Appliance, { gap, operator, models }: DraftOptions): Draft {
  requireRole(operator, 'draft');
  requireMeasurable(gap);
  requireConsistentWithWitnesses(app);
  recoverSessions(app);
  const { store } = app;
  const only = models && models.length > 0 ? [...new Set(models)].sort() : null;
  const id = toHex(app.random(16));
  const now = app.clock();
  const found = change<Plan>(
    store,
    ({ take, left }) => [
      ...left.map(({ bundle, error }): LedgerEvent => {
        const subjects = { bundle: bundle.id, party: bundle.sender, kind: bundle.kind };
        return { actor: operator.name, type: 'bundle.refused', subjects, digests: { core: bundle.core_hash }, code: error.code };
      }),
      ...(take.length > 0 ? [draftedEvent(operator, id, gap, take.length, only)] : []),
    ],
    (tx) => {
      const live = liveSession(store);
      if (live) throw new EcluseError('SESSION_LIVE', { number: live.number, state: live.state });
      requireKnown(store, only);
      const planned = plan(store, dayOf(now), only);
      if (planned.take.length === 0 && planned.left.length === 0) throw new EcluseError('SESSION_EMPTY');
      if (planned.take.length === 0) return planned;
      const row = { id, gap, only_models: only && JSON.stringify(only), operator: operator.name, drafted: timestamp(now) };
      addSession(tx, row);
      for (const bundle of planned.take) takeBundle(tx, bundle.id, id);
      return planned;
    },
  );
  const [first] = found.left;
  if (found.take.length === 0) throw first?.error ?? new EcluseError('SESSION_EMPTY');
  return {
    session: id,
    bundles: found.take.map((bundle) => bundle.id),
    left: found.left.map(({ bundle, error }) => ({ bundle: bundle.id, code: error.code })),
  };
}

function draftedEvent(operator: Actor, session: string, gap: GapMode, bundles: number, only: readonly string[] | null): LedgerEvent {
  const counts = { bundles, ...(only && { models: only.length }) };
  return { actor: operator.name, type: 'session.drafted', subjects: { session, gap }, counts };
}
