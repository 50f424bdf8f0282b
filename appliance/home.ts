import { join, resolve } from 'node:path';
import type { Clock, Random } from '../src/base/random.ts';
import type { Card } from '../src/keys/card.ts';
import type { Progress } from './session/progress.ts';
import type { Store } from './store/open.ts';

/** An appliance that has been opened. It holds no secret but the ledger's own signing seed: bundles open in the chamber alone. */
export type Appliance = {
  readonly dir: string;
  /** Its present card: another after a rotation, whichever process made it. */
  readonly card: Card;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Ed25519 seed of the ledger's checkpoints; the public half stands in the card (`log`). */
  readonly ledgerSeed: Uint8Array;
  /** Progress of sessions that run in this very process. */
  readonly progress: Map<string, Progress>;
  /** What kills the chamber of a session that runs in this very process. */
  readonly running: Map<string, AbortController>;
  close(): void;
};

export type Environment = { readonly clock: Clock; readonly random: Random };

export type Paths = ReturnType<typeof paths>;

/** Where everything stands in an appliance's home. Absolute: the chamber works from another folder. */
export function paths(dir: string) {
  const home = resolve(dir);
  return {
    keys: join(home, 'keys'),
    custody: join(home, 'keys', 'custody.key'),
    custodyNext: join(home, 'keys', 'custody.next'),
    card: join(home, 'keys', 'card.note'),
    ledgerKey: join(home, 'keys', 'ledger.key'),
    /** Destroyed and made anew with each destruction. Keep it out of every backup. */
    retentionKey: join(home, 'keys', 'retention.key'),
    retentionNext: join(home, 'keys', 'retention.next'),
    database: join(home, 'ecluse.sqlite'),
    /** Held by the process that receives files, and by the one that holds a session. */
    intakeLock: join(home, 'intake.lock'),
    sessionLock: join(home, 'session.lock'),
    quarantine: join(home, 'bundles', 'quarantine'),
    /** One folder a session below each of these two. */
    outgoing: join(home, 'bundles', 'outgoing'),
    models: join(home, 'bundles', 'models'),
  } as const;
}
