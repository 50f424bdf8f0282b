import { fromUtf8, utf8 } from './bytes.ts';
import { EcluseError } from './errors.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper than any document of the product; a parser that follows an attacker down would lose its stack. */
export const JSON_DEPTH = 128;

/**
 * Canonical JSON, as RFC 8785 (JCS): keys in UTF-16 order, no blanks, numbers as ECMAScript writes them.
 * Members that are `undefined` are left out; a number that is not finite, a lone surrogate and nesting beyond `JSON_DEPTH` throw.
 */
export function canonicalJson(value: Json | undefined, depth = 0): string {
  if (depth > JSON_DEPTH) throw new EcluseError('JSON_FORM', { what: 'JSON', where: 'nesting' });
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new EcluseError('JSON_FORM', { what: 'number', where: 'NaN' });
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item as Json, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new EcluseError('JSON_FORM', { what: 'JSON', where: typeof value });
  const record = value as { readonly [key: string]: Json | undefined };
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) members.push(`${quoted(key)}:${canonicalJson(member, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
}

function quoted(text: string): string {
  const written = JSON.stringify(text);
  // A lone surrogate alone is written `\ud…`; the text is looked at again, since it may spell that out itself.
  if (written.includes('\\ud') && /\p{Cs}/u.test(text)) throw new EcluseError('JSON_FORM', { what: 'JSON', where: 'UTF-16' });
  return written;
}

export function canonicalJsonBytes(value: Json): Uint8Array {
  return utf8(canonicalJson(value));
}

/** Parses JSON that must already be canonical: parsed, written again, compared. `what` names the document in the error. */
export function parseCanonicalJson(bytes: Uint8Array, what: string): Json {
  const text = fromUtf8(bytes, what);
  const value = parseJson(text, what);
  if (canonicalJson(value) !== text) throw new EcluseError('JSON_FORM', { what, where: 'canonical form' });
  return value;
}

/** Parses JSON in any layout, for files that people write. */
export function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new EcluseError('JSON_FORM', { what, where: 'syntax' });
  }
}
