import { availableParallelism } from 'node:os';
import { type MessagePort, Worker } from 'node:worker_threads';
import { program } from '../base/program.ts';

/*
 * A second thread halves the time that large bundles take: hashing beside sealing, hashing two shards at once, opening the next while one is read. The
 * caller's own code stays in one piece: it waits on shared memory, not on messages, and does all of the work itself where the thread does not come.
 */

/** Below this a thread costs more than it saves. */
const LEAST_BYTES = 24 * 2 ** 20;

export function threadsFor(bytes: number): boolean {
  return bytes >= LEAST_BYTES && availableParallelism() > 1;
}

/** Started with the first large bundle; it waits for the next ones, and keeps no process alive. */
let second: Worker | null = null;

/** Hands a job to the thread, which takes them one after the other (`second.ts`). */
export function handOver(job: object, transfer: readonly MessagePort[] = []): void {
  if (second === null) {
    const worker = new Worker(program('src/bundle/second'));
    const forget = () => {
      if (second === worker) second = null;
    };
    // Whoever asked finds its work undone, and does it.
    worker.on('error', forget);
    worker.on('exit', forget);
    worker.unref();
    second = worker;
  }
  second.postMessage(job, [...transfer]);
}
