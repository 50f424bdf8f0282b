/** How far a running session is. Names, counts and codes only. */
export type Progress = {
  readonly session: string;
  /** What the chamber is doing: `unlock`, `open`, `check`, `train`, `score`, `seal`, `done`… */
  readonly phase: string;
  /** The bundle at work, or null between two. */
  readonly bundle: string | null;
  readonly bundlesDone: number;
  readonly bundlesTotal: number;
  /** Share of the present phase that is done, 0 to 1, or null where unknown. */
  readonly share: number | null;
  readonly at: string;
};
