import type { Facts, GapMode, SessionState } from '../auditor/facts.ts';

export type SessionSaid = {
  readonly session: string;
  readonly gap: GapMode;
  readonly state: SessionState;
  readonly sealed: string | null;
  readonly released: string | null;
  /** Times isolation was proved while it was sealed. */
  readonly evidence: number;
};
export type BundleSaid = {
  readonly bundle: string;
  readonly kind: string;
  readonly received: string;
  readonly answered: string | null;
  readonly destroyBy: string | null;
  readonly destroyed: string | null;
};
/** What a verified ledger says of one CSS. Of the others nothing is kept, not even how many they are. */
export type LedgerSaid = {
  readonly size: number;
  readonly root: string;
  readonly last: string | null;
  /** The checkpoint that came home agrees: this ledger has no other past. */
  readonly witnessed: boolean;
  readonly sessions: readonly SessionSaid[];
  readonly bundles: readonly BundleSaid[];
  readonly approvals: number;
  readonly certificates: number;
  readonly countersigned: number;
};

const day = (time: string | null | undefined) => time?.slice(0, 10) ?? null;

export function ledgerSaid(
  facts: Facts,
  head: { readonly size: number; readonly root: string },
  party: string,
  witnessed: boolean,
): LedgerSaid {
  const own = facts.bundles.filter((bundle) => bundle.party === party);
  const ids = new Set(own.flatMap(({ session }) => (session === null ? [] : [session])));
  const certificates = facts.certificates.filter((each) => each.party === party);
  return {
    size: head.size,
    root: head.root,
    last: day(facts.lastTime),
    witnessed,
    sessions: facts.sessions
      .filter(({ session }) => ids.has(session))
      .map(({ session, gap, state, times, evidence }) => ({
        session,
        gap,
        state,
        sealed: day(times.sealed),
        released: day(times.released),
        evidence,
      })),
    bundles: own.map(({ bundle, kind, time, released, destroyBy, destroyed }) => ({
      bundle,
      kind,
      received: time.slice(0, 10),
      answered: day(released),
      destroyBy,
      destroyed: day(destroyed),
    })),
    approvals: facts.approvals.filter((each) => each.party === party).length,
    certificates: certificates.length,
    countersigned: certificates.filter(({ countersigned }) => countersigned !== null).length,
  };
}
