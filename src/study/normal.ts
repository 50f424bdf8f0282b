/** How likely a normal deviate is at least as far from zero as `z`, on either side. */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 2 ? 1 - erf(x) : erfcTail(x);
}

/** Its series about zero (Abramowitz and Stegun 7.1.6). */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 80 && Math.abs(term) > 1e-18; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** 1 − erf by its continued fraction (Abramowitz and Stegun 7.1.14), from the end back. */
function erfcTail(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/** Which of these stand, so that the risk of naming even one by chance is 5 % at most for all together (Holm 1979). */
export function holm(probabilities: readonly number[], level = 0.05): boolean[] {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  const stands = probabilities.map(() => false);
  for (const [rank, at] of order.entries()) {
    if (!(probabilities[at]! <= level / (probabilities.length - rank))) break;
    stands[at] = true;
  }
  return stands;
}
