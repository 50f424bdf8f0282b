import type { SealedRequest } from '../partner/prepare.ts';
import type { SourceOptions } from '../partner/source.ts';
import type { Problem } from '../table/harmonise.ts';
import type { Choice } from './files.ts';
import type { CheckView, DraftPurpose, FollowView, ReadView } from './jobs.ts';

/** What was said of a table's form; `format` names a file of the same folder. */
export type Told = Omit<SourceOptions, 'format'>;

/** What was last asked of a follow-up, for its form to hold it still, and what kept its table from being read. */
export type Following = {
  readonly result: Choice;
  readonly table: Choice;
  readonly dictionary: Choice;
  readonly format: Choice | null;
  readonly help: string;
  readonly told: Told;
  readonly problems: Extract<FollowView, { readonly kind: 'refused' }> | null;
};

/** What was last asked of an exception, for its form to hold it still. */
export type Excepting = { readonly reason: string; readonly until: string; readonly signers: readonly [string, string] };

/** One preparation, from the first file to the bundle. It is in memory alone; `revision` tells a page whether it shows the present one. */
export type Draft = {
  revision: number;
  table: Choice | null;
  dictionary: Choice | null;
  format: Choice | null;
  /** A table of the file numbers of pupils who opted out. */
  optedOut: Choice | null;
  /** What is to be trained, and how; for training alone. */
  campaign: Choice | null;
  purpose: DraftPurpose;
  told: Told;
  read: ReadView | null;
  check: CheckView | null;
  destroyBy: string | null;
  excepting: Excepting | null;
  sealed: Sealed | null;
};
export type Sealed = SealedRequest & {
  readonly name: string;
  readonly recipient: string;
  readonly destroyBy: string;
  readonly rows: number;
};

export function newDraft(): Draft {
  return {
    revision: 0,
    table: null,
    dictionary: null,
    format: null,
    optedOut: null,
    campaign: null,
    purpose: 'score',
    told: {},
    read: null,
    check: null,
    destroyBy: null,
    excepting: null,
    sealed: null,
  };
}

export const STEPS = ['files', 'columns', 'codes', 'risk', 'seal'] as const;
export type Step = (typeof STEPS)[number];
/** What is scored here is not sealed: its last step has a page of its own. */
export const stepPath = (step: Step, { purpose }: Pick<Draft, 'purpose'>): string =>
  `/prepare/${step === 'seal' && purpose === 'local' ? 'score' : step}`;

const IDENTIFYING = /^TABLE_(?:IDENTIFYING_|TEACHING$|FILE_NUMBER_COPY$|NEARLY_UNIQUE$)/;
const OF_COLUMNS = new Set(['TABLE_COLUMN_MISSING', 'TABLE_COLUMN_BLANK']);

/** On which step a problem is shown: where it can be mended. */
export function stepOf({ code }: Problem): Step {
  if (OF_COLUMNS.has(code)) return 'columns';
  return IDENTIFYING.test(code) ? 'risk' : 'codes';
}

/** Steps that nothing holds back any more. A later step may be looked at before an earlier one is done; sealing waits for all. */
export function doneSteps({ read, check, sealed }: Draft): ReadonlySet<Step> {
  const done = new Set<Step>();
  if (read !== null) done.add('files');
  if (check !== null) {
    for (const step of ['columns', 'codes', 'risk'] as const) if (!check.totals.some((each) => stepOf(each) === step)) done.add(step);
    // Above the ceiling, sealing asks for the exception that two people signed.
    if (check.preview === null) done.delete('risk');
  }
  if (sealed !== null) done.add('seal');
  return done;
}

/** The first step that still waits for somebody. */
export function currentStep(draft: Draft): Step {
  const done = doneSteps(draft);
  return STEPS.find((step) => !done.has(step)) ?? 'seal';
}

/** Nothing holds the last step back. */
export function isReady(draft: Draft): boolean {
  const done = doneSteps(draft);
  return STEPS.slice(0, -1).every((each) => done.has(each));
}
