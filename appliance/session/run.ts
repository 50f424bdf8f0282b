import { EcluseError } from '../../src/base/errors.ts';
import { ensureFolder } from '../../src/base/files.ts';
import { timestamp } from '../../src/base/random.ts';
import type { Pair } from '../../src/keys/custody.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { watchChamber } from '../airgap/watch.ts';
import type { ChamberEvent, ChamberJob } from '../chamber/protocol.ts';
import { type ChamberOptions, runChamber } from '../chamber/spawn.ts';
import { requirePresent } from '../custody/file.ts';
import { tellUnlocked } from '../custody/unlocked.ts';
import { onDisk } from '../disk.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { requireMove } from '../gate/transitions.ts';
import { type Appliance, paths } from '../home.ts';
import { addFailure } from '../store/attempt.ts';
import { bundlesOf } from '../store/bundle.ts';
import { change, type Tx, tell } from '../store/change.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { resultsOf } from '../store/result.ts';
import { endChamber, liveSession, moveSession, type SessionRow, session } from '../store/session.ts';
import { abort, abortSession, removeWork, sweepWork, workFolders } from './abort.ts';
import { type DraftOptions, draftSession } from './draft.ts';
import { guardSession, type SessionGuard } from './guard.ts';
import { chamberJob } from './job.ts';
import { availableMiB, memoryLimit, sizesOf } from './limits.ts';
import type { Progress } from './progress.ts';
import { recorder } from './record.ts';
import { requireNoWait } from './slowed.ts';
import { requireConsistentWithWitnesses } from './witnesses.ts';

export type { GapMode } from '../airgap/mode.ts';
export { abortSession } from './abort.ts';
export { type Draft, type DraftOptions, draftSession } from './draft.ts';

export type RunOptions = {
  readonly operator: Actor;
  /** Two different custodians; their passphrases are wiped, whatever happens. */
  readonly custodians: Pair;
  readonly onProgress?: (progress: Progress) => void;
  /** Its operator gives the session up, or what its reason says ends it. */
  readonly signal?: AbortSignal;
  /** For tests: another chamber, tighter limits, a faster watch. */
  readonly chamber?: Pick<ChamberOptions, 'main' | 'tools' | 'memoryMiB' | 'wallClockMs'>;
  readonly evidenceMs?: number;
  /** Another work than that of the session's own bundles, whose answers are compared and never kept (replay.ts). */
  readonly replay?: {
    job(sitting: SessionRow, secret: Uint8Array): ChamberJob;
    record(event: ChamberEvent): void;
  };
};

export type RunOutcome = {
  readonly session: string;
  readonly results: readonly { id: string; request: string; kind: 'result' | 'evaluation'; recipient: string }[];
  /** Bundles that failed alone; after `runSession` also those that were left waiting. */
  readonly setAside: readonly { bundle: string; code: string }[];
};

/**
 * Seals a drafted session, runs the chamber, records results. Ends in `scored`, or in `aborted` and throws.
 * In mode `machine` the draft stays as it is while a link is up: GAP_CABLE, GAP_WIFI, GAP_RADIO, GAP_USB… tell which.
 * @throws SESSION_UNKNOWN, SESSION_STATE, SESSION_BUSY, SESSION_NOTHING_SCORED, SESSION_GIVEN_UP, GAP_*, what the chamber refused with,
 * CUSTODY_SAME, CUSTODY_UNKNOWN, CUSTODY_STALE, LOGIN_SLOWED after wrong passphrases, LEDGER_ROLLED_BACK, LEDGER_FORKED
 */
export async function sealAndScore(app: Appliance, id: string, options: RunOptions): Promise<RunOutcome> {
  try {
    requireRole(options.operator, 'seal');
    requireNoWait(app.store, 'passphrase');
    const lock = takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
    if (lock === null) throw new EcluseError('SESSION_BUSY');
    try {
      // Asked again under the lock: another attempt may have failed meanwhile.
      requireNoWait(app.store, 'passphrase');
      requirePresent(app, options.custodians);
      const pending = guardSession(app, id, options);
      const guard = pending instanceof Promise ? await pending : pending;
      try {
        return await work(app, seal(app, id, options.operator, guard), options, guard);
      } finally {
        guard.stop();
      }
    } finally {
      lock.release();
    }
  } finally {
    for (const { passphrase } of options.custodians) passphrase.fill(0);
  }
}

/** Draft, seal and score in one call. A draft that nobody sealed makes way. */
export async function runSession(app: Appliance, options: DraftOptions & RunOptions): Promise<RunOutcome> {
  requireNoWait(app.store, 'passphrase');
  const live = liveSession(app.store);
  if (live?.state === 'drafted') abortSession(app, live.id, options.operator);
  const draft = draftSession(app, options);
  const outcome = await sealAndScore(app, draft.session, options);
  return { ...outcome, setAside: [...draft.left, ...outcome.setAside] };
}

/** What a scored session that still waits for its reviewer came to, for whoever takes it up after a restart or a mistyped password. */
export function scoredOutcome({ store }: Appliance, id: string): RunOutcome {
  const setAside = bundlesOf(store, id).flatMap(({ id: bundle, state, code }) =>
    state === 'set-aside' ? [{ bundle, code: code ?? '' }] : [],
  );
  const results = resultsOf(store, id).map(({ id: result, request, kind, recipient }) => ({ id: result, request, kind, recipient }));
  return { session: id, results, setAside };
}

function seal(app: Appliance, id: string, operator: Actor, guard: SessionGuard): SessionRow {
  const { store } = app;
  requireConsistentWithWitnesses(app);
  const drafted = session(store, id);
  if (drafted === null) throw new EcluseError('SESSION_UNKNOWN');
  requireMove(drafted.state, 'sealed');
  const counts = { bundles: bundlesOf(store, id).length };
  const digests = guard.probes === null ? {} : { digests: { probes: guard.probes } };
  const told = { actor: operator.name, type: 'session.sealed', subjects: { session: id, gap: drafted.gap }, counts, ...digests } as const;
  change(store, [told, ...guard.entries], (tx) => moveSession(tx, id, 'drafted', 'sealed', timestamp(app.clock())));
  return { ...drafted, state: 'sealed' };
}

async function work(app: Appliance, sitting: SessionRow, options: RunOptions, guard: SessionGuard): Promise<RunOutcome> {
  const { id } = sitting;
  const controller = new AbortController();
  const giveUp = () => {
    const reason: unknown = options.signal?.reason;
    controller.abort(reason instanceof EcluseError ? reason : new EcluseError('SESSION_GIVEN_UP'));
  };
  options.signal?.addEventListener('abort', giveUp, { once: true });
  if (options.signal?.aborted) giveUp();
  app.running.set(id, controller);
  guard.watch((error) => controller.abort(error));
  const began = app.clock().getTime();
  const ended = (error: unknown): LedgerEvent => ({
    actor: 'appliance',
    type: 'chamber.ended',
    subjects: { session: id },
    counts: { seconds: Math.max(0, Math.round((app.clock().getTime() - began) / 1000)) },
    ...(error === null ? {} : { code: codeOf(error) }),
  });
  try {
    await chamber(app, sitting, options, controller, guard);
    await guard.end();
    if (options.replay) throw new EcluseError('REPLAY_ENDED');
    return scored(app, sitting, ended(null));
  } catch (thrown) {
    await guard.settled();
    const error = controller.signal.aborted ? controller.signal.reason : thrown;
    // Should the disk take nothing more, the session stays sealed on paper: with the lock let go, the next start writes its end.
    if (session(app.store, id)?.state === 'sealed')
      failed(app, sitting, error, [...guard.seen(), ended(codeOf(error) === 'REPLAY_ENDED' ? null : error)], options.operator);
    else if (session(app.store, id)?.state === 'aborted') tell(app.store, ended(error));
    removeWork(app, id);
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
    app.running.delete(id);
    app.progress.delete(id);
  }
}

function codeOf(error: unknown): EcluseError['code'] {
  return error instanceof EcluseError ? error.code : 'INTERNAL';
}

async function chamber(
  app: Appliance,
  sitting: SessionRow,
  options: RunOptions,
  controller: AbortController,
  guard: SessionGuard,
): Promise<void> {
  const { id } = sitting;
  for (const folder of Object.values(workFolders(app, id))) onDisk(folder, () => ensureFolder(folder));
  // Known to this process and to the chamber alone: a session that comes to nothing leaves files that nobody can open.
  const secret = app.random(32);
  const { replay } = options;
  const record = replay ? replayed(app, sitting, replay.record) : recorder(app, sitting, secret);
  const show = progressOf(app, sitting, options.onProgress);
  const numbers = [options.custodians[0].number, options.custodians[1].number] as const;
  let unwatch = () => {};
  show(null);
  try {
    const job = replay ? replay.job(sitting, secret) : chamberJob(app, sitting, secret);
    await runChamber(job, {
      memoryMiB: memoryLimit({ bundles: sizesOf(job.bundles), models: sizesOf(job.models) }, job.workers, availableMiB()),
      ...options.chamber,
      custodians: options.custodians,
      signal: controller.signal,
      onEvent(event) {
        if (event.event === 'unlocked') tellUnlocked(app, id, numbers);
        else record(event);
        show(event);
      },
      onStart({ pid, group }) {
        guard.hold(group);
        unwatch = watchChamber(pid, {
          ...(options.evidenceMs === undefined ? {} : { evidenceMs: options.evidenceMs, pollMs: Math.min(250, options.evidenceMs) }),
          onEvidence: guard.chamberSeen,
          onBreach: (error) => controller.abort(error),
        });
      },
    });
  } finally {
    guard.hold(null);
    unwatch();
  }
}

/** The chamber's proof of its isolation is told as ever; the rest is the replay's. */
function replayed(app: Appliance, sitting: SessionRow, record: (event: ChamberEvent) => void): (event: ChamberEvent) => void {
  const usual = recorder(app, sitting, new Uint8Array(32));
  return (event) => (event.event === 'isolated' ? usual(event) : record(event));
}

/** The chamber is dead, each bundle answered or set aside. Without one answer the session has come to nothing. */
function scored(app: Appliance, { id }: SessionRow, ended: LedgerEvent): RunOutcome {
  const { store } = app;
  const bundles = bundlesOf(store, id);
  const outcome = scoredOutcome(app, id);
  const { results, setAside } = outcome;
  if (results.length === 0) throw new EcluseError('SESSION_NOTHING_SCORED', { count: bundles.length, code: setAside[0]?.code ?? '' });
  sweepWork(app, id);
  const counts = { bundles: results.length, setAside: setAside.length };
  change(store, [ended, { actor: 'appliance', type: 'session.scored', subjects: { session: id }, counts }], (tx) => {
    const at = timestamp(app.clock());
    if (bundles.some(({ state }) => state === 'taken')) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'taken' });
    endChamber(tx, id, at);
    moveSession(tx, id, 'sealed', 'scored', at);
  });
  return outcome;
}

function failed(app: Appliance, { id }: SessionRow, error: unknown, ended: readonly LedgerEvent[], operator: Actor): void {
  const code = codeOf(error);
  const wrongSecret = code === 'CUSTODY_PASSPHRASE';
  const before: LedgerEvent[] = wrongSecret
    ? [{ actor: operator.name, type: 'unlock.failed', subjects: { session: id }, code }, ...ended]
    : [...ended];
  const actor = code === 'SESSION_GIVEN_UP' ? operator.name : 'appliance';
  abort(app, id, actor, code, before, (tx: Tx) => {
    endChamber(tx, id, timestamp(app.clock()));
    if (wrongSecret) addFailure(tx, 'passphrase', app.clock().getTime());
  });
}

/** Before this share of a phase is done, nobody can say how long the rest takes. */
const SHARE_TOLD = 0.02;

/** Keeps the last of what the chamber tells for the console, and passes it on. */
function progressOf(app: Appliance, { id }: SessionRow, onProgress: RunOptions['onProgress']): (event: ChamberEvent | null) => void {
  const bundlesTotal = bundlesOf(app.store, id).length;
  let bundlesDone = 0;
  let stage = { name: '', began: 0 };
  const set = (phase: string, bundle: string | null, share: number | null, model: string | null = null) => {
    const now = app.clock();
    const name = `${bundle} ${phase}`;
    if (stage.name !== name) stage = { name, began: now.getTime() };
    const spent = (now.getTime() - stage.began) / 1000;
    const secondsLeft = share !== null && share >= SHARE_TOLD && spent >= 1 ? Math.round((spent * (1 - share)) / share) : null;
    const progress = { session: id, phase, bundle, bundlesDone, bundlesTotal, share, model, secondsLeft, at: timestamp(now) };
    app.progress.set(id, progress);
    onProgress?.(progress);
  };
  return (event) => {
    if (event === null || event.event === 'isolated') set('unlock', null, null);
    else if (event.event === 'unlocking') set('unlock', null, event.done / event.total);
    else if (event.event === 'progress')
      set(event.stage, event.bundle, event.total > 0 ? Math.min(1, event.done / event.total) : null, event.model);
    else if (event.event === 'done') set('done', null, 1);
    else if (event.event === 'scored' || event.event === 'trained' || event.event === 'set-aside') {
      bundlesDone++;
      set('sealing', event.bundle, 1);
    }
  };
}
