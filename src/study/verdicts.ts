import type { Json } from '../base/json.ts';

type Gained = { readonly gain: { readonly low: number } } | null;
type Judged = {
  readonly rocAucInterval: { readonly low: number } | null;
  readonly baseline: Gained;
  readonly plain: { readonly rate: Gained; readonly marks: Gained } | null;
  readonly leaks: readonly { readonly variable: string }[];
};

/** What a model is held beside: its best variable alone, the rate of the years before, marks and attendance alone. */
export const RIVALS = ['variable', 'rate', 'marks'] as const;
export type Rival = (typeof RIVALS)[number];

/**
 * What a CSS must know of a model before its figures. `chance`: nothing shows that it is better than chance; such a model is never approved.
 * `beatenBy`: nothing shows that it ranks pupils better than these do.
 */
export type Verdicts = {
  readonly chance: boolean;
  readonly beaten: boolean;
  readonly beatenBy: readonly Rival[];
  readonly leaks: readonly string[];
};

export function verdicts({ rocAucInterval, baseline, plain, leaks }: Judged): Verdicts {
  const rivals: Readonly<Record<Rival, Gained>> = { variable: baseline, rate: plain?.rate ?? null, marks: plain?.marks ?? null };
  const beatenBy = RIVALS.filter((rival) => (rivals[rival]?.gain.low ?? 1) <= 0);
  return {
    chance: rocAucInterval === null || rocAucInterval.low <= 0.5,
    beaten: beatenBy.length > 0,
    beatenBy,
    leaks: leaks.map(({ variable }) => variable),
  };
}

/** Shares, of 1, below which a CSS does not want a model at the stance it chose. */
export type Floors = { readonly recall: number; readonly precision: number };

/** A model that finds three pupils of ten who fail should not be used, nor one of whose flags four of five are wrong. */
export const FLOORS: Floors = { recall: 0.4, precision: 0.2 };

type Bounded = { readonly value: number | null; readonly low: number | null };

/**
 * The first share that is below its floor, and what it is. One whose count is hidden counts for its low bound, one not known for nothing: it may well be
 * above (`hidden`).
 */
export function belowFloor(
  stance: { readonly recall: Bounded; readonly precision: Bounded },
  floors: Floors,
): { readonly measure: keyof Floors; readonly share: number; readonly floor: number; readonly hidden: boolean } | null {
  for (const measure of ['recall', 'precision'] as const) {
    const { value, low } = stance[measure];
    const share = value ?? low ?? 0;
    if (share < floors[measure]) return { measure, share, floor: floors[measure], hidden: value === null };
  }
  return null;
}

/** What a model's own record says of a stance, at the cut that was chosen for it or at its own; null where it tells no such cut. Attacker-controlled. */
export function recorded(evaluation: Json, stance: 'targeted' | 'wide', cut: number | null): Parameters<typeof belowFloor>[0] | null {
  const stances = member(member(evaluation, 'stances'), stance);
  const choices = member(evaluation, 'choices');
  const known = Array.isArray(choices) ? choices : [];
  const held = cut === null ? stances : (known.find((each) => Math.abs(numberOf(member(each, 'cutoff')) - cut) < 1e-9) ?? null);
  if (held === null) return null;
  const share = (name: 'recall' | 'precision') => {
    const told = member(held, name);
    const part = (which: string) => {
      const found = numberOf(member(told, which));
      return Number.isNaN(found) ? null : found;
    };
    return { value: part('value'), low: part('low') };
  };
  return { recall: share('recall'), precision: share('precision') };
}

function member(from: Json, name: string): Json {
  if (typeof from !== 'object' || from === null || Array.isArray(from) || !Object.hasOwn(from, name)) return null;
  return (from as { readonly [key: string]: Json })[name] ?? null;
}

function numberOf(value: Json): number {
  return typeof value === 'number' ? value : Number.NaN;
}
