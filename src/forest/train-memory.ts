import { growTo } from './compile.ts';
import { DISTINCT_SLOTS } from './kernel/distinct.ts';
import { newMemory, type SharedMemory } from './kernel/engine.ts';
import { LANES } from './kernel/rank.ts';
import { SEARCH_BYTES } from './kernel/split.ts';

/** Where a training keeps its bins (feature after feature, `stride` bytes each) and what each thread works in. */
export type TrainMemory = {
  readonly memory: SharedMemory;
  readonly binsAt: number;
  readonly stride: number;
  readonly scratchAt: number;
  readonly scratch: TrainScratch;
};

/** Addresses within a thread's part. Binning and growing follow one another, and share it. */
export type TrainScratch = Readonly<Record<'values' | 'cuts' | 'table' | 'distinct' | 'binning', number>> &
  Readonly<Record<'search' | 'rows' | 'weights' | 'spareRows' | 'spareWeights' | 'outRows' | 'bytes', number>>;

export function trainMemory(rows: number, features: number, threads: number): TrainMemory {
  const stride = Math.ceil(rows / 64) * 64;
  const scratch = scratchOf(stride);
  const binsAt = 64;
  const scratchAt = binsAt + stride * features;
  const memory = newMemory();
  growTo(memory, scratchAt + threads * scratch.bytes);
  return { memory, binsAt, stride, scratchAt, scratch };
}

function scratchOf(rows: number): TrainScratch {
  const lay = <K extends string>(sizes: Readonly<Record<K, number>>) => {
    let at = 0;
    const places = {} as Record<K, number>;
    for (const [name, size] of Object.entries(sizes) as [K, number][]) {
      places[name] = at;
      at += Math.ceil((size + 64) / 64) * 64;
    }
    return { places, bytes: at };
  };
  const values = Math.ceil(rows / LANES) * LANES * 8;
  const binning = lay({ values, cuts: 256 * 8, table: DISTINCT_SLOTS * 8, distinct: 256 * 8 });
  const growing = lay({
    search: SEARCH_BYTES,
    rows: 4 * rows,
    weights: 8 * rows,
    spareRows: 4 * rows,
    spareWeights: 8 * rows,
    outRows: 4 * rows,
  });
  return { ...binning.places, ...growing.places, binning: binning.bytes, bytes: Math.max(binning.bytes, growing.bytes) };
}
