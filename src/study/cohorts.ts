/** More cohorts than this are no school years. */
export const MOST_COHORTS = 40;
/** Pupils that each of an outcome's two classes must count, learnt from or judged. */
export const FEWEST = 20;

/** Rows of a table in time. `cohort`: NaN where a row does not say. */
export type Timed = { readonly rows: Uint32Array; readonly cohort: ArrayLike<number> | null; readonly outcome: Uint8Array };
/** What to learn from and what to judge on; `judged` null: the rows learnt from, out of bag. */
export type Split = {
  readonly learnt: Uint32Array;
  readonly judged: Uint32Array | null;
  readonly cohorts: { readonly trained: readonly number[]; readonly judged: readonly number[] } | null;
};

export function cohortsOf(rows: Uint32Array, cohort: ArrayLike<number>): number[] {
  const found = new Set<number>();
  for (const row of rows) if (!Number.isNaN(cohort[row]!)) found.add(cohort[row]!);
  return [...found].sort((a, b) => a - b);
}

/**
 * Parts the rows in time: the last `judged` cohorts are judged on, or all but the first where there are no more, the earlier ones learnt from. More cohorts are judged where the last ones count too few
 * pupils of a class; where no split leaves enough on both sides, all are learnt from and judged out of bag. A row without a cohort has no place in time.
 */
export function splitInTime({ rows, cohort, outcome }: Timed, judged: number): Split {
  const years = cohort ? cohortsOf(rows, cohort) : [];
  if (cohort === null || years.length === 0) return { learnt: rows, judged: null, cohorts: null };
  const dated = rows.filter((row) => !Number.isNaN(cohort[row]!));
  for (let late = Math.max(1, Math.min(judged, years.length - 1)); late < years.length; late++) {
    const from = years[years.length - late]!;
    const learnt = dated.filter((row) => cohort[row]! < from);
    const later = dated.filter((row) => cohort[row]! >= from);
    if (enough(learnt, outcome) && enough(later, outcome)) {
      return { learnt, judged: later, cohorts: { trained: years.slice(0, -late), judged: years.slice(-late) } };
    }
  }
  return { learnt: dated, judged: null, cohorts: { trained: years, judged: [] } };
}

/** True when both classes count enough pupils. */
export function enough(rows: Uint32Array, outcome: Uint8Array): boolean {
  const positives = rows.reduce((sum, row) => sum + outcome[row]!, 0);
  return Math.min(positives, rows.length - positives) >= FEWEST;
}
