import type { Json } from '../base/json.ts';
import type { Calibration } from './calibration.ts';
import { fromRandomForestClassifier } from './classifier-json.ts';
import { FOREST_LIMITS } from './forest.ts';
import { HISTOGRAM_EDGES } from './histogram.ts';
import { closed, flag, list, members, modelForm, nullable, number, type Shape, text } from './shape.ts';
import { MOST_INTERVALS } from './usual.ts';

const hex64 = text(64, /^[0-9a-f]{64}$/);
const label = text(400);
const count = number(0, Number.MAX_SAFE_INTEGER, true);
const finite = number(-Number.MAX_VALUE, Number.MAX_VALUE);
const share = number(0, 1);

const identity = closed({
  id: text(200, /^[a-z0-9][a-z0-9._-]*$/),
  family: label,
  target: label,
  grade: nullable(label),
  partner: label,
  year: number(1900, 2999, true),
});

const training = closed({
  rows: count,
  positives: count,
  seed: number(-2147483648, 4294967295, true),
  options: closed({
    trees: number(1, FOREST_LIMITS.trees, true),
    maxDepth: number(1, FOREST_LIMITS.depth, true),
    minLeaf: number(1, 1_000_000, true),
    featuresPerNode: number(1, FOREST_LIMITS.features, true),
    bins: number(2, 255, true),
    positiveWeight: number(0, 1e6),
    weighted: flag,
  }),
  date: text(10, /^\d{4}-\d\d-\d\d$/),
  dataDigest: hex64,
});

/** Enough for an out-of-bag score of every row of a large table. */
const MAX_KNOTS = 200_000;
const knots = closed({ kind: text(8), scores: list(finite, MAX_KNOTS, 1), probabilities: list(share, MAX_KNOTS, 1) });
const sigmoid = closed({ kind: text(8), slope: number(0, Number.MAX_VALUE), intercept: finite });

const calibration: Shape<Calibration> = (value, where) => {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  if (kind === 'logistic') return { ...sigmoid(value, where), kind };
  if (kind !== 'isotonic') throw modelForm(`${where}.kind`);
  const { scores, probabilities } = knots(value, where);
  if (scores.length !== probabilities.length || !ascending(scores, true) || !ascending(probabilities, false)) throw modelForm(where);
  return { kind, scores, probabilities };
};

function ascending(values: readonly number[], strictly: boolean): boolean {
  return values.every((value, i) => i === 0 || value > values[i - 1]! || (!strictly && value === values[i - 1]));
}

const range: Shape<[number, number]> = (value, where) => {
  const [low, high] = list(finite, 2, 2)(value, where) as [number, number];
  if (low > high) throw modelForm(where);
  return [low, high];
};
const intervals: Shape<[number, number][]> = (value, where) => {
  const held = list(range, MOST_INTERVALS)(value, where);
  if (held.some(([low], at) => at > 0 && !(low > held[at - 1]![1]))) throw modelForm(where);
  return held;
};
const histogram = closed({
  edges: list(finite, HISTOGRAM_EDGES),
  counts: list(count, HISTOGRAM_EDGES + 1, 1),
  missing: count,
  range: nullable(range),
  usual: intervals,
});

/** An open document, bounded in depth and in number of values. */
function document(value: unknown, budget: { values: number }, depth: number): void {
  if (depth > 16 || --budget.values < 0) throw modelForm('evaluation');
  if (typeof value !== 'object' || value === null) return;
  for (const item of Object.values(value)) document(item, budget, depth + 1);
}

const cutoff = number(0, 2);
const MEMBERS = [
  'identity',
  'dictionary',
  'features',
  'training',
  'calibration',
  'histograms',
  'cutoffs',
  'bands',
  'limits',
  'evaluation',
  'forest',
];
const dictionary = closed({ version: text(200), sha256: hex64 });
const cutoffs = closed({ targeted: cutoff, wide: cutoff });
const limits = nullable(closed({ drift: number(0, 10), missing: share, distance: share }));

function bandsOf(value: unknown): number[] {
  const cuts = list(cutoff, 4, 1)(value, 'bands');
  if (cuts.some((cut, at) => at > 0 && cut > cuts[at - 1]!)) throw modelForm('bands');
  return cuts;
}

/** Attacker-controlled: the model of a file, whose canonical form and digest the caller checks. */
export function readModel(value: unknown) {
  const record = members(value, MEMBERS, 'modèle', modelForm);
  const features = list(text(400), FOREST_LIMITS.features, 1)(record.features, 'features');
  if (new Set(features).size !== features.length) throw modelForm('features');
  const histograms = list(histogram, features.length, features.length)(record.histograms, 'histograms');
  for (const { edges, counts } of histograms) {
    if (counts.length !== edges.length + 1 || !ascending(edges, true)) throw modelForm('histograms');
  }
  if (record.evaluation === undefined) throw modelForm('evaluation');
  document(record.evaluation, { values: 1_000_000 }, 0);
  return {
    identity: identity(record.identity, 'identity'),
    dictionary: dictionary(record.dictionary, 'dictionary'),
    features,
    training: training(record.training, 'training'),
    calibration: calibration(record.calibration, 'calibration'),
    histograms,
    cutoffs: cutoffs(record.cutoffs, 'cutoffs'),
    bands: bandsOf(record.bands),
    limits: limits(record.limits, 'limits'),
    evaluation: record.evaluation as Json,
    forest: fromRandomForestClassifier(record.forest, features.length),
  };
}
