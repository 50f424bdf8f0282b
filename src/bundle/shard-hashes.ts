import { createHash } from 'node:crypto';
import { equalBytes, fromHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readExactly } from '../base/files.ts';
import type { Pause, Steps } from '../base/steps.ts';
import type { SealedShard } from './manifest.ts';
import { handOver, threadsFor } from './second-thread.ts';

const PIECE = 1 << 20;
const DIGEST = 32;
/** Places of `control`: the next shard that nobody has taken, whether the thread is at work, whether it is to stop. */
const [NEXT, BUSY, STOP] = [0, 1, 2];
const POLL_MS = 5;

/** Where a sealed shard lies in the file. */
type Place = { readonly offset: number; readonly length: number };

/** What two threads share of one file: its descriptor, which the caller holds open until the thread has left it. */
export type CheckJob = {
  readonly kind: 'check';
  readonly fd: number;
  readonly path: string;
  readonly places: readonly Place[];
  readonly control: Int32Array;
  /** All zeros where nobody has finished. */
  readonly digests: Uint8Array;
};

/** Compares the SHA-256 of each sealed shard with the manifest's. @throws BUNDLE_SHARD_HASH naming the first that differs */
export function* checkHashes(fd: number, path: string, shards: readonly SealedShard[], offsets: readonly number[]): Steps<void> {
  const places = shards.map(({ length }, index) => ({ offset: offsets[index] ?? 0, length }));
  const control = new Int32Array(new SharedArrayBuffer(4 * 3));
  const digests = new Uint8Array(new SharedArrayBuffer(DIGEST * shards.length));
  const job: CheckJob = { kind: 'check', fd, path, places, control, digests };
  const beside = places.length > 1 && threadsFor(places.reduce((sum, { length }) => sum + length, 0));
  if (beside) handOver(job);
  try {
    for (let shard = take(job); shard !== null; shard = take(job)) yield* hashing(job, shard);
    yield* leaving(control);
    // What the thread took and did not finish, for whatever reason, says so here.
    for (const shard of places.keys()) if (digestOf(job, shard).every((byte) => byte === 0)) yield* hashing(job, shard);
    for (const [shard, { sha256 }] of shards.entries()) {
      if (!equalBytes(digestOf(job, shard), fromHex(sha256))) throw new EcluseError('BUNDLE_SHARD_HASH', { shard });
    }
  } finally {
    Atomics.store(control, STOP, 1);
    wait(control);
  }
}

/** The thread's part: shards that nobody has taken, until none is left. */
export function runCheckJob(job: CheckJob): void {
  const { control } = job;
  Atomics.store(control, BUSY, 1);
  try {
    for (let shard = Atomics.load(control, STOP) ? null : take(job); shard !== null; shard = take(job)) {
      for (const _ of hashing(job, shard)) if (Atomics.load(control, STOP)) return;
    }
  } catch {
    // The caller finds the shard undone.
  } finally {
    Atomics.store(control, BUSY, 0);
    Atomics.notify(control, BUSY);
  }
}

function take({ control, places }: CheckJob): number | null {
  const shard = Atomics.add(control, NEXT, 1);
  return shard < places.length ? shard : null;
}

function* hashing({ fd, path, places, digests }: CheckJob, shard: number): Steps<void> {
  const { offset, length } = places[shard] as Place;
  const hash = createHash('sha256');
  const buffer = new Uint8Array(Math.min(PIECE, length));
  for (let done = 0; done < length; ) {
    const piece = buffer.subarray(0, Math.min(buffer.length, length - done));
    readExactly(fd, piece, offset + done, path);
    hash.update(piece);
    done += piece.length;
    yield null;
  }
  digests.set(hash.digest(), DIGEST * shard);
}

function digestOf({ digests }: CheckJob, shard: number): Uint8Array {
  return digests.subarray(DIGEST * shard, DIGEST * (shard + 1));
}

/** A pause until the thread has done the last shard it took. */
function* leaving(control: Int32Array): Steps<void> {
  const pause: Pause = {
    now: () => wait(control),
    async later() {
      while (Atomics.load(control, BUSY) === 1) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    },
  };
  if (Atomics.load(control, BUSY) === 1) yield pause;
}

function wait(control: Int32Array): void {
  while (Atomics.load(control, BUSY) === 1) Atomics.wait(control, BUSY, 1);
}
