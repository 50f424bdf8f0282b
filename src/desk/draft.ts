import type { SealedRequest } from '../partner/prepare.ts';
import type { SourceOptions } from '../partner/source.ts';
import type { Problem, Purpose } from '../table/harmonise.ts';
import type { Choice } from './files.ts';
import type { CheckView, ReadView } from './jobs.ts';

/** What was said of a table's form; `format` names a file of the same folder. */
export type Told = Omit<SourceOptions, 'format'>;

/** One preparation, from the first file to the bundle. It is in memory alone; `revision` tells a page whether it shows the present one. */
export type Draft = {
  revision: number;
  table: Choice | null;
  dictionary: Choice | null;
  format: Choice | null;
  /** A table of the file numbers of pupils who opted out. */
  optedOut: Choice | null;
  purpose: Purpose;
  told: Told;
  read: ReadView | null;
  check: CheckView | null;
  destroyBy: string | null;
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
    purpose: 'score',
    told: {},
    read: null,
    check: null,
    destroyBy: null,
    sealed: null,
  };
}

export const STEPS = ['files', 'columns', 'codes', 'risk', 'seal'] as const;
export type Step = (typeof STEPS)[number];
export const stepPath = (step: Step): string => `/prepare/${step}`;

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
