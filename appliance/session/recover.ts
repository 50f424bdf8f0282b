import { type Appliance, paths } from '../home.ts';
import { takeLock } from '../store/lock.ts';
import { liveSession } from '../store/session.ts';
import { abort, sweepWork } from './abort.ts';

/**
 * Aborts what was sealed by a process that has died: keys are never taken up again, and its bundles wait. Its chamber died with it (launch.ts).
 * A session that a living process holds is left alone: the kernel, not a number in a file, says whether one does.
 */
export function recoverSessions(app: Appliance): void {
  const lock = takeLock(paths(app.dir).sessionLock, 0);
  if (lock === null) return;
  try {
    const live = liveSession(app.store);
    if (live?.state === 'sealed') abort(app, live.id, 'appliance', 'SESSION_INTERRUPTED');
    sweepWork(app);
  } finally {
    lock.release();
  }
}
