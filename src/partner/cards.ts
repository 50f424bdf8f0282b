import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped } from '../base/files.ts';
import { type Card, parseCard } from '../keys/card.ts';
import { pastKeyContext } from '../keys/past-key.ts';
import { ROTATION_BYTES, type Rotation, readRotation, rotationsTo } from '../keys/rotation.ts';
import type { Secrets } from '../keys/secrets.ts';
import { openVault } from '../keys/vault.ts';
import { homePaths, type PartnerHome } from './home.ts';

const NOTE = /^[0-9a-f]{64}\.note$/;
const VAULT_LIMIT = 1024;

/** Rotation notes rest under the hash of the card that gave way. */
export function rotationPath(folder: string, from: string): string {
  return join(folder, `${from}.note`);
}

function notesIn(folder: string): Rotation<Card>[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => NOTE.test(name));
  return names.map((name) => readRotation(readFileCapped(join(folder, name), ROTATION_BYTES), parseCard));
}

/** The rotations that this home has accepted of its appliance, whatever became of them. */
export function trustedRotations(home: PartnerHome): Rotation<Card>[] {
  return notesIn(homePaths(home.dir).trusted);
}

/** The rotations that led to this home's own card, the first one first. */
export function ownRotations(home: PartnerHome): Rotation<Card>[] {
  return rotationsTo(home.card, notesIn(homePaths(home.dir).past)).reverse();
}

/** What a past card's keys still serve for: opening what was sealed to it, its rosters, its pseudonyms. Never for signing. */
export type OpeningKeys = Pick<Secrets, 'seal' | 'pseudonym' | 'vault'>;

export function pastVaultPath(home: PartnerHome, card: string): string {
  return join(homePaths(home.dir).past, `${card}.vault`);
}

export function pastKeysBytes({ seal, pseudonym, vault }: OpeningKeys): Uint8Array {
  return Uint8Array.from([...seal, ...pseudonym, ...vault]);
}

/** This home's keys by card: its present ones first, then those of past cards that are still kept. @throws VAULT_OPEN, HOME_DAMAGED */
export function openingKeys(home: PartnerHome, secrets: Secrets): Map<string, OpeningKeys> {
  const keys = new Map<string, OpeningKeys>([[home.card.hash, secrets]]);
  for (const { from } of ownRotations(home).reverse()) {
    const path = pastVaultPath(home, from.hash);
    if (!existsSync(path)) continue;
    const bytes = openVault(secrets.vault, pastKeyContext(from.hash), readFileCapped(path, VAULT_LIMIT));
    if (bytes.length !== 96) throw new EcluseError('HOME_DAMAGED', { file: `${from.hash.slice(0, 12)}….vault`, where: 'length' });
    keys.set(from.hash, { seal: bytes.subarray(0, 32), pseudonym: bytes.subarray(32, 64), vault: bytes.subarray(64) });
  }
  return keys;
}
