import { EcluseError } from '../../src/base/errors.ts';
import { makeCustody, openCustody, type Pair } from '../../src/keys/custody.ts';
import { KDF_DEFAULT, type Kdf } from '../../src/keys/keyfile.ts';
import { makeShares, rootOfShares, SHARES } from '../../src/keys/shares.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import { type Appliance, paths } from '../home.ts';
import { clearFailures } from '../store/attempt.ts';
import { change } from '../store/change.ts';
import { issuedCustodians } from '../store/custody.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';
import { byPair, tellAndReplace, withPair } from './change.ts';

/**
 * Splits the root on three shares, by two custodians; the ledger says so before anybody sees one. Passphrases are wiped.
 * @throws as `admitCustodian` does, SHARE_ROOT
 */
export async function shareRoot(app: Appliance, pair: Pair): Promise<Uint8Array[]> {
  const root = withPair(app, pair, (bytes) => {
    const opened = openCustody(bytes, pair);
    change(app.store, [{ ...byPair(pair), type: 'recovery.made', counts: { shares: SHARES.made } }], (tx) =>
      clearFailures(tx, 'passphrase'),
    );
    return opened;
  });
  try {
    const shares = await makeShares(root, app.card.id);
    // Proved before they are printed: paper that does not work would be found out too late.
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      (await rootOfShares([shares[i]!, shares[j]!], app.card)).fill(0);
    return shares;
  } finally {
    root.fill(0);
  }
}

export type RecoverOptions = {
  readonly operator: Actor;
  readonly reviewer: Actor;
  readonly shares: readonly [Uint8Array, Uint8Array];
  /** The new custodians' passphrases, two to five. Wiped. */
  readonly custodians: readonly Uint8Array[];
  readonly kdf?: Kdf;
};

/**
 * Gives the appliance new custodians from two paper shares; those it had open nothing any more. Returns the newcomers' numbers.
 * @throws ROLE_FORBIDDEN, TWO_PERSONS, SHARE_SAME, SHARE_ROOT, SESSION_BUSY, and as `makeCustody` does
 */
export async function recoverCustody(app: Appliance, options: RecoverOptions): Promise<number[]> {
  const { operator, reviewer, shares, custodians } = options;
  requireRole(operator, 'seal');
  requireRole(reviewer, 'countersign');
  if (operator.name === reviewer.name) throw new EcluseError('TWO_PERSONS', { act: 'recover' });
  const root = await rootOfShares(shares, app.card);
  const lock = takeLock(paths(app.dir).sessionLock, SESSION_LOCK_MS);
  try {
    if (lock === null) throw new EcluseError('SESSION_BUSY');
    const first = issuedCustodians(app.store) + 1;
    const file = makeCustody(root, app.card.id, custodians, options.kdf ?? KDF_DEFAULT, app.random, first);
    const counts = { first, custodians: custodians.length };
    tellAndReplace(app, file, { actor: operator.name, type: 'custody.recovered', subjects: { second: reviewer.name }, counts });
    return custodians.map((_, i) => first + i);
  } finally {
    root.fill(0);
    for (const secret of [...shares, ...custodians]) secret.fill(0);
    lock?.release();
  }
}
