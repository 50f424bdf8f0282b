import type { ErrorCode } from '../base/errors.ts';
import type { Lang, Params, Text } from '../base/text.ts';
import type { CampaignModel } from '../partner/campaign-words.ts';
import type { GapMode } from '../partner/documents.ts';
import type { ExportOptions } from '../partner/export/answer.ts';
import type { ChoiceRead, StanceRead } from '../partner/measures.ts';
import type { SealedRequest } from '../partner/prepare.ts';
import type { Preview } from '../partner/preview.ts';
import type { RiskPolicy } from '../partner/risk.ts';
import type { ReadAs, SourceOptions } from '../partner/source.ts';
import type { RegisterPage } from '../register/files.ts';
import type { Floors, Verdicts } from '../study/verdicts.ts';
import type { Category, Role } from '../table/dictionary.ts';
import type { Problem, Purpose } from '../table/harmonise.ts';
import type { Proposal } from '../table/map.ts';

/** What an extract is read for: a bundle to score or to train, or to be scored here. */
export type DraftPurpose = Purpose | 'local';

/** A refusal as it crosses from the working thread. */
export type Refused = { readonly code: ErrorCode; readonly params: Params };

/** A table as it was read: names and counts, no cell. */
export type ReadView = { readonly readAs: ReadAs; readonly rows: number; readonly columns: readonly string[] };

/** What the dictionary says of a column, if it is there. */
export type ColumnView = {
  readonly name: string;
  readonly variable: { readonly label: Text; readonly role: Role; readonly category: Category | null } | null;
};
/** What a campaign asks, in words. */
export type CampaignView = {
  readonly name: Text;
  readonly models: readonly CampaignModel[];
  readonly said: Readonly<Record<Lang, readonly string[]>>;
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
  readonly campaign: CampaignView | null;
  readonly policy: RiskPolicy;
  /** The ceiling, where the risk is above it. */
  readonly over: Refused | null;
};

/** A model and what it does at each cut that may be chosen. */
export type ModelView = Verdicts & {
  readonly id: string;
  readonly name: Text;
  readonly targeted: StanceRead;
  readonly wide: StanceRead;
  readonly choices: readonly ChoiceRead[];
  /** Differences established between groups of pupils. */
  readonly apart: number;
};
/** A verified answer, or what was scored here: aggregates and names of models, no pupil. */
export type AnswerView = {
  readonly kind: 'result' | 'evaluation';
  readonly request: string;
  readonly created: string;
  readonly appliance: string;
  readonly gap: GapMode;
  readonly destroyBy: string;
  readonly pupils: number | null;
  readonly models: readonly ModelView[];
  /** Models that scored nobody, or came to nothing, and why. */
  readonly refused: readonly { readonly id: string; readonly code: string; readonly params: Params }[];
  /** Of what was scored here: entries of the home's own log. */
  readonly ledger: number | null;
};

/** Last year's flags beside what happened, counted; or what keeps the table of outcomes from being read. */
export type FollowView =
  | { readonly kind: 'refused'; readonly totals: readonly Problem[]; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'followed';
      readonly scored: string;
      readonly destroyBy: string;
      readonly pupils: { readonly scored: number | null; readonly absent: number | null; readonly strangers: number | null };
      readonly models: readonly Text[];
      readonly setAside: readonly { readonly id: string; readonly code: string }[];
    };

/** What the regulator's file tells, counted. */
export type RegisterView = {
  readonly approved: number;
  readonly others: number;
  readonly leaving: number;
  readonly staying: number;
  readonly requests: number;
  /** Entries of the ledger that was verified, and how many sessions concern this CSS. */
  readonly ledger: { readonly size: number; readonly sessions: number } | null;
  readonly child: boolean;
};

/** What a form says of a consent; `cut` null: the stance's own. */
export type Consent = {
  readonly stance: 'targeted' | 'wide';
  readonly cut: number | null;
  readonly floors: Floors;
  readonly until: string;
};

/** A consent that was signed at this desk. */
export type Signed = {
  readonly model: string;
  readonly stance: 'targeted' | 'wide';
  readonly cutoff: number;
  readonly until: string;
  readonly file: string;
};

/** What the working thread is asked, and answers. It alone holds the table, its dictionary and an opened answer. */
export type Jobs = {
  read: { in: { readonly path: string; readonly told: SourceOptions }; out: ReadView };
  check: {
    in: {
      readonly table: string;
      readonly dictionary: string;
      readonly purpose: DraftPurpose;
      readonly optedOut: string | null;
      readonly campaign: string | null;
    };
    out: CheckView;
  };
  map: { in: { readonly confirmed: readonly Proposal[]; readonly version: string; readonly out: string }; out: null };
  /** The page of what would leave, as sealing keeps it. */
  preview: { in: { readonly lang: Lang; readonly destroyBy: string | null }; out: Uint8Array };
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
  /** Sheets of these pupils, of the result that is open; how many. */
  sheet: { in: { readonly fileNumbers: readonly string[]; readonly out: string; readonly lang: Lang }; out: number };
  approve: {
    in: Consent & { readonly evaluation: string; readonly model: string; readonly passphrase: Uint8Array; readonly out: string };
    out: Signed;
  };
  withdraw: { in: { readonly model: string; readonly passphrase: Uint8Array; readonly out: string }; out: null };
  /** Scores the prepared table here; the thread then holds the result as an answer that was opened. */
  score: {
    in: { readonly evaluation: string; readonly approvals: readonly string[]; readonly destroyBy: string; readonly passphrase: Uint8Array };
    out: AnswerView;
  };
  except: {
    in: {
      readonly signers: readonly { readonly name: string; readonly passphrase: Uint8Array }[];
      readonly reason: string;
      readonly until: string;
      readonly destroyBy: string;
      readonly lang: Lang;
      readonly out: string;
    };
    out: { readonly signers: readonly string[]; readonly until: string };
  };
  follow: {
    in: {
      readonly result: string;
      readonly table: string;
      readonly told: SourceOptions;
      readonly dictionary: string;
      readonly help: string | null;
      readonly passphrase: Uint8Array;
    };
    out: FollowView;
  };
  followPage: { in: { readonly lang: Lang }; out: Uint8Array };
  followSave: { in: { readonly folder: string; readonly lang: Lang }; out: readonly string[] };
  register: {
    in: {
      readonly evaluations: readonly string[];
      readonly ledger: string | null;
      readonly recipe: string | null;
      /** A child's file number: it goes with the thread. */
      readonly child: Uint8Array | null;
      readonly passphrase: Uint8Array;
    };
    out: RegisterView;
  };
  registerPage: { in: { readonly page: RegisterPage; readonly lang: Lang }; out: Uint8Array };
  registerSave: { in: { readonly folder: string; readonly lang: Lang }; out: readonly string[] };
};
export type JobName = keyof Jobs;
export type Asked = { [Job in JobName]: { readonly id: number; readonly job: Job; readonly input: Jobs[Job]['in'] } }[JobName];
/** `share`: how far a job is, of 1; it is not its end. */
export type Answered = { readonly id: number } & ({ readonly done: unknown } | { readonly refused: Refused } | { readonly share: number });
