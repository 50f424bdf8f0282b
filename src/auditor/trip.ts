import type { Rotation } from '../keys/rotation.ts';
import type { Entry } from '../ledger/event.ts';
import type { LedgerCard } from './card.ts';
import { custodyWatch } from './custody.ts';
import { type Facts, noFacts } from './facts.ts';
import { type Finding, finding } from './finding.ts';
import { keysWatch } from './keys.ts';
import { digest, type Handlers, modelKey, type Past, type Report, subject } from './past.ts';
import { retentionWatch } from './retention.ts';
import { sessionWatch } from './session.ts';

/** One more than this is not told: what is wrong is plain by then. */
export const MAX_FINDINGS = 200;

export type Trip = {
  feed(entry: Entry): void;
  /** After the last entry. */
  end(): void;
  readonly findings: Finding[];
  readonly facts: Facts;
};

/**
 * The rules of the trip, as far as entries alone can show them, independently of the appliance's own code. Entries come in order, each well formed.
 * `card`: the appliance's, or null when there is none to compare with; `rotations`: those that led to it.
 */
export function watchTrip(card: LedgerCard | null, rotations: readonly Rotation<LedgerCard>[] = []): Trip {
  const findings: Finding[] = [];
  const facts = noFacts();
  const parties = new Set<string>();
  const bundles = new Map<string, Facts['bundles'][number]>();
  const reviewers = new Set<string>();
  const approvals = new Map<string, { until: string; hash: string | undefined }>();
  const sequences = new Map<string, number>();
  let at = 0;
  const report: Report = (code, params = {}) => {
    if (findings.length < MAX_FINDINGS) findings.push(finding(code, { entry: at, ...params }));
  };
  const known = (party: string) => {
    if (!parties.has(party)) report('TRIP_PARTY_UNKNOWN');
  };
  const refused = (entry: Entry) => {
    const { sequence, time, type, code = '' } = entry;
    facts.refusals.push({ entry: sequence, time, type, code, party: entry.subjects?.party ?? null });
  };
  const custodians = custodyWatch(report);
  const past: Past = {
    facts,
    parties,
    bundles,
    reviewers,
    custodians,
    unlocked: (entry) => keys.unlocked(entry),
    trained: new Set(),
    approvals,
    rests: (core, party, destroyBy, model) => retention.rests(core, party, destroyBy, model),
    gone: (model) => retention.gone(model),
    overdue: (party, day) => retention.overdue(party, day),
  };
  const retention = retentionWatch(past, report);
  const keys = keysWatch(past, report, card && rotations);
  const first = rotations[0]?.from ?? card;
  const handlers: Handlers = {
    'appliance.created': (entry) => {
      custodians.handlers['appliance.created']?.(entry);
      keys.handlers['appliance.created']?.(entry);
      const id = subject(entry, 'appliance');
      if (entry.sequence !== 0 || (first && (first.id !== id || first.hash !== digest(entry, 'card')))) report('TRIP_FIRST_ENTRY');
      facts.appliance ??= { id, name: entry.subjects?.name ?? null, created: entry.time };
    },
    'party.enrolled': (entry) => {
      const party = subject(entry, 'party');
      if (subject(entry, 'second') === entry.actor) report('TRIP_TWO_PERSONS');
      keys.handlers['party.enrolled']?.(entry);
      parties.add(party);
      facts.parties.push({
        party,
        name: entry.subjects?.name ?? null,
        card: digest(entry, 'card'),
        entry: entry.sequence,
        time: entry.time,
      });
    },
    'login.succeeded': (entry) => {
      if (subject(entry, 'role') === 'reviewer') reviewers.add(entry.actor);
    },
    'login.failed': () => {
      facts.failedLogins++;
    },
    'settings.changed': () => {
      facts.settings++;
    },
    'ledger.exported': () => {
      facts.exports++;
    },
    'bundle.received': (entry) => {
      const [bundle, party, sequence] = [subject(entry, 'bundle'), subject(entry, 'party'), entry.counts?.sequence ?? 0];
      known(party);
      keys.late(entry);
      if (bundles.has(bundle) || sequence <= (sequences.get(party) ?? 0)) report('TRIP_REPLAY');
      sequences.set(party, Math.max(sequence, sequences.get(party) ?? 0));
      const fact = {
        bundle,
        party,
        kind: subject(entry, 'kind'),
        core: digest(entry, 'core'),
        entry: entry.sequence,
        time: entry.time,
        destroyBy: entry.subjects?.destroyBy ?? null,
        preview: entry.digests?.preview ?? null,
        exception: entry.digests?.exception ?? null,
        session: null,
        released: null,
        destroyed: null,
      };
      retention.rests(fact.core, party, fact.destroyBy);
      if (!bundles.has(bundle)) bundles.set(bundle, fact);
      facts.bundles.push(fact);
    },
    'approval.received': (entry) => {
      const [party, model, until, hash] = [
        subject(entry, 'party'),
        subject(entry, 'model'),
        subject(entry, 'until'),
        digest(entry, 'model'),
      ];
      known(party);
      approvals.set(modelKey({ party, model, digest: hash }), { until, hash: entry.digests?.approval });
      facts.approvals.push({
        party,
        model,
        digest: hash,
        stance: subject(entry, 'stance'),
        until,
        entry: entry.sequence,
        time: entry.time,
      });
    },
    'approval.withdrawn': (entry) => {
      const party = subject(entry, 'party');
      known(party);
      approvals.delete(modelKey({ party, model: subject(entry, 'model'), digest: digest(entry, 'model') }));
    },
    'bundle.refused': refused,
    'approval.refused': refused,
    'destruction.refused': refused,
    ...retention.handlers,
  };
  const all: Handlers = { ...custodians.handlers, ...keys.handlers, ...handlers, ...sessionWatch(past, report) };
  return {
    findings,
    facts,
    feed(entry) {
      at = entry.sequence;
      facts.entries++;
      facts.firstTime ??= entry.time;
      facts.lastTime = entry.time;
      if (entry.sequence === 0 && entry.type !== 'appliance.created') report('TRIP_FIRST_ENTRY');
      all[entry.type]?.(entry);
    },
    end() {
      const present = keys.inForce();
      if (card && rotations.length > 0 && present !== null && present !== card.hash) report('TRIP_KEYS');
    },
  };
}
