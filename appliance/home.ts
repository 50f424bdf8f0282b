import { join } from 'node:path';
import type { Clock, Random } from '../src/base/random.ts';
import type { Card } from '../src/keys/card.ts';
import type { Progress } from './session/progress.ts';
import type { Store } from './store/open.ts';

/** An appliance that has been opened. It holds no secret but the ledger's own signing seed: bundles open in the chamber alone. */
export type Appliance = {
  readonly dir: string;
  readonly card: Card;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Ed25519 seed of the ledger's checkpoints; the public half stands in the card (`log`). */
  readonly ledgerSeed: Uint8Array;
  /** Progress of sessions that run in this very process. */
  readonly progress: Map<string, Progress>;
  close(): void;
};

export type Environment = { readonly clock: Clock; readonly random: Random };

export type Paths = ReturnType<typeof paths>;

/** Where everything stands in an appliance's home. */
export function paths(dir: string) {
  return {
    keys: join(dir, 'keys'),
    keyFile: join(dir, 'keys', 'appliance.key'),
    card: join(dir, 'keys', 'card.note'),
    ledgerKey: join(dir, 'keys', 'ledger.key'),
    database: join(dir, 'ecluse.sqlite'),
    quarantine: join(dir, 'bundles', 'quarantine'),
    outgoing: join(dir, 'bundles', 'outgoing'),
    models: join(dir, 'bundles', 'models'),
  } as const;
}
