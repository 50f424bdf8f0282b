/** What a whole ledger says happened: ids, digests, accounts, times. Times are UTC seconds as written in the entries. */
export type SessionState = 'drafted' | 'sealed' | 'scored' | 'reviewed' | 'released' | 'closed' | 'aborted';
export type GapMode = 'chamber' | 'machine';
export type ModelUse = { readonly model: string; readonly digest: string; readonly party: string; readonly bundle: string };

export type SessionFact = {
  readonly session: string;
  readonly gap: GapMode;
  readonly entry: number;
  last: number;
  state: SessionState;
  readonly operator: string;
  reviewer: string | null;
  readonly times: { [state in SessionState]?: string };
  /** How often isolation was proved while sealed, and the longest time between two proofs, in seconds. */
  evidence: number;
  longestSilence: number;
  readonly loaded: ModelUse[];
  readonly trained: ModelUse[];
  readonly scored: string[];
  readonly setAside: { readonly bundle: string; readonly code: string }[];
  approved: number;
  refused: number;
  readonly released: string[];
  unlockFailures: number;
  /** Why it was aborted. */
  code: string | null;
};

export type PartyFact = {
  readonly party: string;
  readonly name: string | null;
  readonly card: string;
  readonly entry: number;
  readonly time: string;
};
export type BundleFact = {
  readonly bundle: string;
  readonly party: string;
  readonly kind: string;
  readonly core: string;
  readonly entry: number;
  readonly time: string;
  readonly destroyBy: string | null;
  /** SHA-256 of the page that its CSS kept of what left, and of the exception to its ceiling of risk, where it told them. */
  readonly preview: string | null;
  readonly exception: string | null;
  /** Where it stands: the session that scored it last, and when its result was handed over. */
  session: string | null;
  released: string | null;
  destroyed: string | null;
};
export type DestructionFact = {
  readonly bundle: string;
  readonly party: string;
  readonly kind: string;
  readonly entry: number;
  readonly time: string;
  readonly destroyBy: string | null;
  /** Its CSS ordered it, or its date was reached. */
  readonly ordered: boolean;
};
export type CertificateFact = {
  readonly party: string;
  readonly certificate: string;
  readonly entry: number;
  countersigned: string | null;
};
export type ApprovalFact = {
  readonly party: string;
  readonly model: string;
  readonly digest: string;
  readonly stance: string;
  readonly until: string;
  readonly entry: number;
  readonly time: string;
};
/** Keys changed: the appliance's (`party` null) or a CSS's. Cards by their hashes. */
export type RotationFact = {
  readonly entry: number;
  readonly time: string;
  readonly actor: string;
  readonly party: string | null;
  readonly from: string;
  readonly to: string;
};
/** Pupils scored on the CSS's own machine; `rows` is hidden under ten. */
export type LocalFact = {
  readonly entry: number;
  readonly time: string;
  readonly bundle: string;
  readonly rows: number | null;
  readonly models: readonly { readonly model: string; readonly digest: string; readonly stance: string; readonly approval: string }[];
};
export type RefusalFact = {
  readonly entry: number;
  readonly time: string;
  readonly type: string;
  readonly code: string;
  readonly party: string | null;
};

export type Facts = {
  appliance: { readonly id: string; readonly name: string | null; readonly created: string } | null;
  entries: number;
  firstTime: string | null;
  lastTime: string | null;
  readonly parties: PartyFact[];
  readonly bundles: BundleFact[];
  readonly approvals: ApprovalFact[];
  readonly sessions: SessionFact[];
  readonly refusals: RefusalFact[];
  /** Results computed again; `code` when something differed. */
  readonly replays: { readonly entry: number; readonly session: string; readonly bundle: string; readonly code: string | null }[];
  readonly rotations: RotationFact[];
  /** Of a CSS's own log, all that it tells. */
  readonly local: LocalFact[];
  readonly destructions: DestructionFact[];
  readonly certificates: CertificateFact[];
  failedLogins: number;
  settings: number;
  exports: number;
};

export function noFacts(): Facts {
  return {
    appliance: null,
    entries: 0,
    firstTime: null,
    lastTime: null,
    parties: [],
    bundles: [],
    approvals: [],
    sessions: [],
    refusals: [],
    replays: [],
    rotations: [],
    local: [],
    destructions: [],
    certificates: [],
    failedLogins: 0,
    settings: 0,
    exports: 0,
  };
}
