/**
 * From a score to a probability. Isotonic: `scores` ascending, `probabilities` non-decreasing, straight lines between, flat outside.
 * Logistic: 1 / (1 + exp(−(slope·score + intercept))).
 */
export type Calibration =
  | { readonly kind: 'isotonic'; readonly scores: readonly number[]; readonly probabilities: readonly number[] }
  | { readonly kind: 'logistic'; readonly slope: number; readonly intercept: number };

/** Under this many rows of either class a step function would follow chance. */
const ENOUGH_FOR_ISOTONIC = 100;

/** Fitted on out-of-bag scores (NaN passed over): isotonic, or logistic when positives or negatives are few (< 100). */
export function fitCalibration(scores: Float64Array, outcome: Uint8Array): Calibration {
  const rows: number[] = [];
  let positives = 0;
  for (let row = 0; row < scores.length; row++) {
    if (Number.isNaN(scores[row]!)) continue;
    rows.push(row);
    positives += outcome[row]!;
  }
  const score = Float64Array.from(rows, (row) => scores[row]!);
  const label = Uint8Array.from(rows, (row) => outcome[row]!);
  return Math.min(positives, rows.length - positives) < ENOUGH_FOR_ISOTONIC ? fitLogistic(score, label) : fitIsotonic(score, label);
}

type Block = { low: number; high: number; positives: number; rows: number };

/** Pool adjacent violators (Ayer et al. 1955): the non-decreasing steps nearest to the outcomes in squares. Counts stay whole, so it is exact. */
export function fitIsotonic(scores: Float64Array, outcome: Uint8Array): Calibration {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const blocks: Block[] = [];
  for (const row of order) {
    const score = scores[row]!;
    const last = blocks[blocks.length - 1];
    if (last && last.low === score) {
      last.positives += outcome[row]!;
      last.rows++;
    } else {
      mergeBack(blocks);
      blocks.push({ low: score, high: score, positives: outcome[row]!, rows: 1 });
    }
  }
  mergeBack(blocks);
  const kept: { score: number; probability: number }[] = [];
  for (const { low, high, positives, rows } of blocks) {
    kept.push({ score: low, probability: positives / rows });
    if (high > low) kept.push({ score: high, probability: positives / rows });
  }
  return { kind: 'isotonic', scores: kept.map(({ score }) => score), probabilities: kept.map(({ probability }) => probability) };
}

/** Pools the last block into those before it as long as it stands no higher. */
function mergeBack(blocks: Block[]): void {
  for (let last = blocks.pop(); last; last = blocks.pop()) {
    const before = blocks[blocks.length - 1];
    if (!before || before.positives * last.rows < last.positives * before.rows) {
      blocks.push(last);
      return;
    }
    blocks.pop();
    blocks.push({ low: before.low, high: last.high, positives: before.positives + last.positives, rows: before.rows + last.rows });
  }
}

/**
 * Platt's sigmoid with his smoothed targets, by Newton's method with back-tracking (Lin, Lin and Weng 2007). A sigmoid that falls, as chance may
 * give where rows are few, is replaced by the flat one: a higher score never means a lower probability.
 */
export function fitLogistic(scores: Float64Array, outcome: Uint8Array): Calibration {
  const positives = outcome.reduce((sum, value) => sum + value, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (outcome.length - positives + 2);
  const target = Float64Array.from(outcome, (value) => (value === 1 ? high : low));
  const flat: Calibration = { kind: 'logistic', slope: 0, intercept: Math.log((positives + 1) / (outcome.length - positives + 1)) };

  const loss = (slope: number, intercept: number) => {
    let sum = 0;
    for (let i = 0; i < scores.length; i++) {
      const z = slope * scores[i]! + intercept;
      sum += (z >= 0 ? z * (1 - target[i]!) : -z * target[i]!) + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return sum;
  };

  let { slope, intercept } = flat;
  let value = loss(slope, intercept);
  for (let step = 0; step < 100; step++) {
    let [gs, gi, hss, hsi, hii] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < scores.length; i++) {
      const s = scores[i]!;
      const p = sigmoid(slope * s + intercept);
      const error = p - target[i]!;
      const curve = p * (1 - p);
      gs += error * s;
      gi += error;
      hss += curve * s * s;
      hsi += curve * s;
      hii += curve;
    }
    if (Math.abs(gs) < 1e-9 && Math.abs(gi) < 1e-9) break;
    const determinant = hss * hii - hsi * hsi;
    const ds = -(hii * gs - hsi * gi) / determinant;
    const di = -(hss * gi - hsi * gs) / determinant;
    let size = 1;
    let next = loss(slope + ds, intercept + di);
    while (!(next <= value + 1e-4 * size * (gs * ds + gi * di)) && size > 1e-10) {
      size /= 2;
      next = loss(slope + size * ds, intercept + size * di);
    }
    if (size <= 1e-10) break;
    slope += size * ds;
    intercept += size * di;
    value = next;
  }
  return slope > 0 && Number.isFinite(slope) && Number.isFinite(intercept) ? { kind: 'logistic', slope, intercept } : flat;
}

function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** The probability of one score. */
export function calibrate(calibration: Calibration, score: number): number {
  if (calibration.kind === 'logistic') return sigmoid(calibration.slope * score + calibration.intercept);
  const { scores, probabilities } = calibration;
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scores[middle]! <= score) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return probabilities[0]!;
  const from = probabilities[low - 1]!;
  const to = probabilities[low];
  if (to === undefined || to === from) return from;
  const share = (score - scores[low - 1]!) / (scores[low]! - scores[low - 1]!);
  return Math.min(to, from + share * (to - from));
}
