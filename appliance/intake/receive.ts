import { EcluseError } from '../../src/base/errors.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';

export type Received =
  | {
      readonly what: 'bundle';
      readonly id: string;
      readonly kind: string;
      readonly sender: { id: string; name: string };
      readonly sequence: number;
      /** How many sequence numbers were passed over since the last bundle of this sender; 0 when none. */
      readonly missing: number;
    }
  | {
      readonly what: 'approval';
      readonly id: string;
      readonly kind: 'approval';
      readonly sender: { id: string; name: string };
      readonly model: string;
      readonly stance: 'targeted' | 'wide';
      readonly until: string;
    };

/**
 * Upstream gate: takes in one file (bundle or approval). It is copied aside first, then checked as copied; nothing is decrypted.
 * A refused file changes nothing but the ledger, and the refusal is rethrown. `actor` is null at the machine's own shell.
 */
export function receive(_app: Appliance, _path: string, _actor: Actor | null): Received {
  throw new EcluseError('INTERNAL', { where: 'receive' });
}

export type Receipt = { readonly path: string } & ({ readonly received: Received } | { readonly refused: EcluseError });

/** Several files in their senders' order, whatever the order given; each is received or refused on its own. */
export function receiveAll(_app: Appliance, _paths: readonly string[], _actor: Actor | null): Receipt[] {
  throw new EcluseError('INTERNAL', { where: 'receiveAll' });
}
