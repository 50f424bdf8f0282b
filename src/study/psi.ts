import { SMALLEST_SHOWN } from '../base/counts.ts';
import type { FeatureHistogram } from '../forest/histogram.ts';

/** Values of one variable counted in the same cells, in two tables. */
export type Counted = Pick<FeatureHistogram, 'counts' | 'missing'>;
/** `psi` over those who have a value; `shift`: by how much the share without one has changed; `sure`: not by chance alone. */
export type Stability = { readonly psi: number; readonly shift: number; readonly sure: boolean };

/** What a cell of fewer than ten pupils counts for: which of them it is, zero included, never shows. */
const FEW = SMALLEST_SHOWN / 2;
const veiled = (count: number) => (count < SMALLEST_SHOWN ? FEW : count);

/**
 * Population stability index Σ (o − e)·ln(o / e) over shares e of the reference and o of what is observed (Siddiqi, *Credit Risk Scorecards*, 2006: at most
 * ten cells, at the reference's deciles). Without any change it is about (1/n + 1/m)·χ² of cells − 1 degrees (Yurdakul 2018): `sure` when it passes what
 * chance gives once in a thousand. Counts under ten are taken as five.
 */
export function stability(reference: Counted, observed: Counted): Stability {
  const [expected, found] = [reference.counts.map(veiled), observed.counts.map(veiled)];
  const [n, m] = [total(expected), total(found)];
  let psi = 0;
  for (let cell = 0; cell < expected.length; cell++) {
    const [e, o] = [expected[cell]! / n, found[cell]! / m];
    psi += (o - e) * Math.log(o / e);
  }
  const [before, after] = [missingShare(reference), missingShare(observed)];
  const both = (before * sum(reference) + after * sum(observed)) / Math.max(1, sum(reference) + sum(observed));
  const noise = Math.sqrt(both * (1 - both) * (1 / Math.max(1, sum(reference)) + 1 / Math.max(1, sum(observed))));
  const shift = after - before;
  const chance = (1 / n + 1 / m) * chiSquared999(expected.length - 1);
  return { psi, shift, sure: psi > chance || Math.abs(shift) > Z999 * noise };
}

/** Which of two limits a variable passes, if it does so surely. */
export function drifted(
  { psi, shift, sure }: Stability,
  limits: { readonly drift: number; readonly missing: number },
): { readonly reason: 'drift' | 'missing'; readonly value: number } | null {
  if (!sure) return null;
  if (psi >= limits.drift) return { reason: 'drift', value: rounded(psi) };
  return Math.abs(shift) >= limits.missing ? { reason: 'missing', value: rounded(shift) } : null;
}

/** Two decimals: with counts under ten veiled, nothing that a figure says depends on one of them. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

const total = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const sum = ({ counts, missing }: Counted) => total(counts) + missing;

function missingShare({ counts, missing }: Counted): number {
  const [without, having] = [veiled(missing), veiled(total(counts))];
  return without / (without + having);
}

const Z999 = 3.2905;
/** The 99.9th percentile of χ² (Wilson and Hilferty 1931). */
function chiSquared999(degrees: number): number {
  if (degrees < 1) return 0;
  const part = 2 / (9 * degrees);
  return degrees * (1 - part + 3.0902 * Math.sqrt(part)) ** 3;
}
