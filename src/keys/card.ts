import { equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../base/bytes.ts';
import { isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { ed25519Public, type Note, parseNote, signNote, verifyNote } from '../base/note.ts';
import { sodium } from '../base/sodium.ts';
import type { Secrets } from './secrets.ts';
import { signerName } from './signer.ts';
import { isXwingPublic, xwingPublic } from './xwing.ts';

export type CardRole = 'partner' | 'appliance';

/** A party's public keys and name, signed by itself (SPEC.md, Cards and fingerprints). */
export type Card = {
  readonly role: CardRole;
  readonly name: string;
  /** 32 hex characters. */
  readonly id: string;
  /** Ed25519 public key, 32 bytes. */
  readonly sign: Uint8Array;
  /** X-Wing public key, 1,216 bytes. */
  readonly seal: Uint8Array;
  /** The ledger's Ed25519 public key, 32 bytes; an appliance has one, a partner none. */
  readonly log: Uint8Array | null;
  readonly created: string;
  /** The whole signed note. */
  readonly text: string;
  /** Fingerprint: SHA-256 of the note's text, hex. */
  readonly hash: string;
};

export const CARD_FORMAT = 'ecluse.card/v1';
export const CARD_BYTES = 8192;

/** A party's name as cards hold it: NFC, no blank at the ends nor two together. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** Names are shown to people who decide on them: nothing invisible, nothing that turns the direction of writing. */
export function isPartyName(name: string): boolean {
  return name.length >= 1 && name.length <= 120 && tidyName(name) === name && !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(name);
}

/** `CARD_NAME` when the name cannot stand on a card; the other fields come from the program, and are checked by reading the card again. */
export function makeCard(
  fields: { role: CardRole; name: string; id: string; log: Uint8Array | null; created: string },
  secrets: Secrets,
): Card {
  const name = tidyName(fields.name);
  if (!isPartyName(name)) throw new EcluseError('CARD_NAME');
  const text = cardText({ ...fields, name, sign: ed25519Public(secrets.sign), seal: xwingPublic(secrets.seal) });
  return parseCard(utf8(signNote(text, signerName(fields.id), secrets.sign)));
}

function cardText(card: Omit<Card, 'text' | 'hash'>): string {
  const log = card.log === null ? [] : ([['log', toBase64(card.log)]] as const);
  return writeFields(CARD_FORMAT, [
    ['role', card.role],
    ['name', card.name],
    ['id', card.id],
    ['sign', toBase64(card.sign)],
    ['seal', toBase64(card.seal)],
    ...log,
    ['created', card.created],
  ]);
}

const malformed = (where: string, cause?: unknown) => new EcluseError('CARD_FORM', { where }, { cause });

/**
 * Reads a card and verifies that it signed itself. Attacker-controlled. Whether the card is the one of the party it names is for
 * two people to say, by its fingerprint. Errors: `CARD_FORM`, `CARD_KEY`, `CARD_SIGNATURE`.
 */
export function parseCard(bytes: Uint8Array): Card {
  if (bytes.length > CARD_BYTES) throw malformed('size');
  const note = cardNote(bytes);
  const fields = readCard(note.text);
  const { id, sign } = fields;
  if (note.signatures.length !== 1 || note.signatures[0]?.name !== signerName(id)) throw malformed('signature line');
  if (!areKeysOfCard(fields)) throw new EcluseError('CARD_KEY');
  if (!signedByCard(note, { id, sign })) throw new EcluseError('CARD_SIGNATURE');
  return { ...fields, text: fromUtf8(bytes, 'card'), hash: toHex(sha256(utf8(note.text))) };
}

function cardNote(bytes: Uint8Array): Note {
  try {
    return parseNote(bytes);
  } catch (cause) {
    throw malformed('note', cause);
  }
}

function readCard(text: string): Omit<Card, 'text' | 'hash'> {
  const fields = readFields(text, CARD_FORMAT, malformed);
  const role = fields.take('role');
  if (role !== 'partner' && role !== 'appliance') throw malformed('role');
  const name = fields.take('name');
  if (!isPartyName(name)) throw malformed('name');
  const id = fields.read('id', (value) => sized(fromHex(value), 16) && value);
  const sign = fields.read('sign', (value) => sized(fromBase64(value), 32));
  const seal = fields.read('seal', (value) => sized(fromBase64(value), 1216));
  const log = role === 'appliance' ? fields.read('log', (value) => sized(fromBase64(value), 32)) : null;
  const created = fields.take('created');
  if (!isTimestamp(created)) throw malformed('created');
  fields.end();
  const card = { role, name, id, sign, seal, log, created } as const;
  if (cardText(card) !== text) throw malformed('canonical form');
  return card;
}

function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw malformed('length');
  return bytes;
}

/** The canonical encoding of a point of the prime-order group: under a key of small order, anything would verify. */
function isSigningKey(publicKey: Uint8Array): boolean {
  return sodium.crypto_core_ed25519_is_valid_point(publicKey);
}

/** One key, one use: what the ledger's key signs is never read as the party's word. */
function areKeysOfCard({ sign, seal, log }: Pick<Card, 'sign' | 'seal' | 'log'>): boolean {
  if (log !== null && (!isSigningKey(log) || equalBytes(log, sign))) return false;
  return isSigningKey(sign) && isXwingPublic(seal);
}

/** True when the note bears this party's signature, by this card's key. */
export function signedByCard(note: Note, card: Pick<Card, 'id' | 'sign'>): boolean {
  try {
    return verifyNote(note, signerName(card.id), card.sign);
  } catch {
    return false;
  }
}
