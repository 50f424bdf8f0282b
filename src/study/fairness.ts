import { SMALLEST_SHOWN } from '../base/counts.ts';
import type { Variable } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';
import { type Equalised, equalised } from './equalise.ts';
import { mergeParts, type Part, type Parting, partings } from './groups.ts';
import { type ComparedGroups, type PairFairness, pairs } from './pairs.ts';
import type { ShownEvaluation } from './shown.ts';
import { stanceBand } from './thresholds.ts';
import { CELLS, type Counted, type Judged, SEGMENTS, sum, type Tellings, type Treated, tellingOf, treatmentsOf } from './treatment.ts';

export type Group = Part & Treated;
/** An audit-only variable and its groups in the dictionary's order; none when too few pupils stand in them. */
export type VariableFairness = { readonly variable: string; readonly groups: readonly Group[] };

const MOST_GROUPS = 12;
/** What cuts that are but bounded are worth, beside those that are told. */
const CUTS_BOUNDED = 0.25;

/**
 * How a model treats the groups of each audit-only variable. Nothing is told of groups that would tell of the whole what it hides.
 *
 * A variable's groups part all rows, so that whoever adds them up learns the whole. Every count told, every difference between two of one
 * group, and every sum of groups less another is therefore one of disjoint cells of ten pupils at least: the smallest groups are merged,
 * and cuts left out, until it is so. A cut left out is bounded (`hiddenRanges`): `low` and `high` then hold the share's interval.
 */
export function fairness(table: Table, variables: readonly Variable[], judged: Judged): VariableFairness[] {
  return variables.map((variable) => {
    const { groups } = compared(partings(table, variable), judged);
    return { variable: variable.name, groups };
  });
}

/** Of an evaluation also: what finding every group as well as the whole would cost, and pairs of attributes. */
export type WholeFairness = {
  readonly fairness: readonly (VariableFairness & { readonly equalised: Equalised })[];
  readonly pairs: readonly PairFairness[];
};

export function wholeFairness(table: Table, variables: readonly Variable[], judged: Judged): WholeFairness {
  const each = variables.map((variable) => ({ variable: variable.name, ...compared(partings(table, variable), judged) }));
  return {
    fairness: each.map(({ variable, groups, held }) => ({ variable, groups, equalised: equalised(held, judged) })),
    pairs: pairs(
      each.flatMap(({ variable, held }) => (held ? [{ variable, ...held }] : [])),
      judged,
    ),
  };
}

/** The groups of one way to part the rows, whose sizes no other document tells; none when too few pupils stand in them. */
export function partedFairness(parting: Parting, judged: Judged): readonly Group[] {
  return compared([parting], judged, false).groups;
}

/** `sized`: the quality report tells how many pupils a group holds, judged or not. */
function compared(
  ways: readonly Parting[],
  judged: Judged,
  sized = true,
): { readonly groups: readonly Group[]; readonly held: ComparedGroups | null } {
  const allowed = allowedBy(judged.shown);
  const rows = ways[0]?.partOf.length ?? 0;
  const left = rows - judged.probability.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  /** How many were not judged, or the most that they may be where the whole does not say. */
  const unjudged = Math.max(left, SMALLEST_SHOWN - 1);
  let best: { readonly candidate: Candidate; readonly partOf: Int32Array } | null = null;
  for (const parting of ways) {
    const counted = countedOf(parting, judged);
    for (const merged of mergings(parting, counted)) {
      const candidate = candidateOf(merged, allowed, sized);
      if (candidate && candidate.worth > (best?.candidate.worth ?? 0)) best = { candidate, partOf: parting.partOf };
    }
  }
  if (!best) return { groups: [], held: null };
  const { merged, positives, negatives } = best.candidate;
  const place = new Int32Array(Math.max(...merged.flatMap(({ members }) => members)) + 1);
  for (const [group, { members }] of merged.entries()) for (const member of members) place[member] = group;
  const treated = treatmentsOf(merged, { positives, negatives }, allowed, unjudged);
  return {
    groups: merged.map(({ part }, group) => ({ ...part, ...treated[group]! })),
    held: { parts: merged.map(({ part }) => part), groupOf: best.partOf.map((part) => place[part]!), positives, negatives },
  };
}

/** `members`: the parts, by their place in the parting, that a group merges. */
type Merged = readonly (Counted & { readonly part: Part; readonly members: readonly number[] })[];
type Candidate = Tellings & { readonly merged: Merged; readonly worth: number };

/** What of each class the whole evaluation tells already. */
function allowedBy({ rows, positives, stances }: ShownEvaluation): Tellings {
  const cuts = ['targeted', 'wide'] as const;
  return {
    positives: { cuts: cuts.filter((cut) => stances[cut].recall.count !== null), end: positives !== null },
    negatives: { cuts: cuts.filter((cut) => stances[cut].precision.count !== null), end: rows !== null },
  };
}

function countedOf({ parts, partOf }: Parting, { rows, probability, announced = probability, outcome, cutoffs }: Judged): Counted[] {
  const counted = parts.map(() => ({ cells: new Int32Array(CELLS), announced: 0 }));
  for (const part of partOf) counted[part]!.cells[CELLS - 1]!++;
  for (let at = 0; at < rows.length; at++) {
    const value = probability[at]!;
    if (Number.isNaN(value)) continue;
    const held = counted[partOf[rows[at]!]!]!;
    held.announced += announced[at]!;
    held.cells[CELLS - 1]!--;
    held.cells[(outcome[at] === 1 ? 0 : SEGMENTS) + 2 - stanceBand(value, cutoffs)]!++;
  }
  return counted;
}

function together(parts: Merged): Merged[number] {
  const cells = new Int32Array(CELLS);
  for (const each of parts) for (let at = 0; at < CELLS; at++) cells[at]! += each.cells[at]!;
  return {
    part: mergeParts(parts.map(({ part }) => part)),
    members: parts.flatMap(({ members }) => members),
    cells,
    announced: parts.reduce((total, { announced }) => total + announced, 0),
  };
}

/** The parts as they are, then with the smallest in one: codes in any order, those without a value with the smallest band. */
function* mergings({ parts }: Parting, counts: readonly Counted[]): Generator<Merged> {
  const whole = parts.map((part, at) => ({ part, members: [at], ...counts[at]! }));
  if (whole.length <= MOST_GROUPS) yield whole;
  const order = [...whole.keys()].sort((a, b) => sum(counts[a]!.cells) - sum(counts[b]!.cells) || a - b);
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

function candidateOf(merged: Merged, allowed: Tellings, sized: boolean): Candidate | null {
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
  // Whoever knows how many pupils a group holds learns, with those judged, how many were not.
  const counted = !sized || merged.every(({ cells }) => cells[CELLS - 1] === 0 || cells[CELLS - 1]! >= SMALLEST_SHOWN);
  const telling = { merged, positives, negatives: { cuts: negatives.cuts, end: negatives.end && counted } };
  return { ...telling, worth: (merged.length - 1) * (positives.cuts.length + negatives.cuts.length + CUTS_BOUNDED) };
}
