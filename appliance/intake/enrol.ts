import { EcluseError } from '../../src/base/errors.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';

export type EnrolledParty = { readonly id: string; readonly name: string; readonly hash: string; readonly words: readonly string[] };

/** What a card says, without enrolling it: its words are compared aloud first. */
export function inspectCard(_cardBytes: Uint8Array): EnrolledParty {
  throw new EcluseError('INTERNAL', { where: 'inspectCard' });
}

/** Enrols a partner's card; a two-person act. @throws ROLE_FORBIDDEN, TWO_PERSONS, CARD_ROLE, PARTY_ENROLLED */
export function enrol(_app: Appliance, _cardBytes: Uint8Array, _actors: { operator: Actor; reviewer: Actor }): EnrolledParty {
  throw new EcluseError('INTERNAL', { where: 'enrol' });
}
