import { EcluseError } from '../../src/base/errors.ts';
import type { Actor, Role } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';

/** Checks a password; either way the ledger says so. @throws LOGIN_FAILED, LOGIN_SLOWED {seconds} */
export function logIn(_app: Appliance, _role: Role, _password: Uint8Array): Actor {
  throw new EcluseError('INTERNAL', { where: 'logIn' });
}

/** @throws nothing: the ledger takes the entry */
export function logOut(_app: Appliance, _actor: Actor): void {
  throw new EcluseError('INTERNAL', { where: 'logOut' });
}
