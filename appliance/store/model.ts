import { one, sql, type Tx } from './change.ts';
import type { Store } from './open.ts';

/** `trained`: its session is not released yet. `kept`: its CSS has its evaluation and may approve it. */
export type ModelState = 'trained' | 'kept' | 'replaced' | 'discarded';
export type ModelRow = {
  number: number;
  id: string;
  party: string;
  digest: string;
  family: string;
  target: string;
  grade: string | null;
  session: string;
  /** The evaluation (a result) that speaks of it. */
  evaluation: string;
  /** Id of the bundle, addressed to the appliance itself, in which it rests. */
  bundle: string;
  /** Its place in the chain of bundles from the appliance to itself. */
  sequence: number;
  core_hash: string;
  manifest_hash: string;
  /** Its file, below bundles/models. */
  file: string;
  trained: string;
  state: ModelState;
};

const COLUMNS =
  'number, id, party, digest, family, target, grade, session, evaluation, bundle, sequence, core_hash, manifest_hash, file, trained, state';

export function models(store: Store): ModelRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM model ORDER BY party, id, number`).all() as ModelRow[];
}

export function modelsOf(store: Store, session: string): ModelRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM model WHERE session = ? ORDER BY party, id`).all(session) as ModelRow[];
}

export function keptModels(store: Store, party: string): ModelRow[] {
  return sql(store.db, `SELECT ${COLUMNS} FROM model WHERE party = ? AND state = 'kept' ORDER BY id`).all(party) as ModelRow[];
}

export function keptModel(store: Store, party: string, id: string): ModelRow | null {
  const text = `SELECT ${COLUMNS} FROM model WHERE party = ? AND id = ? AND state = 'kept'`;
  return (sql(store.db, text).get(party, id) as ModelRow | undefined) ?? null;
}

/** The last bundle sealed from the appliance to itself: sequence 0 before the first. */
export function modelChain(store: Store): { sequence: number; previous: string | null } {
  const text = 'SELECT sequence, manifest_hash AS previous FROM model ORDER BY sequence DESC LIMIT 1';
  return (sql(store.db, text).get() as { sequence: number; previous: string } | undefined) ?? { sequence: 0, previous: null };
}

export function addModel(tx: Tx, row: Omit<ModelRow, 'number' | 'state'>): void {
  const text = `INSERT INTO model (id, party, digest, family, target, grade, session, evaluation, bundle, sequence, core_hash, manifest_hash, file, trained, state)
    VALUES (@id, @party, @digest, @family, @target, @grade, @session, @evaluation, @bundle, @sequence, @core_hash, @manifest_hash, @file, @trained, 'trained')`;
  one(sql(tx.db, text).run(row), 'model');
}

/** Keeps the models of a delivered evaluation; one of the same name makes way. */
export function keepModels(tx: Tx, evaluation: string): void {
  const same = `UPDATE model SET state = 'replaced' WHERE state = 'kept'
    AND EXISTS (SELECT 1 FROM model AS fresh WHERE fresh.evaluation = ? AND fresh.state = 'trained' AND fresh.party = model.party AND fresh.id = model.id)`;
  sql(tx.db, same).run(evaluation);
  sql(tx.db, "UPDATE model SET state = 'kept' WHERE evaluation = ? AND state = 'trained'").run(evaluation);
}

/** Discards the models of a session that its CSS will hear nothing of. `evaluation` null: all of the session's. */
export function discardModels(tx: Tx, session: string, evaluation: string | null): void {
  const text = "UPDATE model SET state = 'discarded' WHERE session = ? AND evaluation = coalesce(?, evaluation) AND state = 'trained'";
  sql(tx.db, text).run(session, evaluation);
}
