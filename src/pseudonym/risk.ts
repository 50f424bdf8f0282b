import { banded, type Sets, setsOf, shareWhere, sizesOf, together, valuesIn, withoutRare } from './sets.ts';

/** What someone who knows a pupil may know of them. `values`: a missing one is NaN or negative; `ordered` where bands make sense. */
export type Fact = { readonly name: string; readonly values: ArrayLike<number>; readonly ordered: boolean };
/** What nobody should learn of a pupil by knowing the facts. */
export type Sensitive = { readonly name: string; readonly values: ArrayLike<number>; readonly outcome: boolean };

/** `bands`: five, with as many pupils each; `rare`: codes of fewer than ten pupils put together; `without`: not sent at all. */
export type Measure = 'bands' | 'rare' | 'without';

/** What a variable adds to the risk: the shares of pupils alone of their kind without it, and with it said less finely. */
export type Driver = {
  readonly name: string;
  readonly without: number;
  readonly generalised: number;
  readonly how: Exclude<Measure, 'without'>;
};

/** One thing to do, and the share of pupils alone of their kind once it and those before it are done. */
export type Step = { readonly name: string; readonly how: Measure; readonly unique: number };

/**
 * l-diversity (Machanavajjhala et al. 2007): `l`, the fewest different values that a set of pupils holds; `told`, the share of pupils whose
 * whole set has the same value, so that knowing the facts tells it.
 */
export type Diversity = { readonly name: string; readonly outcome: boolean; readonly l: number; readonly told: number };

/**
 * The risk that somebody is recognised in a table without names, by facts taken together. Shares are of pupils, 0 to 1. `k` is the size of
 * the smallest set of pupils whom the facts do not tell apart (Sweeney 2002).
 */
export type Risk = {
  readonly pupils: number;
  readonly facts: readonly string[];
  readonly k: number;
  readonly unique: number;
  readonly underFive: number;
  readonly underTen: number;
  readonly drivers: readonly Driver[];
  /** What would bring it down to the ceiling, or as near as it gets, changing as little as possible. */
  readonly plan: readonly Step[];
  /** Every outcome, then the other variables that the facts tell most often. */
  readonly diversity: readonly Diversity[];
};

const MOST_STEPS = 12;
/** What is aimed at where no ceiling was set: one pupil in twenty. */
const AIM = 0.05;
const MOST_DIVERSITY = 10;

type Coded = { readonly name: string; readonly how: Driver['how']; readonly sets: Sets; readonly general: Sets };

/** Drivers come with those first whose absence would protect most. `ceiling`: share of pupils alone of their kind that is borne. */
export function disclosureRisk(
  pupils: number,
  facts: readonly Fact[],
  sensitive: readonly Sensitive[] = [],
  ceiling: number | null = null,
): Risk {
  const coded = facts.map(({ name, values, ordered }): Coded => {
    const sets = setsOf(values, pupils);
    return { name, sets, how: ordered ? 'bands' : 'rare', general: ordered ? banded(values, pupils) : withoutRare(sets) };
  });
  const { whole, rest } = restsOf(coded, pupils);
  const sizes = sizesOf(whole);
  const under = (limit: number) => shareWhere(whole, (set) => (sizes[set] as number) < limit);
  const unique = under(2);
  const drivers = coded.map(({ name, general, how }, at): Driver => {
    const others = rest(at);
    return { name, without: uniqueIn(others), generalised: uniqueIn(together(others, general)), how };
  });
  return {
    pupils,
    facts: facts.map(({ name }) => name),
    k: pupils === 0 ? 0 : sizes.reduce((least, size) => Math.min(least, size), pupils),
    unique,
    underFive: under(5),
    underTen: under(10),
    drivers: drivers.sort((a, b) => a.without - b.without || a.generalised - b.generalised),
    plan: planOf(coded, pupils, unique, ceiling ?? AIM),
    diversity: diversityOf(whole, sensitive, pupils),
  };
}

const countOf = (sets: Sets): number => new Set(sets).size;

function uniqueIn(sets: Sets): number {
  const sizes = sizesOf(sets);
  return shareWhere(sets, (set) => sizes[set] === 1);
}

/** All facts together, and all but one: what comes before it with what comes after, each parted once. */
function restsOf(coded: readonly { readonly sets: Sets }[], pupils: number): { readonly whole: Sets; rest(at: number): Sets } {
  const before: Sets[] = [new Int32Array(pupils)];
  for (const { sets } of coded) before.push(together(before.at(-1) as Sets, sets));
  const after: Sets[] = [new Int32Array(pupils)];
  for (const { sets } of coded.toReversed()) after.push(together(after.at(-1) as Sets, sets));
  return {
    whole: before.at(-1) as Sets,
    rest: (at) => together(before[at] as Sets, after[coded.length - 1 - at] as Sets),
  };
}

/**
 * Greedy: says less finely what gains most, or, where two variables each tell everything and neither gains alone, what is said most finely; leaves out
 * only what was said less finely already.
 */
function planOf(coded: readonly Coded[], pupils: number, unique: number, ceiling: number): Step[] {
  // What is as fine once said less finely (a handful of values) can only be left out.
  let left = coded.map((each) => {
    const saved = countOf(each.sets) - countOf(each.general);
    return { ...each, saved, done: saved <= 0 };
  });
  const steps: Step[] = [];
  let reached = unique;
  while (reached > ceiling && steps.length < MOST_STEPS) {
    const { rest } = restsOf(left, pupils);
    const tried = left.map(({ name, how, general, done, saved }, at) => {
      const others = rest(at);
      const found = uniqueIn(done ? others : together(others, general));
      return { at, name, how: done ? ('without' as const) : how, saved: done ? 0 : saved, unique: found };
    });
    const gains = tried.filter((each) => each.saved > 0 || each.unique < reached);
    const chosen = gains.sort(
      (a, b) => Number(b.saved > 0) - Number(a.saved > 0) || a.unique - b.unique || b.saved - a.saved || a.at - b.at,
    )[0];
    if (!chosen) break;
    const { at, name, how } = chosen;
    reached = chosen.unique;
    steps.push({ name, how, unique: reached });
    left = left.flatMap((each, index) => (index !== at ? [each] : each.done ? [] : [{ ...each, sets: each.general, done: true }]));
  }
  const last = steps.findIndex((step) => step.unique === reached);
  return reached < unique ? steps.slice(0, last + 1) : [];
}

function diversityOf(whole: Sets, sensitive: readonly Sensitive[], pupils: number): Diversity[] {
  const found = sensitive.map(({ name, values, outcome }): Diversity => {
    const different = valuesIn(whole, setsOf(values, pupils));
    const l = different.reduce((least, count) => Math.min(least, count), different.length === 0 ? 0 : Number.POSITIVE_INFINITY);
    return { name, outcome, l, told: shareWhere(whole, (set) => different[set] === 1) };
  });
  const others = found.filter(({ outcome, told }) => !outcome && told > 0).sort((a, b) => b.told - a.told);
  return [...found.filter(({ outcome }) => outcome), ...others.slice(0, MOST_DIVERSITY)];
}
