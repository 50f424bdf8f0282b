import { SMALLEST_SHOWN } from '../base/counts.ts';
import type { Cutoffs } from '../forest/model.ts';
import type { Variable } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';
import { mergeParts, type Part, type Parting, partings } from './groups.ts';
import { type ShownShare, wilson } from './metrics.ts';
import { hiddenRanges, type Range } from './ranges.ts';
import { type ShownEvaluation, UNKNOWN } from './shown.ts';
import { band } from './thresholds.ts';

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
export type Group = Part & {
  readonly rows: number | null;
  readonly positives: number | null;
  readonly targeted: Treatment;
  readonly wide: Treatment;
};
/** An audit-only variable and its groups in the dictionary's order; none when too few pupils stand in them. */
export type VariableFairness = { readonly variable: string; readonly groups: readonly Group[] };

const MOST_GROUPS = 12;
/** Of one part, by class: high, moderate, low; then the rows that were not judged. */
const CELLS = 7;
const SEGMENTS = 3;
/** What cuts that are but bounded are worth, beside those that are told. */
const CUTS_BOUNDED = 0.25;

/** A cut whose cumulative count is told for every part, and thus for all together. */
type Cut = 'targeted' | 'wide';
/** What is told of one class (null: not even its count) and whether all together may be counted. */
type Telling = { readonly cuts: readonly Cut[]; readonly end: boolean };

/**
 * How a model treats the groups of each audit-only variable. `rows[i]` is the table's row of `probability[i]` and `outcome[i]`; `shown` is
 * what leaves of the whole: nothing is told of groups that would tell of the whole what it hides.
 *
 * A variable's groups part all rows, so that whoever adds them up learns the whole. Every count told, every difference between two of one
 * group, and every sum of groups less another is therefore one of disjoint cells of ten pupils at least: the smallest groups are merged,
 * and cuts left out, until it is so. A cut left out is bounded (`hiddenRanges`): `low` and `high` then hold the share's interval.
 */
export function fairness(
  table: Table,
  variables: readonly Variable[],
  judged: {
    readonly rows: Uint32Array;
    readonly probability: Float64Array;
    readonly outcome: Uint8Array;
    readonly cutoffs: Cutoffs;
    readonly shown: ShownEvaluation;
  },
): VariableFairness[] {
  const allowed = allowedBy(judged.shown);
  const left = table.rows - judged.probability.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  /** How many were not judged, or the most that they may be where the whole does not say. */
  const unjudged = Math.max(left, SMALLEST_SHOWN - 1);
  return variables.map((variable) => {
    let best: Candidate | null = null;
    for (const parting of partings(table, variable)) {
      const cells = cellsOf(parting, judged);
      for (const merged of mergings(parting, cells)) {
        const candidate = candidateOf(merged, allowed);
        if (candidate && candidate.worth > (best?.worth ?? 0)) best = candidate;
      }
    }
    return { variable: variable.name, groups: best ? groupsOf(best, allowed, unjudged) : [] };
  });
}

type Candidate = { readonly merged: Merged; readonly positives: Telling; readonly negatives: Telling; readonly worth: number };
type Allowed = { readonly positives: Telling; readonly negatives: Telling };
type Merged = readonly { readonly part: Part; readonly cells: Int32Array }[];

/** What of each class the whole evaluation tells already. */
function allowedBy({ rows, positives, stances }: ShownEvaluation): Allowed {
  const cuts = ['targeted', 'wide'] as const;
  return {
    positives: { cuts: cuts.filter((cut) => stances[cut].recall.count !== null), end: positives !== null },
    negatives: { cuts: cuts.filter((cut) => stances[cut].precision.count !== null), end: rows !== null },
  };
}

function cellsOf({ parts, partOf }: Parting, { rows, probability, outcome, cutoffs }: Parameters<typeof fairness>[2]): Int32Array[] {
  const cells = parts.map(() => new Int32Array(CELLS));
  for (const part of partOf) cells[part]![CELLS - 1]!++;
  for (let at = 0; at < rows.length; at++) {
    const value = probability[at]!;
    if (Number.isNaN(value)) continue;
    const held = cells[partOf[rows[at]!]!]!;
    held[CELLS - 1]!--;
    held[(outcome[at] === 1 ? 0 : SEGMENTS) + 2 - band(value, cutoffs)]!++;
  }
  return cells;
}

const sum = (cells: Int32Array) => cells.reduce((total, count) => total + count, 0);

function together(parts: readonly { readonly part: Part; readonly cells: Int32Array }[]): Merged[number] {
  const cells = new Int32Array(CELLS);
  for (const each of parts) for (let at = 0; at < CELLS; at++) cells[at]! += each.cells[at]!;
  return { part: mergeParts(parts.map(({ part }) => part)), cells };
}

/** The parts as they are, then with the smallest in one: codes in any order, those without a value with the smallest band. */
function* mergings({ parts }: Parting, counts: readonly Int32Array[]): Generator<Merged> {
  const whole = parts.map((part, at) => ({ part, cells: counts[at]! }));
  if (whole.length <= MOST_GROUPS) yield whole;
  const order = [...whole.keys()].sort((a, b) => sum(counts[a]!) - sum(counts[b]!) || a - b);
  const nobody = parts.findIndex(({ codes, missing }) => missing && codes === null);
  const bands = parts[0]?.codes === null;
  for (let smallest = 2; smallest < parts.length; smallest++) {
    if (bands && (nobody < 0 || smallest > 2)) return;
    const chosen = bands ? [order.find((at) => at !== nobody)!, nobody] : order.slice(0, smallest);
    if (parts.length - chosen.length + 1 > MOST_GROUPS) continue;
    const ascending = [...chosen].sort((a, b) => a - b);
    const [first] = ascending;
    yield whole.flatMap((each, at) => {
      if (at === first) return [together(ascending.map((index) => whole[index]!))];
      return chosen.includes(at) ? [] : [each];
    });
  }
}

const placeOf = (cut: Cut) => (cut === 'targeted' ? 1 : 2);
const CUT_CHOICES: readonly (readonly Cut[])[] = [['targeted', 'wide'], ['targeted'], ['wide'], []];

/** The most cuts that leave ten at least in each part between any two told places, from the first to the end. */
function tellingOf(segments: readonly Int32Array[], allowed: Telling): Telling | null {
  for (const cuts of CUT_CHOICES) {
    if (!cuts.every((cut) => allowed.cuts.includes(cut))) continue;
    const places = [0, ...cuts.map(placeOf), SEGMENTS];
    const wide = segments.every((each) => places.slice(1).every((to, at) => sum(each.subarray(places[at], to)) >= SMALLEST_SHOWN));
    if (wide) return { cuts, end: allowed.end };
  }
  return null;
}

function candidateOf(merged: Merged, allowed: Allowed): Candidate | null {
  if (merged.length < 2 || !allowed.positives.end) return null;
  const positives = tellingOf(
    merged.map(({ cells }) => cells.subarray(0, SEGMENTS)),
    allowed.positives,
  );
  const negatives = tellingOf(
    merged.map(({ cells }) => cells.subarray(SEGMENTS, CELLS - 1)),
    allowed.negatives,
  );
  if (!positives || !negatives) return null;
  // The quality report tells how many pupils a group holds: with those judged, how many were not.
  const counted = merged.every(({ cells }) => cells[CELLS - 1] === 0 || cells[CELLS - 1]! >= SMALLEST_SHOWN);
  const telling = { merged, positives, negatives: { cuts: negatives.cuts, end: negatives.end && counted } };
  return { ...telling, worth: (merged.length - 1) * (positives.cuts.length + negatives.cuts.length + CUTS_BOUNDED) };
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

function groupsOf({ merged, positives, negatives }: Candidate, allowed: Allowed, unjudged: number): Group[] {
  const happened = merged.map(({ cells }) => cells.subarray(0, SEGMENTS));
  const others = merged.map(({ cells }) => cells.subarray(SEGMENTS, CELLS - 1));
  const at = (cut: Cut) => ({
    found: rangesAt(cut, happened, positives, allowed.positives.cuts),
    alarms: rangesAt(cut, others, negatives, allowed.negatives.cuts),
  });
  const cuts = { targeted: at('targeted'), wide: at('wide') };
  return merged.map(({ part }, group) => {
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
    return { ...part, rows, positives: heads, targeted: treatment('targeted'), wide: treatment('wide') };
  });
}
