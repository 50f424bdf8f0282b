import type { Compiled, Plan } from './compile.ts';
import { openPrograms } from './explain-program.ts';
import { type ExplainPlan, writeFactors } from './factors.ts';
import type { FeatureColumn } from './forest.ts';
import { type ScoreKernels, scoreKernels } from './kernel/kernels.ts';
import { LANES } from './kernel/rank.ts';
import { HEAD } from './kernel/walk.ts';
import { type Scratch, whole } from './scratch.ts';
import { take } from './shared.ts';

/** Gives a thread the forests of the jobs to come. */
export type ScoreOpen = { readonly kind: 'open'; readonly compiled: Compiled };

/**
 * Scores or explains `rows` rows of the columns, which are rows `first` … of the outputs, by blocks of `groups` × 8. `next` counts the blocks taken, then
 * the threads: each takes a scratch of its own from `scratchAt` on. `vectors`: pairs of points of each forest's explanation.
 */
export type ScoreJob = {
  readonly kind: 'score';
  readonly next: Int32Array;
  readonly columns: readonly FeatureColumn[];
  readonly rows: number;
  readonly first: number;
  readonly groups: number;
  readonly scratchAt: number;
  readonly scratch: Scratch;
  readonly scores: readonly Float64Array[] | null;
  readonly explain: ExplainPlan | null;
  readonly vectors: readonly number[];
};

/** Trees walked over a block of rows before the next: they stay in the core's own cache. */
const TREES_AT_ONCE = 2;

type Block = { readonly from: number; readonly rows: number; readonly groups: number };

export function openScoreRunner(): (job: ScoreOpen | ScoreJob) => null {
  let compiled: Compiled | null = null;
  let kernels: ScoreKernels | null = null;
  return (job) => {
    if (job.kind === 'open') {
      compiled = job.compiled;
      kernels = scoreKernels(compiled.memory);
      return null;
    }
    runScoreJob(job, compiled!, kernels!);
    return null;
  };
}

function runScoreJob(job: ScoreJob, { memory, plans, treeCounts }: Compiled, kernels: ScoreKernels): void {
  const base = job.scratchAt + Atomics.add(job.next, 1, 1) * job.scratch.bytes;
  const f64 = new Float64Array(memory.buffer);
  const f32 = new Float32Array(memory.buffer);
  const u32 = new Uint32Array(memory.buffer);
  const at = (place: number) => base + place;
  const { scratch, columns } = job;
  const features = columns.length;
  let coded: Plan | null = null;

  function codeRanks(plan: Plan, block: Block): void {
    if (coded === plan) return;
    coded = plan;
    const stride = 2 * LANES * plan.features.length;
    const values = at(scratch.values);
    plan.features.forEach((feature, slot) => {
      const column = columns[feature]!;
      const single = column instanceof Float32Array;
      (single ? f32 : f64).set(column.subarray(block.from, block.from + block.rows), values / (single ? 4 : 8));
      const cuts = (single ? plan.singleCuts : plan.cuts)[slot]!;
      const rank = single ? kernels.rank32 : kernels.rank64;
      rank(values, block.groups, cuts, plan.cutCounts[slot]!, at(scratch.ranks) + 2 * LANES * slot, stride);
    });
  }

  const spansOf = (forest: number) =>
    plans.flatMap((plan) => plan.spans.filter((span) => span.forest === forest).map((span) => ({ plan, span })));

  function score(forest: number, block: Block, into: Float64Array): void {
    const sums = at(scratch.sums) / 8;
    f64.fill(0, sums, sums + whole(block.groups) * LANES);
    for (const { plan, span } of spansOf(forest)) {
      codeRanks(plan, block);
      const stride = 2 * LANES * plan.features.length;
      for (let k = 0; k < span.count; k += TREES_AT_ONCE) {
        const count = Math.min(TREES_AT_ONCE, span.count - k);
        kernels.walk(span.trees + HEAD.bytes * k, count, plan.shares, at(scratch.ranks), whole(block.groups), stride, at(scratch.sums));
      }
    }
    for (let r = 0; r < block.rows; r++) into[job.first + block.from + r] = f64[sums + r]! / treeCounts[forest]!;
  }

  function explain(forest: number, block: Block, asked: ExplainPlan, values: Float64Array): void {
    const vectors = job.vectors[forest]!;
    const space = {
      program: at(scratch.program),
      tables: at(scratch.tables),
      frames: at(scratch.frames),
      below: at(scratch.below),
      zero: at(scratch.zero),
    };
    // What lay there before was another table's.
    u32[space.zero / 4] = 0;
    const write = openPrograms(memory, vectors, space);
    const run = kernels.explain(vectors);
    values.fill(0);
    for (const { plan, span } of spansOf(forest)) {
      codeRanks(plan, block);
      const slots = plan.features.length;
      const earned = at(scratch.earned) / 8;
      f64.fill(0, earned, earned + 2 * slots * LANES * block.groups);
      for (let k = 0; k < span.count; k++) {
        if (!write(u32[(span.trees + HEAD.bytes * k + HEAD.root) / 4]!, plan.shares)) continue;
        run(space.program, at(scratch.ranks), at(scratch.earned), block.groups, 2 * LANES * slots, 16 * LANES * slots);
      }
      gather(plan, earned, block, values, treeCounts[forest]!);
    }
    for (let r = 0; r < block.rows; r++) {
      writeFactors(asked, asked.outputs[forest]!, values.subarray(r * features, (r + 1) * features), job.first + block.from + r);
    }
  }

  /** Adds what features earned over a plan's trees, in its two partial sums, to the rows' values. */
  function gather(plan: Plan, earned: number, block: Block, values: Float64Array, trees: number): void {
    const slots = plan.features.length;
    for (let r = 0; r < block.rows; r++) {
      const group = earned + (r >> 3) * 2 * LANES * slots + 2 * (r & 7);
      for (let slot = 0; slot < slots; slot++) {
        const place = group + 2 * LANES * slot;
        values[r * features + plan.features[slot]!]! += (f64[place]! + f64[place + 1]!) / trees;
      }
    }
  }

  const blockRows = job.groups * LANES;
  const values = new Float64Array(job.explain ? Math.min(blockRows, job.rows) * features : 0);
  const blocks = Math.ceil(job.rows / blockRows);
  for (let taken = take(job.next, blocks); taken !== null; taken = take(job.next, blocks)) {
    const from = taken * blockRows;
    const rows = Math.min(blockRows, job.rows - from);
    const block = { from, rows, groups: Math.ceil(rows / LANES) };
    coded = null;
    for (let forest = 0; forest < treeCounts.length; forest++) {
      if (job.scores) score(forest, block, job.scores[forest]!);
      if (job.explain) explain(forest, block, job.explain, values);
    }
  }
}
