import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import { type Entry, parseEntry } from '../../src/ledger/event.ts';
import { type GapMode, requireMeasurable } from '../airgap/mode.ts';
import { type ChamberEvent, type ChamberJob, type EventOf, FOREST_DEFAULTS } from '../chamber/protocol.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { type Appliance, paths } from '../home.ts';
import { bundlePath } from '../intake/quarantine.ts';
import { keyOf } from '../retention/kept.ts';
import { approvalByHash } from '../store/approval.ts';
import { type BundleRow, bundle } from '../store/bundle.ts';
import { change, tell } from '../store/change.ts';
import { kept } from '../store/kept.ts';
import { type ModelRow, models } from '../store/model.ts';
import { party } from '../store/party.ts';
import { addSession, liveSession, type SessionRow, session } from '../store/session.ts';
import { workFolders } from './abort.ts';
import { rotatedKeys } from './job.ts';
import { secondsPerBundle, sizesOf } from './limits.ts';
import { recoverSessions } from './recover.ts';
import { type RunOptions, sealAndScore } from './run.ts';
import { requireConsistentWithWitnesses } from './witnesses.ts';

export type Replayed = {
  readonly bundle: string;
  readonly kind: 'score' | 'train';
  /** Digest of the content of the answer, as the ledger committed to it and as it came out again; null when nothing came out. */
  readonly expected: string;
  readonly found: string | null;
  /** What differs first; null when all is the same to the byte. */
  readonly difference: 'input' | 'output' | 'refused' | null;
  /** Why the bundle was set aside this time. */
  readonly code: string | null;
};
export type Replay = {
  readonly session: string;
  /** The sealed session in which it was done again; nothing ever leaves it. */
  readonly replay: string;
  readonly bundles: readonly Replayed[];
  /** Bundles of the session that can be replayed no more: their keys, or those of every model that scored them, were destroyed. */
  readonly destroyed: readonly string[];
};

type Scored = { readonly bundle: string; readonly input: string | null; readonly output: string };
type Past = {
  readonly sealed: string;
  readonly scored: readonly Scored[];
  readonly cores: ReadonlySet<string>;
  readonly approvals: readonly string[];
};

/**
 * Does the work of a past session again in a new sealed one, on the bundles and models that are still kept, as of the day it was sealed, and compares
 * what comes out with the digests that the ledger committed to. @throws SESSION_UNKNOWN, REPLAY_NOTHING, SESSION_LIVE, what `sealAndScore` throws
 */
export async function replaySession(app: Appliance, id: string, options: RunOptions & { readonly gap: GapMode }): Promise<Replay> {
  const { store } = app;
  const { operator, gap } = options;
  requireRole(operator, 'draft');
  requireMeasurable(gap);
  const original = session(store, id);
  if (original === null) throw new EcluseError('SESSION_UNKNOWN');
  const past = pastOf(app, id);
  const resting = past.scored.filter((one) => kept(store, one.bundle) !== null);
  const destroyed = past.scored.filter((one) => kept(store, one.bundle) === null).map((one) => one.bundle);
  if (resting.length === 0) throw new EcluseError('REPLAY_NOTHING');
  requireConsistentWithWitnesses(app);
  recoverSessions(app);
  const replay = draft(app, operator, gap, resting.length);
  const rows = resting.flatMap((one) => bundle(store, one.bundle) ?? []);
  const done = new Map<string, Replayed>();
  try {
    await sealAndScore(app, replay, {
      ...options,
      replay: {
        job: (sitting, secret) => jobOf(app, sitting, secret, original, past, rows),
        record: comparing(app, replay, rows, past, done),
      },
    });
  } catch (error) {
    if (!(error instanceof EcluseError) || error.code !== 'REPLAY_ENDED') throw error;
  }
  return { session: id, replay, bundles: [...done.values()], destroyed };
}

function draft(app: Appliance, operator: Actor, gap: GapMode, bundles: number): string {
  const id = toHex(app.random(16));
  const told = { actor: operator.name, type: 'session.drafted', subjects: { session: id, gap }, counts: { bundles } } as const;
  change(app.store, [told], (tx) => {
    const live = liveSession(app.store);
    if (live) throw new EcluseError('SESSION_LIVE', { number: live.number, state: live.state });
    addSession(tx, { id, gap, only_models: null, operator: operator.name, drafted: timestamp(app.clock()) });
  });
  return id;
}

/** What the ledger says of a session, and of the models and approvals that stood when it was sealed. */
function pastOf({ store }: Appliance, id: string): Past {
  let sealed: string | null = null;
  const scored = new Map<string, Scored>();
  const trained: { party: string; model: string; core: string; bundle: string; session: string }[] = [];
  const delivered = new Set<string>();
  const standing = new Map<string, string>();
  const approvals = new Map<string, string>();
  const size = store.ledger.size();
  for (let at = 0; at < size; at++) {
    const bytes = store.ledger.entry(at);
    if (bytes === null) throw new EcluseError('LEDGER_ENTRY_MISSING', { entry: at });
    const { type, time, subjects = {}, digests = {} }: Entry = parseEntry(bytes);
    const mine = subjects.session === id;
    if (type === 'session.sealed' && mine) sealed = time;
    if (type === 'bundle.scored' && mine) {
      scored.set(subjects.bundle ?? '', {
        bundle: subjects.bundle ?? '',
        input: digests.inputData ?? null,
        output: digests.outputData ?? '',
      });
    }
    if (sealed !== null) continue;
    if (type === 'model.trained') {
      const { party: owner = '', model = '', bundle: request = '', session: of = '' } = subjects;
      trained.push({ party: owner, model, core: digests.core ?? '', bundle: request, session: of });
    } else if (type === 'result.released') delivered.add(`${subjects.session} ${subjects.bundle}`);
    else if (type === 'session.released') {
      for (const one of trained) {
        if (one.session === subjects.session && delivered.has(`${one.session} ${one.bundle}`))
          standing.set(`${one.party} ${one.model}`, one.core);
      }
    } else if (type === 'bundle.destroyed') {
      for (const [name, core] of standing) if (core === digests.core) standing.delete(name);
    } else if ((type === 'approval.received' || type === 'approval.withdrawn') && digests.approval !== undefined) {
      approvals.set(`${subjects.party} ${subjects.model} ${digests.model}`, digests.approval);
    }
  }
  return { sealed: sealed ?? '', scored: [...scored.values()], cores: new Set(standing.values()), approvals: [...approvals.values()] };
}

function jobOf(
  app: Appliance,
  sitting: SessionRow,
  secret: Uint8Array,
  original: SessionRow,
  past: Past,
  rows: readonly BundleRow[],
): ChamberJob {
  const { store, card } = app;
  const at = paths(app.dir);
  const scoring = new Set(rows.filter(({ kind }) => kind === 'score').map(({ sender }) => sender));
  const listed: ModelRow[] = models(store).filter((model) => past.cores.has(model.core_hash) && scoring.has(model.party));
  const present = listed.filter((model) => kept(store, model.bundle) !== null);
  const keys = [
    ...rows.map(({ id }) => [bundlePath(app, id), toHex(keyOf(app, id))]),
    ...present.map(({ bundle: id, file }) => [join(at.models, file), toHex(keyOf(app, id))]),
  ];
  const folders = workFolders(app, sitting.id);
  const files = listed.map((model) => ({ id: model.id, path: join(at.models, model.file), partner: model.party }));
  return {
    format: 'ecluse.chamber/v1',
    // As it was then, not as it is: both stand in the answers.
    gap: original.gap,
    now: past.sealed,
    custody: at.custody,
    card: card.text,
    bundles: rows.map(({ id, kind, core_hash, sender }) => ({
      purpose: kind,
      id,
      path: bundlePath(app, id),
      coreHash: core_hash,
      sender: party(store, sender)?.card ?? '',
    })),
    models: files,
    approvals: past.approvals.flatMap((hash) => approvalByHash(store, hash)?.note ?? []),
    ...rotatedKeys(
      app,
      rows.map(({ sender }) => sender),
    ),
    only: original.only_models === null ? null : (JSON.parse(original.only_models) as string[]),
    chains: {},
    checkpoint: null,
    outgoing: folders.outgoing,
    modelsFolder: folders.models,
    forest: FOREST_DEFAULTS,
    workers: Math.min(64, Math.max(1, availableParallelism())),
    secondsPerBundle: secondsPerBundle({ bundles: rows.map(({ size }) => size), models: sizesOf(files) }),
    keep: { secret: toHex(secret), keys: Object.fromEntries(keys) as Record<string, string> },
  };
}

/** Takes nothing from the chamber but digests, and tells each comparison. */
function comparing(
  app: Appliance,
  replay: string,
  rows: readonly BundleRow[],
  past: Past,
  done: Map<string, Replayed>,
): (event: ChamberEvent) => void {
  const opened = new Map<string, EventOf<'opened'>>();
  const compare = (id: string, found: string | null, code: string | null) => {
    const row = rows.find((one) => one.id === id);
    const committed = past.scored.find((one) => one.bundle === id);
    if (row === undefined || committed === undefined) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'bundle' });
    const { output: expected, input } = committed;
    const entered = opened.get(id)?.digest;
    const difference = found === null ? 'refused' : input !== null && entered !== input ? 'input' : found !== expected ? 'output' : null;
    const digests = { input: row.core_hash, expected, ...(found === null ? {} : { found }) };
    const subjects = { session: replay, bundle: id, party: row.sender };
    const said = difference === null ? {} : { code: code ?? 'REPLAY_DIFFERS' };
    tell(app.store, { actor: 'appliance', type: 'replay.compared', subjects, digests, ...said });
    done.set(id, { bundle: id, kind: row.kind, expected, found, difference, code });
  };
  return (event) => {
    if (event.event === 'opened') opened.set(event.bundle, event);
    else if (event.event === 'set-aside') compare(event.bundle, null, event.code);
    else if (event.event === 'scored' || event.event === 'trained') compare(event.bundle, event.sealed.digest, null);
  };
}
