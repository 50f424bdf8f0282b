import { type Compared, type ComparedVariable, type Found, findings } from './differences.ts';
import type { Part } from './groups.ts';

/** Pupils of one part of each of two variables. */
type Paired = Compared & { readonly of: readonly [Part, Part] };
type ComparedPair<P extends Paired> = { readonly variables: readonly [string, string]; readonly groups: readonly P[] };
/** By the names of one variable, or of two. */
export type FoundAmong<G extends Compared & Part, P extends Paired> = Found<G | P, readonly string[]>;

/**
 * What differs by one variable and by two, all compared as one: each comparison more, of whichever kind, makes the others harder to establish. A pair is
 * named only for what neither of its groups is named for by itself.
 */
export function findingsAmong<G extends Compared & Part, P extends Paired>({
  fairness,
  pairs,
}: {
  readonly fairness: readonly ComparedVariable<G>[];
  readonly pairs: readonly ComparedPair<P>[];
}): FoundAmong<G, P> {
  const { comparisons, differences, miscalibrated } = findings<G | P, readonly string[]>([
    ...fairness.map(({ variable, groups }) => ({ variable: [variable], groups })),
    ...pairs.map(({ variables, groups }) => ({ variable: variables, groups })),
  ]);
  return {
    comparisons,
    differences: unsaid(differences, (a, b) => a.stance === b.stance && a.measure === b.measure),
    miscalibrated: unsaid(miscalibrated, () => true),
  };
}

/** How many of what is found stand among as many comparisons, and how many may be due to chance. */
export function tally({ differences, miscalibrated }: Pick<Found<Compared, unknown>, 'differences' | 'miscalibrated'>) {
  const found = [...differences, ...miscalibrated];
  const established = found.filter(({ sure }) => sure).length;
  return { established, toWatch: found.length - established };
}

type Line = { readonly variable: readonly string[]; readonly group: (Compared & Part) | Paired };

function unsaid<T extends Line>(found: readonly T[], alike: (pair: T, single: T) => boolean): readonly T[] {
  return found.filter((pair) => {
    const { variable, group } = pair;
    if (!('of' in group)) return true;
    return !found.some((single) => {
      const held = single.group;
      if ('of' in held || !alike(pair, single)) return false;
      return variable.some((name, at) => name === single.variable[0] && samePart(group.of[at]!, held));
    });
  });
}

function samePart(a: Part, b: Part): boolean {
  return a.codes?.join('\n') === b.codes?.join('\n') && a.from === b.from && a.below === b.below && a.missing === b.missing;
}
