import { type Entry, type EventType, LONGEST_SILENCE } from '../ledger/event.ts';
import type { GapMode, SessionFact, SessionState } from './facts.ts';
import { digest, type Handlers, modelKey, type Past, type Report, subject } from './past.ts';

/** In which states an entry may stand, and where it leads. The auditor's own table: it does not read the appliance's. */
const STEPS: { readonly [type in EventType]?: { readonly from: readonly SessionState[]; readonly to?: SessionState } } = {
  'session.sealed': { from: ['drafted'], to: 'sealed' },
  'gap.evidence': { from: ['drafted', 'sealed', 'scored', 'reviewed', 'aborted'] },
  'unlock.succeeded': { from: ['sealed'] },
  'unlock.failed': { from: ['sealed'] },
  'model.loaded': { from: ['sealed'] },
  'model.trained': { from: ['sealed'] },
  'bundle.scored': { from: ['sealed'] },
  'bundle.setAside': { from: ['sealed'] },
  'replay.compared': { from: ['sealed'] },
  'session.scored': { from: ['sealed'], to: 'scored' },
  'chamber.ended': { from: ['sealed', 'scored', 'aborted'] },
  'result.approved': { from: ['scored'] },
  'result.refused': { from: ['scored'] },
  'session.reviewed': { from: ['scored'], to: 'reviewed' },
  'result.released': { from: ['reviewed', 'released'] },
  'session.released': { from: ['reviewed'], to: 'released' },
  'session.closed': { from: ['released'], to: 'closed' },
  'session.aborted': { from: ['drafted', 'sealed', 'scored', 'reviewed'], to: 'aborted' },
};

/** A session as the rules see it: its facts, and what must have come before what. */
type Sitting = {
  readonly fact: SessionFact;
  readonly custodians: Set<string>;
  proved: boolean;
  unlocked: boolean;
  ended: boolean;
  lastProof: number;
  /** Mode machine: interfaces and counters at sealing, which must never move; and whether the last word since any work is a clean reading. */
  counters: string | null;
  measured: boolean;
  readonly outputs: Map<string, string>;
  readonly approved: Map<string, string>;
};

export function sessionWatch(past: Past, report: Report): Handlers {
  const sittings = new Map<string, Sitting>();
  const answered = new Map<string, string>();
  /** Bundle and digest of the content of its answer, as each was scored. */
  const committed = new Set<string>();

  /** Finds the session, checks that it may take this step, and takes it. */
  const step = (entry: Entry): Sitting | null => {
    const session = subject(entry, 'session');
    const sitting = sittings.get(session);
    if (sitting === undefined) {
      report('TRIP_SESSION_UNKNOWN');
      return null;
    }
    const { fact } = sitting;
    const rule = STEPS[entry.type];
    if (rule && !rule.from.includes(fact.state)) report('TRIP_STATE', { session, state: fact.state, type: entry.type });
    if (entry.subjects?.gap !== undefined && entry.subjects.gap !== fact.gap) report('TRIP_GAP_MODE', { session });
    fact.last = entry.sequence;
    if (rule?.to) {
      fact.state = rule.to;
      fact.times[rule.to] ??= entry.time;
    }
    return sitting;
  };
  const on = (work: (entry: Entry, sitting: Sitting, session: string) => void) => (entry: Entry) => {
    const sitting = step(entry);
    if (sitting) work(entry, sitting, sitting.fact.session);
  };
  /** Plaintext is at hand: the session is sealed, isolation proved, the keys unlocked by someone on record. */
  const opened = ({ fact, proved, unlocked }: Sitting) => {
    if (fact.times.sealed === undefined || !proved) report('TRIP_UNSEALED', { session: fact.session });
    else if (!unlocked) report('TRIP_LOCKED', { session: fact.session });
  };
  const work = (sitting: Sitting) => {
    opened(sitting);
    sitting.measured = false;
  };
  const unproved = ({ fact, measured }: Sitting) => {
    if (fact.gap === 'machine' && !measured) report('TRIP_UNPROVED', { session: fact.session });
  };
  const received = (entry: Entry) => {
    const bundle = past.bundles.get(subject(entry, 'bundle'));
    const same = bundle?.party === subject(entry, 'party') && (entry.digests?.input === undefined || entry.digests.input === bundle.core);
    if (!same) report('TRIP_BUNDLE_UNKNOWN');
    if (same && bundle?.destroyed) report('TRIP_DESTROYED');
    return same ? bundle : undefined;
  };
  const silence = ({ fact, lastProof }: Sitting, time: string) => {
    const seconds = (Date.parse(time) - lastProof) / 1000;
    if (!Number.isFinite(seconds)) return;
    fact.longestSilence = Math.max(fact.longestSilence, seconds);
    if (seconds > LONGEST_SILENCE && fact.gap === 'machine') report('TRIP_SILENCE', { session: fact.session, seconds });
  };
  const use = (entry: Entry) => ({
    model: subject(entry, 'model'),
    digest: digest(entry, 'model'),
    party: subject(entry, 'party'),
    bundle: subject(entry, 'bundle'),
  });
  const review = (entry: Entry, { fact, custodians }: Sitting): boolean => {
    fact.reviewer = entry.actor;
    const same = custodians.has(entry.actor);
    if (same) report('TRIP_REVIEWER_IS_OPERATOR', { session: fact.session });
    else if (!past.reviewers.has(entry.actor)) report('TRIP_REVIEWER_ROLE', { session: fact.session });
    return !same && past.reviewers.has(entry.actor);
  };
  const produced = (entry: Entry, { fact, outputs }: Sitting) => {
    if (outputs.get(subject(entry, 'bundle')) !== digest(entry, 'output')) report('TRIP_RESULT_UNKNOWN', { session: fact.session });
  };

  return {
    'session.drafted': (entry) => {
      const session = subject(entry, 'session');
      const before = sittings.get(session);
      if (before) report('TRIP_STATE', { session, state: before.fact.state, type: entry.type });
      else {
        const sitting = draft(entry, session);
        sittings.set(session, sitting);
        past.facts.sessions.push(sitting.fact);
      }
    },
    'session.sealed': on((entry, sitting, session) => {
      if (sitting.fact.gap === 'machine' && entry.digests?.probes === undefined) report('TRIP_UNPROVED', { session });
      sitting.custodians.add(entry.actor);
      sitting.lastProof = Date.parse(entry.time);
    }),
    'gap.evidence': on((entry, sitting) => {
      if (sitting.fact.state === 'sealed') silence(sitting, entry.time);
      sitting.lastProof = Date.parse(entry.time);
      sitting.fact.evidence++;
      sitting.proved = entry.code === undefined;
      // In mode machine the chamber's own proof stands beside the machine's: the latter alone counts changes.
      const { links, changes } = entry.counts ?? {};
      if (!sitting.proved) sitting.measured = false;
      else if (changes !== undefined && sitting.fact.state === 'sealed') {
        const counters = `${links} ${changes}`;
        sitting.counters ??= counters;
        if (counters !== sitting.counters) report('TRIP_COUNTERS', { session: sitting.fact.session });
        sitting.measured = true;
      }
    }),
    'unlock.succeeded': on((entry, sitting, session) => {
      if (!sitting.proved) report('TRIP_UNSEALED', { session });
      else unproved(sitting);
      if (!past.custodians.twoOf(entry)) report('TRIP_CUSTODIANS', { session });
      past.unlocked(entry);
      sitting.unlocked = true;
    }),
    'unlock.failed': on((_, { fact }) => {
      fact.unlockFailures++;
    }),
    'model.loaded': on((entry, sitting, session) => {
      work(sitting);
      received(entry);
      const model = use(entry);
      // A session may run past midnight: what counts is the day on which it was sealed.
      const day = (sitting.fact.times.sealed ?? entry.time).slice(0, 10);
      const approval = past.approvals.get(modelKey(model));
      const cited = entry.digests?.approval;
      const holds = approval !== undefined && approval.until >= day && (cited === undefined || cited === (approval.hash ?? cited));
      if (!holds) report('TRIP_MODEL_UNAPPROVED', { session, model: model.model });
      if (past.gone(modelKey(model))) report('TRIP_DESTROYED');
      if (!past.trained.has(modelKey(model))) report('TRIP_MODEL_UNTRAINED', { session, model: model.model });
      sitting.fact.loaded.push(model);
    }),
    'model.trained': on((entry, sitting) => {
      work(sitting);
      received(entry);
      const model = use(entry);
      if (entry.digests?.core !== undefined) past.rests(entry.digests.core, model.party, null, modelKey(model));
      past.trained.add(modelKey(model));
      sitting.fact.trained.push(model);
    }),
    'bundle.scored': on((entry, sitting, session) => {
      work(sitting);
      const bundle = received(entry);
      const id = subject(entry, 'bundle');
      if (bundle?.kind === 'score' && !sitting.fact.loaded.some((model) => model.bundle === id)) report('TRIP_MODEL_NONE', { session });
      if (bundle) bundle.session = session;
      past.rests(digest(entry, 'output'), subject(entry, 'party'), null);
      const late = past.overdue(subject(entry, 'party'), (sitting.fact.times.drafted ?? entry.time).slice(0, 10));
      if (late !== null) report('TRIP_OVERDUE', { session, date: late });
      sitting.outputs.set(id, digest(entry, 'output'));
      committed.add(`${id} ${digest(entry, 'outputData')}`);
      sitting.fact.scored.push(id);
    }),
    'bundle.setAside': on((entry, { fact }) => {
      received(entry);
      fact.setAside.push({ bundle: subject(entry, 'bundle'), code: entry.code ?? '' });
    }),
    'replay.compared': on((entry, sitting, session) => {
      opened(sitting);
      received(entry);
      if (!committed.has(`${subject(entry, 'bundle')} ${digest(entry, 'expected')}`)) report('TRIP_RESULT_UNKNOWN', { session });
      past.facts.replays.push({ entry: entry.sequence, session, bundle: subject(entry, 'bundle'), code: entry.code ?? null });
    }),
    'session.scored': on((entry, sitting) => {
      silence(sitting, entry.time);
      unproved(sitting);
    }),
    'chamber.ended': on((_, sitting) => {
      sitting.ended = true;
    }),
    'result.approved': on((entry, sitting) => {
      produced(entry, sitting);
      if (review(entry, sitting)) sitting.approved.set(subject(entry, 'bundle'), digest(entry, 'output'));
      sitting.fact.approved++;
    }),
    'result.refused': on((entry, sitting) => {
      produced(entry, sitting);
      sitting.approved.delete(subject(entry, 'bundle'));
      sitting.fact.refused++;
    }),
    'session.reviewed': on((entry, sitting) => {
      review(entry, sitting);
    }),
    'result.released': on((entry, sitting, session) => {
      const [id, output] = [subject(entry, 'bundle'), digest(entry, 'output')];
      if (sitting.approved.get(id) !== output) report('TRIP_UNREVIEWED', { session });
      if (!sitting.ended) report('TRIP_CHAMBER_ALIVE', { session });
      if ((answered.get(id) ?? output) !== output) report('TRIP_RELEASED_TWICE');
      answered.set(id, output);
      const bundle = past.bundles.get(id);
      if (bundle === undefined) report('TRIP_BUNDLE_UNKNOWN');
      else if (bundle.party !== subject(entry, 'party')) report('TRIP_OTHER_PARTY');
      if (bundle) bundle.released ??= entry.time;
      if (!sitting.fact.released.includes(id)) sitting.fact.released.push(id);
    }),
    'session.released': on(() => {}),
    'session.closed': on(() => {}),
    'session.aborted': on((entry, { fact }) => {
      fact.code = entry.code ?? null;
    }),
  };
}

function draft(entry: Entry, session: string): Sitting {
  const fact: SessionFact = {
    session,
    gap: subject(entry, 'gap') as GapMode,
    entry: entry.sequence,
    last: entry.sequence,
    state: 'drafted',
    operator: entry.actor,
    reviewer: null,
    times: { drafted: entry.time },
    evidence: 0,
    longestSilence: 0,
    loaded: [],
    trained: [],
    scored: [],
    setAside: [],
    approved: 0,
    refused: 0,
    released: [],
    unlockFailures: 0,
    code: null,
  };
  const custodians = new Set([entry.actor]);
  const state = { proved: false, unlocked: false, ended: false, lastProof: Number.NaN, counters: null, measured: false };
  return { fact, custodians, ...state, outputs: new Map(), approved: new Map() };
}
