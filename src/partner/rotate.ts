import { utf8 } from '../base/bytes.ts';
import { type Clock, type Random, timestamp } from '../base/random.ts';
import { type Card, makeCard, parseCard } from '../keys/card.ts';
import { type Kdf, wrapRoot } from '../keys/keyfile.ts';
import { pastKeyContext } from '../keys/past-key.ts';
import { type Rotation, readRotation, signRotation } from '../keys/rotation.ts';
import { newRoot, type Secrets, secretsFromRoot } from '../keys/secrets.ts';
import { sealVault } from '../keys/vault.ts';
import { openingKeys, pastKeysBytes } from './cards.ts';
import { homePaths, type PartnerHome, withLock } from './home.ts';
import { decideRotation, finishRotation } from './rotation-file.ts';
import { readSigners, signersNote } from './signers.ts';

/**
 * Gives this home a new root, hence new keys and a new card. What opens the answers to requests already made stays, under the new root; the old signing
 * key is gone. One file written whole is the whole of it: before it the old keys, after it the new ones.
 */
export function rotateHome(
  home: PartnerHome,
  secrets: Secrets,
  { passphrase, kdf }: { readonly passphrase: Uint8Array; readonly kdf: Kdf },
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Rotation<Card> {
  return withLock(home, () => {
    const root = newRoot(random);
    const next = secretsFromRoot(root);
    const { role, name, id, log } = home.card;
    const created = timestamp(clock());
    const to = makeCard({ role, name, id, log, created }, next);
    const seeds = { old: secrets.sign, next: next.sign };
    // Nothing signed by the old key is taken any more, hence no day to come.
    const rotation = readRotation(utf8(signRotation({ from: home.card, to, until: created.slice(0, 10), created }, seeds)), parseCard);
    const vaults = [...openingKeys(home, secrets)].map(([card, keys]) => {
      return [`past/${card}.vault`, sealVault(next.vault, pastKeyContext(card), pastKeysBytes(keys), random)] as const;
    });
    const signers = readSigners(home);
    const files = {
      ...Object.fromEntries(vaults),
      [`past/${home.card.hash}.note`]: utf8(rotation.text),
      'party.key': wrapRoot(root, passphrase, kdf, random),
      'card.note': utf8(to.text),
      ...(signers.length > 0 && { 'signers.note': signersNote({ id, card: to.hash }, signers, next) }),
    };
    root.fill(0);
    const { rotation: decided, past } = homePaths(home.dir);
    decideRotation(decided, files);
    finishRotation(decided, past);
    return rotation;
  });
}
