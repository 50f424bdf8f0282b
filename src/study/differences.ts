import { wilson, Z95 } from './metrics.ts';
import { holm, twoSided } from './normal.ts';

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
export type Compared = {
  readonly rows: number | null;
  readonly positives: number | null;
  readonly calibration?: { readonly announced: number; readonly observed: Counted } | null;
  readonly targeted: Treated;
  readonly wide: Treated;
};
export type ComparedVariable<G extends Compared, V = string> = { readonly variable: V; readonly groups: readonly G[] };

/** A group that a stance treats otherwise than the pupils of the other groups together, their 95 % intervals being apart. */
export type Difference<G extends Compared, V = string> = {
  readonly variable: V;
  readonly group: G;
  readonly stance: 'targeted' | 'wide';
  readonly measure: TreatmentName;
  readonly share: Within;
  readonly others: Within;
  /** It would be named among as many comparisons as were made, at 5 % for all together (Holm 1979). */
  readonly sure: boolean;
};
/** A group in whom the outcome happened more or less often than was announced, beyond its 95 % interval. */
export type Miscalibrated<G extends Compared, V = string> = {
  readonly variable: V;
  readonly group: G;
  readonly announced: number;
  readonly observed: Within;
  readonly sure: boolean;
};
export type Found<G extends Compared, V = string> = {
  /** How many comparisons were made. */
  readonly comparisons: number;
  readonly differences: readonly Difference<G, V>[];
  readonly miscalibrated: readonly Miscalibrated<G, V>[];
};
/** A share and its interval; without a value where its count is hidden and only bounds are told. */
export type Within = { readonly value: number | null; readonly low: number; readonly high: number };

/** What differs, from the counts told alone: each group against all others of its variable; and what was announced of each against what happened. */
export function findings<G extends Compared, V = string>(variables: readonly ComparedVariable<G, V>[]): Found<G, V> {
  const compared = variables.flatMap(({ variable, groups }) =>
    namedOf(groups).flatMap((group) =>
      (['targeted', 'wide'] as const).flatMap((stance) =>
        TREATMENTS.flatMap((measure) => {
          const share = told(group[stance][measure]);
          const others = told(addedUp(groups.filter((other) => other !== group).map((other) => other[stance][measure])));
          return share && others ? [{ variable, group, stance, measure, share, others }] : [];
        }),
      ),
    ),
  );
  const announcements = variables.flatMap(({ variable, groups }) =>
    groups.flatMap((group) => {
      const observed = told(group.calibration?.observed ?? NOTHING);
      return group.calibration && observed ? [{ variable, group, announced: group.calibration.announced, observed }] : [];
    }),
  );
  const sure = holm([
    ...compared.map(({ share, others }) => twoSided(apart(share, others))),
    ...announcements.map(({ announced, observed }) => twoSided(apart(observed, { value: announced, low: announced, high: announced }))),
  ]);
  return {
    comparisons: sure.length,
    differences: compared.flatMap((each, at) => {
      const { share, others } = each;
      return share.low <= others.high && others.low <= share.high ? [] : [{ ...each, sure: sure[at]! }];
    }),
    miscalibrated: announcements.flatMap((each, at) => {
      const { announced, observed } = each;
      return observed.low <= announced && announced <= observed.high ? [] : [{ ...each, sure: sure[compared.length + at]! }];
    }),
  };
}

/** Of two groups, which mirror each other, only the smaller is named. Nothing is ranked: the order is the dictionary's. */
function namedOf<G extends Compared>(groups: readonly G[]): readonly G[] {
  const sizeOf = (group: G) => group.rows ?? group.positives ?? 0;
  const [first, second] = groups;
  return groups.length === 2 ? [sizeOf(second!) < sizeOf(first!) ? second! : first!] : groups;
}

const NOTHING: Counted = { count: null, of: null, value: null, low: null, high: null };

/** Distance of two shares in standard errors, each taken from its interval (Agresti and Coull 1998: its middle and half its width). */
function apart(a: Within, b: Within): number {
  const middle = ({ low, high }: Within) => (low + high) / 2;
  const spread = ({ low, high }: Within) => ((high - low) / 2 / Z95) ** 2;
  const distance = Math.abs(middle(a) - middle(b));
  return distance === 0 ? 0 : distance / Math.sqrt(spread(a) + spread(b));
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
