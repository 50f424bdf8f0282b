import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { handOver, threadsFor } from './second-thread.ts';
import { openShard, type ShardAccess } from './shard.ts';

/** Shards opened before the one that is wanted: what lies open at once is bounded. */
const AHEAD = 2;
/** Places of `control`: the shard that is wanted, then each shard's state. */
const [WANTED, FIRST_STATE] = [0, 1];
const [UNTAKEN, OURS, THEIRS, OPENED, FAILED] = [0, 1, 2, 3, 4];

type Plaintext = Uint8Array<ArrayBuffer>;

export type OpenJob = {
  readonly kind: 'open';
  readonly shards: readonly ShardAccess[];
  readonly control: Int32Array;
  readonly port: MessagePort;
};

/** The plaintext of each shard, in their order, as `openShard` gives it; large ones are opened by two threads. */
export function* openShards(shards: readonly ShardAccess[]): Generator<Plaintext> {
  if (shards.length < 2 || !threadsFor(shards.reduce((sum, { bytes }) => sum + bytes, 0))) {
    for (const shard of shards) yield openShard(shard);
    return;
  }
  const control = new Int32Array(new SharedArrayBuffer(4 * (FIRST_STATE + shards.length)));
  const { port1, port2 } = new MessageChannel();
  handOver({ kind: 'open', shards, control, port: port2 } satisfies OpenJob, [port2]);
  const held = new Map<number, Plaintext>();
  const claim = (shard: number) => Atomics.compareExchange(control, FIRST_STATE + shard, UNTAKEN, OURS) === UNTAKEN;
  const open = (shard: number) => held.set(shard, openShard(shards[shard] as ShardAccess));

  /** What does not open before its turn says why when it comes: the shards before it are good. */
  function openAhead(shard: number): void {
    try {
      open(shard);
    } catch {
      Atomics.store(control, FIRST_STATE + shard, FAILED);
    }
  }

  /** Has one shard held. While the thread is at it, opens one of those that come after, if none has taken it. */
  function have(wanted: number): void {
    for (;;) {
      for (let told = receiveMessageOnPort(port1); told; told = receiveMessageOnPort(port1)) held.set(told.message[0], told.message[1]);
      if (held.has(wanted)) return;
      const state = Atomics.load(control, FIRST_STATE + wanted);
      if (state === FAILED || (state === UNTAKEN && claim(wanted))) open(wanted);
      else if (state === THEIRS) {
        const last = Math.min(shards.length - 1, wanted + AHEAD);
        let next = wanted + 1;
        while (next <= last && !claim(next)) next++;
        if (next <= last) openAhead(next);
        else Atomics.wait(control, FIRST_STATE + wanted, THEIRS);
      }
    }
  }

  try {
    for (const shard of shards.keys()) {
      Atomics.store(control, WANTED, shard);
      Atomics.notify(control, WANTED);
      have(shard);
      const plaintext = held.get(shard) as Plaintext;
      held.delete(shard);
      yield plaintext;
    }
  } finally {
    Atomics.store(control, WANTED, shards.length);
    Atomics.notify(control, WANTED);
    port1.close();
  }
}

/** The thread's part: shards that nobody has taken, a few ahead of the one that is wanted. */
export function runOpenJob({ shards, control, port }: OpenJob): void {
  for (const [shard, access] of shards.entries()) {
    for (let wanted = Atomics.load(control, WANTED); shard > wanted + AHEAD; wanted = Atomics.load(control, WANTED)) {
      Atomics.wait(control, WANTED, wanted);
    }
    if (shard < Atomics.load(control, WANTED)) continue;
    if (Atomics.compareExchange(control, FIRST_STATE + shard, UNTAKEN, THEIRS) !== UNTAKEN) continue;
    let state = OPENED;
    try {
      const plaintext = openShard(access);
      port.postMessage([shard, plaintext], [plaintext.buffer]);
    } catch {
      // The caller opens it again, and tells why it does not open.
      state = FAILED;
    }
    Atomics.store(control, FIRST_STATE + shard, state);
    Atomics.notify(control, FIRST_STATE + shard);
  }
}
