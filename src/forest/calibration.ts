/**
 * From a score to a probability. Isotonic: `scores` ascending, `probabilities` non-decreasing, straight lines between, flat outside.
 * Logistic: 1 / (1 + exp(−(slope·score + intercept))).
 */
export type Calibration =
  | { readonly kind: 'isotonic'; readonly scores: readonly number[]; readonly probabilities: readonly number[] }
  | { readonly kind: 'logistic'; readonly slope: number; readonly intercept: number };

/** Fitted on out-of-bag scores (NaN passed over): isotonic, or logistic when positives or negatives are few (< 100). */
export function fitCalibration(scores: Float64Array, outcome: Uint8Array): Calibration {
  void scores;
  void outcome;
  throw new Error('being built');
}

/** The probability of one score. */
export function calibrate(calibration: Calibration, score: number): number {
  void calibration;
  void score;
  throw new Error('being built');
}
