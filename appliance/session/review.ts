import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { requireMove } from '../gate/transitions.ts';
import type { Appliance } from '../home.ts';
import { settleBundle } from '../store/bundle.ts';
import { change } from '../store/change.ts';
import { discardModels } from '../store/model.ts';
import { decideResult, type ResultRow, resultsOf } from '../store/result.ts';
import { moveSession, session } from '../store/session.ts';

/** One decision for each result of the session, by result id. */
export type Decisions = Readonly<Record<string, 'approve' | 'refuse'>>;

/**
 * A second person decides on aggregates, once for all results. A refused result never leaves; its request is settled, and the models it speaks of
 * are discarded. @throws TWO_PERSONS, ROLE_FORBIDDEN, REVIEW_INCOMPLETE, SESSION_STATE, SESSION_UNKNOWN
 */
export function reviewSession(app: Appliance, id: string, reviewer: Actor, decisions: Decisions): { approved: number; refused: number } {
  requireRole(reviewer, 'review');
  const { store } = app;
  const counted = (results: readonly ResultRow[]) => {
    const approved = results.filter((result) => decisions[result.id] === 'approve').length;
    return { approved, refused: results.length - approved };
  };
  const results = change<ResultRow[]>(
    store,
    (decided) => [
      ...decided.map((result) => decisionEvent(id, reviewer, result, decisions[result.id] === 'approve')),
      { actor: reviewer.name, type: 'session.reviewed', subjects: { session: id }, counts: counted(decided) },
    ],
    (tx) => {
      const row = session(store, id);
      if (row === null) throw new EcluseError('SESSION_UNKNOWN');
      if (row.operator === reviewer.name) throw new EcluseError('TWO_PERSONS', { act: 'review' });
      requireMove(row.state, 'reviewed');
      const found = resultsOf(store, id);
      requireWhole(found, decisions);
      for (const result of found) {
        if (decisions[result.id] === 'approve') decideResult(tx, result.id, 'approved');
        else {
          decideResult(tx, result.id, 'refused');
          settleBundle(tx, result.request, id, 'refused', null);
          discardModels(tx, id, result.id);
        }
      }
      moveSession(tx, id, row.state, 'reviewed', timestamp(app.clock()), { reviewer: reviewer.name });
      return found;
    },
  );
  return counted(results);
}

function requireWhole(results: readonly ResultRow[], decisions: Decisions): void {
  const decided = Object.keys(decisions);
  const whole = decided.length === results.length && results.every(({ id }) => decisions[id] === 'approve' || decisions[id] === 'refuse');
  if (!whole) throw new EcluseError('REVIEW_INCOMPLETE', { count: results.length });
}

function decisionEvent(session: string, reviewer: Actor, result: ResultRow, approved: boolean): LedgerEvent {
  return {
    actor: reviewer.name,
    type: approved ? 'result.approved' : 'result.refused',
    subjects: { session, bundle: result.request, result: result.id, party: result.recipient },
    digests: { output: result.core_hash },
  };
}
