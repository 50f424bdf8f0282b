import { SMALLEST_SHOWN } from '../base/counts.ts';

/**
 * The places of a walk at which one cumulative count is told. Whoever knows them knows the differences between neighbours and
 * sums of those, nothing else: so every difference is at least ten, from the start (index −1) to the end.
 */
export type Line = {
  at(index: number): number;
  told(index: number): boolean;
  fits(index: number, least?: number): boolean;
  tell(index: number): void;
  /** Nearest told places: at or before, and at or after. */
  before(index: number): number;
  after(index: number): number;
};

export function openLine(counts: readonly number[]): Line {
  const last = counts.length - 1;
  const places = [-1, last];
  const at = (index: number) => (index < 0 ? 0 : counts[index]!);
  const told = (index: number) => places.includes(index);
  const before = (index: number) => Math.max(...places.filter((place) => place <= index));
  const after = (index: number) => Math.min(...places.filter((place) => place >= index));
  return {
    at,
    told,
    before,
    after,
    fits: (index, least = SMALLEST_SHOWN) =>
      told(index) || (at(index) - at(before(index)) >= least && at(after(index)) - at(index) >= least),
    tell: (index) => {
      if (!told(index)) places.push(index);
    },
  };
}
