import { EcluseError } from '../../src/base/errors.ts';
import { ledgerOrigin } from '../../src/ledger/checkpoint.ts';
import { requireConsistent } from '../../src/ledger/witness.ts';
import type { Appliance } from '../home.ts';
import { witnesses } from '../store/witness.ts';

/** No session starts over a ledger that cannot have grown out of every checkpoint ever returned. @throws LEDGER_ROLLED_BACK, LEDGER_FORKED */
export function requireConsistentWithWitnesses({ store, card }: Appliance): void {
  if (card.log === null) throw new EcluseError('APPLIANCE_LEDGER_KEY');
  for (const { note } of witnesses(store)) requireConsistent(store.ledger, note, ledgerOrigin(card.id), card.log);
}
