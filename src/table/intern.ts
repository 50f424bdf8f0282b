/** Gives each distinct cell of a column one string, made by `decode` the first time. */
export type Interner = (start: number, stop: number) => string;
export type Decode = (start: number, stop: number) => string;

const STRIDE = 4;

/**
 * Open addressing over entries of four integers, one line of the processor's cache: a cell of eight bytes or fewer is its own key, so
 * that finding it reads nothing else; a longer one is known by its hash, its place in `bytes` and its length.
 */
export function makeInterner(bytes: Uint8Array, decode: Decode): Interner {
  const texts: string[] = [];
  let slots = new Int32Array(16 * STRIDE);

  const grow = () => {
    const old = slots;
    slots = new Int32Array(old.length * 4);
    const mask = slots.length / STRIDE - 1;
    for (let from = 0; from < old.length; from += STRIDE) {
      if (old[from + 3] === 0) continue;
      const length = old[from + 2] as number;
      let slot = spread(old[from] as number, length > 8 ? 0 : (old[from + 1] as number), length) & mask;
      while (slots[slot * STRIDE + 3] !== 0) slot = (slot + 1) & mask;
      for (let i = 0; i < STRIDE; i++) slots[slot * STRIDE + i] = old[from + i] as number;
    }
  };

  return (start, stop) => {
    const length = stop - start;
    const long = length > 8;
    let first = long ? 0x811c9dc5 | 0 : 0;
    let second = 0;
    if (long) {
      for (let i = start; i < stop; i++) first = Math.imul(first ^ (bytes[i] as number), 0x01000193);
    } else {
      const middle = length > 4 ? start + 4 : stop;
      for (let i = start; i < middle; i++) first = (first << 8) | (bytes[i] as number);
      for (let i = middle; i < stop; i++) second = (second << 8) | (bytes[i] as number);
    }
    const mask = slots.length / STRIDE - 1;
    let slot = spread(first, second, length) & mask;
    for (;;) {
      const at = slot * STRIDE;
      const index = slots[at + 3] as number;
      if (index === 0) break;
      if (slots[at] === first && slots[at + 2] === length) {
        if (long ? same(bytes, slots[at + 1] as number, start, length) : slots[at + 1] === second) return texts[index - 1] as string;
      }
      slot = (slot + 1) & mask;
    }
    const text = decode(start, stop);
    texts.push(text);
    const at = slot * STRIDE;
    slots[at] = first;
    slots[at + 1] = long ? start : second;
    slots[at + 2] = length;
    slots[at + 3] = texts.length;
    if (texts.length * 2 * STRIDE > slots.length) grow();
    return text;
  };
}

/** The finaliser of MurmurHash3 (Appleby): short cells differ in few bits, which must reach every bit of their place. */
function spread(first: number, second: number, length: number): number {
  let mixed = first ^ Math.imul(second, 0x9e3779b1) ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function same(bytes: Uint8Array, from: number, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[from + i] !== bytes[start + i]) return false;
  return true;
}
