import { table as arqueroTable, toArrowIPC } from 'arquero';
import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { seeded } from '../../src/base/random.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import { importArrow } from '../../src/table/import-arrow.ts';
import type { Table } from '../../src/table/table.ts';
import { long } from '../support/requires.ts';
import { text } from '../support/tables.ts';

const table: Table = {
  rows: 11,
  columns: [
    text('pseudonym', ...Array.from({ length: 11 }, (_, i) => (i === 4 ? '' : `élève ${i}`))),
    { name: 'a', type: 'number', values: Float64Array.from({ length: 11 }, (_, i) => (i === 3 ? Number.NaN : i)) },
    { name: 'b', type: 'number', values: Float64Array.from({ length: 11 }, (_, i) => i / 7) },
    { name: 'c', type: 'code', values: Int32Array.from({ length: 11 }, (_, i) => (i % 4) - 1), codes: ['x', 'y', 'z'] },
  ],
};
const shard = encodeArrow(table);
const frame = arqueroTable({ a: ['x', 'y', null, 'x'], b: [1, 2.5, null, 4], c: [true, false, null, true], d: [1, 2, 3, 4] });
const files = ['stream', 'file'].map((format) => toArrowIPC(frame, { format: format as 'stream' }) as Uint8Array);

const own = (bytes: Uint8Array) => decodeArrow(bytes, { rows: 1000, columns: 50, bytes: 1 << 20 });

/** Reads, or refuses with a code of Arrow’s; nothing else, and in a blink. Returns whether it was refused. */
function judge(read: (bytes: Uint8Array) => Table, bytes: Uint8Array): boolean {
  const began = performance.now();
  try {
    const { rows, columns } = read(bytes);
    for (const { values } of columns) expect(values).toHaveLength(rows);
    return false;
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    expect(error.code).toMatch(/^(TABLE_ARROW_|TABLE_EMPTY$|TABLE_HEADER_|ENCODING$)/);
    return true;
  } finally {
    expect(performance.now() - began).toBeLessThan(2000);
  }
}

describe.each([
  ['a shard', own, [shard]],
  ['a partner’s own file', importArrow, files],
] as const)('%s', (_name, read, sources) => {
  it('with any bit flipped is read or refused with a code', () => {
    let refused = 0;
    for (const bytes of sources) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const spoiled = bytes.slice();
        spoiled[bit >> 3] = (spoiled[bit >> 3] as number) ^ (1 << (bit & 7));
        if (judge(read, spoiled)) refused++;
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it('with many bytes changed, words replaced by extremes, pieces moved or cut', () => {
    const random = seeded(21);
    const below = (limit: number) => Math.floor(random() * limit);
    const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff, 0x3b9aca00];
    for (let run = 0; run < (long ? 200_000 : 6000); run++) {
      const bytes = sources[run % sources.length] as Uint8Array;
      const spoiled = bytes.slice();
      const view = new DataView(spoiled.buffer);
      for (let change = 1 + below(4); change > 0; change--) {
        const kind = below(3);
        if (kind === 0) spoiled[below(spoiled.length)] = below(256);
        else if (kind === 1) view.setUint32(below(spoiled.length / 4 - 1) * 4, extremes[below(extremes.length)] as number, true);
        else spoiled.copyWithin(below(spoiled.length), below(spoiled.length), below(spoiled.length));
      }
      judge(read, run % 5 === 0 ? spoiled.subarray(0, below(spoiled.length)) : spoiled);
    }
  });
});
