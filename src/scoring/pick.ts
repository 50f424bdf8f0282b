import type { FeatureMatrix } from '../table/features.ts';

type Values = FeatureMatrix['columns'][number];

/** Those values of a column, in that order; all of them where no places are told. */
export function picked(column: Values, places: Uint32Array | null): Values {
  if (places === null) return column;
  const values = column instanceof Float32Array ? new Float32Array(places.length) : new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) values[at] = column[places[at]!]!;
  return values;
}

/** Of places that rise, those within a piece, counted from its beginning; null: all of it. */
export function placesWithin(places: Uint32Array | null, from: number, to: number): Uint32Array | null {
  if (places === null) return null;
  return places.subarray(lowerBound(places, from), lowerBound(places, to)).map((place) => place - from);
}

function lowerBound(places: Uint32Array, value: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
