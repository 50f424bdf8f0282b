import { existsSync } from 'node:fs';
import { equalBytes, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { type Card, parseCard } from '../keys/card.ts';
import { fingerprintWords } from '../keys/words.ts';
import { homePaths, type PartnerHome } from './home.ts';

const CARD_LIMIT = 64 << 10;

/** A card and the words that two people compare aloud. */
export type Introduced = { readonly card: Card; readonly words: readonly string[] };

/** Reads an appliance's card without trusting it yet. @throws TRUST_ROLE and what `parseCard` throws */
export function inspectAppliance(path: string): Introduced {
  return introduceAppliance(readFileCapped(path, CARD_LIMIT));
}

/** The same for a card that is no file. @throws TRUST_ROLE and what `parseCard` throws */
export function introduceAppliance(bytes: Uint8Array): Introduced {
  const card = parseCard(bytes);
  if (card.role !== 'appliance' || card.log === null) throw new EcluseError('TRUST_ROLE', { name: card.name });
  return { card, words: fingerprintWords(card.hash) };
}

/** Keeps the card as the one trusted appliance; the same card again changes nothing. @throws TRUST_OTHER */
export function trust(home: PartnerHome, card: Card): { readonly already: boolean } {
  const path = homePaths(home.dir).appliance;
  const bytes = utf8(card.text);
  if (existsSync(path)) {
    const known = readFileCapped(path, CARD_LIMIT);
    if (equalBytes(known, bytes)) return { already: true };
    throw new EcluseError('TRUST_OTHER', { name: parseCard(known).name });
  }
  writeFileAtomically(path, bytes);
  return { already: false };
}
