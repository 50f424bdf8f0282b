import type { FeatureColumn, Forest } from './forest.ts';
import { openShapley } from './shapley.ts';
import { take } from './shared.ts';

/** Rows are taken in blocks of this many. */
export const BLOCK_ROWS = 256;

/** Gives a thread the forests of the jobs to come. */
export type ScoreOpen = { readonly kind: 'open'; readonly forests: readonly Forest[] };

/** Which outputs an explanation writes; see `ExplainOptions`. Row-major, on shared memory, one a forest. */
export type ExplainOutput = {
  readonly groups: Float64Array;
  readonly raisingFeature: Int32Array;
  readonly raisingValue: Float64Array;
  readonly loweringFeature: Int32Array;
  readonly loweringValue: Float64Array;
  readonly values: Float64Array | null;
};
export type ExplainPlan = {
  readonly groups: Int32Array | null;
  readonly groupCount: number;
  readonly top: number;
  readonly only: Uint8Array | null;
  readonly outputs: readonly ExplainOutput[];
};

/** Scores or explains `rows` rows of the columns, which are rows `first` … of the outputs. */
export type ScoreJob = {
  readonly kind: 'score';
  readonly next: Int32Array;
  readonly columns: readonly FeatureColumn[];
  readonly rows: number;
  readonly first: number;
  readonly scores: readonly Float64Array[] | null;
  readonly explain: ExplainPlan | null;
};

export function openScoreRunner(): (job: ScoreOpen | ScoreJob) => null {
  let forests: readonly Forest[] = [];
  return (job) => {
    if (job.kind === 'open') {
      forests = job.forests;
      return null;
    }
    const shapleys = job.explain ? forests.map(openShapley) : [];
    const row = new Float64Array(job.columns.length);
    const values = new Float64Array(job.columns.length);
    const blocks = Math.ceil(job.rows / BLOCK_ROWS);
    for (let block = take(job.next, blocks); block !== null; block = take(job.next, blocks)) {
      const end = Math.min(job.rows, (block + 1) * BLOCK_ROWS);
      for (let r = block * BLOCK_ROWS; r < end; r++) {
        for (let j = 0; j < row.length; j++) row[j] = job.columns[j]![r]!;
        forests.forEach((forest, m) => {
          if (job.scores) job.scores[m]![job.first + r] = walk(forest, row);
          if (job.explain) {
            values.fill(0);
            shapleys[m]!(row, values);
            writeFactors(job.explain, job.explain.outputs[m]!, values, job.first + r);
          }
        });
      }
    }
    return null;
  };
}

function walk(forest: Forest, row: Float64Array): number {
  let sum = 0;
  for (const { feature, cut, left, share } of forest.trees) {
    let node = 0;
    while (feature[node]! >= 0) node = row[feature[node]!]! < cut[node]! ? left[node]! : left[node]! + 1;
    sum += share[node]!;
  }
  return sum / forest.trees.length;
}

/** Category sums, the largest factors both ways, all values if asked, of one row. */
export function writeFactors(plan: ExplainPlan, out: ExplainOutput, values: Float64Array, row: number): void {
  out.values?.set(values, row * values.length);
  const { top, groups, only } = plan;
  const atTop = row * top;
  for (let f = 0; f < values.length; f++) {
    const value = values[f]!;
    if (value === 0) continue;
    if (groups) out.groups[row * plan.groupCount + groups[f]!]! += value;
    if (only && only[f] === 0) continue;
    if (value > 0) insert(out.raisingFeature, out.raisingValue, atTop, top, f, value);
    else insert(out.loweringFeature, out.loweringValue, atTop, top, f, value);
  }
}

/** Keeps the `top` largest magnitudes; of equal ones the lower feature stands first. */
function insert(features: Int32Array, kept: Float64Array, at: number, top: number, feature: number, value: number): void {
  const size = Math.abs(value);
  if (top === 0 || (features[at + top - 1]! >= 0 && Math.abs(kept[at + top - 1]!) >= size)) return;
  let place = at + top - 1;
  for (; place > at && (features[place - 1]! < 0 || Math.abs(kept[place - 1]!) < size); place--) {
    features[place] = features[place - 1]!;
    kept[place] = kept[place - 1]!;
  }
  features[place] = feature;
  kept[place] = value;
}
