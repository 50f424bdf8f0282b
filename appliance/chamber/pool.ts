import { Worker } from 'node:worker_threads';
import { EcluseError } from '../../src/base/errors.ts';
import { program } from '../../src/base/program.ts';
import type { Table } from '../../src/table/table.ts';
import { refusalOf } from './failure.ts';
import type { ShardAnswer, ShardTask } from './shard-worker.ts';

export type OpenedShard = { readonly table: Table; readonly digest: string };
export type ShardPool = { readonly size: number; open(task: ShardTask): Promise<OpenedShard>; close(): Promise<void> };

type Waiting = { readonly task: ShardTask; readonly resolve: (shard: OpenedShard) => void; readonly reject: (error: unknown) => void };

/** `size` threads that open shards side by side; tasks wait their turn in order. */
export function openPool(size: number): ShardPool {
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  const queue: Waiting[] = [];

  const next = (): void => {
    const worker = queue.length > 0 ? (idle.pop() ?? (busy.size < size ? begin() : undefined)) : undefined;
    if (!worker) return;
    const waiting = queue.shift()!;
    busy.set(worker, waiting);
    worker.postMessage(waiting.task);
  };
  const begin = (): Worker => {
    const worker = new Worker(program('appliance/chamber/shard-worker'), { env: process.env });
    worker.on('message', (answer: ShardAnswer) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if (answer.ok) waiting?.resolve({ table: answer.table, digest: answer.digest });
      else waiting?.reject(new EcluseError(answer.code, answer.params));
      next();
    });
    worker.on('error', (error) => {
      busy.get(worker)?.reject(refusalOf(error, 'shard'));
      busy.delete(worker);
      next();
    });
    return worker;
  };
  return {
    size,
    open: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject });
        next();
      }),
    close: async () => {
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}
