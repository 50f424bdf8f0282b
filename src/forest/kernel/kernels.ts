import { assemble } from './assembler.ts';
import { distinctRoutine } from './distinct.ts';
import { instantiate, type Kernel, type SharedMemory } from './engine.ts';
import { explainRoutine } from './explain.ts';
import { rankKernel, rankRoutines, type Width } from './rank.ts';
import { splitRoutines } from './split.ts';
import { walkRoutine } from './walk.ts';

const SINGLE: Width = { value: 4, rank: 2 };
const DOUBLE: Width = { value: 8, rank: 2 };
const BIN: Width = { value: 8, rank: 1 };
type Rank = ReturnType<typeof rankKernel>;

/** `rank32` and `rank64` code values of so many bits. */
export type ScoreKernels = { readonly rank32: Rank; readonly rank64: Rank; readonly walk: Kernel; explain(vectors: number): Kernel };

/** Kernels over one memory; those of explanations are made for each number of vectors when first met. */
export function scoreKernels(memory: SharedMemory): ScoreKernels {
  const exports = instantiate(assemble([...rankRoutines(SINGLE), ...rankRoutines(DOUBLE), walkRoutine()]), memory);
  const explains = new Map<number, Kernel>();
  return {
    rank32: rankKernel(exports, SINGLE),
    rank64: rankKernel(exports, DOUBLE),
    walk: exports.walk!,
    explain(vectors) {
      const known = explains.get(vectors);
      if (known) return known;
      const routine = explainRoutine(vectors);
      const made = instantiate(assemble([routine]), memory)[routine.name]!;
      explains.set(vectors, made);
      return made;
    },
  };
}

export type TrainKernels = Readonly<Record<'distinct' | 'dense' | 'sparse' | 'part' | 'partRows', Kernel>> & { readonly bin: Rank };

/** Kernels of a training over one memory. */
export function trainKernels(memory: SharedMemory): TrainKernels {
  const exports = instantiate(assemble([...rankRoutines(BIN), distinctRoutine(), ...splitRoutines()]), memory);
  return { ...(exports as Omit<TrainKernels, 'bin'>), bin: rankKernel(exports, BIN) };
}
