import type { ShareRead } from './groups-read.ts';
import type { StanceRead } from './measures.ts';

/** What a stance does at a cut, in pupils, as far as it may be told. `right`: of a hundred flagged, from how many to how many are truly concerned. */
export type Cost = {
  readonly flagged: number | null;
  readonly found: number | null;
  readonly missed: number | null;
  /** Flagged for nothing. */
  readonly wrong: number | null;
  readonly right: { readonly low: number; readonly high: number } | null;
};

export function costOf({ recall, precision }: Pick<StanceRead, 'recall' | 'precision'>): Cost {
  const [found, flagged] = [recall.count, precision.of];
  const less = (all: number | null) => (all === null || found === null ? null : all - found);
  return { flagged, found, missed: less(recall.of), wrong: less(flagged), right: ofHundred(precision) };
}

/** From a hundred pupils, in whole pupils that hold the interval. */
export function ofHundred({ low, high }: Pick<ShareRead, 'low' | 'high'>): Cost['right'] {
  return low === null || high === null ? null : { low: Math.floor(low * 100), high: Math.ceil(high * 100) };
}

/** As many decimals as a cut has, in percent. */
export function cutDecimals(cutoff: number): number {
  return Math.max(0, (String(cutoff).split('.')[1]?.length ?? 0) - 2);
}
