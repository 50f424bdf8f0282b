import { wilson } from './metrics.ts';

export const TREATMENTS = ['recall', 'falseAlarm', 'precision', 'flagged'] as const;
export type TreatmentName = (typeof TREATMENTS)[number];

type Counted = {
  readonly count: number | null;
  readonly of: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};
type Treated = { readonly [measure in TreatmentName]: Counted };
type Compared = { readonly rows: number | null; readonly positives: number | null; readonly targeted: Treated; readonly wide: Treated };
export type ComparedVariable<G extends Compared> = { readonly variable: string; readonly groups: readonly G[] };

/** A group that a stance treats otherwise than the pupils of the other groups together, their 95 % intervals being apart. */
export type Difference<G extends Compared> = {
  readonly variable: string;
  readonly group: G;
  readonly stance: 'targeted' | 'wide';
  readonly measure: TreatmentName;
  readonly share: Within;
  readonly others: Within;
};
/** A share and its interval; without a value where its count is hidden and only bounds are told. */
export type Within = { readonly value: number | null; readonly low: number; readonly high: number };

/**
 * What differs, from the counts told alone: each group against all others of its variable. Of two groups, which mirror each other, only
 * the smaller is named. Nothing is ranked: the order is the dictionary's.
 */
export function differences<G extends Compared>(variables: readonly ComparedVariable<G>[]): Difference<G>[] {
  return variables.flatMap(({ variable, groups }) => {
    const sizeOf = (group: G) => group.rows ?? group.positives ?? 0;
    const [first, second] = groups;
    const named = groups.length === 2 ? [sizeOf(second!) < sizeOf(first!) ? second! : first!] : groups;
    return named.flatMap((group) =>
      (['targeted', 'wide'] as const).flatMap((stance) =>
        TREATMENTS.flatMap((measure): Difference<G>[] => {
          const share = told(group[stance][measure]);
          const others = told(addedUp(groups.filter((other) => other !== group).map((other) => other[stance][measure])));
          if (!share || !others || (share.low <= others.high && others.low <= share.high)) return [];
          return [{ variable, group, stance, measure, share, others }];
        }),
      ),
    );
  });
}

/** The other groups as one; where a count is hidden, what their bounds allow, weighted by their pupils where those are told. */
function addedUp(shares: readonly Counted[]): Counted {
  const counted = shares.flatMap(({ count, of }) => (count === null || of === null ? [] : [{ count, of }]));
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  if (counted.length === shares.length) return wilson(total(counted.map(({ count }) => count)), total(counted.map(({ of }) => of)));
  const bounds = shares.flatMap(({ low, high, of }) => (low === null || high === null ? [] : [{ low, high, of }]));
  const hidden = { count: null, of: null, value: null };
  if (bounds.length < shares.length) return { ...hidden, low: null, high: null };
  const heads = total(bounds.map(({ of }) => of ?? Number.NaN));
  if (Number.isNaN(heads))
    return { ...hidden, low: Math.min(...bounds.map(({ low }) => low)), high: Math.max(...bounds.map(({ high }) => high)) };
  const weighted = (side: 'low' | 'high') => total(bounds.map((each) => (each[side] * each.of!) / heads));
  return { ...hidden, low: weighted('low'), high: weighted('high') };
}

function told({ value, low, high }: Counted): Within | null {
  return low === null || high === null ? null : { value, low, high };
}
