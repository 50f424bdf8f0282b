import { utf8 } from '../../src/base/bytes.ts';
import { dayOf } from '../../src/base/calendar.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { type Rotation, readRotation } from '../../src/keys/rotation.ts';
import type { Appliance } from '../home.ts';
import type { Store } from '../store/open.ts';
import { lastRotation, type RotationRow, rotationsOf } from '../store/rotation.ts';

export function rotationOf({ note }: Pick<RotationRow, 'note'>): Rotation<Card> {
  return readRotation(utf8(note), parseCard);
}

/**
 * The appliance's card as its ledger tells it: that of its last rotation, or the one on file. Asked at each use: another process may have changed the
 * keys since this one began.
 */
export function presentCard(store: Store, onFile: Card): () => Card {
  let card = onFile;
  return () => {
    const last = lastRotation(store, card.id);
    if (last !== null && last.to_hash !== card.hash) card = rotationOf(last).to;
    return card;
  };
}

/** A card of this appliance under which what was on its way is still taken: its present one, or a past one until the day its rotation set. */
export function ownCard(app: Pick<Appliance, 'store' | 'card' | 'clock'>, hash: string): Card | null {
  if (hash === app.card.hash) return app.card;
  const today = dayOf(app.clock());
  const row = rotationsOf(app.store, app.card.id).find((each) => each.from_hash === hash && each.until >= today);
  return row === undefined ? null : rotationOf(row).from;
}

/** Hashes of the cards that a party has or once had, whatever the day. */
export function cardsEverOf(store: Store, { id, hash }: Card): string[] {
  return [hash, ...rotationsOf(store, id).map((row) => row.from_hash)];
}
