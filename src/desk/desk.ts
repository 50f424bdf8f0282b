import { statSync } from 'node:fs';
import { EcluseError } from '../base/errors.ts';
import type { Clock, Random } from '../base/random.ts';
import type { PartnerHome } from '../partner/home.ts';
import type { Sessions } from '../web/sessions.ts';
import type { Tasks } from '../web/tasks.ts';
import type { Bench } from './bench.ts';
import { type Draft, type Following, newDraft } from './draft.ts';
import type { Choice, Shelves } from './files.ts';
import type { AnswerView, Consent, FollowView, RegisterView, Signed } from './jobs.ts';
import type { Links } from './link.ts';

/** The one role there is: whoever came in by the link. */
export type DeskRole = 'partner';

/** Told to the page that shows it: a form of a page that another tab has left behind acts on nothing that was opened since. */
export type Marked = { readonly mark: number };

/** An answer that is open: what its page shows, and what was made of it. */
export type OpenAnswer = Marked & {
  /** Null where it was scored here. */
  readonly file: Choice | null;
  /** Size of what it came from. */
  readonly bytes: number;
  readonly view: AnswerView;
  written: readonly string[];
  folder: string | null;
  /** The last sheets of pupils that were printed of it. */
  sheets: { readonly file: string; readonly count: number } | null;
  signed: Signed[];
  /** What was last asked of each model, for its form to hold it still. */
  readonly asked: Map<string, Consent>;
};

export function newAnswer(desk: Desk, file: Choice | null, bytes: number, view: AnswerView): OpenAnswer {
  return { mark: nextMark(desk), file, bytes, view, written: [], folder: null, sheets: null, signed: [], asked: new Map() };
}

/** What the working thread is busy with. `expected`: milliseconds, guessed from the size and from how fast it went before. */
export type Job = {
  readonly what: 'read' | 'check' | 'seal' | 'open' | 'export' | 'sign' | 'score' | 'follow' | 'register';
  readonly since: number;
  readonly expected: number;
  /** Where the page goes when it is done. */
  readonly next: string;
  /** Where it goes back to when it is refused: a job of several parts changes it as it goes. */
  back: string;
  /** First and last word of how far it is, where the work tells it. */
  told: { readonly first: Told; readonly last: Told } | null;
};
type Told = { readonly share: number; readonly at: number };

/** A follow-up or a regulator's file that is made and may be looked at, saved, or closed. */
export type Account = (
  | { readonly kind: 'follow-up'; readonly view: Extract<FollowView, { readonly kind: 'followed' }> }
  | { readonly kind: 'register'; readonly view: RegisterView }
) &
  Marked & {
    /** Size of what it was made from. */
    readonly bytes: number;
    /** Files that were sent for it: wiped when it is closed. */
    readonly sent: readonly string[];
    written: readonly string[];
    folder: string | null;
  };

export type Desk = {
  readonly home: PartnerHome;
  readonly clock: Clock;
  readonly random: Random;
  readonly sessions: Sessions<DeskRole>;
  readonly links: Links;
  readonly tasks: Tasks;
  readonly shelves: Shelves;
  /** Working threads: one holds the table of the preparation, one the answer that is open, one the account that is rendered. */
  bench: Bench;
  reader: Bench;
  readonly clerk: Bench;
  readonly uploadLimit: number;
  readonly pace: Pace;
  /** Says in the terminal what only its reader may know. */
  readonly tell: (event: { readonly link: string } | { readonly entered: true }) => void;
  url: string;
  upload: { busy: boolean };
  draft: Draft;
  answer: OpenAnswer | null;
  account: Account | null;
  /** How many answers and accounts were opened so far. */
  marks: number;
  following: Following | null;
  job: Job | null;
};

/** Milliseconds a job takes: some whatever the size, some a mebibyte. First guesses, on the long side; each job mends its own. */
export type Pace = Record<Job['what'], { readonly base: number; perMebibyte: number }>;
export function newPace(): Pace {
  return {
    read: { base: 500, perMebibyte: 300 },
    check: { base: 500, perMebibyte: 200 },
    seal: { base: 4000, perMebibyte: 120 },
    open: { base: 4000, perMebibyte: 300 },
    export: { base: 500, perMebibyte: 500 },
    sign: { base: 4000, perMebibyte: 300 },
    score: { base: 6000, perMebibyte: 1500 },
    follow: { base: 4000, perMebibyte: 400 },
    register: { base: 4000, perMebibyte: 300 },
  };
}

const WORK = 'desk';

/** A quick job is waited for, so that small files never see the page of progress. */
const PATIENCE_MS = 1200;

/**
 * Runs a job and says where to go: to `next` if it was quick, to the page of progress otherwise, to `back` if it was refused (which then shows
 * why). @throws SERVER_BUSY
 */
export async function runJob(
  desk: Desk,
  { what, bytes, next, back }: Pick<Job, 'what' | 'next' | 'back'> & { readonly bytes: number },
  work: () => Promise<void>,
): Promise<string> {
  const pace = desk.pace[what];
  const mebibytes = bytes / 2 ** 20;
  const since = desk.clock().getTime();
  let ended = false;
  let settled: (() => void) | null = null;
  const done = new Promise<void>((resolve) => {
    settled = resolve;
  });
  desk.tasks.start(WORK, async () => {
    try {
      await work();
      const took = desk.clock().getTime() - since - pace.base;
      if (mebibytes > 1 && took > 0) pace.perMebibyte = took / mebibytes;
    } finally {
      ended = true;
      settled?.();
    }
  });
  desk.job = { what, since, expected: pace.base + mebibytes * pace.perMebibyte, next, back, told: null };
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    done,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    }),
  ]);
  clearTimeout(timer);
  if (!ended) return '/wait?watch=1';
  // The task notes its failure in the turn after its work.
  while (desk.tasks.running() !== null) await new Promise<void>((resolve) => setImmediate(resolve));
  return arrival(desk) ?? next;
}

/** The job that is under way is so far, of 1. */
export function tellShare({ job, clock }: Desk, share: number): void {
  if (job === null) return;
  const last = { share, at: clock().getTime() };
  job.told = { first: job.told?.first ?? last, last };
}

/** How long a job has taken and will: by its own word once it has spoken twice, else by what such jobs took before. */
export function foreseen({ since, expected, told }: Job, now: number): { readonly elapsed: number; readonly expected: number } {
  const elapsed = now - since;
  if (told === null || told.last.share <= told.first.share) return { elapsed, expected };
  const whole = (told.last.at - told.first.at) / (told.last.share - told.first.share);
  return { elapsed, expected: told.last.at - since + whole * (1 - told.last.share) };
}

/** Why the last job was refused, on the page to which it went back. */
export function failureAt({ tasks, job }: Desk, path: string): EcluseError | null {
  return job?.back === path ? tasks.failure(WORK) : null;
}

/** Where the last job leads, once it has ended; null while it goes on. */
export function arrival(desk: Desk): string | null {
  if (desk.job === null) return '/';
  if (desk.tasks.running() !== null) return null;
  return desk.tasks.failure(WORK) === null ? desk.job.next : desk.job.back;
}

/** Leaves the preparation: what was sent is wiped, and the threads that read it ended. */
export async function clearDesk(desk: Desk): Promise<void> {
  requireIdle(desk);
  await clearThreads(desk);
  desk.shelves.wipe();
  desk.draft = newDraft();
  desk.answer = null;
  desk.account = null;
  desk.following = null;
  desk.job = null;
}

export async function clearThreads({ bench, reader, clerk }: Desk): Promise<void> {
  for (const each of [bench, reader, clerk]) await each.clear();
}

/** Bytes of a listed file; none where none was chosen. @throws FILE_MISSING */
export function sizeOf({ shelves }: Desk, choice: Choice | null): number {
  return choice === null ? 0 : statSync(shelves.path(choice)).size;
}

/** @throws SERVER_BUSY while the working thread is at it, or a file on its way */
export function requireIdle(desk: Desk): void {
  if (desk.upload.busy) throw new EcluseError('SERVER_BUSY', { task: 'upload' });
  if (desk.tasks.running() !== null) throw new EcluseError('SERVER_BUSY', { task: desk.job?.what ?? '' });
}

export function nextMark(desk: Desk): number {
  desk.marks++;
  return desk.marks;
}

/** @throws DESK_STALE where the page showed what was open before */
export function requireMark({ mark }: Marked, told: string): void {
  if (String(mark) !== told) throw new EcluseError('DESK_STALE');
}

/** @throws DESK_STALE where the page showed an earlier state than the present one */
export function requireRevision({ draft }: Desk, told: string): void {
  if (String(draft.revision) !== told) throw new EcluseError('DESK_STALE');
}
