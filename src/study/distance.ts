import { SMALLEST_SHOWN } from '../base/counts.ts';
import type { Matrix } from '../forest/forest.ts';
import { histogramOn } from '../forest/histogram.ts';
import type { Model } from '../forest/model.ts';
import { importances } from './importance.ts';
import { drifted, rounded, stability } from './psi.ts';

/** What a model relies on most: the rest is too little to speak of. */
const MOST_FEATURES = 200;
/** Variables named in a document. */
const MOST_TOLD = 50;
const USUAL = { drift: 0.25, missing: 0.2 };

/** One variable beside the table learnt: `outside`, the share of pupils beyond all values learnt from, 0 for fewer than ten. */
export type VariableDistance = {
  readonly variable: string;
  readonly weight: number;
  readonly psi: number;
  readonly missingShift: number;
  readonly outside: number;
  readonly drifted: boolean;
};
/** How far a table is from the one that a model learnt from: the part of what it relies on that has drifted, and its variables, the farthest first. */
export type Distance = { readonly share: number; readonly variables: readonly VariableDistance[] };

/** The features that a model relies on, by their places, and how much of the whole each brings. */
export function reliedOn({ forest }: Pick<Model, 'forest'>): Map<number, number> {
  const weights = importances(forest);
  const places = [...weights.keys()].filter((at) => weights[at]! > 0).sort((a, b) => weights[b]! - weights[a]! || a - b);
  const kept = places.slice(0, MOST_FEATURES);
  const whole = kept.reduce((sum, at) => sum + weights[at]!, 0);
  return new Map(kept.map((at) => [at, weights[at]! / whole]));
}

/** One variable of a table laid beside the training one: aggregates alone, counts under ten veiled. */
export function variableDistance(model: Model, feature: number, weight: number, column: Matrix['columns'][number]): VariableDistance {
  const learnt = model.histograms[feature]!;
  const found = stability(learnt, histogramOn(column, learnt.edges));
  const [low, high] = learnt.range ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let beyond = 0;
  for (const value of column) if (value < low || value > high) beyond++;
  return {
    variable: model.features[feature]!,
    weight: rounded(weight),
    psi: rounded(found.psi),
    missingShift: rounded(found.shift),
    outside: beyond < SMALLEST_SHOWN ? 0 : rounded(beyond / column.length),
    drifted: drifted(found, model.limits ?? USUAL) !== null,
  };
}

/** Part of what a model relies on that has drifted, 0 to 1, to what adding weights leaves behind. */
export function driftedShare(relied: ReadonlyMap<number, number>, variables: ReadonlyMap<number, VariableDistance>): number {
  let share = 0;
  for (const [feature, weight] of relied) if (variables.get(feature)?.drifted) share += weight;
  return Number(share.toFixed(9));
}

export function distanceOf(relied: ReadonlyMap<number, number>, variables: ReadonlyMap<number, VariableDistance>): Distance {
  const order = [...variables.values()].sort((a, b) => Number(b.drifted) - Number(a.drifted) || b.psi - a.psi || b.weight - a.weight);
  return { share: rounded(driftedShare(relied, variables)), variables: order.slice(0, MOST_TOLD) };
}
