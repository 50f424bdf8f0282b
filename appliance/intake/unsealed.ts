import { EcluseError } from '../../src/base/errors.ts';
import type { Store } from '../store/open.ts';
import { liveSession } from '../store/session.ts';

/** The two gates are never open together. @throws INTAKE_SEALED */
export function requireUnsealed(store: Store): void {
  if (liveSession(store)?.state === 'sealed') throw new EcluseError('INTAKE_SEALED');
}
