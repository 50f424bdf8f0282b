import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { compileForests, growTo } from '../../src/forest/compile.ts';
import type { ExplainOutput } from '../../src/forest/factors.ts';
import type { Tree } from '../../src/forest/forest.ts';
import { openScoreRunner } from '../../src/forest/score-job.ts';
import { explainNeeds, scratchOf } from '../../src/forest/scratch.ts';
import { sharedFloats, sharedInts } from '../../src/forest/shared.ts';
import { runBinJob, runGrowJob } from '../../src/forest/train-job.ts';
import { trainMemory } from '../../src/forest/train-memory.ts';
import { outcomeOf, table, wildForest } from '../support/forests.ts';

/** What a thread may find in its part of the memory: what other tables, layouts and threads left there. */
const LEFT: readonly ((random: () => number) => number)[] = [() => 0, () => 0xff, () => 0x7f, (random) => Math.floor(random() * 256)];

function fill(memory: SharedArrayBuffer, from: number, random: () => number, byte: (typeof LEFT)[number]): void {
  const area = new Uint8Array(memory, from);
  for (let at = 0; at < area.length; at++) area[at] = byte(random);
}

function same(results: readonly unknown[], seed: number): void {
  for (const result of results) expect(result, `seed ${seed}`).toEqual(results[0]);
}

describe('what lies in the memory beforehand changes nothing', () => {
  it('of scores and explanations, and the forests stay as they were', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const features = pick([1, 2, 9, 40]);
      const [rows, groups] = [pick([1, 8, 9, 17, 100, 129]), pick([8, 9, 17])];
      const shape = { features, trees: pick([1, 3, 12]), depth: pick([0, 1, 3, 9]), values: [0, 1, 2, 3, 0.5] };
      const forests = Array.from({ length: pick([1, 2]) }, (_, k) => wildForest(seed * 10 + k, shape));
      const { columns } = table(seed, rows, features, { missing: 0.2, single: pick([true, false]) });
      const compiled = compileForests(forests);
      const needs = explainNeeds(forests);
      const scratch = scratchOf(compiled, groups, needs);
      const scratchAt = Math.ceil(compiled.end / 64) * 64;
      growTo(compiled.memory, scratchAt + scratch.bytes);
      const laid = new Uint8Array(compiled.memory.buffer, 0, compiled.end);
      const before = laid.slice();
      const run = openScoreRunner();
      run({ kind: 'open', compiled });
      const results = LEFT.map((byte) => {
        fill(compiled.memory.buffer, scratchAt, random, byte);
        const scores = forests.map(() => sharedFloats(rows));
        const outputs = forests.map((): ExplainOutput => {
          const [feature, value] = [() => sharedInts(3 * rows).fill(-1), () => sharedFloats(3 * rows)];
          return {
            groups: sharedFloats(2 * rows),
            ...{ raisingFeature: feature(), raisingValue: value(), loweringFeature: feature(), loweringValue: value() },
            ...{ markedFeature: sharedInts(0), markedValue: sharedFloats(0), values: sharedFloats(rows * features) },
          };
        });
        const asked = { groups: Int32Array.from({ length: features }, (_, j) => j % 2), groupCount: 2, top: 3, marked: null, outputs };
        const { vectors } = needs;
        run({ kind: 'score', next: sharedInts(2), columns, rows, first: 0, groups, scratchAt, scratch, scores, explain: asked, vectors });
        return { scores, outputs };
      });
      same(results, seed);
      expect(Buffer.compare(laid, before)).toBe(0);
    }
  });

  it('of bins and trees', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const [rows, features] = [pick([20, 63, 64, 65, 300]), pick([1, 3, 12])];
      const matrix = table(seed, rows, features, { missing: pick([0, 0.3]) });
      const outcome = outcomeOf(matrix, seed);
      const judged = pick([null, Uint32Array.from({ length: 9 }, (_, at) => at)]);
      const drawn = judged && Uint32Array.from({ length: rows - 9 }, (_, at) => 9 + at);
      const weights = pick([null, Int32Array.from({ length: rows }, () => pick([0, 3, 100]))]);
      const limit = pick([2, 3, 255]);
      const options = { maxDepth: 12, minLeaf: pick([1, 4]), featuresPerNode: Math.min(3, features), seed, positiveWeight: 2.5 };
      const results = LEFT.map((byte) => {
        const memory = trainMemory(rows, features, 1);
        fill(memory.memory.buffer, 0, random, byte);
        const cuts: Float64Array[] = [];
        const parts = runBinJob({ kind: 'bin', next: sharedInts(2), columns: matrix.columns, rows, limit, memory });
        for (const part of parts) cuts[part.feature] = part.cuts;
        fill(memory.memory.buffer, memory.scratchAt, random, byte);
        const trees: Tree[] = [];
        const data = { rows, features, memory, cuts, outcome, weights, unit: 1, drawn, judged };
        const outOfBag = runGrowJob({ kind: 'grow', next: sharedInts(2), trees: 4, data, options }, ({ tree }) => trees.push(tree));
        return { cuts, trees, outOfBag };
      });
      same(results, seed);
    }
  });
});
