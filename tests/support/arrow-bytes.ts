/** What is needed to spoil an Arrow stream at a chosen place: where its messages, their metadata and bodies lie. */
export type Frame = { readonly at: number; readonly metadata: number; readonly body: number; readonly end: number };

export function frames(bytes: Uint8Array): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Frame[] = [];
  for (let at = 0; ; ) {
    const length = view.getInt32(at + 4, true);
    if (length === 0) return found;
    const body = at + 8 + length;
    const place = fieldAt(view, at + 8, 3);
    const end = body + (place === null ? 0 : Number(view.getBigInt64(place, true)));
    found.push({ at, metadata: at + 8, body, end });
    at = end;
  }
}

/** Place of a field of the flatbuffer's root table, null where it is left out. */
export function fieldAt(view: DataView, metadata: number, slot: number): number | null {
  const root = metadata + view.getUint32(metadata, true);
  return tableField(view, root, slot);
}

export function tableField(view: DataView, table: number, slot: number): number | null {
  const vtable = table - view.getInt32(table, true);
  const entry = 4 + slot * 2;
  const offset = entry < view.getUint16(vtable, true) ? view.getUint16(vtable + entry, true) : 0;
  return offset === 0 ? null : table + offset;
}

/** The table that a field points to. */
export function follow(view: DataView, at: number): number {
  return at + view.getUint32(at, true);
}
