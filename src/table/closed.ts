import { EcluseError, type ErrorCode } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Text } from '../base/text.ts';

/**
 * Reading a JSON object against a closed schema: what is not named is refused, what is named has one type.
 * `place` is what the error calls the object (a variable's name), `path` leads to the member inside it.
 */
export type Closed = {
  readonly place: string;
  has(member: string): boolean;
  /** Null itself, where a schema allows it. */
  isNull(member: string): boolean;
  /** A list of nothing, where a schema allows it. */
  isEmpty(member: string): boolean;
  text(member: string, limit: number): string;
  number(member: string): number;
  flag(member: string): boolean;
  oneOf<T extends string>(member: string, values: readonly T[]): T;
  both(member: string, limit: number): Text;
  list(member: string, limit: number): readonly Json[];
  object(member: string, members: readonly string[]): Closed;
  refuse(member: string): never;
};

/** No control character, no blank at either end, well-formed UTF-16, Unicode NFC. */
export function isCleanText(text: string, limit: number): boolean {
  return (
    text.length > 0 &&
    text.length <= limit &&
    text === text.trim() &&
    !/\p{Cc}/u.test(text) &&
    !/\p{Cs}/u.test(text) &&
    text === text.normalize('NFC')
  );
}

/** Codes of a schema's refusals; each names the `variable` (place) and the `member`. */
export type SchemaCodes = { readonly form: ErrorCode; readonly unknown: ErrorCode; readonly missing: ErrorCode };
const DICTIONARY: SchemaCodes = {
  form: 'DICTIONARY_MEMBER',
  unknown: 'DICTIONARY_MEMBER_UNKNOWN',
  missing: 'DICTIONARY_MEMBER_MISSING',
};

export function closed(value: Json | undefined, members: readonly string[], place: string, path = '', codes = DICTIONARY): Closed {
  const at = (member: string) => (path === '' ? member : member === '' ? path : `${path}.${member}`);
  const refuse = (member: string): never => {
    throw new EcluseError(codes.form, { variable: place, member: at(member) || '/' });
  };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return refuse('');
  const record = value as { readonly [key: string]: Json };
  for (const key of Object.keys(record)) {
    if (!members.includes(key)) throw new EcluseError(codes.unknown, { variable: place, member: at(shown(key)) });
  }
  const get = (member: string): Json => {
    if (!Object.hasOwn(record, member)) throw new EcluseError(codes.missing, { variable: place, member: at(member) });
    return record[member] as Json;
  };
  const text = (member: string, limit: number): string => {
    const found = get(member);
    if (typeof found !== 'string') return refuse(member);
    const normal = found.normalize('NFC');
    return isCleanText(normal, limit) ? normal : refuse(member);
  };
  const object = (member: string, inner: readonly string[]) => closed(get(member), inner, place, at(member), codes);
  return {
    place,
    refuse,
    text,
    object,
    has: (member) => Object.hasOwn(record, member),
    isNull: (member) => Object.hasOwn(record, member) && record[member] === null,
    isEmpty(member) {
      const found = record[member];
      return Object.hasOwn(record, member) && Array.isArray(found) && found.length === 0;
    },
    number(member) {
      const found = get(member);
      return typeof found === 'number' && Number.isFinite(found) ? found : refuse(member);
    },
    flag(member) {
      const found = get(member);
      return typeof found === 'boolean' ? found : refuse(member);
    },
    oneOf(member, values) {
      const found = get(member);
      return values.find((each) => each === found) ?? refuse(member);
    },
    both(member, limit) {
      const inner = object(member, ['fr', 'en']);
      return { fr: inner.text('fr', limit), en: inner.text('en', limit) };
    },
    list(member, limit) {
      const found = get(member);
      return Array.isArray(found) && found.length > 0 && found.length <= limit ? found : refuse(member);
    },
  };
}

/** A key that came from outside, fit for a message. */
function shown(key: string): string {
  return key.replace(/\p{Cc}/gu, ' ').slice(0, 40);
}
