import { EcluseError } from './errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Strict UTF-8: an ill-formed sequence throws `ENCODING`; a byte order mark is kept, since dropping it would change the text. */
export function fromUtf8(bytes: Uint8Array, what = 'UTF-8'): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new EcluseError('ENCODING', { what });
  }
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Not constant-time: for public values only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Bytes as a Buffer over the same memory, never a copy. */
function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function toHex(bytes: Uint8Array): string {
  return view(bytes).toString('hex');
}

export function fromHex(text: string, what = 'hex'): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'hex'));
  if (toHex(bytes) !== text) throw new EcluseError('ENCODING', { what });
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  return view(bytes).toString('base64');
}

/** Canonical padded base64 (RFC 4648 §4) and nothing else: decoded, encoded again, compared. */
export function fromBase64(text: string, what = 'base64'): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  if (toBase64(bytes) !== text) throw new EcluseError('ENCODING', { what });
  return bytes;
}

/** A natural number without sign, leading zero or blank, at most 2⁵³−1. */
export function fromDecimal(text: string, what = 'decimal'): number {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) throw new EcluseError('ENCODING', { what });
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new EcluseError('ENCODING', { what });
  return value;
}

export function u16(value: number): Uint8Array {
  return new Uint8Array([value >>> 8, value & 0xff]);
}

export function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 of RFC 4648 §6, lower case, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32[(held >>> bits) & 31];
    }
  }
  if (bits > 0) out += BASE32[(held << (5 - bits)) & 31];
  return out;
}
