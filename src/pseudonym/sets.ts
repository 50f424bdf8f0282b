/** Pupils parted into sets by what is known of them. Every array has one whole number a pupil: that of their set, from 0. */
export type Sets = Int32Array;

const BANDS = 5;
const RARE = 10;

/** Each distinct value as a small whole number; what is missing is a value too, since its absence can be known. */
export function setsOf(values: ArrayLike<number>, pupils: number): Sets {
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

/** The sets that two ways of parting make together. */
export function together(first: Sets, second: Sets): Sets {
  const known = new Map<number, number>();
  const sets = new Int32Array(first.length);
  for (let row = 0; row < first.length; row++) {
    const key = (first[row] as number) * 2 ** 21 + (second[row] as number);
    let set = known.get(key);
    if (set === undefined) {
      set = known.size;
      known.set(key, set);
    }
    sets[row] = set;
  }
  return sets;
}

export function sizesOf(sets: Sets): Int32Array {
  const sizes = new Int32Array(sets.reduce((most, set) => Math.max(most, set), -1) + 1);
  for (const set of sets) sizes[set] = (sizes[set] as number) + 1;
  return sizes;
}

/** Share of the pupils whose set is such. */
export function shareWhere(sets: Sets, such: (set: number) => boolean): number {
  let count = 0;
  for (const set of sets) if (such(set)) count++;
  return sets.length === 0 ? 0 : count / sets.length;
}

/** Bands of as many pupils each, by rank; equal values share a band. */
export function banded(values: ArrayLike<number>, pupils: number): Sets {
  const present = Float64Array.from({ length: pupils }, (_, row) => values[row] as number)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const cuts = Array.from({ length: BANDS - 1 }, (_, at) => present[Math.floor(((at + 1) * present.length) / BANDS)] as number);
  return Int32Array.from({ length: pupils }, (_, row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? BANDS : cuts.filter((cut) => value >= cut).length;
  });
}

/** Sets of fewer than ten pupils put together. */
export function withoutRare(sets: Sets): Sets {
  const sizes = sizesOf(sets);
  return sets.map((set) => ((sizes[set] as number) < RARE ? sizes.length : set));
}

/** How many different values each set holds. */
export function valuesIn(sets: Sets, values: Sets): Int32Array {
  const pairs = together(sets, values);
  const counted = new Uint8Array(pairs.length);
  const found = new Int32Array(sizesOf(sets).length);
  for (const [row, pair] of pairs.entries()) {
    if (counted[pair] === 1) continue;
    counted[pair] = 1;
    found[sets[row] as number] = (found[sets[row] as number] as number) + 1;
  }
  return found;
}
