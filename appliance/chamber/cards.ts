import { fromBase64, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { pastKeyContext } from '../../src/keys/past-key.ts';
import { cardAmong, type Rotation, readRotation } from '../../src/keys/rotation.ts';
import type { Secrets } from '../../src/keys/secrets.ts';
import { openVault } from '../../src/keys/vault.ts';
import type { ChamberJob } from './protocol.ts';

/** Rotations as the chamber believes them: each verified again, signature by signature. @throws what `readRotation` throws */
export function readRotations({ rotations }: ChamberJob): Rotation<Card>[] {
  return rotations.map((note) => readRotation(utf8(note), parseCard));
}

/** What this appliance opens with: hash of a card of its own → decryption key. */
export type OwnKeys = ReadonlyMap<string, Pick<Secrets, 'seal'>>;

/** The present key, and those of past cards whose vaults are still kept. @throws VAULT_FORM, VAULT_OPEN, KEY_CARD */
export function ownKeys(job: ChamberJob, card: Card, secrets: Secrets, rotations: readonly Rotation<Card>[]): OwnKeys {
  const keys = new Map<string, Pick<Secrets, 'seal'>>([[card.hash, secrets]]);
  for (const { card: hash, vault } of job.past) {
    if (cardAmong(card, rotations, hash).hash !== hash) throw new EcluseError('KEY_CARD');
    keys.set(hash, { seal: openVault(secrets.vault, pastKeyContext(hash), fromBase64(vault)) });
  }
  return keys;
}
