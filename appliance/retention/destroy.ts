import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { flushFolder, overwritingInPlace } from '../../src/base/files.ts';
import { timestamp } from '../../src/base/random.ts';
import { inOneGo, type Steps } from '../../src/base/steps.ts';
import { signCertificate } from '../../src/bundle/certificate.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { pastKeysAt, rewrapPastKeys } from '../custody/past-keys.ts';
import { onDisk, removeQuietly, workingOnDisk } from '../disk.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { type Appliance, paths } from '../home.ts';
import { change, type Tx } from '../store/change.ts';
import {
  addCertificate,
  addDestruction,
  begunDestructions,
  type DestructionRow,
  discardModel,
  endDestruction,
} from '../store/destruction.ts';
import { allKept, dropKept, generation, kept, moveGeneration, rewrap } from '../store/kept.ts';
import { INTAKE_WAIT_MS, SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { party } from '../store/party.ts';
import { endPastKey, expirePastKey, pastKeys } from '../store/rotation.ts';
import { liveSession } from '../store/session.ts';
import { retained } from './due.ts';
import { bundlesFolder } from './kept.ts';
import { dropNextRoot, readRoot, replaceRoot, rootInForce, unwrapKey, wrapKey, writeRoot } from './root.ts';

export type Destroyed = {
  readonly items: readonly { readonly bundle: string; readonly kind: string; readonly party: string }[];
  /** Past cards of this appliance whose decryption key is gone. */
  readonly keys: readonly string[];
};
export type DestroyOptions = {
  readonly operator: Actor;
  readonly reviewer: Actor;
  /** One request, with all that came of it and is due; without it, everything that is due. */
  readonly bundle?: string;
};

/**
 * Destroys what is due, past decryption keys of the appliance among it: its keys leave the table while the survivors' are wrapped anew under another root, then the old root is written over and
 * replaced, then the files go, and only then the ledger says so and a certificate is made for each CSS. A two-person act.
 * @throws ROLE_FORBIDDEN, TWO_PERSONS, SESSION_BUSY, INTAKE_BUSY, DESTROY_SESSION_LIVE, DESTROY_UNKNOWN, DESTROY_NOT_DUE, RETENTION_ROOT, FILE_WRITE
 */
export function destroy(app: Appliance, options: DestroyOptions): Destroyed {
  return inOneGo(destroying(app, options));
}

/** The same in pieces: every byte of a file is written over before it goes. */
export function* destroying(app: Appliance, { operator, reviewer, bundle }: DestroyOptions): Steps<Destroyed> {
  if (operator.name === reviewer.name) throw new EcluseError('TWO_PERSONS', { act: 'destroy' });
  requireRole(operator, 'destroy');
  requireRole(reviewer, 'countersign');
  return yield* alone(app, function* (): Steps<Destroyed> {
    yield* finish(app);
    if (liveSession(app.store) !== null) throw new EcluseError('DESTROY_SESSION_LIVE');
    const chosen = chosenFor(app, bundle);
    const keys = new Set(pastKeysAt(app, new Set(chosen.keys())).flatMap(({ card, due }) => (due ? [card] : [])));
    if (chosen.size + keys.size === 0) return { items: [], keys: [] };
    shred(app, chosen, keys, operator, reviewer);
    const gone = (yield* finish(app)).map(({ bundle: id, kind, party: owner }) => ({ bundle: id, kind, party: owner }));
    return { items: gone, keys: [...keys] };
  });
}

/** Carries to its end what a crash interrupted; at each start. What another process is at is left to it. */
export function finishDestructions(app: Appliance): void {
  if (!existsSync(paths(app.dir).retentionNext) && begunDestructions(app.store).length + expiredKeys(app).length === 0) return;
  try {
    inOneGo(alone(app, () => finish(app)));
  } catch (error) {
    if (!(error instanceof EcluseError) || (error.code !== 'SESSION_BUSY' && error.code !== 'INTAKE_BUSY')) throw error;
  }
}

/** Both gates' locks: nobody reads the root or a kept file meanwhile. */
function* alone<T>(app: Appliance, work: () => Steps<T>): Steps<T> {
  const { sessionLock, intakeLock } = paths(app.dir);
  const session = takeLock(sessionLock, SESSION_LOCK_MS);
  if (session === null) throw new EcluseError('SESSION_BUSY');
  try {
    const intake = takeLock(intakeLock, INTAKE_WAIT_MS);
    if (intake === null) throw new EcluseError('INTAKE_BUSY');
    try {
      return yield* work();
    } finally {
      intake.release();
    }
  } finally {
    session.release();
  }
}

/** What goes: file → order that asked for it. */
function chosenFor({ store, clock }: Appliance, bundle: string | undefined): Map<string, string | null> {
  const all = retained(store, dayOf(clock()));
  const asked = bundle === undefined ? all : all.filter((one) => one.request === bundle || one.bundle === bundle);
  const due = asked.filter((one) => one.due);
  const [first] = asked;
  if (bundle !== undefined && first === undefined) throw new EcluseError('DESTROY_UNKNOWN', { bundle: bundle.slice(0, 32) });
  if (bundle !== undefined && first !== undefined && due.length === 0) {
    throw new EcluseError('DESTROY_NOT_DUE', { bundle: first.bundle, date: first.destroyBy });
  }
  return new Map(due.map((one) => [one.bundle, one.order]));
}

function about({
  bundle,
  kind,
  party: owner,
  core_hash,
  destroy_by,
  ordered,
}: Omit<DestructionRow, 'destroyed' | 'certificate' | 'begun'>) {
  return {
    subjects: { party: owner, bundle, kind, destroyBy: destroy_by },
    digests: { core: core_hash, ...(ordered === null ? {} : { order: ordered }) },
  } as const;
}

/** Past keys out of the table whose retention root may still be there. */
function expiredKeys({ store }: Appliance): string[] {
  return pastKeys(store).flatMap(({ card, expired, destroyed }) => (expired !== null && destroyed === null ? [card] : []));
}

/** The keys of `chosen`, and the past keys in `ending`, leave the table; those of the others go on under the next root, which lies beside the old one until `finish`. */
function shred(
  app: Appliance,
  chosen: ReadonlyMap<string, string | null>,
  ending: ReadonlySet<string>,
  operator: Actor,
  reviewer: Actor,
): void {
  const { store } = app;
  const root = rootInForce(app);
  const next = { generation: root.generation + 1, secret: app.random(32) };
  writeRoot(paths(app.dir).retentionNext, next);
  const rows = allKept(store);
  const past = pastKeys(store);
  const going = rows.filter(({ bundle }) => chosen.has(bundle)).map((row) => ({ ...row, ordered: chosen.get(row.bundle) ?? null }));
  const events = going.map((row): LedgerEvent => {
    const { subjects, digests } = about(row);
    const counts = { generation: next.generation };
    return { actor: operator.name, type: 'destruction.begun', subjects: { ...subjects, second: reviewer.name }, digests, counts };
  });
  const told = { actor: operator.name, subjects: { second: reviewer.name }, counts: { generation: next.generation } };
  for (const card of ending) events.push({ ...told, type: 'keys.expired', digests: { card } });
  try {
    change(store, events, (tx: Tx) => {
      const begun = timestamp(app.clock());
      moveGeneration(tx, root.generation);
      rewrapPastKeys(tx, past, root, next, ending);
      for (const card of ending) expirePastKey(tx, card, begun);
      for (const row of rows) {
        if (!chosen.has(row.bundle)) rewrap(tx, row.bundle, wrapKey(next, row.bundle, unwrapKey(root, row.bundle, row.wrapped)));
      }
      for (const { request: _, wrapped: __, sealed_to: ___, ...row } of going) {
        dropKept(tx, row.bundle);
        if (row.kind === 'model') discardModel(tx, row.bundle);
        addDestruction(tx, { ...row, begun });
      }
    });
  } catch (error) {
    dropNextRoot(app);
    throw error;
  } finally {
    root.secret.fill(0);
    next.secret.fill(0);
  }
}

/** From the database's word to the disk's: the old root, the old rows in the log of writes, the files; then entries and certificates. */
function* finish(app: Appliance): Steps<DestructionRow[]> {
  const { store } = app;
  const { retentionNext } = paths(app.dir);
  if (existsSync(retentionNext)) {
    if (readRoot(retentionNext).generation === generation(store)) replaceRoot(app);
    else dropNextRoot(app);
  }
  const rows = begunDestructions(store);
  const expired = expiredKeys(app);
  if (rows.length + expired.length === 0) return rows;
  // The root in force must be the new one: until the old one is gone nothing is destroyed.
  const { generation: now } = rootInForce(app);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  for (const { bundle, file } of rows) {
    if (kept(store, bundle) !== null) throw new EcluseError('RETENTION_ROOT');
    const path = join(bundlesFolder(app), file);
    yield* workingOnDisk(path, () => overwritingInPlace(path));
    removeQuietly(path);
    if (existsSync(path)) throw new EcluseError('FILE_WRITE', { file: `${bundle}.bundle`, reason: 'EEXIST' });
    if (existsSync(dirname(path))) onDisk(path, () => flushFolder(dirname(path)));
  }
  certify(app, rows, expired, now);
  return rows;
}

function certify(app: Appliance, rows: readonly DestructionRow[], expired: readonly string[], now: number): void {
  const { store, card, ledgerSeed, clock } = app;
  const created = timestamp(clock());
  const owners = [...new Set(rows.map((row) => row.party))];
  const made = owners.map((id) => {
    const own = rows.filter((row) => row.party === id);
    const items = own.map((row) => ({
      id: row.bundle,
      kind: row.kind,
      core: row.core_hash,
      destroyBy: row.destroy_by,
      order: row.ordered,
    }));
    const to = { id, card: party(store, id)?.hash ?? '' };
    return { own, certificate: signCertificate({ appliance: { id: card.id, card: card.hash }, party: to, created, items }, ledgerSeed) };
  });
  const events = made.flatMap(({ own, certificate }): LedgerEvent[] => [
    ...own.map((row): LedgerEvent => ({ actor: 'appliance', type: 'bundle.destroyed', ...about(row), counts: { generation: now } })),
    {
      actor: 'appliance',
      type: 'destruction.certified',
      subjects: { party: certificate.party.id },
      digests: { certificate: certificate.hash },
      counts: { bundles: own.length },
    },
  ]);
  for (const card of expired) events.push({ actor: 'appliance', type: 'keys.destroyed', digests: { card }, counts: { generation: now } });
  change(store, events, (tx) => {
    for (const card of expired) endPastKey(tx, card, created);
    for (const { own, certificate } of made) {
      addCertificate(tx, { hash: certificate.hash, party: certificate.party.id, note: certificate.text, made: created });
      for (const row of own) endDestruction(tx, row.bundle, created, certificate.hash);
    }
  });
}
