import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { removeQuietly } from '../disk.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { canMove, requireMove } from '../gate/transitions.ts';
import { type Appliance, paths } from '../home.ts';
import { bundlesFolder } from '../retention/kept.ts';
import { returnBundles } from '../store/bundle.ts';
import { change, type Tx } from '../store/change.ts';
import { allKept, dropSealed } from '../store/kept.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { discardModels } from '../store/model.ts';
import { refuseResults, resultsOf } from '../store/result.ts';
import { moveSession, type SessionRow, session } from '../store/session.ts';

/** Gives a session up; its bundles wait again. @throws ROLE_FORBIDDEN, SESSION_UNKNOWN, SESSION_STATE, SESSION_BUSY, RELEASE_BEGUN */
export function abortSession(app: Appliance, id: string, actor: Actor): void {
  requireRole(actor, 'abort');
  const row = session(app.store, id);
  if (row === null) throw new EcluseError('SESSION_UNKNOWN');
  requireMove(row.state, 'aborted');
  const running = app.running.get(id);
  // A session whose chamber runs in this very process is killed here; one held by another process is that process's to end.
  const lock = running ? null : takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
  if (!running && lock === null) throw new EcluseError('SESSION_BUSY');
  try {
    abort(app, id, actor.name, 'SESSION_GIVEN_UP');
  } finally {
    lock?.release();
  }
  if (running) running.abort(new EcluseError('SESSION_GIVEN_UP'));
  else removeWork(app, id);
}

/** Writes the end of a session that went wrong, whatever it was doing, with the entries that tell it; its bundles wait again. */
export function abort(
  app: Appliance,
  id: string,
  actor: string,
  code: EcluseError['code'],
  before: readonly LedgerEvent[] = [],
  also?: (tx: Tx) => void,
): void {
  change(
    app.store,
    ({ gap }: SessionRow) => [...before, { actor, type: 'session.aborted', subjects: { session: id, gap }, code }],
    (tx) => {
      const row = session(app.store, id);
      if (row === null) throw new EcluseError('SESSION_UNKNOWN');
      if (resultsOf(app.store, id).some(({ state }) => state === 'delivered') && canMove(row.state, 'aborted'))
        throw new EcluseError('RELEASE_BEGUN');
      also?.(tx);
      moveSession(tx, id, row.state, 'aborted', timestamp(app.clock()), { code });
      returnBundles(tx, id);
      dropSealed(tx, id);
      refuseResults(tx, id);
      discardModels(tx, id, null);
      return row;
    },
  );
}

/** Where the chamber of a session puts what it seals. */
export function workFolders(app: Appliance, id: string): { outgoing: string; models: string } {
  const { outgoing, models } = paths(app.dir);
  return { outgoing: join(outgoing, id), models: join(models, id) };
}

/** What a session that came to nothing had sealed: nothing vouches for it. */
export function removeWork(app: Appliance, id: string): void {
  for (const folder of Object.values(workFolders(app, id))) removeQuietly(folder);
}

/** What its chamber, now dead, left beside the files that are kept: nothing vouches for it, and a chamber taken over may have written it in the clear. */
export function sweepWork(app: Appliance, id: string): void {
  const known = new Set(allKept(app.store).map(({ file }) => join(bundlesFolder(app), file)));
  for (const folder of Object.values(workFolders(app, id)))
    for (const name of readdirSync(folder)) if (!known.has(join(folder, name))) removeQuietly(join(folder, name));
}

/** Aborted sessions whose work is still there: a crash came before the removal. */
export function leftWork(app: Appliance): string[] {
  const { outgoing, models } = paths(app.dir);
  const found = [outgoing, models].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  return [...new Set(found)].filter((id) => session(app.store, id)?.state === 'aborted');
}
