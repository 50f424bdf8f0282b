import { both } from '../../base/text.ts';
import type { Category, Code, Variable } from '../dictionary.ts';

/** One line of the starter dictionary: name, label in French, label in English, then what its kind asks for. */
export type Entry = readonly [name: string, fr: string, en: string];

export type Maker = {
  count(entries: readonly Entry[], options?: { actionable?: boolean; max?: number }): Variable[];
  mark(entries: readonly Entry[], options?: { actionable?: boolean }): Variable[];
  yes(entries: readonly Entry[], options?: { actionable?: boolean }): Variable[];
  amount(entry: Entry, min: number, max: number, unit?: readonly [string, string]): Variable;
  code(entry: Entry, codes: readonly (readonly [code: string, fr: string, en: string])[]): Variable;
};

/** Makers of one category's predictors: counts (whole, from 0), marks (0 to 100), yes or no, amounts with a range, coded lists. */
export function predictorsOf(category: Category): Maker {
  const base = ([name, fr, en]: Entry, actionable?: boolean) => ({
    name,
    label: both(fr, en),
    role: 'predictor' as const,
    category,
    ...(actionable === undefined ? {} : { actionable }),
  });
  return {
    count: (entries, { actionable, max = 2000 } = {}) =>
      entries.map((entry) => ({ ...base(entry, actionable), type: 'integer', min: 0, max })),
    mark: (entries, { actionable } = {}) =>
      entries.map((entry) => ({ ...base(entry, actionable), type: 'number', min: 0, max: 100, unit: both('sur 100', 'out of 100') })),
    yes: (entries, { actionable } = {}) => entries.map((entry) => ({ ...base(entry, actionable), type: 'boolean' })),
    amount: (entry, min, max, unit) => ({ ...base(entry), type: 'number', min, max, ...(unit ? { unit: both(...unit) } : {}) }),
    code: (entry, codes) => ({ ...base(entry), type: 'code', codes: codesOf(codes) }),
  };
}

export function codesOf(codes: readonly (readonly [code: string, fr: string, en: string])[]): Code[] {
  return codes.map(([code, fr, en]) => ({ code, label: both(fr, en) }));
}
