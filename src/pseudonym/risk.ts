/** What someone who knows a pupil may know of them. `values`: a missing one is NaN or negative; `ordered` where bands make sense. */
export type Fact = { readonly name: string; readonly values: ArrayLike<number>; readonly ordered: boolean };

/** What a variable adds to the risk: the shares of pupils alone of their kind without it, and with it said less finely. */
export type Driver = {
  readonly name: string;
  readonly without: number;
  readonly generalised: number;
  /** `bands`: five, with as many pupils each; `rare`: codes of fewer than ten pupils put together. */
  readonly how: 'bands' | 'rare';
};

/**
 * The risk that somebody is recognised in a table without names, by facts taken together. Shares are of pupils, 0 to 1. `k` is the size of
 * the smallest set of pupils whom the facts do not tell apart (Sweeney 2002); `sameOutcome`, the share of pupils whose whole set had the same
 * outcome, so that knowing the facts tells it (l-diversity of 1: Machanavajjhala et al. 2007).
 */
export type Risk = {
  readonly pupils: number;
  readonly facts: readonly string[];
  readonly k: number;
  readonly unique: number;
  readonly underFive: number;
  readonly underTen: number;
  readonly drivers: readonly Driver[];
  readonly sameOutcome: readonly { readonly name: string; readonly share: number }[];
};

const BANDS = 5;
const RARE = 10;

/** Drivers come with those first whose absence would protect most. */
export function disclosureRisk(pupils: number, facts: readonly Fact[], outcomes: readonly Fact[] = []): Risk {
  const coded = facts.map(({ values }) => codesOf(values, pupils));
  const sets = partition(pupils, coded);
  const sizes = sizesOf(sets);
  const under = (limit: number) => share(sets, (set) => (sizes[set] as number) < limit);
  const unique = under(2);
  const uniqueWith = (replaced: number, by: Int32Array | null) => {
    const changed = coded.flatMap((each, at) => (at === replaced ? (by ? [by] : []) : [each]));
    const found = partition(pupils, changed);
    const counts = sizesOf(found);
    return share(found, (set) => counts[set] === 1);
  };
  const drivers = facts.map(({ name, values, ordered }, at): Driver => {
    const general = ordered ? banded(values, pupils) : withoutRare(coded[at] as Int32Array);
    return { name, without: uniqueWith(at, null), generalised: uniqueWith(at, general), how: ordered ? 'bands' : 'rare' };
  });
  return {
    pupils,
    facts: facts.map(({ name }) => name),
    k: pupils === 0 ? 0 : sizes.reduce((least, size) => Math.min(least, size), pupils),
    unique,
    underFive: under(5),
    underTen: under(10),
    drivers: drivers.sort((a, b) => a.without - b.without || a.generalised - b.generalised),
    sameOutcome: outcomes.map(({ name, values }) => ({ name, share: uniform(sets, sizes.length, codesOf(values, pupils)) })),
  };
}

/** Each distinct value as a small whole number; what is missing is a value too, since its absence can be known. */
function codesOf(values: ArrayLike<number>, pupils: number): Int32Array {
  const known = new Map<number, number>();
  return Int32Array.from({ length: pupils }, (_, row) => {
    const value = values[row] as number;
    const key = value >= 0 || value < 0 ? value : Number.NaN;
    let code = known.get(key);
    if (code === undefined) {
      code = known.size;
      known.set(key, code);
    }
    return code;
  });
}

/** Parts pupils by one fact after another: the number of each one's set. */
function partition(pupils: number, facts: readonly Int32Array[]): Int32Array {
  let sets = new Int32Array(pupils);
  for (const codes of facts) {
    const known = new Map<number, number>();
    const next = new Int32Array(pupils);
    for (let row = 0; row < pupils; row++) {
      const key = (sets[row] as number) * 2 ** 21 + (codes[row] as number);
      let set = known.get(key);
      if (set === undefined) {
        set = known.size;
        known.set(key, set);
      }
      next[row] = set;
    }
    sets = next;
  }
  return sets;
}

function sizesOf(sets: Int32Array): Int32Array {
  const sizes = new Int32Array(sets.reduce((most, set) => Math.max(most, set), -1) + 1);
  for (const set of sets) sizes[set] = (sizes[set] as number) + 1;
  return sizes;
}

function share(sets: Int32Array, of: (set: number) => boolean): number {
  let count = 0;
  for (const set of sets) if (of(set)) count++;
  return sets.length === 0 ? 0 : count / sets.length;
}

/** Bands of as many pupils each, by rank; equal values share a band. */
function banded(values: ArrayLike<number>, pupils: number): Int32Array {
  const present = Float64Array.from({ length: pupils }, (_, row) => values[row] as number)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const cuts = Array.from({ length: BANDS - 1 }, (_, at) => present[Math.floor(((at + 1) * present.length) / BANDS)] as number);
  return Int32Array.from({ length: pupils }, (_, row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? BANDS : cuts.filter((cut) => value >= cut).length;
  });
}

function withoutRare(codes: Int32Array): Int32Array {
  const sizes = sizesOf(codes);
  return codes.map((code) => ((sizes[code] as number) < RARE ? sizes.length : code));
}

function uniform(sets: Int32Array, count: number, outcomes: Int32Array): number {
  const first = new Int32Array(count).fill(-1);
  const mixed = new Uint8Array(count);
  for (const [row, set] of sets.entries()) {
    if (first[set] === -1) first[set] = outcomes[row] as number;
    else if (first[set] !== outcomes[row]) mixed[set] = 1;
  }
  return share(sets, (set) => mixed[set] === 0);
}
