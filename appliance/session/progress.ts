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
  /** The model at work, where there is one. */
  readonly model: string | null;
  /** What remains of the present phase at the pace so far; null until it can be told. */
  readonly secondsLeft: number | null;
  readonly at: string;
};
