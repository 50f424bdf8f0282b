import type { Compiled } from './compile.ts';
import { programBytes } from './explain-program.ts';
import { type Forest, treeDepth } from './forest.ts';
import { frameOffsets, laneBytes } from './kernel/explain.ts';
import { LANES } from './kernel/rank.ts';
import { ABREAST } from './kernel/walk.ts';
import { pathFacts } from './shapley.ts';

/** What one block of rows needs of every feature stays within this, so that it stays in a core's own cache. */
const BLOCK_BYTES = 1280 * 1024;
const MOST_GROUPS = 256;
/** A value's rank; in an explanation, what it earns in two partial sums. */
const VALUE_BYTES = { score: 2, explain: 16 } as const;

/** Groups of rows taken at once. */
export function blockGroups({ plans }: Compiled, work: keyof typeof VALUE_BYTES): number {
  const slots = plans.reduce((most, { features }) => Math.max(most, features.length), 1);
  return Math.max(8, Math.min(MOST_GROUPS, Math.floor(BLOCK_BYTES / (VALUE_BYTES[work] * LANES * slots))));
}

/** What explanations of a set of forests need: vectors of points for each, and room for the largest programme. */
export type ExplainNeeds = {
  readonly vectors: readonly number[];
  readonly program: number;
  readonly tables: number;
  readonly frames: number;
};

export function explainNeeds(forests: readonly Forest[]): ExplainNeeds {
  let [program, tables, frames] = [0, 0, 0];
  const vectors = forests.map((forest) => {
    const facts = forest.trees.map(pathFacts);
    const most = facts.reduce((distinct, each) => Math.max(distinct, each.distinct), 1);
    const count = Math.ceil(Math.ceil(most / 2) / 2);
    for (const [t, { splits, repeats }] of facts.entries()) {
      const bytes = programBytes(splits, repeats, count);
      program = Math.max(program, bytes.program);
      tables = Math.max(tables, bytes.tables);
      frames = Math.max(frames, frameOffsets(count).bytes * (treeDepth(forest.trees[t]!) + 1));
    }
    return count;
  });
  return { vectors, program, tables, frames };
}

/** A thread's own part of the memory, by purpose; addresses are multiples of 64. */
export type Scratch = Readonly<
  Record<'zero' | 'values' | 'ranks' | 'sums' | 'earned' | 'below' | 'frames' | 'program' | 'tables' | 'bytes', number>
>;

/** As many groups as are walked together; there is room for those that no row fills. */
export function whole(groups: number): number {
  return Math.ceil(groups / ABREAST) * ABREAST;
}

export function scratchOf(compiled: Compiled, groups: number, needs: ExplainNeeds | null): Scratch {
  const slots = compiled.plans.reduce((most, { features }) => Math.max(most, features.length), 1);
  const rows = whole(groups) * LANES;
  let bytes = 0;
  const take = (size: number) => {
    const at = bytes;
    bytes = Math.ceil((at + size) / 64) * 64;
    return at;
  };
  const vectors = needs ? Math.max(...needs.vectors, 1) : 0;
  const places = {
    zero: take(16),
    values: take(8 * rows),
    ranks: take(2 * rows * slots),
    sums: take(8 * rows),
    earned: take(needs ? 16 * rows * slots : 0),
    below: take(LANES * laneBytes(vectors)),
    frames: take(needs ? needs.frames + frameOffsets(vectors).bytes : 0),
    program: take(needs?.program ?? 0),
    tables: take(needs?.tables ?? 0),
  };
  return { ...places, bytes };
}
