import { EcluseError } from '../../src/base/errors.ts';

export const ROLES = ['operator', 'reviewer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Someone who has logged in: the ledger names the account, never a person. */
export type Actor = { readonly role: Role; readonly name: string };

/** The accounts that `initAppliance` makes. */
export const ACCOUNT_NAMES: Readonly<Record<Role, string>> = { operator: 'operateur', reviewer: 'reviseur', auditor: 'verificateur' };

export type Act =
  | 'receive'
  | 'enrol'
  | 'countersign'
  | 'draft'
  | 'seal'
  | 'review'
  | 'release'
  | 'close'
  | 'abort'
  | 'destroy'
  | 'read'
  | 'export';

/** Who may do what. Reading is for everyone who has logged in; nobody reads a pupil's row, for there is none to read. */
export const PERMISSIONS: Readonly<Record<Act, readonly Role[]>> = {
  receive: ['operator'],
  enrol: ['operator'],
  countersign: ['reviewer'],
  draft: ['operator'],
  seal: ['operator'],
  review: ['reviewer'],
  release: ['operator'],
  close: ['operator'],
  abort: ['operator', 'reviewer'],
  destroy: ['operator'],
  read: ROLES,
  export: ROLES,
};

export function may(role: Role, act: Act): boolean {
  return PERMISSIONS[act].includes(role);
}

/** @throws ROLE_FORBIDDEN */
export function requireRole(actor: Actor, act: Act): void {
  if (!may(actor.role, act)) throw new EcluseError('ROLE_FORBIDDEN', { actor: actor.name, act });
}
