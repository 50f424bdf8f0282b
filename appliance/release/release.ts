import { existsSync, lstatSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { writingAtomically } from '../../src/base/files.ts';
import { timestamp } from '../../src/base/random.ts';
import { inOneGo, type Steps } from '../../src/base/steps.ts';
import { removeQuietly } from '../disk.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { requireMove } from '../gate/transitions.ts';
import { type Appliance, paths } from '../home.ts';
import { digestingKept, keyOf, readingKept } from '../retention/kept.ts';
import { workFolders } from '../session/abort.ts';
import { change } from '../store/change.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { keepModels } from '../store/model.ts';
import { party } from '../store/party.ts';
import { deliverResult, type ResultRow, resultsOf } from '../store/result.ts';
import { liveSession, moveSession, type SessionRow, session } from '../store/session.ts';
import { type Drive, onDrive, openDrive, requireSame, workingOnDrive } from './drive.ts';
import { sweepParts } from './parts.ts';
import { type ReadBack, readingBack } from './readback.ts';

export type Released = {
  readonly session: string;
  /** Files now on the drive: flushed, read back, same digest. Only after this returns may the drive be removed. */
  readonly files: readonly {
    id: string;
    recipient: string;
    file: string;
    size: number;
    digest: string;
    already: boolean;
    /** Whether the drive itself was asked for what it holds, or the kernel's memory of it. */
    readBack: ReadBack['from'];
  }[];
};

export type ReleaseOptions = {
  readonly session?: string;
  /** For tests: a drive that gives back other bytes, or is pulled out meanwhile. */
  readonly readBack?: (path: string) => ReadBack;
};

/**
 * Downstream gate: writes the approved results of the reviewed session to the folder `to`, then closes the session. Of each result the ledger speaks
 * first: nothing is on a drive that it does not know of. After a crash, on a drive that was gone half-way, or on another, the same call delivers the
 * same bytes.
 * @throws ROLE_FORBIDDEN, SESSION_UNKNOWN, SESSION_STATE, SESSION_BUSY, RELEASE_NOTHING, RELEASE_CHAMBER, RELEASE_FOLDER, RESULT_ALTERED,
 * RELEASE_CONFLICT, RELEASE_READBACK, RELEASE_DRIVE_GONE, RELEASE_DRIVE_OTHER, FILE_WRITE
 */
export function release(app: Appliance, to: string, operator: Actor, options: ReleaseOptions = {}): Released {
  return inOneGo(releasing(app, to, operator, options));
}

/** The same in pieces: hundreds of megabytes are read, written, flushed and read back. */
export function* releasing(app: Appliance, to: string, operator: Actor, options: ReleaseOptions = {}): Steps<Released> {
  requireRole(operator, 'release');
  const lock = takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
  if (lock === null) throw new EcluseError('SESSION_BUSY');
  try {
    const sitting = chosen(app, options.session);
    const results = resultsOf(app.store, sitting.id).filter(({ state }) => state === 'approved' || state === 'delivered');
    const drive = openDrive(resolve(to));
    const plans: Plan[] = [];
    for (const result of results) plans.push(yield* planning(app, sitting, result, drive.folder));
    const files: Released['files'][number][] = [];
    for (const plan of plans) files.push(yield* delivering(app, sitting, plan, operator, drive, options.readBack));
    // The first file may have been read back on another drive than the last.
    requireSame(drive);
    for (const { file, size } of files) requireThere(file, size);
    close(app, sitting, results, operator);
    return { session: sitting.id, files };
  } finally {
    lock.release();
  }
}

function chosen({ store }: Appliance, id: string | undefined): SessionRow {
  const sitting = id === undefined ? liveSession(store) : session(store, id);
  if (sitting === null) throw new EcluseError(id === undefined ? 'RELEASE_NOTHING' : 'SESSION_UNKNOWN');
  if (id === undefined && sitting.state !== 'reviewed' && sitting.state !== 'released') throw new EcluseError('RELEASE_NOTHING');
  if (sitting.state !== 'released') requireMove(sitting.state, 'released');
  if (sitting.chamber_ended === null) throw new EcluseError('RELEASE_CHAMBER');
  return sitting;
}

type Plan = {
  readonly result: ResultRow;
  readonly from: string;
  /** Under which it rests here: it goes out as the bundle it is. */
  readonly key: Uint8Array;
  readonly path: string;
  readonly already: boolean;
};

/** Everything that can be refused before the first byte is written. */
function* planning(app: Appliance, sitting: SessionRow, result: ResultRow, folder: string): Steps<Plan> {
  const from = join(workFolders(app, sitting.id).outgoing, `${result.id}.bundle`);
  const key = keyOf(app, result.id);
  if (!(yield* intact(from, key, result))) throw new EcluseError('RESULT_ALTERED', { result: result.id });
  const path = join(folder, fileName(app, result));
  const already = yield* workingOnDrive(path, function* (): Steps<boolean> {
    if (!existsSync(path)) return false;
    if (!lstatSync(path).isFile() || (yield* readingBack(path)).digest !== result.file_digest)
      throw new EcluseError('RELEASE_CONFLICT', { file: basename(path) });
    return true;
  });
  return { result, from, key, path, already };
}

function* intact(from: string, key: Uint8Array, { file_digest }: ResultRow): Steps<boolean> {
  try {
    return existsSync(from) && (yield* digestingKept(from, key)) === file_digest;
  } catch (error) {
    if (error instanceof EcluseError && error.code === 'KEEP_FILE') return false;
    throw error;
  }
}

/** The same for the same result, and telling on a drive: `css-des-rives-result-0003-1f0c5a2e.bundle`. */
function fileName({ store }: Appliance, { recipient, kind, sequence, id }: ResultRow): string {
  const name = (party(store, recipient)?.name ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return `${name}-${kind}-${String(sequence).padStart(4, '0')}-${id.slice(0, 8)}.bundle`;
}

function* delivering(
  app: Appliance,
  sitting: SessionRow,
  { result, from, key, path, already }: Plan,
  operator: Actor,
  drive: Drive,
  read: ReleaseOptions['readBack'],
): Steps<Released['files'][number]> {
  requireSame(drive);
  const { id, recipient, size, file_digest: digest } = result;
  // A file that is there and that the ledger knows of needs no second entry: it is only read again.
  if (!already || result.state !== 'delivered') {
    const subjects = { session: sitting.id, bundle: result.request, party: recipient, result: id };
    const digests = { output: result.core_hash, manifest: result.manifest_hash, file: digest };
    const told = {
      actor: operator.name,
      type: 'result.released',
      subjects,
      digests,
      counts: { bytes: size, sequence: result.sequence },
    } as const;
    change(app.store, [told], (tx) => {
      const now = session(app.store, sitting.id)?.state ?? 'aborted';
      if (now !== sitting.state) throw new EcluseError('SESSION_STATE', { from: now, to: 'released' });
      deliverResult(tx, id, timestamp(app.clock()));
    });
  }
  if (!already) {
    yield* workingOnDrive(path, () => {
      sweepParts(path);
      return writingAtomically(path, (sink) => readingKept(from, key, (piece) => sink.write(piece)), { mode: 0o644 });
    });
  }
  requireSame(drive);
  const found = read ? onDrive(path, () => read(path)) : yield* workingOnDrive(path, () => readingBack(path));
  if (found.digest !== digest || found.size !== size) {
    removeQuietly(path);
    throw new EcluseError('RELEASE_READBACK', { file: basename(path) });
  }
  return { id, recipient, file: path, size, digest, already, readBack: found.from };
}

/** @throws RELEASE_DRIVE_GONE, RELEASE_READBACK */
function requireThere(path: string, size: number): void {
  if (onDrive(path, () => statSync(path).size) !== size) throw new EcluseError('RELEASE_READBACK', { file: basename(path) });
}

/** All is on the drive. The models that the evaluations speak of may now be approved. */
function close(app: Appliance, { id, state }: SessionRow, results: readonly ResultRow[], operator: Actor): void {
  const { store } = app;
  const about = { actor: operator.name, subjects: { session: id } } as const;
  if (state !== 'released') {
    change(store, [{ ...about, type: 'session.released', counts: { results: results.length } }], (tx) => {
      for (const result of results) keepModels(tx, result.id);
      moveSession(tx, id, state, 'released', timestamp(app.clock()));
    });
  }
  change(store, [{ ...about, type: 'session.closed' }], (tx) => moveSession(tx, id, 'released', 'closed', timestamp(app.clock())));
}
