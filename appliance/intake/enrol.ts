import { utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { followRotation, isRotation, type Rotation, readRotation } from '../../src/keys/rotation.ts';
import { fingerprintWords } from '../../src/keys/words.ts';
import { rotationOf } from '../custody/cards.ts';
import { type Actor, requireRole } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { change } from '../store/change.ts';
import { addParty, party, replaceCard } from '../store/party.ts';
import { addRotation, rotationsOf } from '../store/rotation.ts';
import { requireUnsealed } from './unsealed.ts';

export type EnrolledParty = { readonly id: string; readonly name: string; readonly hash: string; readonly words: readonly string[] };
/** `rotation`: the card takes the place of one that is enrolled. */
export type InspectedCard = EnrolledParty & { readonly rotation: boolean };

/**
 * What a card says, or the note of its rotation, without enrolling it: its words are compared aloud first.
 * @throws CARD_ROLE, and what `parseCard` and `readRotation` throw
 */
export function inspectCard(bytes: Uint8Array): InspectedCard {
  const { card, rotation } = introduced(bytes);
  return { ...told(card), rotation: rotation !== null };
}

function introduced(bytes: Uint8Array): { card: Card; rotation: Rotation<Card> | null } {
  const rotation = isRotation(bytes) ? readRotation(bytes, parseCard) : null;
  const card = rotation?.to ?? parseCard(bytes);
  if (card.role !== 'partner') throw new EcluseError('CARD_ROLE');
  return { card, rotation };
}

function told({ id, name, hash }: Card): EnrolledParty {
  return { id, name, hash, words: fingerprintWords(hash) };
}

/**
 * Enrols a partner's card, or the one that takes its place by a rotation note; a two-person act. From then on nothing signed under the old card is received;
 * what was received before stays, and what leaves is sealed to the new one.
 * @throws ROLE_FORBIDDEN, TWO_PERSONS, CARD_ROLE, PARTY_ENROLLED, INTAKE_SEALED, ROTATION_NONE, PARTY_UNKNOWN, and as `followRotation` does
 */
export function enrol(app: Appliance, cardBytes: Uint8Array, actors: { operator: Actor; reviewer: Actor }): EnrolledParty {
  const { operator, reviewer } = actors;
  if (operator.name === reviewer.name) throw new EcluseError('TWO_PERSONS', { act: 'enrol' });
  requireRole(operator, 'enrol');
  requireRole(reviewer, 'countersign');
  const { card, rotation } = introduced(cardBytes);
  if (rotation) return rotated(app, rotation, operator.name, reviewer.name);
  const { id, name, hash, text } = card;
  const subjects = { party: id, second: reviewer.name, name };
  change(app.store, [{ actor: operator.name, type: 'party.enrolled', subjects, digests: { card: hash } }], (tx) => {
    requireUnsealed(app.store);
    const known = party(app.store, id);
    if (known) throw new EcluseError(known.hash === hash ? 'PARTY_ENROLLED' : 'ROTATION_NONE', { party: id, name: known.name });
    addParty(tx, { id, name, card: text, hash, enrolled: timestamp(app.clock()) });
  });
  return told(card);
}

function rotated(app: Appliance, rotation: Rotation<Card>, actor: string, second: string): EnrolledParty {
  const { store, clock } = app;
  const { from, to, hash: note, until, text } = rotation;
  const subjects = { party: to.id, second };
  const digests = { card: to.hash, previous: from.hash, note };
  change(store, [{ actor, type: 'party.rotated', subjects, digests }], (tx) => {
    requireUnsealed(store);
    const row = party(store, to.id);
    if (row === null) throw new EcluseError('PARTY_UNKNOWN', { party: to.id });
    if (followRotation(rotation, parseCard(utf8(row.card)), rotationsOf(store, to.id).map(rotationOf)) === 'already')
      throw new EcluseError('PARTY_ENROLLED', { party: to.id });
    addRotation(tx, { party: to.id, from_hash: from.hash, to_hash: to.hash, until, note: text, rotated: timestamp(clock()) });
    replaceCard(tx, to.id, from.hash, { card: to.text, hash: to.hash });
  });
  return told(to);
}
