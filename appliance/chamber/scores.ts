import { hideSmallCounts, SMALLEST_SHOWN } from '../../src/base/counts.ts';
import type { ShardInput } from '../../src/bundle/seal.ts';
import { calibrate } from '../../src/forest/calibration.ts';
import type { Model } from '../../src/forest/model.ts';
import type { Explanation, Factors } from '../../src/forest/score.ts';
import { byCategory } from '../../src/study/categories.ts';
import { bandNames, bandOf } from '../../src/study/thresholds.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { CATEGORIES, PSEUDONYM } from '../../src/table/dictionary.ts';
import type { Column } from '../../src/table/table.ts';
import type { ScoredModel } from './protocol.ts';

/** Raising and lowering factors told for each pupil. */
export const TOP = 3;
const GROUPS = CATEGORIES.length;
const ROWS_PER_SHARD = 4000;
/** Fewer than a bundle's shards, the two documents being two of them. */
const MOST_SHARDS = 1000;

/** The scores of one model over every pupil of a bundle, filled shard by shard. */
export type ModelScores = {
  add(scores: Float64Array, explanation: Explanation): void;
  aggregates(): Pick<ScoredModel, 'rows' | 'bands' | 'meanContributions'>;
  columns(from: number, to: number): Column[];
};

export function modelScores(model: Model, rows: number): ModelScores {
  const score = new Float64Array(rows);
  const probability = new Float64Array(rows);
  const bands = new Float32Array(rows);
  const groups = Array.from({ length: GROUPS }, () => new Float32Array(rows));
  const sums = new Float64Array(GROUPS);
  const names = bandNames(model.bands.length + 1);
  const counts = names.map(() => 0);
  const raising = factorColumns(rows);
  const lowering = factorColumns(rows);
  let at = 0;
  return {
    add(scores, explanation) {
      for (let row = 0; row < scores.length; row++, at++) {
        score[at] = scores[row]!;
        probability[at] = calibrate(model.calibration, scores[row]!);
        bands[at] = bandOf(probability[at]!, model.bands);
        counts[bands[at]!]!++;
        for (let group = 0; group < GROUPS; group++) {
          const value = explanation.groups[row * GROUPS + group]!;
          groups[group]![at] = value;
          sums[group]! += value;
        }
        raising.add(explanation.raising, row, at);
        lowering.add(explanation.lowering, row, at);
      }
    },
    aggregates() {
      const shown = hideSmallCounts(counts);
      const means = at < SMALLEST_SHOWN ? null : byCategory(sums.map((sum) => sum / at));
      return { rows: at, bands: names.map((name, band) => ({ name, pupils: shown[band] ?? null })).reverse(), meanContributions: means };
    },
    columns(from, to) {
      const flag = (cut: number): Float32Array => Float32Array.from(probability.subarray(from, to), (value) => (value >= cut ? 1 : 0));
      return [
        numbers('score', score.subarray(from, to)),
        numbers('probability', probability.subarray(from, to)),
        numbers('band', bands.subarray(from, to)),
        numbers('targeted', flag(model.cutoffs.targeted)),
        numbers('wide', flag(model.cutoffs.wide)),
        ...CATEGORIES.map((category, group) => numbers(category, groups[group]!.subarray(from, to))),
        ...raising.columns('raising', from, to),
        ...lowering.columns('lowering', from, to),
      ];
    },
  };
}

function numbers(name: string, values: Float64Array | Float32Array): Column {
  return { name, type: 'number', values };
}

/** `TOP` columns of features and as many of their contributions; missing where a pupil has fewer factors. */
function factorColumns(rows: number) {
  const features = Array.from({ length: TOP }, () => new Float32Array(rows));
  const values = Array.from({ length: TOP }, () => new Float32Array(rows));
  return {
    add(factors: Factors, row: number, at: number): void {
      for (let place = 0; place < TOP; place++) {
        const feature = factors.feature[row * TOP + place]!;
        features[place]![at] = feature < 0 ? Number.NaN : feature;
        values[place]![at] = feature < 0 ? Number.NaN : factors.value[row * TOP + place]!;
      }
    },
    columns: (side: string, from: number, to: number): Column[] =>
      features.flatMap((feature, place) => [
        numbers(`${side}${place + 1}`, feature.subarray(from, to)),
        numbers(`${side}${place + 1}_value`, values[place]!.subarray(from, to)),
      ]),
  };
}

/** The tables of a result (src/partner/scores.ts reads them): one row a model and pupil, model after model, pupils as the request lists them. */
export function scoreShards(models: readonly ModelScores[], pseudonyms: readonly string[]): ShardInput[] {
  const rows = pseudonyms.length;
  const perShard = Math.max(ROWS_PER_SHARD, Math.ceil(rows / Math.max(1, Math.floor(MOST_SHARDS / models.length))));
  return models.flatMap((model, index) => {
    const shards: ShardInput[] = [];
    for (let from = 0; from < rows; from += perShard) {
      const to = Math.min(rows, from + perShard);
      const columns: Column[] = [
        { name: PSEUDONYM, type: 'text', values: pseudonyms.slice(from, to) },
        numbers('model', new Float64Array(to - from).fill(index)),
        ...model.columns(from, to),
      ];
      shards.push({ type: 'table', name: 'scores', rows: to - from, bytes: encodeArrow({ rows: to - from, columns }) });
    }
    return shards;
  });
}
