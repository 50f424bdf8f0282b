import { EcluseError } from '../base/errors.ts';

/**
 * A reader of FlatBuffers tables (the binary form of Arrow's metadata) for attacker-controlled bytes: every offset is checked to
 * lie within the buffer before it is followed, a vector's claimed length before anything is made of it. Errors: `TABLE_ARROW_BOUNDS`.
 */
export type FlatTable = {
  /** Place of a field in the buffer, or null where the table leaves it out. `slot` counts from 0, `size` is in bytes. */
  place(slot: number, size: number): number | null;
};

export type FlatBuffer = {
  root(): FlatTable;
  table(at: number): FlatTable;
  u8(table: FlatTable, slot: number, absent: number): number;
  i16(table: FlatTable, slot: number, absent: number): number;
  i32(table: FlatTable, slot: number, absent: number): number;
  i64(table: FlatTable, slot: number, absent: number): number;
  i64At(at: number): number;
  child(table: FlatTable, slot: number): FlatTable | null;
  /** First element and length of a vector of `stride`-byte elements; length 0 where absent. */
  vector(table: FlatTable, slot: number, stride: number): { at: number; length: number };
  childOf(vector: { at: number; length: number }, index: number): FlatTable;
  bytes(table: FlatTable, slot: number): Uint8Array | null;
};

export function flatBuffer(bytes: Uint8Array): FlatBuffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (at: number, size: number): number => {
    if (!Number.isSafeInteger(at) || at < 0 || at + size > bytes.length) throw new EcluseError('TABLE_ARROW_BOUNDS', { where: 'metadata' });
    return at;
  };
  const table = (at: number): FlatTable => {
    const vtable = inside(at, 4) - view.getInt32(at, true);
    const vtableSize = view.getUint16(inside(vtable, 4), true);
    const tableSize = view.getUint16(vtable + 2, true);
    inside(vtable, vtableSize);
    inside(at, tableSize);
    return {
      place(slot, size) {
        const entry = 4 + slot * 2;
        if (entry + 2 > vtableSize) return null;
        const offset = view.getUint16(vtable + entry, true);
        if (offset === 0) return null;
        if (offset < 4 || offset + size > tableSize) throw new EcluseError('TABLE_ARROW_BOUNDS', { where: 'metadata' });
        return at + offset;
      },
    };
  };
  const follow = (at: number): number => inside(at + view.getUint32(inside(at, 4), true), 4);
  const i64At = (at: number): number => {
    const value = Number(view.getBigInt64(inside(at, 8), true));
    if (!Number.isSafeInteger(value) || value < 0) throw new EcluseError('TABLE_ARROW_BOUNDS', { where: 'metadata' });
    return value;
  };
  const vector = (from: FlatTable, slot: number, stride: number) => {
    const place = from.place(slot, 4);
    if (place === null) return { at: 0, length: 0 };
    const at = follow(place);
    const length = view.getUint32(at, true);
    inside(at + 4, length * stride);
    return { at: at + 4, length };
  };
  const read = (from: FlatTable, slot: number, size: number, absent: number, get: (at: number) => number): number => {
    const place = from.place(slot, size);
    return place === null ? absent : get(place);
  };
  return {
    table,
    vector,
    i64At,
    root: () => table(follow(0)),
    u8: (from, slot, absent) => read(from, slot, 1, absent, (at) => view.getUint8(at)),
    i16: (from, slot, absent) => read(from, slot, 2, absent, (at) => view.getInt16(at, true)),
    i32: (from, slot, absent) => read(from, slot, 4, absent, (at) => view.getInt32(at, true)),
    i64: (from, slot, absent) => read(from, slot, 8, absent, i64At),
    child(from, slot) {
      const place = from.place(slot, 4);
      return place === null ? null : table(follow(place));
    },
    childOf: (list, index) => table(follow(list.at + index * 4)),
    bytes(from, slot) {
      const found = from.place(slot, 4) === null ? null : vector(from, slot, 1);
      return found && bytes.subarray(found.at, found.at + found.length);
    },
  };
}
