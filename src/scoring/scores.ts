import { hideSmallCounts } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import { calibrate } from '../forest/calibration.ts';
import type { Model } from '../forest/model.ts';
import type { Explanation, Factors } from '../forest/score.ts';
import { byCategory } from '../study/categories.ts';
import { DOUBTS, type Doubt, type Doubts, NAMED } from '../study/doubts.ts';
import { type Band, bandNames, bandOf } from '../study/thresholds.ts';
import { CATEGORIES, type Category, PSEUDONYM } from '../table/dictionary.ts';
import type { Column, Table } from '../table/table.ts';

/** Raising factors told for each pupil, of all features and of those that one can act upon; and lowering ones. */
export const TOP = 3;
const GROUPS = CATEGORIES.length;
/** How far base and categories may be from the score that they add up to. */
export const ADDITIVE = 1e-6;
const ROWS_PER_TABLE = 4000;
/** The last table holds a multiple of so many rows. */
const FILLED_TO = 1000;
/** Each becomes a shard, beside two documents: fewer than a bundle may have. */
const MOST_TABLES = 1000;

/** What may be told of a model's pupils together: counts under ten, and those from which one could be worked out, are null; and all, where that of the pupils is. */
export type Aggregates = {
  readonly rows: number | null;
  readonly bands: { readonly name: Band; readonly pupils: number | null }[];
  readonly meanContributions: Record<Category, number> | null;
};

/** The scores of one model over its pupils of a bundle, filled table by table. @throws INTERNAL where an explanation does not add up to its score */
export type ModelScores = {
  add(scores: Float64Array, explanation: Explanation, doubts: Doubts): void;
  /** `told`: how many pupils there are, where it may be said. */
  aggregates(told: number | null): Aggregates;
  columns(from: number, to: number): Column[];
};

export function modelScores(model: Model, rows: number): ModelScores {
  const score = new Float64Array(rows);
  const probability = new Float64Array(rows);
  const bands = new Uint8Array(rows);
  const groups = Array.from({ length: GROUPS }, () => new Float32Array(rows));
  const sums = new Float64Array(GROUPS);
  const names = bandNames(model.bands.length + 1);
  const counts = names.map(() => 0);
  const raising = factorColumns(rows);
  const lowering = factorColumns(rows);
  const actionable = factorColumns(rows);
  const odd = new Int16Array(rows);
  const doubtful = DOUBTS.map((name) => ({ name, held: doubtColumns(rows) }));
  let at = 0;
  return {
    add(scores, explanation, doubts) {
      for (let row = 0; row < scores.length; row++, at++) {
        score[at] = scores[row]!;
        probability[at] = calibrate(model.calibration, scores[row]!);
        bands[at] = bandOf(probability[at]!, model.bands);
        counts[bands[at]!]!++;
        let sum = explanation.base;
        for (let group = 0; group < GROUPS; group++) {
          const value = explanation.groups[row * GROUPS + group]!;
          groups[group]![at] = value;
          sums[group]! += value;
          sum += value;
        }
        // A false reason given for a true score would mislead whoever reads it: nothing leaves then.
        if (!(Math.abs(sum - scores[row]!) <= ADDITIVE)) throw new EcluseError('INTERNAL', { where: 'explanation' });
        raising.add(explanation.raising, row, at);
        lowering.add(explanation.lowering, row, at);
        actionable.add(explanation.marked, row, at);
        odd[at] = oddOf(explanation, doubts, row);
        for (const { name, held } of doubtful) held.add(doubts[name], row, at);
      }
    },
    aggregates(told) {
      const shown = told === null ? [] : hideSmallCounts(counts);
      const means = told === null ? null : byCategory(sums.map((sum) => sum / at));
      return { rows: told, bands: names.map((name, band) => ({ name, pupils: shown[band] ?? null })).reverse(), meanContributions: means };
    },
    columns(from, to) {
      const flag = (cut: number): Float32Array => Float32Array.from(probability.subarray(from, to), (value) => (value >= cut ? 1 : 0));
      return [
        numbers('score', score.subarray(from, to)),
        numbers('probability', probability.subarray(from, to)),
        numbers('band', Float32Array.from(bands.subarray(from, to))),
        numbers('targeted', flag(model.cutoffs.targeted)),
        numbers('wide', flag(model.cutoffs.wide)),
        ...CATEGORIES.map((category, group) => numbers(category, groups[group]!.subarray(from, to))),
        ...raising.columns('raising', from, to),
        ...lowering.columns('lowering', from, to),
        ...actionable.columns('actionable', from, to),
        numbers('odd', Float32Array.from(odd.subarray(from, to))),
        ...doubtful.flatMap(({ name, held }) => held.columns(name, from, to)),
      ];
    },
  };
}

function numbers(name: string, values: Float64Array | Float32Array): Column {
  return { name, type: 'number', values };
}

/** Places of features, −1 for none, in two bytes: 60,000 pupils and thirty models are 1.8 million rows. */
function placeColumns(rows: number, count: number): Int16Array[] {
  return Array.from({ length: count }, () => new Int16Array(rows).fill(-1));
}

/** Missing where a pupil has fewer. */
function placesOf(name: string, places: Int16Array): Column {
  return numbers(
    name,
    Float32Array.from(places, (feature) => (feature < 0 ? Number.NaN : feature)),
  );
}

/** `TOP` columns of features and as many of their contributions. */
function factorColumns(rows: number) {
  const features = placeColumns(rows, TOP);
  const values = Array.from({ length: TOP }, () => new Float32Array(rows).fill(Number.NaN));
  return {
    add(factors: Factors, row: number, at: number): void {
      for (let place = 0; place < TOP; place++) {
        const feature = factors.feature[row * TOP + place]!;
        if (feature < 0) return;
        features[place]![at] = feature;
        values[place]![at] = factors.value[row * TOP + place]!;
      }
    },
    columns: (side: string, from: number, to: number): Column[] =>
      features.flatMap((places, place) => [
        placesOf(`${side}${place + 1}`, places.subarray(from, to)),
        numbers(`${side}${place + 1}_value`, values[place]!.subarray(from, to)),
      ]),
  };
}

/** What is doubtful of the factors told, a digit in base 3 each: 1 missing, 2 rare. */
function oddOf({ raising, lowering, marked }: Explanation, doubts: Doubts, row: number): number {
  let sum = 0;
  for (const [side, factors] of [raising, lowering, marked].entries()) {
    for (let place = 0; place < TOP; place++) {
      const feature = factors.feature[row * TOP + place]!;
      const doubt = feature < 0 ? null : doubts.of(feature, row);
      if (doubt !== null) sum += (DOUBTS.indexOf(doubt) + 1) * 3 ** (side * TOP + place);
    }
  }
  return sum;
}

/** A share in hundredths, and the features that make the most of it. */
function doubtColumns(rows: number) {
  const hundredths = new Uint8Array(rows);
  const features = placeColumns(rows, NAMED);
  return {
    add({ share, features: named }: Doubt, row: number, at: number): void {
      hundredths[at] = Math.round(share[row]! * 100);
      for (const [place, held] of features.entries()) held[at] = named[place]![row]!;
    },
    columns: (name: string, from: number, to: number): Column[] => [
      numbers(
        name,
        Float64Array.from(hundredths.subarray(from, to), (share) => share / 100),
      ),
      ...features.map((places, place) => placesOf(`${name}${place + 1}`, places.subarray(from, to))),
    ],
  };
}

/** As long as a pseudonym, so that rows that fill weigh what others do. */
const NOBODY = 'a'.repeat(26);

/**
 * The tables of a result (src/partner/scores.ts reads them): one row a model and pupil whom it is for, model after model, pupils as the request lists them,
 * cut without regard to models, and the last filled with rows of no model. What a bundle says in the clear of its tables, and its length, then tell of no
 * model how many pupils it is for.
 */
export function* scoreTables(
  models: readonly { readonly scores: ModelScores; readonly pseudonyms: readonly string[] }[],
): Generator<Table> {
  const rows = models.reduce((sum, { pseudonyms }) => sum + pseudonyms.length, 0);
  const perTable = filled(Math.max(ROWS_PER_TABLE, Math.ceil(rows / MOST_TABLES)));
  let pieces: Column[][] = [];
  let held = 0;
  for (const [index, { scores, pseudonyms }] of models.entries()) {
    for (let from = 0; from < pseudonyms.length; ) {
      const to = Math.min(pseudonyms.length, from + perTable - held);
      pieces.push([
        { name: PSEUDONYM, type: 'text', values: pseudonyms.slice(from, to) },
        numbers('model', new Float64Array(to - from).fill(index)),
        ...scores.columns(from, to),
      ]);
      held += to - from;
      from = to;
      if (held < perTable) continue;
      yield joined(pieces, perTable);
      [pieces, held] = [[], 0];
    }
  }
  if (held > 0) yield joined(pieces, filled(held));
}

const filled = (rows: number) => Math.ceil(rows / FILLED_TO) * FILLED_TO;

/** Pieces one under the other, then rows of nothing. */
function joined(pieces: readonly (readonly Column[])[], rows: number): Table {
  const columns = pieces[0]!.map(({ name, type }, at): Column => {
    if (type === 'text') {
      const values = pieces.flatMap((piece) => piece[at]!.values as readonly string[]);
      return { name, type, values: [...values, ...new Array<string>(rows - values.length).fill(NOBODY)] };
    }
    const values = new Float64Array(rows).fill(Number.NaN);
    let from = 0;
    for (const piece of pieces) {
      const part = piece[at]!.values as Float64Array;
      values.set(part, from);
      from += part.length;
    }
    return numbers(name, values);
  });
  return { rows, columns };
}
