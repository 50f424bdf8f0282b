import { EcluseError } from '../../src/base/errors.ts';
import { inOneGo, type Steps } from '../../src/base/steps.ts';
import { removeQuietly } from '../disk.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { type Appliance, paths } from '../home.ts';
import { tell } from '../store/change.ts';
import { type Lock, takeLock } from '../store/lock.ts';
import { takeApproval } from './approval.ts';
import { takeBundleFile } from './bundle.ts';
import { takeCountersigned, takeOrder } from './destruction.ts';
import { inOrder } from './order.ts';
import { copyAside, headOf } from './quarantine.ts';
import { actorName, type Claims, type Received } from './received.ts';
import { requireUnsealed } from './unsealed.ts';

export type { Received } from './received.ts';

const LOCK_WAIT_MS = 3_000;
const LOCK_POLL_MS = 50;

/**
 * Upstream gate: takes in one file (bundle or approval). It is copied aside first, then checked as copied; nothing is decrypted.
 * A refused file changes nothing but the ledger, and the refusal is rethrown. `actor` is null at the machine's own shell.
 * @throws ROLE_FORBIDDEN, INTAKE_BUSY, INTAKE_SEALED, INTAKE_FILE, INTAKE_KIND, those of `checkBundle`, `checkReplay` and `readApproval`,
 * BUNDLE_DESTROY_BY, APPROVAL_MODEL, APPROVAL_DIGEST, APPROVAL_EXPIRED, APPROVAL_REPLAY, LEDGER_ROLLED_BACK, LEDGER_FORKED
 */
export function receive(app: Appliance, path: string, actor: Actor | null): Received {
  return inOneGo(receiving(app, path, actor));
}

/** The same in pieces. For a process that others wait for: `lettingOthersPass(receiving(…))`. */
export function* receiving(app: Appliance, path: string, actor: Actor | null): Steps<Received> {
  if (actor) requireRole(actor, 'receive');
  const lock = yield* locking(paths(app.dir).intakeLock);
  if (lock === null) throw new EcluseError('INTAKE_BUSY');
  try {
    const { size } = headOf(path);
    const claims: Claims = { counts: { bytes: size } };
    let aside: string | null = null;
    try {
      requireUnsealed(app.store);
      const copy = yield* copyAside(app, path);
      aside = copy.path;
      claims.kind = copy.kind;
      claims.digests = { file: copy.sha256 };
      if (copy.kind === 'bundle') return yield* takeBundleFile(app, copy, actor, claims);
      if (copy.kind === 'approval') return takeApproval(app, copy, actor);
      return copy.kind === 'order' ? takeOrder(app, copy, actor) : takeCountersigned(app, copy, actor);
    } catch (error) {
      if (error instanceof EcluseError) tellRefusal(app, actor, claims, error);
      throw error;
    } finally {
      if (aside !== null) removeQuietly(aside);
    }
  } finally {
    lock.release();
  }
}

/** Waits a little for another intake to end. */
function* locking(path: string): Steps<Lock | null> {
  let lock: Lock | null = null;
  yield {
    now() {
      lock = takeLock(path, LOCK_WAIT_MS);
    },
    async later() {
      lock = takeLock(path, 0);
      for (let waited = 0; lock === null && waited < LOCK_WAIT_MS; waited += LOCK_POLL_MS) {
        await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
        lock = takeLock(path, 0);
      }
    },
  };
  return lock;
}

/** A refusal that was told already, with what it kept, is not told again. */
function tellRefusal({ store }: Appliance, actor: Actor | null, { kind, told, ...about }: Claims, { code }: EcluseError): void {
  if (told) return;
  const type =
    kind === 'approval' ? 'approval.refused' : kind === 'order' || kind === 'certificate' ? 'destruction.refused' : 'bundle.refused';
  tell(store, { actor: actorName(actor), type, ...about, code });
}

export type Receipt = { readonly path: string } & ({ readonly received: Received } | { readonly refused: EcluseError });

/** Refusals that are the machine's, or the drive's, and not the file's: the next file would fare no better. */
const OF_THE_MACHINE = /^(STORE_|LEDGER_RACE$|LEDGER_CLOCK$|FILE_WRITE$|FILE_READ$|RETENTION_ROOT$|INTAKE_BUSY$|INTAKE_SEALED$)/;

/**
 * Several files in their senders' order, whatever the order given; each is received or refused on its own. When the machine fails, those that
 * follow are not tried: a later number taken in would shut out the earlier one for good.
 */
export function receiveAll(app: Appliance, files: readonly string[], actor: Actor | null): Receipt[] {
  return inOneGo(receivingAll(app, files, actor));
}

/** The same in pieces. */
export function* receivingAll(app: Appliance, files: readonly string[], actor: Actor | null): Steps<Receipt[]> {
  const receipts: Receipt[] = [];
  let failed: EcluseError | null = null;
  let ordered = files;
  try {
    ordered = inOrder(files);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    failed = error;
  }
  for (const path of ordered) {
    if (failed) {
      receipts.push({ path, refused: failed });
      continue;
    }
    try {
      receipts.push({ path, received: yield* receiving(app, path, actor) });
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      if (OF_THE_MACHINE.test(error.code)) failed = error;
      receipts.push({ path, refused: error });
    }
  }
  return receipts;
}
