import { EcluseError } from '../src/base/errors.ts';
import type { Card } from '../src/keys/card.ts';
import type { Role } from './gate/roles.ts';
import type { Appliance, Environment } from './home.ts';

export type { Actor, Role } from './gate/roles.ts';
export type { Appliance, Environment } from './home.ts';

export type InitOptions = {
  readonly name: string;
  readonly passphrase: Uint8Array;
  readonly passwords: Readonly<Record<Role, Uint8Array>>;
  readonly kdf?: { readonly memoryMiB: number; readonly passes: number };
};

/** Makes a fresh appliance in `dir`: keys, card, ledger, accounts. @throws APPLIANCE_EXISTS */
export function initAppliance(_dir: string, _options: InitOptions, _environment: Environment): { card: Card; words: string[] } {
  throw new EcluseError('INTERNAL', { where: 'initAppliance' });
}

/**
 * Opens an appliance; whatever was sealed by a process that has died is aborted, and its bundles wait again.
 * @throws APPLIANCE_MISSING, STORE_PRAGMA, STORE_VERSION
 */
export function openAppliance(_dir: string, _environment: Environment): Appliance {
  throw new EcluseError('INTERNAL', { where: 'openAppliance' });
}
