import { SMALLEST_SHOWN } from '../base/counts.ts';
import type { Cutoffs } from '../forest/model.ts';
import { type ShownShare, wilson } from './metrics.ts';
import { hiddenRanges, type Range } from './ranges.ts';
import { type ShownEvaluation, UNKNOWN } from './shown.ts';

/**
 * How a stance treats one group. Of those in whom the outcome happened, the share found (recall); of the others, the share flagged for
 * nothing (false alarm); of those flagged, the share concerned (precision); of all, the share flagged.
 */
export type Treatment = {
  readonly recall: ShownShare;
  readonly falseAlarm: ShownShare;
  readonly precision: ShownShare;
  readonly flagged: ShownShare;
};
/** `calibration`: the mean probability announced (to a thousandth: no more may be worked out of it) beside the share in whom it happened. */
export type Treated = {
  readonly rows: number | null;
  readonly positives: number | null;
  readonly calibration: { readonly announced: number; readonly observed: ShownShare } | null;
  readonly targeted: Treatment;
  readonly wide: Treatment;
};

/** Of one part, by class: high, moderate, low; then the rows that were not judged. */
export const CELLS = 7;
export const SEGMENTS = 3;

/** `rows[i]` is the table's row of `probability[i]` (NaN: not judged) and `outcome[i]`; `shown`, what leaves of the whole. */
export type Judged = {
  readonly rows: Uint32Array;
  readonly probability: Float64Array;
  /** What was announced to each, where that is not `probability`. */
  readonly announced?: Float64Array;
  readonly outcome: Uint8Array;
  readonly cutoffs: Cutoffs;
  readonly shown: ShownEvaluation;
};

/** A cut whose cumulative count is told for every part, and thus for all together. */
export type Cut = 'targeted' | 'wide';
/** What is told of one class (null: not even its count) and whether all together may be counted. */
export type Telling = { readonly cuts: readonly Cut[]; readonly end: boolean };
export type Tellings = { readonly positives: Telling; readonly negatives: Telling };
/** A group's rows by cell, and the sum of the probabilities announced to those judged. */
export type Counted = { readonly cells: Int32Array; readonly announced: number };

export const sum = (cells: Int32Array) => cells.reduce((total, count) => total + count, 0);

const placeOf = (cut: Cut) => (cut === 'targeted' ? 1 : 2);
const CUT_CHOICES: readonly (readonly Cut[])[] = [['targeted', 'wide'], ['targeted'], ['wide'], []];

/** The most cuts that leave ten at least in each part between any two told places, from the first to the end. */
export function tellingOf(segments: readonly Int32Array[], allowed: Telling): Telling | null {
  for (const cuts of CUT_CHOICES) {
    if (!cuts.every((cut) => allowed.cuts.includes(cut))) continue;
    const places = [0, ...cuts.map(placeOf), SEGMENTS];
    const wide = segments.every((each) => places.slice(1).every((to, at) => sum(each.subarray(places[at], to)) >= SMALLEST_SHOWN));
    if (wide) return { cuts, end: allowed.end };
  }
  return null;
}

/** Of each group, what is known of its count at a cut: told, bounded, or nothing (null) where the whole hides it. */
function rangesAt(cut: Cut, segments: readonly Int32Array[], telling: Telling, allowed: readonly Cut[]): (Range | null)[] {
  const upTo = (each: Int32Array, place: number) => sum(each.subarray(0, place));
  const place = placeOf(cut);
  const counts = segments.map((each) => upTo(each, place));
  if (telling.cuts.includes(cut)) return counts.map((count) => ({ low: count, high: count }));
  if (!allowed.includes(cut) || !telling.end) return counts.map(() => null);
  const told = [0, ...telling.cuts.map(placeOf), SEGMENTS];
  const before = Math.max(...told.filter((each) => each < place));
  const after = Math.min(...told.filter((each) => each > place));
  const neighbours = segments.map((each) => ({ low: upTo(each, before), high: upTo(each, after) }));
  return hiddenRanges(counts, neighbours);
}

function shareOf(count: Range | null, of: Range): ShownShare {
  if (count === null) return UNKNOWN;
  const exact = of.low === of.high ? of.low : null;
  if (exact !== null && count.low === count.high) return wilson(count.low, exact);
  const high = count.high > of.low ? 1 : wilson(count.high, of.low).high;
  return { count: null, of: exact, value: null, low: wilson(count.low, of.high).low, high };
}

function precisionOf(found: Range | null, alarms: Range | null): ShownShare {
  if (found === null || alarms === null) return UNKNOWN;
  if (found.low === found.high && alarms.low === alarms.high) return wilson(found.low, found.low + alarms.low);
  const low = wilson(found.low, found.low + alarms.high).low ?? 0;
  return { count: null, of: null, value: null, low, high: wilson(found.high, found.high + alarms.low).high ?? 1 };
}

/** What is told of each group: counts, shares, and whether what was announced came true. `unjudged`: the most rows of a group not judged. */
export function treatmentsOf(
  merged: readonly Counted[],
  { positives, negatives }: Tellings,
  allowed: Tellings,
  unjudged: number,
): Treated[] {
  const happened = merged.map(({ cells }) => cells.subarray(0, SEGMENTS));
  const others = merged.map(({ cells }) => cells.subarray(SEGMENTS, CELLS - 1));
  const at = (cut: Cut) => ({
    found: rangesAt(cut, happened, positives, allowed.positives.cuts),
    alarms: rangesAt(cut, others, negatives, allowed.negatives.cuts),
  });
  const cuts = { targeted: at('targeted'), wide: at('wide') };
  return merged.map(({ announced }, group) => {
    const heads = sum(happened[group]!);
    const spared = sum(others[group]!);
    const rows = negatives.end ? heads + spared : null;
    // Where few of a group were not judged, the quality report and its rows would tell how few: rows are bounded by what all know.
    const most = spared + merged[group]!.cells[CELLS - 1]!;
    const of: Range = negatives.end ? { low: spared, high: spared } : { low: Math.max(0, most - unjudged), high: most };
    const all: Range = { low: heads + of.low, high: heads + of.high };
    const treatment = (cut: Cut): Treatment => {
      const found = cuts[cut].found[group]!;
      const alarms = cuts[cut].alarms[group]!;
      const flagged = found === null || alarms === null ? null : { low: found.low + alarms.low, high: found.high + alarms.high };
      return {
        recall: shareOf(found, { low: heads, high: heads }),
        falseAlarm: shareOf(alarms, of),
        precision: precisionOf(found, alarms),
        flagged: shareOf(flagged, all),
      };
    };
    const calibration = rows === null ? null : { announced: Math.round((announced / rows) * 1000) / 1000, observed: wilson(heads, rows) };
    return { rows, positives: heads, calibration, targeted: treatment('targeted'), wide: treatment('wide') };
  });
}
