import { fromUtf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type FlatBuffer, type FlatTable, flatBuffer } from './flatbuffer.ts';

export const IMPORT_LIMITS = { bytes: 2 ** 31, columns: 10_000, rows: 1_000_000 } as const;

const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
/** List, struct, union, fixed-size list, map, run-end encoded, list views and large lists. */
export const NESTED_TYPES: ReadonlySet<number> = new Set([12, 13, 14, 16, 17, 21, 22, 25, 26]);

const form = (where: string): never => {
  throw new EcluseError('TABLE_ARROW_FORM', { where });
};
const bounds = (where: string): never => {
  throw new EcluseError('TABLE_ARROW_BOUNDS', { where });
};

/**
 * The stream inside an Arrow file or stream, once every length and offset of its metadata has been followed within bounds: the library
 * that reads it next trusts them, and would loop over a vector of 10⁹ elements that a damaged file announces. A file's footer is not read.
 */
export function arrowStream(bytes: Uint8Array): Uint8Array {
  const magic = String.fromCharCode(...bytes.subarray(0, 6)) === 'ARROW1';
  const stream = magic ? bytes.subarray(8) : bytes;
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = 0;
  let schemas = 0;
  while (at < stream.length) {
    if (at + 4 > stream.length) bounds('message');
    const marked = view.getUint32(at, true) === 0xffffffff;
    const start = at + (marked ? 8 : 4);
    if (start > stream.length) bounds('message');
    const length = view.getInt32(start - 4, true);
    if (length === 0) return stream.subarray(0, start);
    if (length < 0 || start + length > stream.length) bounds('message');
    const flat = flatBuffer(stream.subarray(start, start + length));
    const message = flat.root();
    const header = flat.child(message, 2) ?? form('header');
    const bodyLength = flat.i64(message, 3, 0);
    const kind = flat.u8(message, 1, 0);
    metadata(flat, flat.vector(message, 4, 4));
    if (start + length + bodyLength > stream.length) bounds('body');
    if (kind === SCHEMA && schemas++ === 0) checkSchema(flat, header);
    else if (schemas === 0) form('schema');
    else if (kind === RECORD_BATCH) checkBatch(flat, header, bodyLength);
    else if (kind === DICTIONARY_BATCH) checkBatch(flat, flat.child(header, 1) ?? form('dictionary'), bodyLength);
    else form('message');
    at = start + length + bodyLength;
  }
  return stream;
}

function checkSchema(flat: FlatBuffer, schema: FlatTable): void {
  const fields = flat.vector(schema, 1, 4);
  if (fields.length > IMPORT_LIMITS.columns) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: IMPORT_LIMITS.columns, what: 'columns' });
  metadata(flat, flat.vector(schema, 2, 4));
  for (let index = 0; index < fields.length; index++) {
    const field = flat.childOf(fields, index);
    const name = fromUtf8(flat.bytes(field, 0) ?? new Uint8Array(0), 'Arrow');
    const nested = NESTED_TYPES.has(flat.u8(field, 2, 0)) || flat.vector(field, 5, 4).length > 0;
    if (nested) throw new EcluseError('TABLE_ARROW_NESTED', { column: name.replace(/\p{Cc}/gu, ' ').slice(0, 200) });
    metadata(flat, flat.vector(field, 6, 4));
  }
}

function metadata(flat: FlatBuffer, pairs: { at: number; length: number }): void {
  for (let index = 0; index < pairs.length; index++) {
    const pair = flat.childOf(pairs, index);
    flat.bytes(pair, 0);
    flat.bytes(pair, 1);
  }
}

function checkBatch(flat: FlatBuffer, batch: FlatTable, bodyLength: number): void {
  if (flat.child(batch, 3) !== null) throw new EcluseError('TABLE_ARROW_COMPRESSED');
  const limit = (length: number) => {
    if (length > IMPORT_LIMITS.rows) throw new EcluseError('TABLE_ARROW_LIMIT', { limit: IMPORT_LIMITS.rows, what: 'rows' });
  };
  limit(flat.i64(batch, 0, 0));
  const nodes = flat.vector(batch, 1, 16);
  for (let index = 0; index < nodes.length; index++) limit(flat.i64At(nodes.at + index * 16));
  const buffers = flat.vector(batch, 2, 16);
  for (let index = 0; index < buffers.length; index++) {
    const at = buffers.at + index * 16;
    if (flat.i64At(at) + flat.i64At(at + 8) > bodyLength) bounds('buffers');
  }
  const variadic = flat.vector(batch, 4, 8);
  for (let index = 0; index < variadic.length; index++) if (flat.i64At(variadic.at + index * 8) > buffers.length) bounds('buffers');
}
