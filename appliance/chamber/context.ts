import { EcluseError } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import type { Card } from '../../src/keys/card.ts';
import type { Rotation } from '../../src/keys/rotation.ts';
import type { Secrets } from '../../src/keys/secrets.ts';
import type { OwnKeys } from './cards.ts';
import type { ShardPool } from './pool.ts';
import type { ChamberEvent, ChamberJob, EventOf } from './protocol.ts';

/** What every part of the chamber works with. */
export type Context = {
  readonly job: ChamberJob;
  readonly now: Date;
  readonly card: Card;
  readonly secrets: Secrets;
  /** Decryption keys, by the card of this appliance that they go with. */
  readonly keys: OwnKeys;
  readonly rotations: readonly Rotation<Card>[];
  readonly random: Random;
  readonly pool: ShardPool;
  /** Heads of the chains, moved on at each bundle sealed. */
  readonly chains: Map<string, { sequence: number; previous: string | null }>;
  /** Files sealed for the bundle at work: taken away again if it fails. */
  readonly sealed: string[];
  emit(event: ChamberEvent): void;
};

type Stage = EventOf<'progress'>['stage'];
export type Progress = (stage: Stage, done: number, total: number, model?: string) => void;

const INTERVAL_MS = 150;

/**
 * Progress of one bundle, told at most a few times a second, and always at a stage's end. Every stage tells often: here is where a bundle's time is
 * counted too. What is returned throws `CHAMBER_SLOW` once it is up.
 */
export function progressOf(context: Context, bundle: string): Progress {
  let last = 0;
  const began = performance.now();
  const seconds = context.job.secondsPerBundle;
  return (stage, done, total, model) => {
    const now = performance.now();
    if (now - began > seconds * 1000) throw new EcluseError('CHAMBER_SLOW', { bundle, seconds });
    if (done < total && now - last < INTERVAL_MS) return;
    last = now;
    context.emit({ event: 'progress', bundle, stage, model: model ?? null, done, total });
  };
}
