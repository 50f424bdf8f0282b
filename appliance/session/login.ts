import { EcluseError } from '../../src/base/errors.ts';
import { ACCOUNT_NAMES, type Actor, type Role } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { account } from '../store/account.ts';
import { addFailure, attempt, clearFailures, noteAttempt } from '../store/attempt.ts';
import { change, tell } from '../store/change.ts';
import { passwordMatches } from './password.ts';
import { secondsToWait } from './slowed.ts';

type Verdict = { actor: Actor } | { failures: number } | { seconds: number };

/**
 * Checks a password; either way the ledger says so. The check happens under the store's write lock, so that attempts in parallel wait for each
 * other and none escapes the count. Of the attempts turned away during one wait, the ledger takes the first.
 * @throws LOGIN_FAILED, LOGIN_SLOWED {seconds}
 */
export function logIn(app: Appliance, role: Role, password: Uint8Array): Actor {
  const { store, clock } = app;
  const actor: Actor = { role, name: ACCOUNT_NAMES[role] };
  // Nothing is written for the second attempt turned away in one wait: a flood of them must not fill the disk.
  const seconds = secondsToWait(store, role);
  if (seconds > 0 && attempt(store, role)?.noted === 1) throw new EcluseError('LOGIN_SLOWED', { seconds });
  const verdict = change<Verdict>(
    store,
    (found) => {
      const told = { actor: actor.name, subjects: { role } } as const;
      if ('actor' in found) return [{ ...told, type: 'login.succeeded' }];
      if ('seconds' in found) return [{ ...told, type: 'login.failed', code: 'LOGIN_SLOWED' }];
      return [{ ...told, type: 'login.failed', counts: { failures: found.failures }, code: 'LOGIN_FAILED' }];
    },
    (tx) => {
      const wait = secondsToWait(store, role);
      if (wait > 0) {
        noteAttempt(tx, role);
        return { seconds: wait };
      }
      const row = account(store, role);
      if (row === null || !passwordMatches(row.hash, password)) return { failures: addFailure(tx, role, clock().getTime()) };
      clearFailures(tx, role);
      return { actor: { role, name: row.name } };
    },
  );
  if ('actor' in verdict) return verdict.actor;
  if ('seconds' in verdict) throw new EcluseError('LOGIN_SLOWED', { seconds: verdict.seconds });
  throw new EcluseError('LOGIN_FAILED');
}

/** Leaves a note that someone logged out: what follows is not theirs. */
export function logOut(app: Appliance, actor: Actor): void {
  tell(app.store, { actor: actor.name, type: 'login.ended', subjects: { role: actor.role } });
}
