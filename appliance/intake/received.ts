import type { LedgerEvent } from '../../src/ledger/event.ts';
import type { Actor } from '../gate/roles.ts';

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
    }
  | {
      readonly what: 'order';
      readonly id: string;
      readonly kind: 'order';
      readonly sender: { id: string; name: string };
      /** The request to destroy. */
      readonly bundle: string;
    }
  | {
      readonly what: 'certificate';
      readonly id: string;
      readonly kind: 'certificate';
      readonly sender: { id: string; name: string };
      /** How many files it certifies the destruction of. */
      readonly items: number;
    };

/** What the ledger will say of the file should it be refused: more of it as more of it is verified. `told`: it says so already. */
export type Claims = {
  kind?: 'bundle' | 'approval' | 'order' | 'certificate';
  subjects?: NonNullable<LedgerEvent['subjects']>;
  digests?: NonNullable<LedgerEvent['digests']>;
  counts?: NonNullable<LedgerEvent['counts']>;
  told?: true;
};

/** Who did it, as the ledger names them: the machine's own shell is the appliance itself. */
export function actorName(actor: Actor | null): string {
  return actor?.name ?? 'appliance';
}
