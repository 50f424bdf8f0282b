import { fromDecimal, fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { dayOf, isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { type Note, parseNote, signNote } from '../base/note.ts';
import { type Card, signedByCard } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { signerName } from '../keys/signer.ts';
import { isHash, isId, isSlug, type Party } from './core.ts';
import { LIMITS } from './limits.ts';

export type Stance = 'targeted' | 'wide';

/** The `until` of a withdrawal: no clock is so late that the consent would hold still. */
export const WITHDRAWN = '1970-01-01';

/** A partner's signed consent to one model, or its end (SPEC.md, Approvals). */
export type Approval = {
  readonly sender: Party;
  readonly recipient: Party;
  readonly model: string;
  /** SHA-256 of the model's bytes, hex. */
  readonly digest: string;
  readonly stance: Stance;
  /** The cut of that stance, of 1, chosen by the CSS from those of the evaluation; null: the model's own. */
  readonly cut: number | null;
  /** What the CSS asks of recall and precision at that stance, of 1, in whole hundredths; null in a withdrawal and in consents of before. */
  readonly floors: { readonly recall: number; readonly precision: number } | null;
  /** Last UTC day on which it holds; `WITHDRAWN` when it takes back what came before. */
  readonly until: string;
  readonly sequence: number;
  readonly created: string;
};
export type SignedApproval = Approval & {
  /** The whole signed note. */
  readonly text: string;
  /** SHA-256 of the note's text, hex. */
  readonly hash: string;
};

export const APPROVAL_FORMAT = 'ecluse.approval/v1';

/** At most six decimals, so that the text and the number say the same. */
const CUT = /^(1|0\.\d{1,6})$/;

/** Hundredths of recall, then of precision. */
const FLOORS = /^(100|[1-9]?\d) (100|[1-9]?\d)$/;

const malformed = (where: string, cause?: unknown) => new EcluseError('APPROVAL_FORM', { where }, { cause });

/** Signs a consent; `APPROVAL_FORM` names a field that cannot stand. */
export function signApproval(
  fields: Omit<Approval, 'sender' | 'recipient' | 'cut' | 'floors'> & {
    readonly cut?: number | null;
    readonly floors?: Approval['floors'];
  },
  sender: { card: Card; secrets: Secrets },
  recipient: Card,
): SignedApproval {
  const approval: Approval = {
    ...fields,
    cut: fields.cut ?? null,
    floors: fields.floors ?? null,
    sender: { id: sender.card.id, card: sender.card.hash },
    recipient: { id: recipient.id, card: recipient.hash },
  };
  const text = signNote(approvalText(approval), signerName(sender.card.id), sender.secrets.sign);
  return readApproval(utf8(text), { recipientId: recipient.id, cardOf: (id) => (id === sender.card.id ? sender.card : null) });
}

/**
 * Reads and verifies a consent. Attacker-controlled. Errors, in the order of the checks: `APPROVAL_NOTE`, `APPROVAL_FORM`, `APPROVAL_SENDER`,
 * `APPROVAL_CARD`, `APPROVAL_SIGNATURE`, `APPROVAL_RECIPIENT`.
 */
export function readApproval(
  bytes: Uint8Array,
  options: { recipientId: string; cardOf: (id: string, hash: string) => Card | null },
): SignedApproval {
  const note = approvalNote(bytes);
  const approval = parseApproval(note.text);
  const { id, card: hash } = approval.sender;
  const card = options.cardOf(id, hash);
  if (card === null) throw new EcluseError('APPROVAL_SENDER', { sender: id });
  if (card.hash !== hash) throw new EcluseError('APPROVAL_CARD', { sender: id });
  if (!signedByCard(note, card)) throw new EcluseError('APPROVAL_SIGNATURE', { sender: id });
  if (approval.recipient.id !== options.recipientId) throw new EcluseError('APPROVAL_RECIPIENT', { recipient: approval.recipient.id });
  return { ...approval, text: fromUtf8(bytes, 'approbation'), hash: toHex(sha256(utf8(note.text))) };
}

/** True until the end of its last day, UTC. */
export function isCurrent(approval: Approval, now: Date): boolean {
  return dayOf(now) <= approval.until;
}

export function isWithdrawal({ until }: Pick<Approval, 'until'>): boolean {
  return until === WITHDRAWN;
}

function approvalText(approval: Approval): string {
  const party = ({ id, card }: Party) => `${id} ${card}`;
  return writeFields(APPROVAL_FORMAT, [
    ['sender', party(approval.sender)],
    ['recipient', party(approval.recipient)],
    ['model', approval.model],
    ['digest', approval.digest],
    ['stance', approval.stance],
    ...(approval.cut === null ? [] : [['cut', String(approval.cut)] as const]),
    ...(approval.floors === null ? [] : [['floors', floorsText(approval.floors)] as const]),
    ['until', approval.until],
    ['sequence', String(approval.sequence)],
    ['created', approval.created],
  ]);
}

function approvalNote(bytes: Uint8Array): Note {
  if (bytes.length > LIMITS.approvalBytes) throw new EcluseError('APPROVAL_NOTE');
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw new EcluseError('APPROVAL_NOTE', {}, { cause });
  }
  if (note.signatures.length !== 1) throw new EcluseError('APPROVAL_NOTE');
  return note;
}

function parseApproval(text: string): Approval {
  const fields = readFields(text, APPROVAL_FORMAT, malformed);
  const take = (name: string, holds: (value: string) => boolean) => {
    const value = fields.take(name);
    if (!holds(value)) throw malformed(name);
    return value;
  };
  const sender = fields.read('sender', parseParty);
  const recipient = fields.read('recipient', parseParty);
  const model = take('model', (value) => isSlug(value, 128));
  const digest = take('digest', isHash);
  const stance = take('stance', (value) => value === 'targeted' || value === 'wide') as Stance;
  const cut = fields.next('cut') ? Number(take('cut', (value) => CUT.test(value) && Number(value) > 0)) : null;
  const floors = fields.next('floors') ? readFloors(take('floors', (value) => FLOORS.test(value))) : null;
  const until = take('until', isDay);
  const sequence = fields.read('sequence', (value) => fromDecimal(value));
  const created = take('created', isTimestamp);
  fields.end();
  if (sequence < 1) throw malformed('sequence');
  if (until < created.slice(0, 10) && until !== WITHDRAWN) throw malformed('until');
  const approval = { sender, recipient, model, digest, stance, cut, floors, until, sequence, created };
  if (approvalText(approval) !== text) throw malformed('canonical form');
  return approval;
}

function floorsText({ recall, precision }: NonNullable<Approval['floors']>): string {
  return `${Math.round(recall * 100)} ${Math.round(precision * 100)}`;
}

function readFloors(text: string): Approval['floors'] {
  const [recall, precision] = text.split(' ').map((each) => Number(each) / 100) as [number, number];
  return { recall, precision };
}

function parseParty(value: string): Party {
  const [id, card, ...rest] = value.split(' ');
  if (rest.length > 0 || !isId(id) || !isHash(card)) throw malformed('card');
  return { id, card };
}
