import { seeded } from '../base/random.ts';
import { type Calibration, calibrate, fitCalibration } from '../forest/calibration.ts';
import type { Cutoffs } from '../forest/model.ts';
import { aucOf, type Estimate, estimate } from './compare.ts';
import {
  averagePrecision,
  brier,
  type CalibrationBin,
  calibrationCurve,
  type Decision,
  decide,
  precisionRecallCurve,
  rocAuc,
  rocCurve,
} from './metrics.ts';
import { type Band, bandNames, bandOf, cutoffs } from './thresholds.ts';

export type Method = 'later-cohorts' | 'out-of-bag' | 'follow-up';

/**
 * How good one model is. `later-cohorts`: measured on cohorts later than those it learnt from; `out-of-bag`: on its training rows, each judged only by
 * the trees that never saw it (a few may never have been out of bag); `follow-up`: on what was said of pupils, once what happened is known. `rows` and
 * `positives` count the rows measured.
 */
export type Evaluation = {
  readonly method: Method;
  readonly rows: number;
  readonly positives: number;
  readonly rocAuc: number;
  /** Its 95 % interval (DeLong): a model whose low bound is not above one half is not better than chance. */
  readonly rocAucInterval: { readonly low: number; readonly high: number };
  readonly averagePrecision: number;
  readonly brier: number;
  /** Brier score of always saying the share of positives: what the model must beat. */
  readonly brierOfBase: number;
  readonly cutoffs: Cutoffs;
  readonly stances: { readonly targeted: Decision; readonly wide: Decision };
  /** From the highest. */
  readonly bands: readonly { readonly name: Band; readonly cutoff: number; readonly rows: number; readonly positives: number }[];
  readonly curves: {
    readonly roc: readonly (readonly [number, number])[];
    readonly precisionRecall: readonly (readonly [number, number])[];
    readonly calibration: readonly CalibrationBin[];
  };
};

/** Probabilities of out-of-bag scores; NaN stays NaN. */
export function probabilities(scores: Float64Array, calibration: Calibration): Float64Array {
  return scores.map((score) => (Number.isNaN(score) ? Number.NaN : calibrate(calibration, score)));
}

/** Parts of the rows that probabilities are calibrated on: each is told by the others. */
const PARTS = 5;

/**
 * Probabilities of the very rows that the calibration is fitted on, each by one fitted on the four parts that it is not in (`seed` draws them): a calibration
 * judged on its own rows comes true of itself. NaN stays NaN.
 */
export function crossFitted(scores: Float64Array, outcome: Uint8Array, seed: number): Float64Array {
  const draw = seeded(seed);
  const part = Uint8Array.from(scores, () => Math.floor(draw() * PARTS));
  const out = new Float64Array(scores.length).fill(Number.NaN);
  for (let own = 0; own < PARTS; own++) {
    const calibration = fitCalibration(
      scores.map((score, row) => (part[row] === own ? Number.NaN : score)),
      outcome,
    );
    for (const [row, score] of scores.entries()) if (part[row] === own && !Number.isNaN(score)) out[row] = calibrate(calibration, score);
  }
  return out;
}

/** What was decided before the rows were judged. Without it, cuts are those of the rows themselves (out of bag). */
export type Decided = { readonly method: Method; readonly cutoffs: Cutoffs; readonly bandCuts: readonly number[] };

/** Measures of one model. `scores` are the forest's own, for rows that it did not learn from; both classes must be present. */
export function evaluate(scores: Float64Array, outcome: Uint8Array, calibration: Calibration, decided?: Decided): Evaluation {
  const probability = probabilities(scores, calibration);
  if (decided) return measure(decided.method, scores, probability, outcome, decided.cutoffs, decided.bandCuts);
  return measure('out-of-bag', scores, probability, outcome, cutoffs(probability, outcome));
}

/** Measures at given cuts. `scores` rank the rows (NaN: not judged), `probability` are the same rows' calibrated ones; both classes must be present. */
export function measure(
  method: Method,
  scores: Float64Array,
  probability: Float64Array,
  outcome: Uint8Array,
  cuts: Cutoffs,
  between: readonly number[] = [cuts.targeted, cuts.wide],
): Evaluation {
  const names = bandNames(between.length + 1);
  const bands = names.map((name, at) => ({ name, cutoff: at === 0 ? 0 : between[names.length - 1 - at]!, rows: 0, positives: 0 }));
  let rows = 0;
  let positives = 0;
  probability.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    const held = bands[bandOf(value, between)]!;
    held.rows++;
    held.positives += outcome[row]!;
    rows++;
    positives += outcome[row]!;
  });
  const base = positives / rows;
  return {
    method,
    rows,
    positives,
    rocAuc: rocAuc(scores, outcome),
    rocAucInterval: intervalOf(scores, outcome),
    averagePrecision: averagePrecision(scores, outcome),
    brier: brier(probability, outcome),
    brierOfBase: base * (1 - base),
    cutoffs: cuts,
    stances: { targeted: decide(probability, outcome, cuts.targeted), wide: decide(probability, outcome, cuts.wide) },
    bands: bands.reverse(),
    curves: {
      roc: rocCurve(scores, outcome),
      precisionRecall: precisionRecallCurve(scores, outcome),
      calibration: calibrationCurve(probability, outcome),
    },
  };
}

function intervalOf(scores: Float64Array, outcome: Uint8Array): Pick<Estimate, 'low' | 'high'> {
  const known = (_: number, row: number) => !Number.isNaN(scores[row]!);
  const { low, high } = estimate(aucOf(scores.filter(known), outcome.filter(known)), 0, 1);
  // One pupil of a class: nothing is known of how it varies.
  return Number.isNaN(low) ? { low: 0, high: 1 } : { low, high };
}
