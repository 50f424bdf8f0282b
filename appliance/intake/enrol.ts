import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { fingerprintWords } from '../../src/keys/words.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { change } from '../store/change.ts';
import { addParty, party } from '../store/party.ts';
import { requireUnsealed } from './unsealed.ts';

export type EnrolledParty = { readonly id: string; readonly name: string; readonly hash: string; readonly words: readonly string[] };

/** What a card says, without enrolling it: its words are compared aloud first. @throws CARD_ROLE, and what `parseCard` throws */
export function inspectCard(cardBytes: Uint8Array): EnrolledParty {
  return told(partnerCard(cardBytes));
}

function partnerCard(cardBytes: Uint8Array): Card {
  const card = parseCard(cardBytes);
  if (card.role !== 'partner') throw new EcluseError('CARD_ROLE');
  return card;
}

function told({ id, name, hash }: Card): EnrolledParty {
  return { id, name, hash, words: fingerprintWords(hash) };
}

/** Enrols a partner's card; a two-person act. @throws ROLE_FORBIDDEN, TWO_PERSONS, CARD_ROLE, PARTY_ENROLLED, INTAKE_SEALED */
export function enrol(app: Appliance, cardBytes: Uint8Array, actors: { operator: Actor; reviewer: Actor }): EnrolledParty {
  const { operator, reviewer } = actors;
  if (operator.name === reviewer.name) throw new EcluseError('TWO_PERSONS', { act: 'enrol' });
  requireRole(operator, 'enrol');
  requireRole(reviewer, 'countersign');
  const card = partnerCard(cardBytes);
  const { id, name, hash, text } = card;
  const subjects = { party: id, second: reviewer.name, name };
  change(app.store, [{ actor: operator.name, type: 'party.enrolled', subjects, digests: { card: hash } }], (tx) => {
    requireUnsealed(app.store);
    if (party(app.store, id) !== null) throw new EcluseError('PARTY_ENROLLED', { party: id });
    addParty(tx, { id, name, card: text, hash, enrolled: timestamp(app.clock()) });
  });
  return told(card);
}
