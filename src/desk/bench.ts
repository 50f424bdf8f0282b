import { Worker } from 'node:worker_threads';
import { EcluseError } from '../base/errors.ts';
import { program } from '../base/program.ts';
import type { Answered, JobName, Jobs } from './jobs.ts';
import { wipeSecrets } from './secrets.ts';

/** The near end of the working thread: pages go on while it works. */
export type Bench = {
  /** `tell`: how far it is, of 1. @throws what the job throws; DESK_STOPPED where the thread died of it */
  ask<Job extends JobName>(job: Job, input: Jobs[Job]['in'], tell?: (share: number) => void): Promise<Jobs[Job]['out']>;
  /** Ends the thread, and all that it held. */
  clear(): Promise<void>;
};

/** V8's own default may be less than a CSV of 60,000 × 2,000 takes. */
const HEAP_MIB = 4096;

type Waiting = Map<number, { resolve(value: unknown): void; reject(error: unknown): void; tell?: ((share: number) => void) | undefined }>;
type Running = { readonly worker: Worker; readonly waiting: Waiting };

export function createBench(dir: string): Bench {
  let running: Running | null = null;
  let last = 0;

  const start = (): Running => {
    const worker = new Worker(program('src/desk/worker'), {
      workerData: { dir },
      env: process.env,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
      // Whatever a library may print there is nobody's to read.
      stdout: true,
      stderr: true,
    });
    const waiting: Waiting = new Map();
    const started = { worker, waiting };
    worker.on('message', (answered: Answered) => {
      const wait = waiting.get(answered.id);
      if ('share' in answered) {
        wait?.tell?.(answered.share);
        return;
      }
      waiting.delete(answered.id);
      if ('done' in answered) wait?.resolve(answered.done);
      else wait?.reject(new EcluseError(answered.refused.code, answered.refused.params));
    });
    const ended = () => {
      if (running === started) running = null;
      for (const wait of waiting.values()) wait.reject(new EcluseError('DESK_STOPPED'));
      waiting.clear();
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return started;
  };

  return {
    ask(job, input, tell) {
      running ??= start();
      const { worker, waiting } = running;
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, tell });
        worker.postMessage({ id, job, input });
        wipeSecrets(input);
      });
    },
    async clear() {
      const ending = running;
      running = null;
      await ending?.worker.terminate();
    },
  };
}
