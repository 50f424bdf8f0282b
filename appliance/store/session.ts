import type { State } from '../gate/transitions.ts';
import { requireMove } from '../gate/transitions.ts';
import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

export type SessionRow = {
  number: number;
  id: string;
  state: State;
  gap: 'chamber' | 'machine';
  /** Model ids the session is narrowed to, as a JSON list, or null. */
  only_models: string | null;
  operator: string;
  reviewer: string | null;
  drafted: string;
  sealed: string | null;
  scored: string | null;
  reviewed: string | null;
  released: string | null;
  closed: string | null;
  aborted: string | null;
  code: string | null;
  chamber_ended: string | null;
};

const COLUMNS =
  'number, id, state, gap, only_models, operator, reviewer, drafted, sealed, scored, reviewed, released, closed, aborted, code, chamber_ended';

export function session(store: Store, id: string): SessionRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM session WHERE id = ?`).get(id) as SessionRow | undefined) ?? null;
}

export function sessions(store: Store): SessionRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM session ORDER BY number DESC`).all() as SessionRow[];
}

/** The session that is neither closed nor aborted: the schema allows one. */
export function liveSession(store: Store): SessionRow | null {
  return (sql(store.db, `SELECT ${COLUMNS} FROM session WHERE state NOT IN ('closed', 'aborted')`).get() as SessionRow | undefined) ?? null;
}

export function addSession(tx: Tx, row: Pick<SessionRow, 'id' | 'gap' | 'only_models' | 'operator' | 'drafted'>): void {
  const text = `INSERT INTO session (id, state, gap, only_models, operator, drafted) VALUES (@id, 'drafted', @gap, @only_models, @operator, @drafted)`;
  one(sql(tx.db, text).run(row), 'session');
}

/** Moves a session, if the table of transitions allows it and nobody moved it meanwhile; `at` is stamped on the new state. */
export function moveSession(tx: Tx, id: string, from: State, to: State, at: string, also: { reviewer?: string; code?: string } = {}): void {
  requireMove(from, to);
  const text = `UPDATE session SET state = ?, ${to} = ?, reviewer = coalesce(?, reviewer), code = coalesce(?, code) WHERE id = ? AND state = ?`;
  one(sql(tx.db, text).run(to, at, also.reviewer ?? null, also.code ?? null, id, from), 'session');
}

export function endChamber(tx: Tx, id: string, at: string): void {
  one(sql(tx.db, "UPDATE session SET chamber_ended = ? WHERE id = ? AND state = 'sealed'").run(at, id), 'session');
}
