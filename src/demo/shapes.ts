import type { Category, Code, Variable } from '../table/dictionary.ts';

/** What lies behind a synthetic pupil's figures: standard normal, `adversity` against the two others. */
export type Pupil = { readonly ability: number; readonly engagement: number; readonly adversity: number };
export type Draw = { uniform(): number; normal(): number };

/** One predictor: how it is described, drawn and written. A drawn code is an index. */
export type Synthetic = {
  readonly variable: Variable;
  readonly blank: number;
  readonly decimals: number;
  draw(pupil: Pupil, draw: Draw): number;
};

export type Loading = readonly [ability: number, engagement: number, adversity: number];
export type Named = readonly [name: string, fr: string, en: string];

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
const mixed = (pupil: Pupil, [a, e, s]: Loading) => a * pupil.ability + e * pupil.engagement + s * pupil.adversity;

function describe(
  [name, fr, en]: Named,
  category: Category,
  actionable = false,
): Pick<Variable, 'name' | 'label' | 'role' | 'category' | 'actionable'> {
  return { name, label: { fr, en }, role: 'predictor', category, actionable };
}

/** `blank`: share of missing cells, from 0.5 % to 6 % by the name, so that it never depends on the order. */
function blankOf(name: string): number {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return 0.005 + (hash / 997) * 0.055;
}

export function amount(
  named: Named,
  category: Category,
  shape: {
    mean: number;
    spread: number;
    min: number;
    max: number;
    loading: Loading;
    decimals?: number;
    unit?: readonly [string, string];
    actionable?: boolean;
  },
): Synthetic {
  const { mean, spread, min, max, loading, decimals = 1, unit } = shape;
  const scale = 10 ** decimals;
  return {
    variable: {
      ...describe(named, category, shape.actionable),
      type: decimals === 0 ? 'integer' : 'number',
      min,
      max,
      ...(unit ? { unit: { fr: unit[0], en: unit[1] } } : {}),
    },
    blank: blankOf(named[0]),
    decimals,
    draw: (pupil, draw) => Math.round(clamp(mean + spread * (mixed(pupil, loading) + 0.8 * draw.normal()), min, max) * scale) / scale,
  };
}

/** Whole counts with many zeros: absences, incidents. */
export function tally(
  named: Named,
  category: Category,
  shape: { level: number; max: number; loading: Loading; actionable?: boolean },
): Synthetic {
  const { level, max, loading } = shape;
  return {
    variable: { ...describe(named, category, shape.actionable), type: 'integer', min: 0, max },
    blank: blankOf(named[0]),
    decimals: 0,
    draw: (pupil, draw) => clamp(Math.floor(Math.exp(level + mixed(pupil, loading) + 0.7 * draw.normal()) - 0.5), 0, max),
  };
}

export function flag(named: Named, category: Category, shape: { level: number; loading: Loading; actionable?: boolean }): Synthetic {
  return {
    variable: { ...describe(named, category, shape.actionable), type: 'boolean' },
    blank: blankOf(named[0]),
    decimals: 0,
    draw: (pupil, draw) => (draw.uniform() < 1 / (1 + Math.exp(-shape.level - mixed(pupil, shape.loading))) ? 1 : 0),
  };
}

/** Codes in the order of rising `loading`, save that chance mixes them. */
export function choice(named: Named, category: Category, codes: readonly Code[], loading: Loading): Synthetic {
  return {
    variable: { ...describe(named, category), type: 'code', codes },
    blank: blankOf(named[0]),
    decimals: 0,
    draw: (pupil, draw) => {
      const place = 1 / (1 + Math.exp(-mixed(pupil, loading) - 1.3 * draw.normal()));
      return Math.min(codes.length - 1, Math.floor(place * codes.length));
    },
  };
}

export const code = (value: string, fr: string, en: string, ...aliases: string[]): Code => ({
  code: value,
  label: { fr, en },
  ...(aliases.length > 0 ? { aliases } : {}),
});
