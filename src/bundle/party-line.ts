import { isHash, isId, type Party } from './core.ts';

/** `ID HASH`: a party and its card, as notes write them. */
export function partyLine({ id, card }: Party): string {
  return `${id} ${card}`;
}

/** The reverse; null when it is not that. */
export function readPartyLine(value: string): Party | null {
  const [id, card, ...rest] = value.split(' ');
  return rest.length === 0 && isId(id) && isHash(card) ? { id, card } : null;
}
