import { fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { ed25519Public, ed25519Sign, type Note, noteKeyId, parseNote, signatureLine, signNote, verifyNote } from '../base/note.ts';
import { type Card, signedByCard } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { signerName } from '../keys/signer.ts';
import { isHash, isId, KINDS, type Kind, type Party } from './core.ts';
import { partyLine, readPartyLine } from './party-line.ts';

/** One destroyed file: what it was, by the hash the ledger knows it by. */
export type DestroyedItem = { readonly id: string; readonly kind: Kind; readonly core: string; readonly destroyBy: string };

/** The appliance's word that the keys of these files exist no more, for one partner to countersign (SPEC.md, Destruction). */
export type Certificate = {
  readonly appliance: Party;
  readonly party: Party;
  /** Hash of the partner's order, or null: its date was reached. */
  readonly items: readonly (DestroyedItem & { readonly order: string | null })[];
  readonly created: string;
};
export type SignedCertificate = Certificate & {
  readonly text: string /** SHA-256 of the note's text, hex. */;
  readonly hash: string;
  readonly note: Note;
};

export const CERTIFICATE_FORMAT = 'ecluse.destruction/v1';
export const CERTIFICATE_BYTES = 1 << 20;
const MOST_ITEMS = 4096;

const malformed = (where: string, cause?: unknown) => new EcluseError('CERTIFICATE_FORM', { where }, { cause });

/** Signed by the ledger's key: the first line keeps a certificate and a checkpoint apart. */
export function signCertificate(certificate: Certificate, ledgerSeed: Uint8Array): SignedCertificate {
  return parseCertificate(utf8(signNote(certificateText(certificate), signerName(certificate.appliance.id), ledgerSeed)));
}

/** Adds the partner's line, by its card's key, to what the appliance signed. */
export function countersign(certificate: SignedCertificate, partner: { card: Card; secrets: Secrets }): SignedCertificate {
  const name = signerName(partner.card.id);
  const { sign } = partner.secrets;
  const line = signatureLine(name, noteKeyId(name, ed25519Public(sign)), ed25519Sign(sign, utf8(certificate.note.text)));
  return parseCertificate(utf8(certificate.text + line));
}

/** Attacker-controlled; who signed it is asked below. @throws CERTIFICATE_FORM */
export function parseCertificate(bytes: Uint8Array): SignedCertificate {
  if (bytes.length > CERTIFICATE_BYTES) throw malformed('size');
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw malformed('note', cause);
  }
  return { ...readCertificate(note.text), text: fromUtf8(bytes, 'certificat'), hash: toHex(sha256(utf8(note.text))), note };
}

/** `cards`: hashes of the cards that the appliance has or had. @throws CERTIFICATE_SIGNATURE */
export function requireCertified(certificate: SignedCertificate, appliance: Card, cards: readonly string[] = [appliance.hash]): void {
  let good = false;
  try {
    good = appliance.log !== null && verifyNote(certificate.note, signerName(appliance.id), appliance.log);
  } catch {
    good = false;
  }
  const { id, card } = certificate.appliance;
  if (!good || id !== appliance.id || !cards.includes(card)) throw new EcluseError('CERTIFICATE_SIGNATURE');
}

/** By the partner's present key, whichever of its `cards` the certificate names. @throws CERTIFICATE_COUNTERSIGNATURE {party} */
export function requireCountersigned(certificate: SignedCertificate, partner: Card, cards: readonly string[] = [partner.hash]): void {
  const { id, card } = certificate.party;
  if (id !== partner.id || !cards.includes(card) || !signedByCard(certificate.note, partner))
    throw new EcluseError('CERTIFICATE_COUNTERSIGNATURE', { party: partner.id });
}

function certificateText({ appliance, party, items, created }: Certificate): string {
  return writeFields(CERTIFICATE_FORMAT, [
    ['appliance', partyLine(appliance)],
    ['party', partyLine(party)],
    ['created', created],
    ...items.map(({ id, kind, core, destroyBy, order }) => ['item', `${id} ${kind} ${core} ${destroyBy} ${order ?? '-'}`] as const),
  ]);
}

function readCertificate(text: string): Certificate {
  const fields = readFields(text, CERTIFICATE_FORMAT, malformed);
  const appliance = readPartyLine(fields.take('appliance'));
  const party = readPartyLine(fields.take('party'));
  const created = fields.take('created');
  const items: Certificate['items'][number][] = [];
  while (fields.next('item')) items.push(readItem(fields.take('item')));
  fields.end();
  if (appliance === null) throw malformed('appliance');
  if (party === null) throw malformed('party');
  if (!isTimestamp(created)) throw malformed('created');
  if (items.length === 0 || items.length > MOST_ITEMS) throw malformed('item');
  const certificate = { appliance, party, created, items };
  if (certificateText(certificate) !== text) throw malformed('canonical form');
  return certificate;
}

function readItem(value: string): Certificate['items'][number] {
  const [id, kind, core, destroyBy = '', order, ...rest] = value.split(' ');
  const known = KINDS.find((each) => each === kind);
  if (rest.length > 0 || !isId(id) || known === undefined || !isHash(core) || !isDay(destroyBy)) throw malformed('item');
  if (order !== '-' && !isHash(order)) throw malformed('item');
  return { id, kind: known, core, destroyBy, order: order === '-' ? null : order };
}
