/** Conventions of SPEC.md, from the specification alone: nothing here, nor in this folder, imports the product. */
import { blake2b } from '@noble/hashes/blake2.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export { bytesToHex as hex, concatBytes as join, hexToBytes as unhex, utf8ToBytes as text8 };

/** A refusal, with the code that SPEC.md gives to the step. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Runs one step: whatever it throws that is no refusal yet gets the step's code. */
export function step<T>(code: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused(code);
  }
}

export function must(condition: boolean, code: string): asserts condition {
  if (!condition) throw new Refused(code);
}

export const H = (...parts: Uint8Array[]): Uint8Array => sha256(concatBytes(...parts));
export const Extract = (salt: Uint8Array, ikm: Uint8Array): Uint8Array => extract(sha256, ikm, salt);
export const Expand = (prk: Uint8Array, info: Uint8Array, length = 32): Uint8Array => expand(sha256, prk, info, length);

export function be(value: number, width: number): Uint8Array {
  const out = new Uint8Array(width);
  for (let at = width - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) out[at] = rest % 256;
  return out;
}

export const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export function unbase64(text: string, length?: number): Uint8Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (base64(bytes) !== text || (length !== undefined && bytes.length !== length)) throw new Error('base64');
  return bytes;
}

export function untext(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

export const isHex = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value);

export function decimal(text: string): number {
  const value = Number(text);
  if (String(value) !== text || !Number.isSafeInteger(value) || value < 0) throw new Error('decimal');
  return value;
}

export function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (value.match(/\d+/g) ?? []).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

export const isDate = (value: unknown): value is string => typeof value === 'string' && isTime(`${value}T00:00:00Z`);

export function isSlug(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && /^[a-z0-9]+([-_.][a-z0-9]+)*$/.test(value);
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that this reader checks member by member
export type Any = any;

/** RFC 8785. */
export function jcs(value: Any): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'string' && /\p{Cs}/u.test(value)) throw new Error('surrogate');
    return JSON.stringify(value);
  }
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${jcs(name)}:${jcs(value[name])}`).join(',')}}`;
}

export function unjcs(bytes: Uint8Array): Any {
  const text = untext(bytes);
  const value = JSON.parse(text);
  if (jcs(value) !== text) throw new Error('canonical form');
  return value;
}

export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export function pseudonymOf(key: Uint8Array, bundleId: string, fileNumber: string): string {
  const message = concatBytes(utf8ToBytes('ecluse.pseudonym/v1'), hexToBytes(bundleId), utf8ToBytes(fileNumber));
  return base32(blake2b(message, { key, dkLen: 32 }).subarray(0, 16));
}

export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
