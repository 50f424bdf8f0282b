import { createHash, type Hash } from 'node:crypto';
import { toHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Sink, writeAt } from '../base/files.ts';
import { handOver, threadsFor } from './second-thread.ts';
import { BATCH_BYTES } from './stream.ts';

/** Takes the sealed shards in pieces, in their order, writes them, and gives the SHA-256 of each. A piece never crosses from one shard to the next. */
export type ShardWriter = {
  /** Room for the next piece: `BATCH_BYTES`. */
  readonly room: () => Uint8Array;
  /** So many bytes stand in the room given last. */
  readonly filled: (length: number) => void;
  /** Once all pieces were given: all are written. */
  readonly digests: () => string[];
  readonly close: () => void;
};

/** Pieces in flight: few, so that what one thread writes is still in the cores’ caches when the other reads it. */
const SLOTS = 8;
const DIGEST = 32;
/**
 * Places of `control`: pieces given (negative: no more will be), pieces done with, who hashes them; then the length of each slot's piece, and whether
 * one of the threads has taken it to write.
 */
const [GIVEN, DONE, OWNER, FIRST_LENGTH, FIRST_TAKEN] = [0, 1, 2, 3, 3 + SLOTS];
const [NOBODY, THREAD, OURSELVES, FAILED, LEFT] = [0, 1, 2, 3, 4];
/** A thread that has not begun by then is done without. */
const START_MS = 2_000;

/** What the thread that seals shares with the one that hashes, and writes what the first has no time to. */
export type WriteJob = {
  readonly kind: 'write';
  readonly lengths: readonly number[];
  readonly fd: number;
  /** Where the first piece goes. */
  readonly start: number;
  readonly control: Int32Array;
  readonly slots: Uint8Array;
  readonly digests: Uint8Array;
};

/** Writes shards of these sealed lengths from `start` on, where the sink stands; what follows is no more written by `sink.write`. */
export function openShardWriter(lengths: readonly number[], sink: Sink, start: number): ShardWriter {
  const bytes = lengths.reduce((sum, length) => sum + length, 0);
  return threadsFor(bytes) ? besideWriter(lengths, sink, start) : plainWriter(lengths, sink);
}

function plainWriter(lengths: readonly number[], sink: Sink): ShardWriter {
  const room = new Uint8Array(Math.min(BATCH_BYTES, Math.max(...lengths)));
  const digests = new Uint8Array(DIGEST * lengths.length);
  const hash = hasher(lengths, digests);
  return {
    room: () => room,
    filled(length) {
      const piece = room.subarray(0, length);
      hash(piece);
      sink.write(piece);
    },
    digests: () => inHex(digests),
    close: () => {},
  };
}

function besideWriter(lengths: readonly number[], sink: Sink, start: number): ShardWriter {
  const control = new Int32Array(new SharedArrayBuffer(4 * (FIRST_TAKEN + SLOTS)));
  const slots = new Uint8Array(new SharedArrayBuffer(SLOTS * BATCH_BYTES));
  const digests = new Uint8Array(new SharedArrayBuffer(DIGEST * lengths.length));
  const job: WriteJob = { kind: 'write', lengths, fd: sink.fd, start, control, slots, digests };
  handOver(job);
  /** Where the piece of each slot goes. */
  const places = new Array<number>(SLOTS).fill(0);
  let [given, end] = [0, start];
  let doOurselves: (() => void) | null = null;

  const place = (piece: number) => places[piece % SLOTS] ?? 0;
  const write = (piece: number) => writeAt(sink.fd, pieceOf(job, piece), place(piece));

  /** Waits until at least so many pieces are done with; helps meanwhile, from the last one on, which the thread is the farthest from. */
  function until(wanted: number): void {
    for (let done = Atomics.load(control, DONE); done < wanted; done = Atomics.load(control, DONE)) {
      if (doOurselves) doOurselves();
      else if (Atomics.load(control, OWNER) === FAILED) {
        write(done);
        throw new EcluseError('INTERNAL', { where: 'write' });
      } else {
        let piece = given - 1;
        while (piece > done && !takes(control, piece)) piece--;
        if (piece > done) write(piece);
        else if (Atomics.wait(control, DONE, done, START_MS) === 'timed-out') {
          if (Atomics.compareExchange(control, OWNER, NOBODY, OURSELVES) === NOBODY) doOurselves = stepper(job);
        }
      }
    }
  }

  return {
    room() {
      until(given - SLOTS + 1);
      control[FIRST_TAKEN + (given % SLOTS)] = 0;
      return slotOf(job, given);
    },
    filled(length) {
      control[FIRST_LENGTH + (given % SLOTS)] = length;
      places[given % SLOTS] = end;
      end += length;
      Atomics.store(control, GIVEN, ++given);
      Atomics.notify(control, GIVEN);
      sink.wrote(length);
    },
    digests() {
      until(given);
      return inHex(digests);
    },
    close() {
      Atomics.store(control, GIVEN, -1);
      Atomics.notify(control, GIVEN);
      Atomics.compareExchange(control, OWNER, NOBODY, OURSELVES);
      // The caller closes the file next: what was still written then would go into whichever is opened under the same number.
      while (Atomics.load(control, OWNER) === THREAD) Atomics.wait(control, OWNER, THREAD);
    },
  };
}

/** The thread's part: every piece, as it is given. What fails is left to the caller, which meets the same failure. */
export function runWriteJob(job: WriteJob): void {
  const { control } = job;
  if (Atomics.compareExchange(control, OWNER, NOBODY, THREAD) !== NOBODY) return;
  let end = LEFT;
  try {
    const step = stepper(job);
    const pieces = job.lengths.reduce((sum, length) => sum + Math.ceil(length / BATCH_BYTES), 0);
    for (let piece = 0; piece < pieces; piece++) {
      Atomics.wait(control, GIVEN, piece);
      if (Atomics.load(control, GIVEN) < 0) return;
      step();
    }
  } catch {
    end = FAILED;
  } finally {
    Atomics.store(control, OWNER, end);
    for (const place of [OWNER, DONE]) Atomics.notify(control, place);
  }
}

/** Hashes the next piece, which has been given, and writes it if nobody has taken it. */
function stepper(job: WriteJob): () => void {
  const { control, lengths, digests, fd } = job;
  const hash = hasher(lengths, digests);
  let [piece, at] = [0, job.start];
  return () => {
    const bytes = pieceOf(job, piece);
    hash(bytes);
    if (takes(control, piece)) writeAt(fd, bytes, at);
    at += bytes.length;
    Atomics.store(control, DONE, ++piece);
    Atomics.notify(control, DONE);
  };
}

function takes(control: Int32Array, piece: number): boolean {
  return Atomics.exchange(control, FIRST_TAKEN + (piece % SLOTS), 1) === 0;
}

function slotOf({ slots }: WriteJob, piece: number): Uint8Array {
  const at = (piece % SLOTS) * BATCH_BYTES;
  return slots.subarray(at, at + BATCH_BYTES);
}

function pieceOf(job: WriteJob, piece: number): Uint8Array {
  return slotOf(job, piece).subarray(0, job.control[FIRST_LENGTH + (piece % SLOTS)]);
}

/** Takes the pieces of all shards, one after the other, and writes down each shard's digest once it is whole. */
function hasher(lengths: readonly number[], digests: Uint8Array): (piece: Uint8Array) => void {
  let [shard, done] = [0, 0];
  let hash: Hash = createHash('sha256');
  return (piece) => {
    hash.update(piece);
    done += piece.length;
    if (done < (lengths[shard] ?? 0)) return;
    digests.set(hash.digest(), DIGEST * shard++);
    hash = createHash('sha256');
    done = 0;
  };
}

function inHex(digests: Uint8Array): string[] {
  return Array.from({ length: digests.length / DIGEST }, (_, shard) => toHex(digests.slice(DIGEST * shard, DIGEST * (shard + 1))));
}
