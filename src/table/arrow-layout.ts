import { fromUtf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { isCleanText } from './closed.ts';
import { type FlatBuffer, type FlatTable, flatBuffer } from './flatbuffer.ts';

export type ArrowLimits = { readonly rows: number; readonly columns: number; readonly bytes: number };
export type Physical = 'int8' | 'int16' | 'int32' | 'float32' | 'float64' | 'utf8';
/** One column of the shard, each buffer proven to lie within the body and to have the length its rows ask for. */
export type Laid = {
  readonly name: string;
  readonly type: Physical;
  readonly nulls: number;
  readonly validity: Uint8Array | null;
  readonly offsets: Uint8Array | null;
  readonly values: Uint8Array;
};
export type Layout = { readonly rows: number; readonly columns: readonly Laid[] };

type Message = {
  readonly flat: FlatBuffer;
  readonly header: FlatTable;
  readonly kind: number;
  readonly body: Uint8Array;
  readonly next: number;
};

/** Values of Arrow's Message.fbs and Schema.fbs. */
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
const VERSION_5 = 4;
const TYPE_INT = 2;
const TYPE_FLOAT = 3;
const TYPE_UTF8 = 5;
const METADATA_LIMIT = 4 * 1024 * 1024;
export const WIDTH: Readonly<Record<Physical, number>> = { int8: 1, int16: 2, int32: 4, float32: 4, float64: 8, utf8: 1 };

const form = (where: string): never => {
  throw new EcluseError('TABLE_ARROW_FORM', { where });
};
const bounds = (where: string): never => {
  throw new EcluseError('TABLE_ARROW_BOUNDS', { where });
};

/**
 * Proves the layout of one shard: an Arrow IPC stream (version 5, little-endian) of one schema and one record batch of plain columns,
 * uncompressed, then the end mark and nothing more. Attacker-controlled: caps first, then every offset and length; nothing is
 * allocated from a claimed size. What is returned is read by `decodeArrow` itself, so that no second parser sees other bytes.
 */
export function layOut(bytes: Uint8Array, limits: ArrowLimits): Layout {
  if (bytes.length > limits.bytes) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: limits.bytes, what: 'bytes' });
  const schema = readMessage(bytes, 0);
  if (schema.kind !== SCHEMA || schema.body.length > 0) form('schema');
  const fields = readSchema(schema, limits);
  const batch = readMessage(bytes, schema.next);
  if (batch.kind === DICTIONARY_BATCH) throw new EcluseError('TABLE_ARROW_DICTIONARY');
  if (batch.kind !== RECORD_BATCH) form('record batch');
  const ending = bytes.subarray(batch.next);
  if (ending.length !== 8 || ending.some((byte, at) => byte !== (at < 4 ? 0xff : 0))) form('end of stream');
  return readBatch(batch, fields, limits);
}

function readMessage(bytes: Uint8Array, at: number): Message {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 8 > bytes.length) bounds('message');
  if (view.getUint32(at, true) !== 0xffffffff) form('continuation');
  const length = view.getInt32(at + 4, true);
  const start = at + 8;
  if (length <= 0 || length % 8 !== 0) form('message length');
  if (length > METADATA_LIMIT) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: METADATA_LIMIT, what: 'metadata' });
  if (start + length > bytes.length) bounds('message');
  const flat = flatBuffer(bytes.subarray(start, start + length));
  const message = flat.root();
  if (flat.i16(message, 0, 0) !== VERSION_5) form('version');
  if (flat.vector(message, 4, 4).length > 0) form('custom metadata');
  const header = flat.child(message, 2) ?? form('header');
  const bodyLength = flat.i64(message, 3, 0);
  const bodyStart = start + length;
  if (bodyLength % 8 !== 0 || bodyStart + bodyLength > bytes.length) bounds('body');
  const kind = flat.u8(message, 1, 0);
  return { flat, header, kind, body: bytes.subarray(bodyStart, bodyStart + bodyLength), next: bodyStart + bodyLength };
}

type Field = { readonly name: string; readonly type: Physical };

function readSchema({ flat, header }: Message, limits: ArrowLimits): Field[] {
  if (flat.i16(header, 0, 0) !== 0) form('endianness');
  if (flat.vector(header, 2, 4).length > 0) form('custom metadata');
  const fields = flat.vector(header, 1, 4);
  if (fields.length === 0) form('fields');
  if (fields.length > limits.columns) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: limits.columns, what: 'columns' });
  const names = new Set<string>();
  return Array.from({ length: fields.length }, (_, index) => {
    const field = flat.childOf(fields, index);
    const name = fromUtf8(flat.bytes(field, 0) ?? new Uint8Array(0), 'Arrow');
    if (!isCleanText(name, 200) || names.has(name)) form('name');
    names.add(name);
    if (flat.child(field, 4) !== null) throw new EcluseError('TABLE_ARROW_DICTIONARY');
    if (flat.vector(field, 5, 4).length > 0) throw new EcluseError('TABLE_ARROW_NESTED', { column: name });
    if (flat.vector(field, 6, 4).length > 0) form('custom metadata');
    return { name, type: physical(flat, field, name) };
  });
}

function physical(flat: FlatBuffer, field: FlatTable, column: string): Physical {
  const id = flat.u8(field, 2, 0);
  const type = flat.child(field, 3);
  if (id === TYPE_UTF8) return 'utf8';
  if (id === TYPE_INT && type && flat.u8(type, 1, 0) === 1) {
    const bits = flat.i32(type, 0, 0);
    if (bits === 8) return 'int8';
    if (bits === 16) return 'int16';
    if (bits === 32) return 'int32';
  }
  if (id === TYPE_FLOAT && type) {
    const precision = flat.i16(type, 0, 0);
    if (precision === 1) return 'float32';
    if (precision === 2) return 'float64';
  }
  // List 12, struct 13, union 14, fixed-size list 16, map 17 and the later list and run-end types.
  const nested = (id >= 12 && id <= 14) || id === 16 || id === 17 || id === 21 || id === 22 || id === 25 || id === 26;
  throw new EcluseError(nested ? 'TABLE_ARROW_NESTED' : 'TABLE_ARROW_TYPE', { column });
}

function readBatch({ flat, header, body }: Message, fields: readonly Field[], limits: ArrowLimits): Layout {
  const rows = flat.i64(header, 0, 0);
  if (rows > limits.rows) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: limits.rows, what: 'rows' });
  if (flat.child(header, 3) !== null) throw new EcluseError('TABLE_ARROW_COMPRESSED');
  if (flat.vector(header, 4, 8).length > 0) form('variadic buffers');
  const nodes = flat.vector(header, 1, 16);
  const buffers = flat.vector(header, 2, 16);
  if (nodes.length !== fields.length) form('nodes');
  if (buffers.length !== fields.reduce((sum, { type }) => sum + (type === 'utf8' ? 3 : 2), 0)) form('buffers');
  let next = 0;
  let end = 0;
  /** Buffers follow one another on 8-byte boundaries, never overlap, and hold `wanted` bytes with at most their padding. */
  const take = (wanted: number | null): Uint8Array => {
    const at = buffers.at + next++ * 16;
    const offset = flat.i64At(at);
    const length = flat.i64At(at + 8);
    if (offset % 8 !== 0 || offset < end || offset + length > body.length) bounds('buffers');
    if (wanted !== null && (length < wanted || length > Math.ceil(wanted / 8) * 8)) bounds('buffers');
    end = offset + length;
    return body.subarray(offset, offset + (wanted ?? length));
  };
  const columns = fields.map((field, index): Laid => {
    const length = flat.i64At(nodes.at + index * 16);
    const nulls = flat.i64At(nodes.at + index * 16 + 8);
    if (length !== rows) throw new EcluseError('TABLE_ARROW_ROWS', { found: length, expected: rows });
    if (nulls > rows) bounds('null count');
    const validity = take(nulls === 0 ? null : Math.ceil(rows / 8));
    if (nulls === 0 && validity.length > Math.ceil(rows / 64) * 8) bounds('validity');
    const offsets = field.type === 'utf8' ? take((rows + 1) * 4) : null;
    const values = take(offsets ? null : rows * WIDTH[field.type]);
    if (offsets) checkOffsets(offsets, values.length);
    return { ...field, nulls, validity: nulls === 0 ? null : validity, offsets, values };
  });
  return { rows, columns };
}

/** Text offsets start at 0, never go back and never pass the end. */
function checkOffsets(offsets: Uint8Array, size: number): void {
  const view = new DataView(offsets.buffer, offsets.byteOffset, offsets.byteLength);
  let before = view.getInt32(0, true);
  if (before !== 0) bounds('offsets');
  for (let at = 4; at < offsets.length; at += 4) {
    const offset = view.getInt32(at, true);
    if (offset < before || offset > size) bounds('offsets');
    before = offset;
  }
}
