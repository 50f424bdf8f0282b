import { type DoubtName, type Doubts, MUCH } from './doubts.ts';
import { type Group, partedFairness } from './fairness.ts';
import type { Part } from './groups.ts';
import type { Judged } from './treatment.ts';

/** Pupils about whom a model may be wrong beside the others; no group where too few stand in one. */
export type Doubtful = Readonly<Record<DoubtName, readonly Group[]>>;

/**
 * How a model treated the pupils who lacked much of what it relies on, or were out of the ordinary, and the others: told as the groups of an
 * audit-only attribute are, so that nothing is told of them that would not be told of a language or a gender. `doubts`: of every row of the table.
 */
export function doubtful(doubts: Pick<Doubts, DoubtName>, judged: Judged): Doubtful {
  const groupsOf = (name: DoubtName) => {
    const partOf = Int32Array.from(doubts[name].share, (share) => (share >= MUCH[name] ? 1 : 0));
    const part = (bounds: Pick<Part, 'from' | 'below'>): Part => ({ codes: null, missing: false, ...bounds });
    return partedFairness({ parts: [part({ from: null, below: MUCH[name] }), part({ from: MUCH[name], below: null })], partOf }, judged);
  };
  return { missing: groupsOf('missing'), unusual: groupsOf('unusual') };
}
