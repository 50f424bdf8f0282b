import { openScoreRunner, type ScoreJob, type ScoreOpen } from './score-job.ts';
import { type BinJob, type BinPart, type GrowJob, type GrownMessage, type GrowPart, runBinJob, runGrowJob } from './train-job.ts';

export type Job = BinJob | GrowJob | ScoreOpen | ScoreJob;
export type Result = BinPart[] | GrowPart | null;
export type Emit = (part: GrownMessage) => void;
export type Runner = (job: Job, emit: Emit) => Result;

/** What one thread can do; it keeps the forests that it was opened with between jobs. */
export function openRunner(): Runner {
  const score = openScoreRunner();
  return (job, emit) => {
    if (job.kind === 'bin') return runBinJob(job);
    if (job.kind === 'grow') return runGrowJob(job, emit);
    return score(job);
  };
}
