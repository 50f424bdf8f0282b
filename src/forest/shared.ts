import type { FeatureColumn } from './forest.ts';

/** Arrays that every thread reads and writes in place. */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

export function isShared(values: FeatureColumn): boolean {
  return values.buffer instanceof SharedArrayBuffer;
}

/** A column that threads can read: itself where it already lies on shared memory, else a copy of its rows [from, to). */
export function shareColumn(column: FeatureColumn): FeatureColumn {
  if (isShared(column)) return column;
  const memory = new SharedArrayBuffer(column.byteLength);
  const copy = column instanceof Float32Array ? new Float32Array(memory) : new Float64Array(memory);
  copy.set(column);
  return copy;
}

/** The next piece of work, taken once by one thread; null when none is left. */
export function take(next: Int32Array, count: number): number | null {
  const piece = Atomics.add(next, 0, 1);
  return piece < count ? piece : null;
}
