import type { ErrorCode } from '../base/errors.ts';
import type { Lang, Params, Text } from '../base/text.ts';
import type { GapMode } from '../partner/documents.ts';
import type { ExportOptions } from '../partner/export/answer.ts';
import type { SealedRequest } from '../partner/prepare.ts';
import type { Preview } from '../partner/preview.ts';
import type { RiskPolicy } from '../partner/risk.ts';
import type { ReadAs, SourceOptions } from '../partner/source.ts';
import type { Category, Role } from '../table/dictionary.ts';
import type { Problem, Purpose } from '../table/harmonise.ts';
import type { Proposal } from '../table/map.ts';

/** A refusal as it crosses from the working thread. */
export type Refused = { readonly code: ErrorCode; readonly params: Params };

/** A table as it was read: names and counts, no cell. */
export type ReadView = { readonly readAs: ReadAs; readonly rows: number; readonly columns: readonly string[] };

/** What the dictionary says of a column, if it is there. */
export type ColumnView = {
  readonly name: string;
  readonly variable: { readonly label: Text; readonly role: Role; readonly category: Category | null } | null;
};
export type StandardCode = { readonly code: string; readonly label: Text };

/** The table held against its dictionary. `preview` is null where something stops the bundle. */
export type CheckView = {
  readonly dictionary: { readonly name: Text; readonly version: string };
  readonly columns: readonly ColumnView[];
  readonly proposals: readonly Proposal[];
  /** Cells that do not look like codes, to be corrected at the source. */
  readonly unreadable: number;
  /** Standard codes of the variables that proposals name. */
  readonly codes: Readonly<Record<string, readonly StandardCode[]>>;
  /** All that stops the bundle, counted; `problems`, its first places. */
  readonly totals: readonly Problem[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly preview: Preview | null;
  readonly policy: RiskPolicy;
  /** The ceiling, where the risk is above it. */
  readonly over: Refused | null;
};

export type ModelView = {
  readonly id: string;
  readonly name: string;
  /** No better than chance: never to be approved. */
  readonly chance: boolean;
};
/** A verified answer: aggregates and names of models, no pupil. */
export type AnswerView = {
  readonly kind: 'result' | 'evaluation';
  readonly request: string;
  readonly created: string;
  readonly appliance: string;
  readonly gap: GapMode;
  readonly destroyBy: string;
  readonly pupils: number | null;
  readonly models: Readonly<Record<Lang, readonly ModelView[]>>;
};

export type Signed = { readonly model: string; readonly until: string; readonly file: string };

/** What the working thread is asked, and answers. It alone holds the table, its dictionary and an opened answer. */
export type Jobs = {
  read: { in: { readonly path: string; readonly told: SourceOptions }; out: ReadView };
  check: {
    in: { readonly table: string; readonly dictionary: string; readonly purpose: Purpose; readonly optedOut: string | null };
    out: CheckView;
  };
  map: { in: { readonly confirmed: readonly Proposal[]; readonly version: string; readonly out: string }; out: null };
  /** The page of what would leave, as sealing keeps it. */
  preview: { in: { readonly lang: Lang }; out: Uint8Array };
  seal: {
    in: {
      readonly destroyBy: string;
      readonly passphrase: Uint8Array;
      readonly out: string;
      readonly lang: Lang;
      /** Path of an exception that two people signed, where the risk is above the ceiling. */
      readonly exception: string | null;
    };
    out: SealedRequest & { readonly destroyBy: string };
  };
  open: { in: { readonly path: string; readonly passphrase: Uint8Array }; out: AnswerView };
  portrait: { in: { readonly lang: Lang }; out: Uint8Array };
  export: { in: Omit<ExportOptions, 'sender'> & { readonly folder: string }; out: readonly string[] };
  approve: {
    in: {
      readonly evaluation: string;
      readonly model: string;
      readonly stance: 'targeted' | 'wide';
      readonly until: string;
      readonly passphrase: Uint8Array;
      readonly out: string;
    };
    out: Signed;
  };
  withdraw: { in: { readonly model: string; readonly passphrase: Uint8Array; readonly out: string }; out: Signed };
};
export type JobName = keyof Jobs;
export type Asked = { [Job in JobName]: { readonly id: number; readonly job: Job; readonly input: Jobs[Job]['in'] } }[JobName];
export type Answered = { readonly id: number } & ({ readonly done: unknown } | { readonly refused: Refused });
