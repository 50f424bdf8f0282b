import { seeded } from '../base/random.ts';
import type { FeatureColumn, Matrix } from '../forest/forest.ts';
import { aucGain, aucOf, type Estimate, estimate, type Measured, pooled } from './compare.ts';

/** A predictor that alone ranks the pupils this well is likelier to be known after the outcome than before. */
export const LEAK_FROM = 0.98;

/** The best that one variable does alone, and how much better the forest ranks the same pupils. */
export type Baseline = {
  /** The variable chosen on each half and judged on the other; one name where both halves chose the same. */
  readonly variables: readonly string[];
  readonly rocAuc: number;
  readonly gain: Estimate;
};
export type Leak = { readonly variable: string; readonly rocAuc: number };
export type Alone = { readonly baseline: Baseline | null; readonly leaks: readonly Leak[] };
export type Predictor = { readonly name: string; readonly codes: boolean };

/** Rows of one half among which a variable is chosen. */
const CHOSEN_AMONG = 4_000;
/** Variables looked at whole, when they may leak. */
const MOST_SUSPECTS = 20;
/** So near on a sample that it is worth looking at all the rows. */
const SUSPECT_FROM = LEAK_FROM - 0.02;

/** A variable's way to rank pupils, learnt on one half. */
type Ranking = (value: number) => number;
type Choice = { readonly index: number; readonly rank: Ranking; readonly auc: number };

/**
 * Each predictor alone, by rank: numbers rising or falling, codes by how often the outcome happened, those without a value first or last.
 * How to rank, and which variable is best, is learnt on one half of the rows (`seed` parts them) and judged on the other, both ways. `scores` are
 * the forest's, out of bag; a row without one takes no part.
 */
export function alone(predictors: readonly Predictor[], matrix: Matrix, outcome: Uint8Array, scores: Float64Array, seed: number): Alone {
  const halves = halvesOf(scores, outcome, seed);
  if (halves.some(({ positives, negatives }) => Math.min(positives, negatives) < 2)) return { baseline: null, leaks: [] };
  const samples = halves.map(({ rows }) => thinned(rows));
  const best: (Choice | null)[] = [null, null];
  const suspects: { readonly index: number; readonly auc: number }[] = [];
  for (const [index, { codes }] of predictors.entries()) {
    const choices = samples.map((rows) => learn(matrix.columns[index]!, rows, outcome, codes));
    for (const [half, { rank, auc }] of choices.entries()) if (auc > (best[half]?.auc ?? 0)) best[half] = { index, rank, auc };
    const auc = (choices[0]!.auc + choices[1]!.auc) / 2;
    if (auc >= SUSPECT_FROM) suspects.push({ index, auc });
  }
  const judge = (choice: { index: number; rank: Ranking }, half: number): Measured =>
    aucOf(ranked(matrix.columns[choice.index]!, halves[1 - half]!.rows, choice.rank), halves[1 - half]!.outcome);
  const leaks = suspects
    .sort((a, b) => b.auc - a.auc || a.index - b.index)
    .slice(0, MOST_SUSPECTS)
    .flatMap(({ index }): Leak[] => {
      const learnt = halves.map(({ rows }) => learn(matrix.columns[index]!, rows, outcome, predictors[index]!.codes));
      const { value } = pooled(learnt.map(({ rank }, half) => judge({ index, rank }, half)));
      return value >= LEAK_FROM ? [{ variable: predictors[index]!.name, rocAuc: value }] : [];
    });
  const chosen = best.filter((choice) => choice !== null);
  if (chosen.length < 2) return { baseline: null, leaks };
  const gains = chosen.map(({ index, rank }, half) => {
    const { rows, outcome: happened } = halves[1 - half]!;
    return aucGain(
      Float64Array.from(rows, (row) => scores[row]!),
      ranked(matrix.columns[index]!, rows, rank),
      happened,
    );
  });
  return {
    baseline: {
      variables: [...new Set(chosen.map(({ index }) => predictors[index]!.name))],
      rocAuc: pooled(chosen.map(judge)).value,
      gain: estimate(pooled(gains), -1, 1),
    },
    leaks,
  };
}

function halvesOf(scores: Float64Array, outcome: Uint8Array, seed: number) {
  const draw = seeded(seed);
  const rows: [number[], number[]] = [[], []];
  for (let row = 0; row < scores.length; row++) {
    const half = draw() < 0.5 ? 0 : 1;
    if (!Number.isNaN(scores[row]!)) rows[half].push(row);
  }
  return rows.map((held) => {
    const happened = Uint8Array.from(held, (row) => outcome[row]!);
    const positives = happened.reduce((sum, value) => sum + value, 0);
    return { rows: held, outcome: happened, positives, negatives: held.length - positives };
  });
}

function thinned(rows: readonly number[]): readonly number[] {
  const step = Math.max(1, rows.length / CHOSEN_AMONG);
  return Array.from({ length: Math.floor(rows.length / step) }, (_, at) => rows[Math.floor(at * step)]!);
}

function ranked(column: FeatureColumn, rows: readonly number[], rank: Ranking): Float64Array {
  return Float64Array.from(rows, (row) => rank(column[row]!));
}

type Level = { readonly value: number; positives: number; negatives: number };

function levelsOf(column: FeatureColumn, rows: readonly number[], outcome: Uint8Array): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const row of rows) {
    const value = column[row]!;
    let held = levels.get(value);
    if (!held) {
      held = { value, positives: 0, negatives: 0 };
      levels.set(value, held);
    }
    if (outcome[row] === 1) held.positives++;
    else held.negatives++;
  }
  return levels;
}

/** The best ranking by one variable over these rows, and its area under the ROC curve there. */
function learn(column: FeatureColumn, rows: readonly number[], outcome: Uint8Array, codes: boolean): { rank: Ranking; auc: number } {
  if (codes) {
    // Many codes would fit these very rows: the area is that of an order learnt on every second one of them.
    const order = sharesOf(levelsOf(column, everySecond(rows, 0), outcome));
    const judged = [...levelsOf(column, everySecond(rows, 1), outcome).values()].sort((a, b) => order(a.value) - order(b.value));
    return { rank: sharesOf(levelsOf(column, rows, outcome)), auc: areaOf(judged, order) };
  }
  const counts = levelsOf(column, rows, outcome);
  const missing = counts.get(Number.NaN) ?? null;
  counts.delete(Number.NaN);
  const levels = [...counts.values()].sort((a, b) => a.value - b.value);
  let best: { rank: Ranking; auc: number } = { rank: () => 0, auc: 0.5 };
  for (const sign of [1, -1]) {
    const rising = sign === 1 ? levels : levels.toReversed();
    for (const end of missing ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [0]) {
      const order = !missing ? rising : end < 0 ? [missing, ...rising] : [...rising, missing];
      const auc = areaOf(order, null);
      if (auc > best.auc) best = { rank: (value) => (Number.isNaN(value) ? end : sign * value), auc };
    }
  }
  return best;
}

const everySecond = (rows: readonly number[], from: number) => rows.filter((_, at) => at % 2 === from);

/** How often the outcome happened with each code; with one never seen, as often as on average. */
function sharesOf(levels: Map<number, Level>): Ranking {
  let [positives, all] = [0, 0];
  for (const level of levels.values()) {
    positives += level.positives;
    all += level.positives + level.negatives;
  }
  const average = positives / Math.max(1, all);
  return (value) => {
    const level = levels.get(value);
    return level ? level.positives / (level.positives + level.negatives) : average;
  };
}

/** Area under the ROC curve of levels from the least at risk up; those of equal `key` are level. */
function areaOf(levels: readonly Level[], key: ((value: number) => number) | null): number {
  let won = 0;
  let positives = 0;
  let negatives = 0;
  for (let from = 0; from < levels.length; ) {
    let [p, n, to] = [0, 0, from];
    do {
      p += levels[to]!.positives;
      n += levels[to]!.negatives;
      to++;
    } while (key && to < levels.length && key(levels[to]!.value) === key(levels[from]!.value));
    won += p * (negatives + n / 2);
    positives += p;
    negatives += n;
    from = to;
  }
  return positives === 0 || negatives === 0 ? 0.5 : won / (positives * negatives);
}
