import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromDecimal, fromHex, fromUtf8, toBase32, toBase64, toHex, utf8 } from '../../src/base/bytes.ts';
import { isDay, isTimestamp } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { readFields, writeFields } from '../../src/base/fields.ts';
import { canonicalJson, JSON_DEPTH, type Json, parseCanonicalJson } from '../../src/base/json.ts';
import { ed25519Public, parseNote, signNote, verifyNote } from '../../src/base/note.ts';
import { timestamp } from '../../src/base/random.ts';
import { codeOf } from '../support/craft.ts';

const RUNS = { seed: 30, numRuns: 400 };
const bytes = fc.uint8Array({ maxLength: 200 });

/** The rule of every text form: it is read when writing what was read gives it back, and refused with `ENCODING` otherwise. */
function onlyCanonical<T>(read: (text: string) => T, write: (value: T) => string, text: string): void {
  const code = codeOf(() => read(text));
  if (code === 'taken') expect(write(read(text))).toBe(text);
  else expect(code).toBe('ENCODING');
}
const near = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 24 });

describe('base64, hex, decimal, base32', () => {
  it('come back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromBase64(toBase64(value))).toEqual(value);
        expect(fromHex(toHex(value))).toEqual(value);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(fromDecimal(String(value))).toBe(value);
      }),
      RUNS,
    );
  });

  it('have one spelling', () => {
    const many = { seed: 31, numRuns: 5_000 };
    fc.assert(
      fc.property(near('ABCxyz019+/=-_ \n'), (text) => onlyCanonical(fromBase64, toBase64, text)),
      many,
    );
    fc.assert(
      fc.property(near('09afAFgx '), (text) => onlyCanonical(fromHex, toHex, text)),
      many,
    );
    fc.assert(
      fc.property(near('0123456789+-.eExX _'), (text) => onlyCanonical(fromDecimal, String, text)),
      many,
    );
  });

  it.each(['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'QQ===', 'Q-Q=', '====', 'é'])('base64 %j is refused', (text) => {
    expect(codeOf(() => fromBase64(text))).toBe('ENCODING');
  });

  it.each(['', '00', '01', '+1', '-1', '1.0', '1e3', '0x10', ' 1', '1 ', '١', '9007199254740992', '99999999999999999999'])(
    'decimal %j is refused',
    (text) => {
      expect(codeOf(() => fromDecimal(text))).toBe('ENCODING');
    },
  );

  it('base32 is that of RFC 4648 §10, in lower case without padding', () => {
    const vectors = { '': '', f: 'my', fo: 'mzxq', foo: 'mzxw6', foob: 'mzxw6yq', fooba: 'mzxw6ytb', foobar: 'mzxw6ytboi' };
    for (const [text, coded] of Object.entries(vectors)) expect(toBase32(utf8(text))).toBe(coded);
  });

  it('UTF-8 is strict: what is read writes the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (value) => {
        if (codeOf(() => fromUtf8(value)) === 'taken') expect(utf8(fromUtf8(value))).toEqual(value);
      }),
      { seed: 32, numRuns: 5_000 },
    );
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    for (const bad of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc3]]) {
      expect(codeOf(() => fromUtf8(Uint8Array.from(bad)))).toBe('ENCODING');
    }
  });
});

describe('times and days', () => {
  it('every second from 2000 to 2100 has one spelling', () => {
    const second = fc.integer({ min: 946_684_800, max: 4_102_444_800 });
    fc.assert(
      fc.property(second, (value) => {
        const text = timestamp(new Date(value * 1000));
        expect(isTimestamp(text)).toBe(true);
        expect(isDay(text.slice(0, 10))).toBe(true);
      }),
      RUNS,
    );
  });

  it('nothing else passes', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '2026-01-32', '', '2026-01-01T00:00:00Z'])
      expect(isDay(text)).toBe(false);
    for (const text of [
      '2026-01-01T24:00:00Z',
      '2026-01-01T23:60:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01 00:00:00Z',
      '2026-01-01T00:00:00+00:00',
      '2026-01-01T00:00:00z',
    ]) {
      expect(isTimestamp(text)).toBe(false);
    }
    expect(isDay('2028-02-29')).toBe(true);
  });
});

describe('canonical JSON', () => {
  const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;

  it('what is written is read, and is written the same', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(utf8(text), 'essai'))).toBe(text);
      }),
      RUNS,
    );
  });

  it('any other layout of the same value is refused', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(' ', '\n', '\t'), (value, blank) => {
        const text = canonicalJson(value);
        for (const other of [text + blank, blank + text, JSON.stringify([value], null, 1)]) {
          if (other === canonicalJson([value])) continue;
          expect(codeOf(() => parseCanonicalJson(utf8(other), 'essai'))).toBe('JSON_FORM');
        }
      }),
      RUNS,
    );
  });

  it('members are in UTF-16 order, as RFC 8785 §3.2.3 has them', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => Number(match[1]))).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });

  it('numbers are those of RFC 8785 §3.2.2.3', () => {
    const values = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0, 1e21, 5e-324];
    expect(canonicalJson(values)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,5e-324]');
    for (const bad of ['-0', '1.0', '1E3', '01', '1e400']) expect(codeOf(() => parseCanonicalJson(utf8(bad), 'essai'))).toBe('JSON_FORM');
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) expect(codeOf(() => canonicalJson(bad))).toBe('JSON_FORM');
  });

  it('lone surrogates have no spelling', () => {
    for (const text of ['"\\ud800"', '{"\\udfff":1}', '["a\\ud800b"]'])
      expect(codeOf(() => parseCanonicalJson(utf8(text), 'essai'))).toBe('JSON_FORM');
    expect(codeOf(() => canonicalJson('\ud800'))).toBe('JSON_FORM');
    expect(canonicalJson('\\ud800 \u{1f600}')).toBe('"\\\\ud800 \u{1f600}"');
  });

  it('nests so far and no further, and says so instead of losing its stack', () => {
    const nested = (depth: number) => utf8(`${'['.repeat(depth)}1${']'.repeat(depth)}`);
    expect(codeOf(() => parseCanonicalJson(nested(JSON_DEPTH), 'essai'))).toBe('taken');
    for (const depth of [JSON_DEPTH + 1, 200_000]) expect(codeOf(() => parseCanonicalJson(nested(depth), 'essai'))).toBe('JSON_FORM');
  });
});

describe('fields', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const value = fc.string({ maxLength: 20 }).filter((text) => !text.includes('\n'));

  it('come back in their order, and in no other', () => {
    const refuse = () => new EcluseError('NOTE_FORM', { where: 'essai' });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { minLength: 1, maxLength: 6, selector: ([each]) => each }), (fields) => {
        const text = writeFields('essai/v1', fields);
        const read = (order: typeof fields) => {
          const reader = readFields(text, 'essai/v1', refuse);
          const values = order.map(([each]) => reader.take(each));
          reader.end();
          return values;
        };
        expect(read(fields)).toEqual(fields.map(([, each]) => each));
        if (fields.length > 1) expect(codeOf(() => read([...fields].reverse()))).toBe('NOTE_FORM');
        expect(codeOf(() => read(fields.slice(1)))).toBe('NOTE_FORM');
        expect(codeOf(() => readFields(text.slice(0, -1), 'essai/v1', refuse))).toBe('NOTE_FORM');
      }),
      RUNS,
    );
  });
});

describe('signed notes', () => {
  const seed = new Uint8Array(32).fill(5);
  const key = ed25519Public(seed);
  const line = fc.string({ maxLength: 30 }).filter((text) => !/\p{Cc}|\p{Cs}/u.test(text));
  const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);

  it('come back whole: text, then signatures', () => {
    fc.assert(
      fc.property(text, (each) => {
        const note = signNote(each, 'ecluse/essai', seed);
        const parsed = parseNote(utf8(note));
        expect(parsed.text).toBe(each);
        expect(`${parsed.text}\n${parsed.signatures.map((signature) => signature.line).join('')}`).toBe(note);
        expect(verifyNote(parsed, 'ecluse/essai', key)).toBe(true);
      }),
      RUNS,
    );
  });

  it('any bytes that parse are written back the same', () => {
    const good = utf8(signNote('essai\n', 'ecluse/essai', seed));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = good.slice();
        for (const [at, value] of changes) changed[at] = value;
        const code = codeOf(() => parseNote(changed));
        expect(['taken', 'NOTE_FORM', 'ENCODING']).toContain(code);
        if (code !== 'taken') return;
        const { text: read, signatures } = parseNote(changed);
        expect(utf8(`${read}\n${signatures.map((signature) => signature.line).join('')}`)).toEqual(changed);
      }),
      { seed: 33, numRuns: 3_000 },
    );
  });

  it('pass over other parties’ lines, and never over a false one of theirs', () => {
    const other = signNote('essai\n', 'ecluse/autre', new Uint8Array(32).fill(6));
    const both = signNote('essai\n', 'ecluse/essai', seed) + other.slice('essai\n\n'.length);
    expect(verifyNote(parseNote(utf8(both)), 'ecluse/essai', key)).toBe(true);
    expect(verifyNote(parseNote(utf8(other)), 'ecluse/essai', key)).toBe(false);
    const forged = both.replace('essai\n', 'essaj\n');
    expect(codeOf(() => verifyNote(parseNote(utf8(forged)), 'ecluse/essai', key))).toBe('NOTE_SIGNATURE');
  });

  it('names hold neither blank nor plus sign', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2028b', 'a\tb', 'x'.repeat(201)]) {
      expect(codeOf(() => signNote('essai\n', name, seed))).toBe('NOTE_FORM');
    }
    expect(codeOf(() => signNote('essai', 'a', seed))).toBe('NOTE_FORM');
  });
});
