import { type Card, makeCard } from '../../src/keys/card.ts';
import { signRotation } from '../../src/keys/rotation.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { type PartyKeys, seededRandom } from './parties.ts';

export const CREATED = '2026-10-01T12:00:00Z';
export const UNTIL = '2026-10-31';

/** The same party under other keys, which follow from a seed. */
export function renewed({ card }: PartyKeys, seed: string, changes: Partial<Pick<Card, 'name' | 'id' | 'log' | 'role'>> = {}): PartyKeys {
  const secrets = secretsFromRoot(seededRandom(`renewed/${seed}`)(32));
  const { role, name, id, log } = { ...card, ...changes };
  return { secrets, card: makeCard({ role, name, id, log, created: CREATED }, secrets) };
}

/** The note by which one card gives way to the other. */
export function rotationNote(from: PartyKeys, to: PartyKeys, fields: { until?: string; created?: string } = {}): string {
  const seeds = { old: from.secrets.sign, next: to.secrets.sign };
  return signRotation({ from: from.card, to: to.card, until: UNTIL, created: CREATED, ...fields }, seeds);
}
