import { columnCuts } from './bins.ts';
import type { FeatureColumn, Tree } from './forest.ts';
import { type GrowData, type GrowOptions, type OutOfBag, openGrower } from './grow.ts';
import { trainKernels } from './kernel/kernels.ts';
import { LANES } from './kernel/rank.ts';
import { take } from './shared.ts';
import type { TrainMemory } from './train-memory.ts';

/** Cuts and bins of the columns that this thread takes. `next` counts the pieces taken, then the threads. */
export type BinJob = {
  readonly kind: 'bin';
  readonly next: Int32Array;
  readonly columns: readonly FeatureColumn[];
  readonly rows: number;
  readonly limit: number;
  readonly memory: TrainMemory;
};
export type BinPart = { readonly feature: number; readonly cuts: Float64Array };

export function runBinJob(job: BinJob): BinPart[] {
  const { memory, binsAt, stride, scratchAt, scratch } = job.memory;
  const { bin, distinct } = trainKernels(memory);
  const f64 = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const base = scratchAt + Atomics.add(job.next, 1, 1) * scratch.bytes;
  const at = (place: number) => (base + place) / 8;
  const distinctOf = (limit: number) => {
    const count = distinct(base + scratch.values, job.rows, limit, base + scratch.table, base + scratch.distinct);
    return count > limit ? null : f64.slice(at(scratch.distinct), at(scratch.distinct) + count);
  };
  const parts: BinPart[] = [];
  for (let f = take(job.next, job.columns.length); f !== null; f = take(job.next, job.columns.length)) {
    const column = job.columns[f]!;
    f64.set(column, at(scratch.values));
    const cuts = columnCuts(column, job.limit, distinctOf);
    f64.set(cuts, at(scratch.cuts));
    const into = binsAt + f * stride;
    if (cuts.length === 0) bytes.fill(0, into, into + stride);
    else bin(base + scratch.values, Math.ceil(job.rows / LANES), base + scratch.cuts, cuts.length, into, LANES);
    parts.push({ feature: f, cuts });
  }
  return parts;
}

/** Grows the trees that this thread takes; `grown` hears of each. */
export type GrowJob = {
  readonly kind: 'grow';
  readonly next: Int32Array;
  readonly trees: number;
  readonly data: GrowData;
  readonly options: GrowOptions;
};
export type GrowPart = OutOfBag;
export type GrownMessage = { readonly index: number; readonly tree: Tree };

export function runGrowJob(job: GrowJob, grown: (message: GrownMessage) => void): GrowPart {
  const outOfBag = { sum: new Float64Array(job.data.rows), count: new Uint16Array(job.data.rows) };
  const grow = openGrower(job.data, job.options, Atomics.add(job.next, 1, 1), outOfBag);
  for (let t = take(job.next, job.trees); t !== null; t = take(job.next, job.trees)) grown({ index: t, tree: grow(t) });
  return outOfBag;
}
