import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../src/base/bytes.ts';
import { type CsvOptions, readCsv } from '../../src/table/csv.ts';
import { readEncoding } from '../../src/table/encoding.ts';
import { refusal } from '../support/refusal.ts';

const encode = (text: string, encoding: string, bom = false) => Uint8Array.from(iconv.encode(text, encoding, { addBOM: bom }));
const rowsOf = (bytes: Uint8Array, options: CsvOptions = {}) => {
  const { table } = readCsv(bytes, options);
  return Array.from({ length: table.rows }, (_, row) => table.columns.map((each) => each.values[row]));
};
const refused = (text: string | Uint8Array, options: CsvOptions = {}) =>
  refusal(() => readCsv(typeof text === 'string' ? utf8(text) : text, options));

const HEADER = ['fiche', 'résultat français', 'école'];
const ROWS = [
  ['00123', '72,5', 'Cœur-des-Îles'],
  ['00124', '', 'L’Anse – été'],
  ['00125', '60,25', 'dit "ça"; puis,\tpart\r\nau loin'],
];
/** As Excel writes it: what needs quotes has them. */
const write = (separator: string, newline: string, rows = [HEADER, ...ROWS]) =>
  rows
    .map((row) => row.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator) + newline)
    .join('');

describe('CSV in every encoding and dialect', () => {
  const encodings = [
    ['utf-8', false, 'utf-8'],
    ['utf-8', true, 'utf-8'],
    ['utf-16le', true, 'utf-16le'],
    ['utf-16be', true, 'utf-16be'],
    ['utf-16le', false, 'utf-16le'],
    ['windows-1252', false, 'windows-1252'],
  ] as const;
  const cases = encodings.flatMap(([name, bom, found]) =>
    ([';', ',', '\t'] as const).flatMap((separator) =>
      (['\n', '\r\n'] as const).map((newline) => ({ name, bom, found, separator, newline })),
    ),
  );
  it.each(cases)('$name, BOM $bom, separator $separator, line end $newline', ({ name, bom, found, separator, newline }) => {
    const { table, dialect, lines } = readCsv(encode(write(separator, newline), name, bom));
    expect(table.columns.map((each) => each.name)).toEqual(HEADER);
    expect(table.columns.map((each) => [...each.values])).toEqual(HEADER.map((_, at) => ROWS.map((row) => row[at])));
    expect(dialect).toEqual({ encoding: found, separator, decimal: ',', bom });
    expect([...lines]).toEqual([2, 3, 4]);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    '%s: a character outside the basic plane is whole wherever a piece of the file ends',
    (name) => {
      for (const before of ['', 'x']) {
        const text = before + '𝒜'.repeat(1_100_000);
        expect(readEncoding(encode(text, name, true)).bytes.equals(Buffer.from(text))).toBe(true);
      }
    },
  );

  it('reads a file whose last line has no end, whose lines end by CR alone, or that ends in blank lines', () => {
    expect(rowsOf(utf8('a;b\n1;2\n3;4'))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rowsOf(utf8('a;b\r1;2\r3;4\r'))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rowsOf(utf8('a;b\n1;2\n\n\r\n'))).toEqual([['1', '2']]);
  });

  it('reads one column alone, where a blank line is a missing value', () => {
    expect(rowsOf(utf8('fiche\nA1\n\nA3\n'))).toEqual([['A1'], [''], ['A3']]);
  });

  it('takes the told encoding and separator over the found ones', () => {
    expect(rowsOf(encode('nom\nété', 'windows-1252'), { encoding: 'windows-1252' })).toEqual([['été']]);
    expect(rowsOf(utf8('a,b;c\n1,2;3\n'), { separator: ',' })).toEqual([['1', '2;3']]);
  });

  it('numbers lines by the file, through quoted line ends of each kind', () => {
    expect([...readCsv(utf8('a;b\n"x\ny";1\n"p\r\nq";2\n"u\rv";3\nz;4\n')).lines]).toEqual([2, 4, 6, 8]);
  });

  it('keeps each byte of Windows-1252, the five it leaves undefined excepted', () => {
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    for (let byte = 0x80; byte <= 0xff; byte++) {
      const bytes = concat(utf8('a;b\nx'), Uint8Array.of(byte), utf8(';2\n'));
      if (undefinedBytes.includes(byte)) continue;
      const expected = new TextDecoder('latin1').decode(Uint8Array.of(byte));
      const [row] = rowsOf(bytes);
      expect(row?.[0]).toHaveLength(2);
      if (byte >= 0xa0) expect(row?.[0]).toBe(`x${expected}`);
    }
    expect(rowsOf(concat(utf8('a;b\n'), Uint8Array.of(0x9c, 0x92, 0x96), utf8(';2\n')))).toEqual([['œ’–', '2']]);
  });

  it.each([
    ['12,5;1\n', ','],
    ['12.5;1\n', '.'],
    ['0,125;1\n', ','],
    ['1234.567;1\n', '.'],
    ['1,234;1\n', null],
    ['12,5;1.5\n', null],
    ['oui;non\n', null],
    ['12,5;7,25\n1.5;1\n', ','],
  ])('tells the decimal sign of %j', (body, decimal) => {
    expect(readCsv(utf8(`a;b\n${body}`)).dialect.decimal).toBe(decimal);
  });
});

describe('CSV that is refused', () => {
  it.each([
    ['nothing', '', 'TABLE_EMPTY', {}],
    ['a BOM alone', '\ufeff', 'TABLE_EMPTY', {}],
    ['a header alone', 'a;b\n', 'TABLE_EMPTY', {}],
    ['a header and blank lines', 'a;b\n\n\n', 'TABLE_EMPTY', {}],
    ['too few fields', 'a;b;c\n1;2;3\n1;2\n', 'TABLE_RAGGED', { line: 3, found: 2, expected: 3 }],
    ['too many fields', 'a;b\n1;2\n1;2;3\n', 'TABLE_RAGGED', { line: 3, found: 3, expected: 2 }],
    ['a blank line among others', 'a;b\n1;2\n\n3;4\n', 'TABLE_RAGGED', { line: 3, found: 1, expected: 2 }],
    ['ragged after a quoted line end', 'a;b\n"x\ny";2\n1\n', 'TABLE_RAGGED', { line: 4, found: 1, expected: 2 }],
    ['a NUL', 'a;b\n1;2\n3;4\0\n', 'TABLE_NUL', { line: 3, column: 2 }],
    ['a NUL after a quoted line end', 'a;b\n1;2\n"x\ny";3\0\n', 'TABLE_NUL', { line: 4, column: 2 }],
    ['a NUL in a field of doubled quotes', 'a;b\n1;"x""\0"\n', 'TABLE_NUL', { line: 2, column: 2 }],
    ['an unclosed quote', 'a;b\n1;2\n3;"4\n5;6\n', 'TABLE_QUOTE', { line: 3, column: 2 }],
    ['a quote inside a plain field', 'a;b\n1;x"y\n', 'TABLE_QUOTE', { line: 2, column: 2 }],
    ['text after a closing quote', 'a;b\n"1"x;2\n', 'TABLE_QUOTE', { line: 2, column: 1 }],
    ['a BOM in the middle', 'a;b\n1;2\n\ufeffa;b\n', 'TABLE_BOM', { line: 3, column: 1 }],
    ['two columns of one name', 'a;b;a\n1;2;3\n', 'TABLE_HEADER_TWICE', { column: 3 }],
    ['two columns of one name in two Unicode forms', 'e\u0301;\u00e9\n1;2\n', 'TABLE_HEADER_TWICE', { column: 2 }],
    ['a column without a name', 'a;;c\n1;2;3\n', 'TABLE_HEADER_EMPTY', { column: 2 }],
    ['a name over two lines', 'a;"b\nc"\n1;2\n', 'TABLE_HEADER_FORM', { column: 2 }],
    ['a name of 201 characters', `a;${'b'.repeat(201)}\n1;2\n`, 'TABLE_HEADER_FORM', { column: 2 }],
    ['no header, numbers', '00123;72,5;3\n00124;60;4\n', 'TABLE_HEADER_DATA', { column: 2 }],
    ['no header, an e-mail address', 'x;a@b.ca;z\n1;c@d.ca;2\n', 'TABLE_HEADER_DATA', { column: 2 }],
  ])('%s', (_name, text, code, params) => {
    expect(refused(text)).toEqual({ code, params });
  });

  it('bytes that are not of the told encoding, with their line', () => {
    expect(refused(encode('a;b\n1;2\nété;4\n', 'windows-1252'), { encoding: 'utf-8' })).toEqual({
      code: 'TABLE_ENCODING',
      params: { line: 3, encoding: 'utf-8' },
    });
    expect(refused(concat(utf8('a;b\n1;2\nx'), Uint8Array.of(0x81), utf8(';4\n'))).code).toBe('TABLE_ENCODING');
    expect(refused(encode('a;b\n1;2', 'utf-16le', true).subarray(0, -1))).toMatchObject({ code: 'TABLE_ENCODING' });
    const lone = concat(encode('a;b\n', 'utf-16le', true), Uint8Array.of(0x00, 0xd8), encode(';2\n', 'utf-16le'));
    expect(refused(lone)).toEqual({ code: 'TABLE_ENCODING', params: { line: 2, encoding: 'utf-16le' } });
  });

  it('10,001 columns', () => {
    const names = Array.from({ length: 10_001 }, (_, i) => `v${i}`).join(';');
    expect(refused(`${names}\n${names}\n`)).toMatchObject({ code: 'TABLE_TOO_LARGE', params: { limit: 10_000 } });
  });

  it('never with a value of the file in what is said', () => {
    const secret = 'ZQXJ';
    for (const text of [
      `a;b\n${secret}\n`,
      `a;b\n"${secret};1\n`,
      `a;b\n${secret}\0;1\n`,
      `a;b\n${secret}"x;1\n`,
      `${secret}@b.ca;5\n1;2\n`,
    ]) {
      expect(JSON.stringify(refused(text))).not.toContain(secret);
    }
  });
});
