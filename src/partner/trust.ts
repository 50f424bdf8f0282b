import { existsSync } from 'node:fs';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { type Card, parseCard } from '../keys/card.ts';
import { followRotation, isRotation, type Rotation, readRotation } from '../keys/rotation.ts';
import { fingerprintWords } from '../keys/words.ts';
import { rotationPath, trustedRotations } from './cards.ts';
import { homePaths, type PartnerHome, trustedAppliance } from './home.ts';

const CARD_LIMIT = 64 << 10;

/** A card, the words that two people compare aloud, and the rotation that brought it, if any. */
export type Introduced = { readonly card: Card; readonly words: readonly string[]; readonly rotation: Rotation<Card> | null };

/** Reads an appliance's card, or the note of its rotation, without trusting it yet. @throws TRUST_ROLE and what `parseCard` and `readRotation` throw */
export function inspectAppliance(path: string): Introduced {
  return introduceAppliance(readFileCapped(path, CARD_LIMIT));
}

/** The same for what is no file. @throws as `inspectAppliance` does */
export function introduceAppliance(bytes: Uint8Array): Introduced {
  const rotation = isRotation(bytes) ? readRotation(bytes, parseCard) : null;
  const card = rotation?.to ?? parseCard(bytes);
  if (card.role !== 'appliance' || card.log === null) throw new EcluseError('TRUST_ROLE', { name: card.name });
  return { card, words: fingerprintWords(card.hash), rotation };
}

export type Trusting = 'first' | 'already' | 'rotated';

/**
 * What this home would make of a card: the first it trusts, the one it knows, or the one that takes its place, which takes the note of a rotation.
 * @throws TRUST_OTHER, ROTATION_NONE, ROTATION_PARTY, ROTATION_FORK, ROTATION_REPLAY, ROTATION_UNKNOWN
 */
export function considerTrust(home: PartnerHome, { card, rotation }: Pick<Introduced, 'card' | 'rotation'>): Trusting {
  if (!existsSync(homePaths(home.dir).appliance)) return 'first';
  const known = trustedAppliance(home);
  if (rotation !== null) return followRotation(rotation, known, trustedRotations(home)) === 'new' ? 'rotated' : 'already';
  if (known.text === card.text) return 'already';
  throw new EcluseError(known.id === card.id ? 'ROTATION_NONE' : 'TRUST_OTHER', { name: known.name });
}

/** Keeps the card as the one trusted appliance, in the place of the one it followed; the same card again changes nothing. @throws as `considerTrust` does */
export function trust(home: PartnerHome, card: Card, rotation: Rotation<Card> | null = null): Trusting {
  const trusting = considerTrust(home, { card, rotation });
  const { appliance, trusted } = homePaths(home.dir);
  if (trusting === 'already') return trusting;
  // The note first: it is what the old card is known by from then on.
  if (trusting === 'rotated' && rotation !== null) {
    const path = rotationPath(trusted, rotation.from.hash);
    if (!existsSync(path)) writeFileAtomically(path, utf8(rotation.text));
  }
  writeFileAtomically(appliance, utf8(card.text), { replace: trusting === 'rotated' });
  return trusting;
}
