import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { writeFileAtomically } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import { addCustodian, type Pair, requirePair, retireCustodian } from '../../src/keys/custody.ts';
import { parseCustody } from '../../src/keys/custody-file.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { type Appliance, paths } from '../home.ts';
import { requireNoWait } from '../session/slowed.ts';
import { addFailure, clearFailures } from '../store/attempt.ts';
import { change } from '../store/change.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { custodianName, readCustody, replaceCustody } from './file.ts';

type Changed = { readonly file: Uint8Array; readonly type: 'custodian.added' | 'custodian.retired'; readonly number: number };

/**
 * Lets a custodian in, by two others who are there; returns the newcomer's number. Passphrases are wiped.
 * @throws SESSION_BUSY, LOGIN_SLOWED, CUSTODY_PASSPHRASE, CUSTODY_SAME, CUSTODY_UNKNOWN, CUSTODY_COUNT, CUSTODY_TWINS, CUSTODY_STALE, KEY_PASSPHRASE_LENGTH
 */
export function admitCustodian(app: Appliance, pair: Pair, passphrase: Uint8Array): number {
  try {
    return changeCustody(app, pair, (bytes) => ({ ...addCustodian(bytes, pair, passphrase, app.random), type: 'custodian.added' }));
  } finally {
    passphrase.fill(0);
  }
}

/** Sends a custodian away, by two others who are there. Passphrases are wiped. @throws CUSTODY_RETIRED, and as `admitCustodian` does */
export function dismissCustodian(app: Appliance, pair: Pair, number: number): void {
  changeCustody(app, pair, (bytes) => ({ file: retireCustodian(bytes, pair, number, app.random), type: 'custodian.retired', number }));
}

function changeCustody(app: Appliance, pair: Pair, work: (bytes: Uint8Array) => Changed): number {
  return withPair(app, pair, (bytes) => {
    const { file, type, number } = work(bytes);
    const counts = { custodians: parseCustody(file).custodians.length };
    tellAndReplace(app, file, { ...byPair(pair, { custodian: custodianName(number) }), type, counts });
    return number;
  });
}

/** What the ledger says of an act done by two custodians. */
export function byPair(pair: Pair, more: { custodian?: string } = {}) {
  const [actor, second] = pair.map((each) => custodianName(each.number)) as [string, string];
  return { actor, subjects: { ...more, second } };
}

/**
 * The new file goes aside, then the ledger tells it, then it takes its place: a crash in between is finished or undone at the next start
 * (`finishCustody`). Under the session's lock.
 */
export function tellAndReplace(app: Appliance, file: Uint8Array, told: LedgerEvent): void {
  writeFileAtomically(paths(app.dir).custodyNext, file, { replace: true });
  change(app.store, [{ ...told, digests: { custody: toHex(sha256(file)) } }], (tx) => clearFailures(tx, 'passphrase'));
  replaceCustody(app);
}

/**
 * Runs what two custodians do with the custody file, whose passphrases are wiped. The session's lock keeps a session, and another attempt, from going
 * on meanwhile. A wrong pair costs the next attempt its wait, here as in a session.
 */
export function withPair<T>(app: Appliance, pair: Pair, work: (bytes: Uint8Array) => T): T {
  const { store } = app;
  const lock = takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
  try {
    if (lock === null) throw new EcluseError('SESSION_BUSY');
    requireNoWait(store, 'passphrase');
    const { bytes, custody } = readCustody(app);
    requirePair(custody, pair);
    return work(bytes);
  } catch (error) {
    if (error instanceof EcluseError && error.code === 'CUSTODY_PASSPHRASE') {
      change(
        store,
        (failures: number) => [{ actor: 'appliance', type: 'custody.refused', code: 'CUSTODY_PASSPHRASE', counts: { failures } }],
        (tx) => addFailure(tx, 'passphrase', app.clock().getTime()),
      );
    }
    throw error;
  } finally {
    for (const { passphrase } of pair) passphrase.fill(0);
    lock?.release();
  }
}
