import { type Appliance, paths } from '../home.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { liveSession } from '../store/session.ts';
import { abort, leftWork, removeWork } from './abort.ts';

/**
 * Aborts what was sealed by a process that has died: keys are never taken up again, and its bundles wait. Its chamber died with it (launch.ts).
 * A session that a living process holds is left alone: the kernel, not a number in a file, says whether one does.
 */
export function recoverSessions(app: Appliance): void {
  if (liveSession(app.store)?.state !== 'sealed' && leftWork(app).length === 0) return;
  const lock = takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
  if (lock === null) return;
  try {
    const live = liveSession(app.store);
    if (live?.state === 'sealed') abort(app, live.id, 'appliance', 'SESSION_INTERRUPTED');
    for (const id of leftWork(app)) removeWork(app, id);
  } finally {
    lock.release();
  }
}
