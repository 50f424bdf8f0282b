import { type Line, openLine } from './line.ts';
import { type Share, type Step, steps, wilson } from './metrics.ts';
import type { ComparedGroups } from './pairs.ts';
import type { Cut, Judged } from './treatment.ts';

/**
 * What a stance would do to all pupils if its cut were lowered, for each group that it finds less often than the whole, until it finds that
 * group as often; `lowered`: how many groups that is. Never applied: a figure for whoever decides.
 */
export type Cost = { readonly lowered: number; readonly recall: Share; readonly falseAlarm: Share; readonly precision: Share };
/** Null where a count would be told that may not be. */
export type Equalised = { readonly targeted: Cost | null; readonly wide: Cost | null };

type Walk = { readonly steps: readonly Step[]; readonly positives: Line; readonly negatives: Line };

/**
 * Only sums over the groups are told. Each lowered cut nevertheless lies ten pupils at least of each class from all that is told of its group,
 * as if its counts were told too: where a single group is lowered, they are.
 */
export function equalised(held: ComparedGroups | null, { rows, probability, outcome, cutoffs }: Judged): Equalised {
  const cuts = ['targeted', 'wide'] as const;
  const whole = held && [held.positives, held.negatives].every((telling) => telling.end && cuts.every((cut) => telling.cuts.includes(cut)));
  if (!whole) return { targeted: null, wide: null };
  const walks = held.parts.map((_, group): Walk => {
    const members = [...rows.keys()].filter((at) => held.groupOf[rows[at]!] === group);
    const walk = steps(
      Float64Array.from(members, (at) => probability[at]!),
      Uint8Array.from(members, (at) => outcome[at]!),
    );
    const lines = {
      positives: openLine(walk.map(({ positives }) => positives)),
      negatives: openLine(walk.map(({ negatives }) => negatives)),
    };
    for (const cut of cuts) for (const line of [lines.positives, lines.negatives]) line.tell(placeOf(walk, cutoffs[cut]));
    return { steps: walk, ...lines };
  });
  const [targeted, wide] = cuts.map((cut) => costOf(walks, cutoffs[cut])) as [Cost | null, Cost | null];
  return { targeted, wide };
}

const placeOf = (walk: readonly Step[], cutoff: number): number => walk.findLastIndex(({ score }) => score >= cutoff);

function costOf(walks: readonly Walk[], cutoff: Judged['cutoffs'][Cut]): Cost | null {
  const places = walks.map(({ steps: walk }) => placeOf(walk, cutoff));
  const total = (line: 'positives' | 'negatives', at: (walk: Walk, group: number) => number) =>
    walks.reduce((sum, walk, group) => sum + walk[line].at(at(walk, group)), 0);
  const end = ({ steps: walk }: Walk) => walk.length - 1;
  const all = { positives: total('positives', end), negatives: total('negatives', end) };
  const wanted = total('positives', (_, group) => places[group]!) / all.positives;
  let lowered = 0;
  for (const [group, walk] of walks.entries()) {
    const { positives, negatives } = walk;
    const found = (place: number) => positives.at(place) / positives.at(end(walk));
    if (found(places[group]!) >= wanted) continue;
    const place = walk.steps.findIndex((_, at) => at > places[group]! && found(at) >= wanted && positives.fits(at) && negatives.fits(at));
    if (place < 0 || place === end(walk)) return null;
    positives.tell(place);
    negatives.tell(place);
    places[group] = place;
    lowered++;
  }
  const [found, alarms] = [total('positives', (_, group) => places[group]!), total('negatives', (_, group) => places[group]!)];
  return {
    lowered,
    recall: wilson(found, all.positives),
    falseAlarm: wilson(alarms, all.negatives),
    precision: wilson(found, found + alarms),
  };
}
