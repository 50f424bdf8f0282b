import { fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { type Note, parseNote, signNote } from '../base/note.ts';
import { type Card, signedByCard } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { signerName } from '../keys/signer.ts';
import { isId, type Party } from './core.ts';
import { LIMITS } from './limits.ts';
import { partyLine, readPartyLine } from './party-line.ts';

/** A partner's signed order to destroy one of its requests with all that came of it (SPEC.md, Destruction). */
export type DestroyOrder = {
  readonly sender: Party;
  readonly recipient: Party;
  readonly bundle: string;
  /** Whether the models trained from it go too. */
  readonly models: 'keep' | 'destroy';
  readonly created: string;
};
export type SignedOrder = DestroyOrder & { readonly text: string /** SHA-256 of the note's text, hex. */; readonly hash: string };

export const ORDER_FORMAT = 'ecluse.destroy-order/v1';

const malformed = (where: string, cause?: unknown) => new EcluseError('ORDER_FORM', { where }, { cause });

export function signOrder(
  fields: Pick<DestroyOrder, 'bundle' | 'models' | 'created'>,
  sender: { card: Card; secrets: Secrets },
  recipient: Card,
): SignedOrder {
  const order = {
    ...fields,
    sender: { id: sender.card.id, card: sender.card.hash },
    recipient: { id: recipient.id, card: recipient.hash },
  };
  const text = signNote(orderText(order), signerName(sender.card.id), sender.secrets.sign);
  return readOrder(utf8(text), { recipient, cardOf: (id) => (id === sender.card.id ? sender.card : null) });
}

/** Attacker-controlled. Errors, in the order of the checks: `ORDER_FORM`, `ORDER_SENDER`, `ORDER_SIGNATURE`, `ORDER_RECIPIENT`. */
export function readOrder(
  bytes: Uint8Array,
  options: {
    recipient: Card;
    cardOf: (id: string) => Card | null /** Hashes of the reader's cards that it answers to. */;
    cards?: readonly string[];
  },
): SignedOrder {
  const note = noteOf(bytes);
  const order = parseOrder(note.text);
  const { id, card: hash } = order.sender;
  const card = options.cardOf(id);
  if (card === null || card.hash !== hash) throw new EcluseError('ORDER_SENDER', { sender: id });
  if (!signedByCard(note, card)) throw new EcluseError('ORDER_SIGNATURE', { sender: id });
  const { recipient, cards = [recipient.hash] } = options;
  if (order.recipient.id !== recipient.id || !cards.includes(order.recipient.card)) throw new EcluseError('ORDER_RECIPIENT');
  return { ...order, text: fromUtf8(bytes, 'ordre'), hash: toHex(sha256(utf8(note.text))) };
}

function noteOf(bytes: Uint8Array): Note {
  if (bytes.length > LIMITS.approvalBytes) throw malformed('size');
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw malformed('note', cause);
  }
  if (note.signatures.length !== 1) throw malformed('signatures');
  return note;
}

function orderText(order: DestroyOrder): string {
  return writeFields(ORDER_FORMAT, [
    ['sender', partyLine(order.sender)],
    ['recipient', partyLine(order.recipient)],
    ['bundle', order.bundle],
    ['models', order.models],
    ['created', order.created],
  ]);
}

function parseOrder(text: string): DestroyOrder {
  const fields = readFields(text, ORDER_FORMAT, malformed);
  const sender = readPartyLine(fields.take('sender'));
  const recipient = readPartyLine(fields.take('recipient'));
  const [bundle, models, created] = [fields.take('bundle'), fields.take('models'), fields.take('created')];
  fields.end();
  if (sender === null) throw malformed('sender');
  if (recipient === null) throw malformed('recipient');
  if (!isId(bundle)) throw malformed('bundle');
  if (models !== 'keep' && models !== 'destroy') throw malformed('models');
  if (!isTimestamp(created)) throw malformed('created');
  const order: DestroyOrder = { sender, recipient, bundle, models, created };
  if (orderText(order) !== text) throw malformed('canonical form');
  return order;
}
