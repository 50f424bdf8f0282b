import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { EcluseError } from '../base/errors.ts';
import { program } from '../base/program.ts';
import { type Emit, type Job, openRunner, type Result } from './jobs.ts';

/** Threads that do the same job side by side, taking pieces of it from a shared counter until none is left. */
export type Pool = {
  readonly size: number;
  /** Gives the job to every thread; resolves with each one's result, in thread order. After one that failed, it takes no other. */
  run(job: Job, emit?: Emit): Promise<Result[]>;
  close(): Promise<void>;
};

type Reply = { readonly part: Parameters<Emit>[0] } | { readonly done: Result } | { readonly failed: string };

/** As many threads as cores when `workers` is 0 or absent. */
export function threadCount(workers = 0): number {
  return workers > 0 ? workers : availableParallelism();
}

/** The calling thread alone: no start-up to pay, for little work. */
export function inlinePool(): Pool {
  const runner = openRunner();
  return {
    size: 1,
    async run(job, emit = () => {}) {
      return [runner(job, emit)];
    },
    async close() {},
  };
}

export function workerPool(size: number): Pool {
  const workers = Array.from({ length: size }, () => new Worker(program('src/forest/worker')));
  for (const worker of workers) worker.unref();
  let failed = false;
  return {
    size,
    async run(job, emit = () => {}) {
      // Threads that went on with a job that failed would answer for it in the next one.
      if (failed) throw new EcluseError('INTERNAL', { where: 'threads' });
      try {
        return await Promise.all(workers.map((worker) => ask(worker, job, emit)));
      } catch (error) {
        failed = true;
        throw error;
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, job: Job, emit: Emit): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.ref();
    const settle = (act: () => void) => {
      worker.off('message', hear);
      worker.off('error', fail);
      worker.off('exit', exit);
      worker.unref();
      act();
    };
    const hear = (reply: Reply) => {
      if ('part' in reply) {
        // What is told of a part may say that this is enough: the job fails, not the process.
        try {
          emit(reply.part);
        } catch (error) {
          settle(() => reject(error));
        }
      } else if ('done' in reply) settle(() => resolve(reply.done));
      else settle(() => reject(new Error(reply.failed)));
    };
    const fail = (error: Error) => settle(() => reject(error));
    const exit = (code: number) => settle(() => reject(new Error(`worker exited with ${code}`)));
    worker.on('message', hear);
    worker.on('error', fail);
    worker.on('exit', exit);
    worker.postMessage(job);
  });
}
