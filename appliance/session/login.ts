import { EcluseError } from '../../src/base/errors.ts';
import { ACCOUNT_NAMES, type Actor, type Role } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { type AccountRow, account } from '../store/account.ts';
import { addFailure, attempt, clearFailures, noteAttempt } from '../store/attempt.ts';
import { change, tell } from '../store/change.ts';
import type { Store } from '../store/open.ts';
import { passwordMatches, passwordMatchesApart } from './password.ts';
import { secondsToWait } from './slowed.ts';

type Verdict = { actor: Actor } | { failures: number } | { seconds: number };

/**
 * Checks a password; either way the ledger says so. The check happens under the store's write lock, so that attempts in parallel wait for each
 * other and none escapes the count. Of the attempts turned away during one wait, the ledger takes the first.
 * @throws LOGIN_FAILED, LOGIN_SLOWED {seconds}
 */
export function logIn(app: Appliance, role: Role, password: Uint8Array): Actor {
  requireUnknownWait(app, role);
  return judge(app, role, (row) => passwordMatches(row.hash, password));
}

/** Attempts at this appliance's passwords, one after the other: each takes 64 MiB. */
const turns = new WeakMap<Store, Promise<unknown>>();

/**
 * The same for a process that others wait for: argon2id runs in a thread of its own, before the write lock is taken. What it found counts
 * only if no wait began meanwhile: of attempts in parallel, as many are told their outcome as one after the other. Wipes the password.
 */
export async function logInApart(app: Appliance, role: Role, password: Uint8Array): Promise<Actor> {
  requireUnknownWait(app, role);
  const examined = (turns.get(app.store) ?? Promise.resolve()).then(async () => {
    requireUnknownWait(app, role);
    if (secondsToWait(app.store, role) > 0) return judge(app, role, null);
    const row = account(app.store, role);
    const matches = row !== null && (await passwordMatchesApart(row.hash, password));
    return judge(app, role, ({ hash }) => matches && hash === row?.hash);
  });
  turns.set(
    app.store,
    examined.catch(() => null),
  );
  return examined;
}

/** Nothing is written for the second attempt turned away in one wait: a flood of them must not fill the disk. @throws LOGIN_SLOWED */
function requireUnknownWait({ store }: Appliance, role: Role): void {
  const seconds = secondsToWait(store, role);
  if (seconds > 0 && attempt(store, role)?.noted === 1) throw new EcluseError('LOGIN_SLOWED', { seconds });
}

/** `matches` is null for an attempt that came while it had to wait: it is turned away, even if the wait ends at this very moment. */
function judge(app: Appliance, role: Role, matches: ((row: AccountRow) => boolean) | null): Actor {
  const { store, clock } = app;
  const actor: Actor = { role, name: ACCOUNT_NAMES[role] };
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
      if (wait > 0 || matches === null) {
        noteAttempt(tx, role);
        return { seconds: Math.max(1, wait) };
      }
      const row = account(store, role);
      if (row === null || !matches(row)) return { failures: addFailure(tx, role, clock().getTime()) };
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
