import { EcluseError } from '../../src/base/errors.ts';
import type { Appliance } from '../home.ts';
import { clearFailures } from '../store/attempt.ts';
import { change } from '../store/change.ts';
import { session } from '../store/session.ts';
import { custodianName } from './file.ts';

/** The chamber holds the keys: the ledger names the two custodians who unlocked them. @throws SESSION_STATE when someone gave the session up meanwhile */
export function tellUnlocked(app: Appliance, id: string, [first, second]: readonly [number, number]): void {
  const subjects = { session: id, second: custodianName(second) };
  const digests = { card: app.card.hash };
  change(app.store, [{ actor: custodianName(first), type: 'unlock.succeeded', subjects, digests }], (tx) => {
    const state = session(app.store, id)?.state;
    if (state !== 'sealed') throw new EcluseError('SESSION_STATE', { from: state ?? '?', to: 'scored' });
    clearFailures(tx, 'passphrase');
  });
}
