import { assemble } from './assembler.ts';
import { distinctRoutine } from './distinct.ts';
import { instantiate, type Kernel, type SharedMemory } from './engine.ts';
import { explainRoutine } from './explain.ts';
import { rankRoutine } from './rank.ts';
import { splitRoutines } from './split.ts';
import { walkRoutine } from './walk.ts';

export type ScoreKernels = { readonly rank: Kernel; readonly walk: Kernel; explain(vectors: number): Kernel };

/** Kernels over one memory; those of explanations are made for each number of vectors when first met. */
export function scoreKernels(memory: SharedMemory): ScoreKernels {
  const { rank, walk } = instantiate(assemble([rankRoutine(), walkRoutine()]), memory);
  const explains = new Map<number, Kernel>();
  return {
    rank: rank!,
    walk: walk!,
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

export type TrainKernels = Readonly<Record<'bin' | 'distinct' | 'dense' | 'sparse' | 'part' | 'partRows', Kernel>>;

/** Kernels of a training over one memory. */
export function trainKernels(memory: SharedMemory): TrainKernels {
  return instantiate(assemble([rankRoutine(1), distinctRoutine(), ...splitRoutines()]), memory) as TrainKernels;
}
