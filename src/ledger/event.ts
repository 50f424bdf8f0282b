import { isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson } from '../base/json.ts';

/** What an entry is about. Each name has one form wherever it stands: identifiers and closed words, so that no personal value fits. */
const SUBJECTS = {
  appliance: /^[0-9a-f]{32}$/,
  party: /^[0-9a-f]{32}$/,
  bundle: /^[0-9a-f]{32}$/,
  result: /^[0-9a-f]{32}$/,
  session: /^[a-z0-9][a-z0-9-]{0,63}$/,
  model: /^[a-z0-9][a-z0-9._-]{0,199}$/,
  kind: /^(score|train|result|evaluation|model)$/,
  gap: /^(chamber|machine)$/,
  role: /^(operator|reviewer|auditor)$/,
  stance: /^(targeted|wide)$/,
  second: /^[a-z][a-z0-9._-]{0,63}$/,
  custodian: /^depositaire-[1-9][0-9]{0,3}$/,
  until: /^\d{4}-\d{2}-\d{2}$/,
  destroyBy: /^\d{4}-\d{2}-\d{2}$/,
  format: /^ecluse\.ledger\/v1$/,
  version: /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/,
  setting: /^[a-z][A-Za-z0-9._-]{0,63}$/,
  value: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  name: /^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]{1,200}$/u,
} as const satisfies Record<string, RegExp>;

export type SubjectName = keyof typeof SUBJECTS;

type Members = {
  readonly subjects?: readonly SubjectName[];
  readonly digests?: readonly string[];
  readonly counts?: readonly string[];
  readonly code?: true;
};
type EventForm = { readonly must: Members; readonly may?: Members };

const inSession = { subjects: ['session'] } as const satisfies Members;
const refusal = {
  subjects: ['bundle', 'party', 'kind', 'model'],
  digests: ['file', 'core', 'manifest', 'model'],
  counts: ['bytes', 'sequence'],
} as const;

/** Every act the ledger knows: a closed list, with the members that an entry of each type must and may carry. */
export const EVENTS = {
  'appliance.created': {
    must: { subjects: ['appliance', 'format'], digests: ['card'] },
    may: { subjects: ['name', 'version'], digests: ['custody'], counts: ['custodians'] },
  },
  'server.started': { must: {}, may: { subjects: ['version'] } },
  'server.stopped': { must: {}, may: { subjects: ['version'], code: true } },
  'settings.changed': {
    must: { subjects: ['setting'] },
    may: { subjects: ['value', 'second'], digests: ['before', 'after'], counts: ['value'] },
  },
  'custodian.added': { must: { subjects: ['custodian', 'second'], digests: ['custody'], counts: ['custodians'] } },
  'custodian.retired': { must: { subjects: ['custodian', 'second'], digests: ['custody'], counts: ['custodians'] } },
  'recovery.made': { must: { subjects: ['second'], counts: ['shares'] } },
  'custody.recovered': { must: { subjects: ['second'], digests: ['custody'], counts: ['first', 'custodians'] } },
  'keys.rotated': { must: { subjects: ['second', 'until'], digests: ['card', 'previous', 'custody', 'note'], counts: ['custodians'] } },
  'keys.expired': { must: { subjects: ['second'], digests: ['card'], counts: ['generation'] } },
  'keys.destroyed': { must: { digests: ['card'], counts: ['generation'] } },
  'custody.refused': { must: { code: true }, may: { counts: ['failures'] } },
  'party.enrolled': { must: { subjects: ['party', 'second'], digests: ['card'] }, may: { subjects: ['name'] } },
  'party.rotated': { must: { subjects: ['party', 'second'], digests: ['card', 'previous', 'note'] } },
  'login.succeeded': { must: { subjects: ['role'] } },
  'login.ended': { must: {}, may: { subjects: ['role'] } },
  'login.failed': { must: { subjects: ['role'] }, may: { counts: ['failures'], code: true } },
  'bundle.received': {
    must: { subjects: ['bundle', 'party', 'kind'], digests: ['core', 'manifest'], counts: ['sequence', 'bytes'] },
    may: {
      subjects: ['destroyBy'],
      digests: ['dictionary', 'previous', 'checkpoint', 'card', 'preview', 'exception'],
      counts: ['shards', 'rows', 'checkpoint'],
    },
  },
  'bundle.refused': { must: { code: true }, may: refusal },
  'approval.received': {
    must: { subjects: ['party', 'model', 'stance', 'until'], digests: ['model'] },
    may: { digests: ['approval'], counts: ['sequence'] },
  },
  'approval.withdrawn': {
    must: { subjects: ['party', 'model'], digests: ['model'] },
    may: { subjects: ['stance'], digests: ['approval'], counts: ['sequence'] },
  },
  'approval.refused': { must: { code: true }, may: refusal },
  'destruction.ordered': { must: { subjects: ['party', 'bundle'], digests: ['order'] }, may: { subjects: ['value'] } },
  'destruction.begun': {
    must: { subjects: ['party', 'bundle', 'kind'], digests: ['core'] },
    may: { subjects: ['destroyBy', 'second'], digests: ['order'], counts: ['generation'] },
  },
  'bundle.destroyed': {
    must: { subjects: ['party', 'bundle', 'kind'], digests: ['core'] },
    may: { subjects: ['destroyBy'], digests: ['order'], counts: ['generation'] },
  },
  'destruction.certified': { must: { subjects: ['party'], digests: ['certificate'] }, may: { counts: ['bundles'] } },
  'destruction.countersigned': { must: { subjects: ['party'], digests: ['certificate', 'note'] } },
  'destruction.refused': { must: { code: true }, may: refusal },
  'session.drafted': { must: { subjects: ['session', 'gap'] }, may: { counts: ['bundles', 'models'] } },
  'session.sealed': { must: { subjects: ['session', 'gap'] }, may: { digests: ['probes'], counts: ['bundles'] } },
  'gap.evidence': {
    must: { subjects: ['session', 'gap'], digests: ['probes'] },
    may: { digests: ['chamber'], counts: ['minute', 'links', 'changes'], code: true },
  },
  'unlock.succeeded': { must: inSession, may: { subjects: ['second'], digests: ['card'] } },
  'unlock.failed': { must: { subjects: ['session'], code: true }, may: { subjects: ['second'], counts: ['failures'] } },
  'model.loaded': {
    must: { subjects: ['session', 'bundle', 'party', 'model'], digests: ['model'] },
    may: { subjects: ['stance'], digests: ['approval'] },
  },
  'model.trained': {
    must: { subjects: ['session', 'bundle', 'party', 'model'], digests: ['model'] },
    may: { digests: ['input', 'dictionary', 'core'], counts: ['rows', 'features', 'trees'] },
  },
  'bundle.scored': {
    must: { subjects: ['session', 'bundle', 'party'], digests: ['input', 'output'] },
    may: {
      subjects: ['result', 'kind'],
      digests: ['inputData', 'outputData', 'manifest'],
      counts: ['rows', 'columns', 'models', 'modelsHome', 'setAside', 'bytes', 'sequence'],
    },
  },
  'bundle.setAside': { must: { subjects: ['session', 'bundle', 'party'], code: true }, may: { subjects: ['kind'], digests: ['input'] } },
  'replay.compared': {
    must: { subjects: ['session', 'bundle', 'party'], digests: ['input', 'expected'] },
    may: { digests: ['found'], code: true },
  },
  'session.scored': { must: inSession, may: { counts: ['bundles', 'setAside'] } },
  'chamber.ended': { must: inSession, may: { counts: ['exit', 'seconds'], code: true } },
  'result.approved': {
    must: { subjects: ['session', 'bundle'], digests: ['output'] },
    may: { subjects: ['result', 'party'], counts: ['rows'] },
  },
  'result.refused': { must: { subjects: ['session', 'bundle'], digests: ['output'] }, may: { subjects: ['result', 'party'], code: true } },
  'session.reviewed': { must: inSession, may: { counts: ['approved', 'refused'] } },
  'result.released': {
    must: { subjects: ['session', 'bundle', 'party'], digests: ['output'] },
    may: { subjects: ['result', 'destroyBy'], digests: ['manifest', 'file'], counts: ['bytes', 'sequence'] },
  },
  'session.released': { must: inSession, may: { counts: ['results'] } },
  'session.closed': { must: inSession },
  'session.aborted': { must: { subjects: ['session'], code: true }, may: { subjects: ['gap'] } },
  'ledger.exported': { must: { digests: ['root'], counts: ['size'] } },
} as const satisfies Record<string, EventForm>;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/**
 * One act. `digests` are SHA-256 in hex, `counts` natural numbers, `code` a closed code of the error catalogue. `actor` is an
 * account (never a person's name), or `appliance` for what the machine does by itself.
 */
export type LedgerEvent = {
  readonly actor: string;
  readonly type: EventType;
  readonly subjects?: Readonly<Partial<Record<SubjectName, string>>>;
  readonly digests?: Readonly<Record<string, string>>;
  readonly counts?: Readonly<Record<string, number>>;
  readonly code?: string;
};
/** `sequence` is the entry's index in the tree, from 0; `time` its UTC second. */
export type Entry = LedgerEvent & { readonly sequence: number; readonly time: string };

/** tlog-tiles prefixes an entry with a 16-bit length. */
export const ENTRY_LIMIT = 65_535;
const ACTOR = /^[a-z][a-z0-9._-]{0,63}$/;
const HEX32 = /^[0-9a-f]{64}$/;
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;
const MEMBERS = new Set(['sequence', 'time', 'actor', 'type', 'subjects', 'digests', 'counts', 'code']);

function refuse(type: string, member: string): never {
  throw new EcluseError('LEDGER_EVENT', { type, member });
}

type Names = readonly string[] | undefined;

function checkGroup(
  type: string,
  group: string,
  value: unknown,
  must: Names,
  may: Names,
  good: (name: string, member: unknown) => boolean,
): void {
  if (value === undefined) {
    if (must !== undefined && must.length > 0) refuse(type, `${group}.${must[0]}`);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(type, group);
  const record = value as Record<string, unknown>;
  for (const name of must ?? []) if (!Object.hasOwn(record, name)) refuse(type, `${group}.${name}`);
  const names = Object.keys(record);
  if (names.length === 0) refuse(type, group);
  for (const name of names) {
    if (!must?.includes(name) && !may?.includes(name)) refuse(type, `${group}.${/^\w{1,40}$/.test(name) ? name : '?'}`);
    if (!good(name, record[name])) refuse(type, `${group}.${name}`);
  }
}

function goodSubject(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || !SUBJECTS[name as SubjectName].test(value)) return false;
  return (name !== 'until' && name !== 'destroyBy') || isDay(value);
}

/** Throws `LEDGER_EVENT`, naming the member, unless the event has exactly the members its type allows. Attacker-controlled when it comes from an export. */
export function checkEvent(event: LedgerEvent): void {
  const { type } = event;
  if (typeof type !== 'string' || !Object.hasOwn(EVENTS, type)) refuse('?', 'type');
  const form: EventForm = EVENTS[type];
  if (typeof event.actor !== 'string' || !ACTOR.test(event.actor)) refuse(type, 'actor');
  checkGroup(type, 'subjects', event.subjects, form.must.subjects, form.may?.subjects, goodSubject);
  checkGroup(type, 'digests', event.digests, form.must.digests, form.may?.digests, (_, v) => typeof v === 'string' && HEX32.test(v));
  checkGroup(type, 'counts', event.counts, form.must.counts, form.may?.counts, (_, v) => Number.isSafeInteger(v) && (v as number) >= 0);
  if (event.code === undefined ? form.must.code : !(form.must.code || form.may?.code)) refuse(type, 'code');
  if (event.code !== undefined && (typeof event.code !== 'string' || !CODE.test(event.code))) refuse(type, 'code');
}

function checkEntry(entry: Entry): void {
  checkEvent(entry);
  if (!Number.isSafeInteger(entry.sequence) || entry.sequence < 0) refuse(entry.type, 'sequence');
  if (typeof entry.time !== 'string' || !isTimestamp(entry.time)) refuse(entry.type, 'time');
  for (const member of Object.keys(entry)) if (!MEMBERS.has(member)) refuse(entry.type, '?');
}

/** The bytes of an entry: canonical JSON (RFC 8785) of its members. Throws `LEDGER_EVENT`. */
export function entryBytes(entry: Entry): Uint8Array {
  checkEntry(entry);
  const bytes = canonicalJsonBytes(entry as unknown as Json);
  if (bytes.length > ENTRY_LIMIT) refuse(entry.type, 'bytes');
  return bytes;
}

/** Reads an entry: canonical JSON only (`JSON_FORM`, `ENCODING`), members of its type only (`LEDGER_EVENT`). */
export function parseEntry(bytes: Uint8Array): Entry {
  if (bytes.length > ENTRY_LIMIT) refuse('?', 'bytes');
  const value = parseCanonicalJson(bytes, 'écriture');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('?', 'type');
  const entry = value as unknown as Entry;
  checkEntry(entry);
  return entry;
}

/** Isolation is proved every minute; this much may pass before the line counts as broken. Seconds. */
export const LONGEST_SILENCE = 150;
