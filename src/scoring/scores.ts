import { hideSmallCounts, SMALLEST_SHOWN } from '../base/counts.ts';
import { calibrate } from '../forest/calibration.ts';
import type { Model } from '../forest/model.ts';
import type { Explanation, Factors } from '../forest/score.ts';
import { byCategory } from '../study/categories.ts';
import { type Band, bandNames, bandOf } from '../study/thresholds.ts';
import { CATEGORIES, type Category, PSEUDONYM } from '../table/dictionary.ts';
import type { Column, Table } from '../table/table.ts';

/** Raising and lowering factors told for each pupil. */
export const TOP = 3;
const GROUPS = CATEGORIES.length;
const ROWS_PER_TABLE = 4000;
/** Each becomes a shard, beside two documents: fewer than a bundle may have. */
const MOST_TABLES = 1000;

/** What may be told of all pupils together: counts under ten, and those from which one could be worked out, are null; so are the means of fewer than ten. */
export type Aggregates = {
  readonly rows: number;
  readonly bands: { readonly name: Band; readonly pupils: number | null }[];
  readonly meanContributions: Record<Category, number> | null;
};

/** The scores of one model over every pupil of a bundle, filled table by table. */
export type ModelScores = {
  add(scores: Float64Array, explanation: Explanation): void;
  aggregates(): Aggregates;
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
export function* scoreTables(models: readonly ModelScores[], pseudonyms: readonly string[]): Generator<Table> {
  const rows = pseudonyms.length;
  const perTable = Math.max(ROWS_PER_TABLE, Math.ceil(rows / Math.max(1, Math.floor(MOST_TABLES / models.length))));
  for (const [index, model] of models.entries()) {
    for (let from = 0; from < rows; from += perTable) {
      const to = Math.min(rows, from + perTable);
      const columns: Column[] = [
        { name: PSEUDONYM, type: 'text', values: pseudonyms.slice(from, to) },
        numbers('model', new Float64Array(to - from).fill(index)),
        ...model.columns(from, to),
      ];
      yield { rows: to - from, columns };
    }
  }
}
