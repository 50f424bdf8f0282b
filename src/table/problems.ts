import type { ErrorCode } from '../base/errors.ts';
import type { Params } from '../base/text.ts';

/** `line` is the line of the source file (or the row + 2 where the source has no lines). Explain one with `explain(problemParams(p), lang)`. */
export type Problem = { readonly code: ErrorCode; readonly column: string; readonly line?: number; readonly count?: number };

export const PROBLEMS_LISTED = 100;

/** A problem as `explain` takes it: names, places and counts, never a value. */
export function problemParams(problem: Problem): { code: ErrorCode; params: Params } {
  const { code, column, line, count } = problem;
  return { code, params: { column, ...(line === undefined ? {} : { line }), ...(count === undefined ? {} : { count }) } };
}

export type ProblemList = {
  /** A bad cell. */
  cell(code: ErrorCode, column: string, row: number): void;
  /** A column refused as a whole. */
  column(code: ErrorCode, column: string): void;
  readonly problems: readonly Problem[];
  readonly totals: readonly Problem[];
  /** Rows of which at least one cell is bad. */
  readonly rows: ReadonlySet<number>;
};

/** Counts every problem, lists the first PROBLEMS_LISTED cells of each column and code. `lineOf` tells a row's place in the file. */
export function problemList(lineOf: (row: number) => number): ProblemList {
  const problems: Problem[] = [];
  const rows = new Set<number>();
  const totals = new Map<string, { code: ErrorCode; column: string; line?: number; count: number }>();
  const count = (code: ErrorCode, column: string, line?: number): number => {
    const key = `${code} ${column}`;
    const total = totals.get(key);
    if (total) return ++total.count;
    totals.set(key, { code, column, ...(line === undefined ? {} : { line }), count: 1 });
    return 1;
  };
  return {
    problems,
    rows,
    get totals() {
      return [...totals.values()];
    },
    cell(code, column, row) {
      const line = lineOf(row);
      rows.add(row);
      if (count(code, column, line) <= PROBLEMS_LISTED) problems.push({ code, column, line });
    },
    column(code, column) {
      if (count(code, column) === 1) problems.push({ code, column });
    },
  };
}
