import { createHash } from 'node:crypto';
import { fromDecimal, fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { dayOf, isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { ed25519Public, ed25519Sign, type Note, noteKeyId, parseNote, signatureLine, verifyNote } from '../base/note.ts';
import { type Clock, type Random, timestamp } from '../base/random.ts';
import { isHash } from '../bundle/core.ts';
import { partyLine, readPartyLine } from '../bundle/party-line.ts';
import { signerName } from '../keys/signer.ts';
import type { Risk } from '../pseudonym/risk.ts';
import { isCleanText } from '../table/closed.ts';
import type { Harmonised } from '../table/harmonise.ts';
import { futureDay } from './dates.ts';
import type { PartnerHome } from './home.ts';
import type { RiskPolicy } from './risk.ts';
import { areTwo, readSigners, SIGNERS_WANTED, type UnlockedSigner } from './signers.ts';

/** What two people of the CSS let leave above its ceiling of risk: this page, of these rows, at this risk, no later than a day (SPEC.md). */
export type Exception = {
  readonly partner: string;
  /** SHA-256 of the preview page, and of the rows themselves. */
  readonly preview: string;
  readonly content: string;
  /** Pupils alone of their kind, out of how many; the ceiling then, in thousandths. */
  readonly alone: number;
  readonly pupils: number;
  readonly ceiling: number;
  readonly reason: string;
  /** Last UTC day on which a bundle may be sealed under it. */
  readonly until: string;
  readonly destroyBy: string;
  /** Random: the hash of the note says nothing of the rows to who would guess them. */
  readonly salt: string;
  readonly created: string;
};
/** `hash`: SHA-256 of the note's text. `signers`: who signed. */
export type SignedException = Exception & { readonly text: string; readonly hash: string; readonly signers: readonly string[] };

/** What leaves, as an exception names it. */
export type Subject = { readonly preview: string; readonly content: string; readonly risk: Risk; readonly policy: RiskPolicy };

export const EXCEPTION_FORMAT = 'ecluse.exception/v1';
export const EXCEPTION_BYTES = 8192;
const REASON = { min: 10, max: 300 } as const;

const malformed = (where: string, cause?: unknown) => new EcluseError('EXCEPTION_FORM', { where }, { cause });

/** SHA-256 of the rows that leave and whose they are, as this machine holds them: never sent, only compared here. */
export function contentDigest({ table, fileNumbers }: Pick<Harmonised, 'table' | 'fileNumbers'>): string {
  const hash = createHash('sha256');
  const list = (texts: readonly string[]) => hash.update(JSON.stringify(texts));
  list(fileNumbers);
  for (const { name, type, values } of table.columns) {
    list([name, type]);
    if (type === 'text') list(values);
    else hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

const thousandths = ({ ceiling }: RiskPolicy) => Math.round((ceiling ?? 1) * 1000);
const alone = ({ unique, pupils }: Risk) => Math.round(unique * pupils);

/**
 * Two signers let leave what is above the ceiling. They sign what was measured here, not what somebody says was.
 * @throws EXCEPTION_NEEDLESS, EXCEPTION_SIGNERS, EXCEPTION_REASON, DATE_…
 */
export function signException(
  home: PartnerHome,
  subject: Subject,
  said: { readonly reason: string; readonly until: string; readonly destroyBy: string; readonly signers: readonly UnlockedSigner[] },
  environment: { readonly clock: Clock; readonly random: Random },
): SignedException {
  const { risk, policy } = subject;
  if (policy.ceiling === null || risk.unique <= policy.ceiling) throw new EcluseError('EXCEPTION_NEEDLESS');
  if (!areTwo(readSigners(home), said.signers)) throw new EcluseError('EXCEPTION_SIGNERS');
  const reason = said.reason.trim().normalize('NFC');
  if (reason.length < REASON.min || !isCleanText(reason, REASON.max)) throw new EcluseError('EXCEPTION_REASON', REASON);
  const now = environment.clock();
  const exception: Exception = {
    partner: partyLine({ id: home.id, card: home.card.hash }),
    preview: subject.preview,
    content: subject.content,
    alone: alone(risk),
    pupils: risk.pupils,
    ceiling: thousandths(policy),
    reason,
    until: futureDay(said.until, '--until', now),
    destroyBy: said.destroyBy,
    salt: toHex(environment.random(16)),
    created: timestamp(now),
  };
  const text = textOf(exception);
  const lines = said.signers.map(({ name, seed }) => {
    const signer = lineName(home, name);
    return signatureLine(signer, noteKeyId(signer, ed25519Public(seed)), ed25519Sign(seed, utf8(text)));
  });
  return readException(home, utf8(`${text}\n${lines.join('')}`));
}

const lineName = (home: PartnerHome, signer: string) => `${signerName(home.id)}/${signer}`;

/**
 * Reads an exception of this home and verifies that two different signers of its list signed it. What it names is for `requireException`.
 * @throws EXCEPTION_FORM, EXCEPTION_PARTNER, EXCEPTION_SIGNERS
 */
export function readException(home: PartnerHome, bytes: Uint8Array): SignedException {
  if (bytes.length > EXCEPTION_BYTES) throw malformed('size');
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw malformed('note', cause);
  }
  const exception = parseFields(note.text);
  if (exception.partner !== partyLine({ id: home.id, card: home.card.hash })) throw new EcluseError('EXCEPTION_PARTNER');
  const signers = readSigners(home).filter(({ name, sign }) => {
    try {
      return verifyNote(note, lineName(home, name), sign);
    } catch {
      return false;
    }
  });
  const keys = new Set(signers.map(({ sign }) => toHex(sign)));
  if (keys.size < SIGNERS_WANTED || note.signatures.length !== signers.length) throw new EcluseError('EXCEPTION_SIGNERS');
  return {
    ...exception,
    text: fromUtf8(bytes, 'exception'),
    hash: toHex(sha256(utf8(note.text))),
    signers: signers.map(({ name }) => name),
  };
}

/** @throws EXCEPTION_NEEDLESS, EXCEPTION_OTHER, EXCEPTION_EXPIRED */
export function requireException(exception: SignedException, subject: Subject, now: Date): void {
  const { risk, policy } = subject;
  if (policy.ceiling === null || risk.unique <= policy.ceiling) throw new EcluseError('EXCEPTION_NEEDLESS');
  if (exception.content !== subject.content) throw new EcluseError('EXCEPTION_OTHER', { where: 'content' });
  const same = exception.alone === alone(risk) && exception.pupils === risk.pupils && exception.ceiling === thousandths(policy);
  if (!same) throw new EcluseError('EXCEPTION_OTHER', { where: 'risk' });
  if (exception.preview !== subject.preview) throw new EcluseError('EXCEPTION_OTHER', { where: 'preview' });
  if (dayOf(now) > exception.until) throw new EcluseError('EXCEPTION_EXPIRED', { date: exception.until });
}

function textOf(exception: Exception): string {
  return writeFields(EXCEPTION_FORMAT, [
    ['partner', exception.partner],
    ['preview', exception.preview],
    ['content', exception.content],
    ['alone', `${exception.alone} ${exception.pupils}`],
    ['ceiling', String(exception.ceiling)],
    ['reason', exception.reason],
    ['until', exception.until],
    ['destroyBy', exception.destroyBy],
    ['salt', exception.salt],
    ['created', exception.created],
  ]);
}

function parseFields(text: string): Exception {
  const fields = readFields(text, EXCEPTION_FORMAT, malformed);
  const take = (name: string, holds: (value: string) => boolean) => {
    const value = fields.take(name);
    if (!holds(value)) throw malformed(name);
    return value;
  };
  const partner = take('partner', (value) => readPartyLine(value) !== null);
  const preview = take('preview', isHash);
  const content = take('content', isHash);
  const [heads, pupils] = fields.read('alone', (value) => {
    const [one = '', all = '', ...more] = value.split(' ');
    if (more.length > 0) throw malformed('alone');
    return [fromDecimal(one), fromDecimal(all)] as const;
  });
  const ceiling = fields.read('ceiling', (value) => fromDecimal(value));
  const reason = take('reason', (value) => value.length >= REASON.min && isCleanText(value, REASON.max));
  const until = take('until', isDay);
  const destroyBy = take('destroyBy', isDay);
  const salt = take('salt', (value) => /^[0-9a-f]{32}$/.test(value));
  const created = take('created', isTimestamp);
  fields.end();
  const exception = { partner, preview, content, alone: heads, pupils, ceiling, reason, until, destroyBy, salt, created };
  if (textOf(exception) !== text) throw malformed('canonical form');
  return exception;
}
