import type { Part } from './groups.ts';
import { stanceBand } from './thresholds.ts';
import {
  CELLS,
  type Counted,
  type Judged,
  SEGMENTS,
  type Telling,
  type Tellings,
  type Treated,
  tellingOf,
  treatmentsOf,
} from './treatment.ts';

/** The groups of one audit-only variable as they are told; `groupOf` gives the group of each row of the table. */
export type ComparedGroups = Tellings & { readonly parts: readonly Part[]; readonly groupOf: Int32Array };
type Named = ComparedGroups & { readonly variable: string };

/** Pupils who are of one group of the first attribute and one of the second. */
export type PairGroup = Treated & { readonly of: readonly [Part, Part] };
export type PairFairness = { readonly variables: readonly [string, string]; readonly groups: readonly PairGroup[] };

const MOST_PAIR_GROUPS = 12;

type Candidate = Tellings & {
  readonly first: number;
  readonly second: number;
  readonly counted: readonly Counted[];
  readonly apart: number;
};

/**
 * How a model treats pairs of attributes. Of a pair a class is told, of those in whom the outcome happened or of the others, when ten pupils
 * at least stand in each of its cells between any two places that its attributes tell, and no more nor less than these: whatever is worked
 * out from the pair and from them is then a sum of such cells. And the pairs told never close a circle
 * of attributes, for then what they leave open of three attributes together has a span of ten at least (their bounds are those of Dobra and
 * Fienberg 2000, for decomposable margins). Those that differ most are told first.
 */
export function pairs(attributes: readonly Named[], judged: Judged): PairFairness[] {
  const candidates = attributes.flatMap((_, first) =>
    attributes.slice(first + 1).flatMap((_, next) => candidateOf(attributes, first, first + 1 + next, judged) ?? []),
  );
  candidates.sort((a, b) => b.apart - a.apart || a.first - b.first || a.second - b.second);
  const joined = attributes.map((_, at) => at);
  const told: Candidate[] = [];
  for (const candidate of candidates) {
    const [one, other] = [joined[candidate.first]!, joined[candidate.second]!];
    if (one === other) continue;
    for (let at = 0; at < joined.length; at++) if (joined[at] === other) joined[at] = one;
    told.push(candidate);
  }
  told.sort((a, b) => a.first - b.first || a.second - b.second);
  return told.map(({ first, second, counted, positives, negatives }) => {
    const [a, b] = [attributes[first]!, attributes[second]!];
    // Nothing is bounded here: what a pair does not tell, its attributes hide.
    const treated = treatmentsOf(counted, { positives, negatives }, { positives, negatives }, 0);
    const groups = treated.map((each, cell): PairGroup => {
      return { of: [a.parts[Math.floor(cell / b.parts.length)]!, b.parts[cell % b.parts.length]!], ...each };
    });
    return { variables: [a.variable, b.variable], groups };
  });
}

function candidateOf(attributes: readonly Named[], first: number, second: number, judged: Judged): Candidate | null {
  const [a, b] = [attributes[first]!, attributes[second]!];
  if (a.parts.length * b.parts.length > MOST_PAIR_GROUPS) return null;
  const counted = countedOf(a, b, judged);
  /** All that both attributes tell of a class, or nothing of it. */
  const toldOf = (line: 'positives' | 'negatives'): Telling => {
    const { cuts } = a[line];
    const from = line === 'positives' ? 0 : SEGMENTS;
    const segments = counted.map(({ cells }) => cells.subarray(from, from + SEGMENTS));
    const found = a[line].end && b[line].end && cuts.join() === b[line].cuts.join() ? tellingOf(segments, a[line]) : null;
    return found && found.cuts.length === cuts.length ? found : { cuts: [], end: false };
  };
  const [positives, negatives] = [toldOf('positives'), toldOf('negatives')];
  return positives.cuts.length > 0 ? { first, second, counted, positives, negatives, apart: apartOf(counted) } : null;
}

function countedOf(a: Named, b: Named, { rows, probability, announced = probability, outcome, cutoffs }: Judged): Counted[] {
  const counted = Array.from({ length: a.parts.length * b.parts.length }, () => ({ cells: new Int32Array(CELLS), announced: 0 }));
  for (let at = 0; at < rows.length; at++) {
    const value = probability[at]!;
    if (Number.isNaN(value)) continue;
    const held = counted[a.groupOf[rows[at]!]! * b.parts.length + b.groupOf[rows[at]!]!]!;
    held.announced += announced[at]!;
    held.cells[(outcome[at] === 1 ? 0 : SEGMENTS) + 2 - stanceBand(value, cutoffs)]!++;
  }
  return counted;
}

/** How far the cell found least or most often at the targeted cut lies from all together, in standard errors. */
function apartOf(counted: readonly Counted[]): number {
  const found = counted.map(({ cells }) => ({ found: cells[0]!, of: cells[0]! + cells[1]! + cells[2]! }));
  const all = found.reduce((sum, each) => ({ found: sum.found + each.found, of: sum.of + each.of }), { found: 0, of: 0 });
  const share = all.found / Math.max(1, all.of);
  const spread = Math.max(1e-9, share * (1 - share));
  return Math.max(...found.map((each) => Math.abs(each.found / Math.max(1, each.of) - share) * Math.sqrt(each.of / spread)));
}
