import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { writeFileAtomically } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import { addCustodian, type Pair, requirePair, retireCustodian } from '../../src/keys/custody.ts';
import { parseCustody } from '../../src/keys/custody-file.ts';
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

/**
 * The new file goes aside, then the ledger tells it, then it takes its place: a crash in between is finished or undone at the next start
 * (`finishCustody`). The session's lock keeps a session, and another attempt, from going on meanwhile.
 */
function changeCustody(app: Appliance, pair: Pair, work: (bytes: Uint8Array) => Changed): number {
  const { store } = app;
  const at = paths(app.dir);
  const lock = takeLock(at.sessionLock, SESSION_LOCK_MS);
  try {
    if (lock === null) throw new EcluseError('SESSION_BUSY');
    requireNoWait(store, 'passphrase');
    const { bytes, custody } = readCustody(app);
    requirePair(custody, pair);
    const { file, type, number } = attempted(app, () => work(bytes));
    writeFileAtomically(at.custodyNext, file, { replace: true });
    const [first, second] = pair.map((each) => custodianName(each.number)) as [string, string];
    const counts = { custodians: parseCustody(file).custodians.length };
    const subjects = { custodian: custodianName(number), second };
    change(store, [{ actor: first, type, subjects, digests: { custody: toHex(sha256(file)) }, counts }], (tx) =>
      clearFailures(tx, 'passphrase'),
    );
    replaceCustody(app);
    return number;
  } finally {
    for (const { passphrase } of pair) passphrase.fill(0);
    lock?.release();
  }
}

/** A wrong pair costs the next attempt its wait, here as in a session. */
function attempted<T>(app: Appliance, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof EcluseError && error.code === 'CUSTODY_PASSPHRASE') {
      change(
        app.store,
        (failures: number) => [{ actor: 'appliance', type: 'custody.refused', code: 'CUSTODY_PASSPHRASE', counts: { failures } }],
        (tx) => addFailure(tx, 'passphrase', app.clock().getTime()),
      );
    }
    throw error;
  }
}
