import { concat, fromUtf8, utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { FOREST_LIMITS } from '../forest.ts';

/** The wire format of Protocol Buffers, as far as ONNX files use it: varints, 32-bit floats, and whatever has a length. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

function malformed(where: string): EcluseError {
  return new EcluseError('ONNX_FORM', { where });
}

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return out;
}

/** A natural number. */
export function intField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8 + VARINT), ...varint(value)]);
}

export function bytesField(field: number, value: Uint8Array): Uint8Array {
  return concat(Uint8Array.from([...varint(field * 8 + LENGTH), ...varint(value.length)]), value);
}

export function textField(field: number, value: string): Uint8Array {
  return bytesField(field, utf8(value));
}

export function messageField(field: number, ...parts: Uint8Array[]): Uint8Array {
  return bytesField(field, concat(...parts));
}

export function floatsField(field: number, values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return bytesField(field, bytes);
}

export function intsField(field: number, values: ArrayLike<number>): Uint8Array {
  let length = 0;
  for (let i = 0; i < values.length; i++) length += varint(values[i]!).length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    for (const byte of varint(values[i]!)) bytes[at++] = byte;
  }
  return bytesField(field, bytes);
}

/** One field as it lies in the file: a number for varints (null beyond 2⁵³), else the bytes of its content. */
export type Field = { readonly field: number; readonly number: number | null; readonly bytes: Uint8Array | null };

/** Attacker-controlled: walks the fields of one message. Every length is checked before it is followed; groups are refused. */
export function* readMessage(bytes: Uint8Array, where: string): Generator<Field> {
  const cursor = { bytes, at: 0, where };
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor);
    if (tag === null || tag < 8 || tag > 0xffffffff) throw malformed(where);
    const field = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === VARINT) {
      yield { field, number: readVarint(cursor), bytes: null };
      continue;
    }
    const length = type === LENGTH ? readVarint(cursor) : type === FIXED32 ? 4 : type === FIXED64 ? 8 : null;
    if (length === null || length > bytes.length - cursor.at) throw malformed(where);
    yield { field, number: null, bytes: bytes.subarray(cursor.at, cursor.at + length) };
    cursor.at += length;
  }
}

type Cursor = { readonly bytes: Uint8Array; at: number; readonly where: string };

/** A 64-bit varint, signed; null where a double cannot hold it. */
function readVarint(cursor: Cursor): number | null {
  let low = 0;
  let high = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) throw malformed(cursor.where);
    const bits = byte & 127;
    if (shift < 28) low += bits * 2 ** shift;
    else if (shift === 28) {
      low += (bits & 15) * 2 ** 28;
      high += bits >>> 4;
    } else high += bits * 2 ** (shift - 32);
    if (byte < 128) {
      const value = ((high % 2 ** 32) | 0) * 2 ** 32 + low;
      return Number.isSafeInteger(value) ? value : null;
    }
  }
  throw malformed(cursor.where);
}

/** A field's text, strict UTF-8. */
export function textOf({ bytes }: Field, where: string): string {
  if (!bytes) throw malformed(where);
  try {
    return fromUtf8(bytes);
  } catch {
    throw malformed(where);
  }
}

/** Refuses a list longer than any forest within the limits needs: two weights a leaf. */
export function checkLength(list: readonly unknown[]): void {
  if (list.length > 2 * FOREST_LIMITS.nodes) throw new EcluseError('FOREST_LIMIT', { where: 'nodes', limit: FOREST_LIMITS.nodes });
}

/** Appends the whole numbers of a repeated field, packed or not. */
export function appendInts({ number, bytes }: Field, into: number[], where: string): void {
  const cursor = { bytes: bytes ?? new Uint8Array(), at: 0, where };
  if (!bytes) {
    if (number === null) throw malformed(where);
    into.push(number);
    checkLength(into);
  }
  while (cursor.at < cursor.bytes.length) {
    const value = readVarint(cursor);
    if (value === null) throw malformed(where);
    into.push(value);
    checkLength(into);
  }
}

/** Appends the floats of a repeated field, packed or not. */
export function appendFloats({ bytes }: Field, into: number[], where: string): void {
  if (!bytes || bytes.length % 4 !== 0) throw malformed(where);
  if (bytes.length > 8 * FOREST_LIMITS.nodes) throw new EcluseError('FOREST_LIMIT', { where: 'nodes', limit: FOREST_LIMITS.nodes });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 4) into.push(view.getFloat32(at, true));
  checkLength(into);
}
