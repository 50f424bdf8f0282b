import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { readCsv } from '../../src/table/csv.ts';
import { long } from '../support/requires.ts';

const runs = long ? 5000 : 400;

const cell1252 = fc.string({ unit: fc.constantFrom(...'aéœ’ZÎ 019,.;"\t\n\r–€'.split('')), maxLength: 8 });
const cellAny = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[\0\ufeff]/.test(text));

function table(cell: fc.Arbitrary<string>) {
  return fc
    .integer({ min: 2, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
}

describe('CSV written in any dialect is read back cell by cell', () => {
  const quote = (text: string, always: boolean) => (always || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  it.each([
    ['utf-8', false, cellAny],
    ['utf-8', true, cellAny],
    ['utf-16le', true, cellAny],
    ['utf-16be', true, cellAny],
    ['windows-1252', false, cell1252],
  ] as const)('%s, BOM %s', (encoding, addBOM, cell) => {
    fc.assert(
      fc.property(
        table(cell),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, separator, newline, always) => {
          const header = rows[0]!.map((_, at) => `v${at} é`);
          const text = [header, ...rows].map((row) => row.map((each) => quote(each, always)).join(separator) + newline).join('');
          const options = { encoding, separator } as const;
          const read = readCsv(Uint8Array.from(iconv.encode(text, encoding, { addBOM })), options).table;
          expect(Array.from({ length: read.rows }, (_, row) => read.columns.map((each) => each.values[row]))).toEqual(rows);
        },
      ),
      { seed: 11, numRuns: runs },
    );
  });
});

describe('any bytes', () => {
  it('give a table or a coded refusal', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom('a;b\n', '"', '\r\n', ';', ',', '\t', '1,5', '\ufeff', '\0', 'é').map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const bytes = Uint8Array.from(pieces.flatMap((each) => [...each]));
        try {
          const { table, lines } = readCsv(bytes);
          expect(lines).toHaveLength(table.rows);
          for (const column of table.columns) expect(column.values).toHaveLength(table.rows);
        } catch (error) {
          expect(error).toBeInstanceOf(EcluseError);
          expect((error as EcluseError).code).toMatch(/^TABLE_/);
        }
      }),
      { seed: 12, numRuns: runs * 5 },
    );
  });
});
