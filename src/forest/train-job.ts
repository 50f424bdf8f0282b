import { fillBins, quantileCuts } from './bins.ts';
import type { FeatureColumn } from './forest.ts';
import { type GrowData, type GrownTree, type GrowOptions, openGrower } from './grow.ts';
import { take } from './shared.ts';

/** Cuts and bins of the columns that this thread takes. */
export type BinJob = {
  readonly kind: 'bin';
  readonly next: Int32Array;
  readonly columns: readonly FeatureColumn[];
  readonly rows: number;
  readonly limit: number;
  readonly bins: Uint8Array;
};
export type BinPart = { readonly feature: number; readonly cuts: Float64Array };

export function runBinJob(job: BinJob): BinPart[] {
  const parts: BinPart[] = [];
  for (let f = take(job.next, job.columns.length); f !== null; f = take(job.next, job.columns.length)) {
    const column = job.columns[f]!;
    const cuts = quantileCuts(column, job.limit);
    fillBins(column, cuts, job.bins.subarray(f * job.rows, (f + 1) * job.rows));
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
  readonly cuts: readonly Float64Array[];
  readonly options: GrowOptions;
};
export type GrowPart = { readonly oobSum: Float64Array; readonly oobCount: Uint16Array };
export type GrownMessage = { readonly index: number; readonly grown: GrownTree };

/** Shares are summed in whole multiples of 2⁻⁴⁰, so that the order of trees, hence of threads, changes nothing. */
const OOB_UNIT = 2 ** 40;

export function runGrowJob(job: GrowJob, grown: (message: GrownMessage) => void): GrowPart {
  const { data } = job;
  const grower = openGrower(data, job.cuts, job.options);
  const oobSum = new Float64Array(data.rows);
  const oobCount = new Uint16Array(data.rows);
  for (let t = take(job.next, job.trees); t !== null; t = take(job.next, job.trees)) {
    const result = grower.grow(t);
    addOutOfBag(result, data, grower.drawn, oobSum, oobCount);
    grown({ index: t, grown: result });
  }
  return { oobSum, oobCount };
}

function addOutOfBag({ tree, cutBin }: GrownTree, data: GrowData, drawn: Uint8Array, sum: Float64Array, count: Uint16Array): void {
  const { feature, left } = tree;
  const share = tree.share.map((value) => Math.round(value * OOB_UNIT) / OOB_UNIT);
  for (let row = 0; row < data.rows; row++) {
    if (drawn[row] !== 0) continue;
    let node = 0;
    for (let f = feature[0]!; f >= 0; f = feature[node]!) {
      node = left[node]! + (data.bins[f * data.rows + row]! > cutBin[node]! ? 1 : 0);
    }
    sum[row]! += share[node]!;
    count[row]!++;
  }
}
