import type { Variable } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';
import { aucOf, type Estimate, estimate } from './compare.ts';
import { type Part, partings } from './groups.ts';

/** How well an audit-only attribute, which no model reads, can be told from what models read: the group of it that is guessed best. */
export type Guess = { readonly variable: string; readonly group: Part; readonly rocAuc: Estimate };
/** Pupils with a value (`rows` of the table), and whether each is of the group. */
export type GuessTarget = { readonly variable: string; readonly group: Part; readonly rows: Uint32Array; readonly inside: Uint8Array };

/** A small forest says enough: whether a trace is there, not how far it could be pressed out. */
export const GUESS_FOREST = { trees: 60, maxDepth: 8, minLeaf: 10, bins: 255, positiveWeight: 1 } as const;
const MOST_ROWS = 10_000;
const FEWEST = 50;
const MOST_GROUPS = 3;

/** The groups to be guessed: the most frequent codes, or the upper half of numbers, fifty pupils at least inside and outside. */
export function guessTargets(table: Table, variables: readonly Variable[]): GuessTarget[] {
  return variables.flatMap((variable) => {
    const parting = partings(table, variable).at(-1);
    if (!parting) return [];
    const { parts, partOf } = parting;
    const valued = thinned([...partOf.keys()].filter((row) => !parts[partOf[row]!]!.missing));
    const counts = parts.map((_, part) => valued.reduce((count, row) => count + (partOf[row] === part ? 1 : 0), 0));
    const large = [...parts.keys()].filter((part) => Math.min(counts[part]!, valued.length - counts[part]!) >= FEWEST);
    const chosen = large.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MOST_GROUPS);
    // Of two groups, which mirror each other, the smaller.
    const named = chosen.length === 2 && counts[chosen[0]!]! + counts[chosen[1]!]! === valued.length ? chosen.slice(1) : chosen;
    return named.map((part) => {
      return {
        variable: variable.name,
        group: parts[part]!,
        rows: valued,
        inside: Uint8Array.from(valued, (row) => (partOf[row] === part ? 1 : 0)),
      };
    });
  });
}

/** The best guess of each variable; `scores[i]` are those of `targets[i]`, out of bag. */
export function bestGuesses(targets: readonly GuessTarget[], scores: readonly Float64Array[]): Guess[] {
  const best = new Map<string, Guess>();
  for (const [at, { variable, group, inside }] of targets.entries()) {
    const known = (_: number, row: number) => !Number.isNaN(scores[at]![row]!);
    const rocAuc = estimate(aucOf(scores[at]!.filter(known), inside.filter(known)), 0, 1);
    if (rocAuc.value > (best.get(variable)?.rocAuc.value ?? -1)) best.set(variable, { variable, group, rocAuc });
  }
  return [...best.values()];
}

function thinned(held: Iterable<number>): Uint32Array {
  const rows = Uint32Array.from(held);
  const step = Math.max(1, rows.length / MOST_ROWS);
  return Uint32Array.from({ length: Math.floor(rows.length / step) }, (_, at) => rows[Math.floor(at * step)]!);
}
