import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { boundaryOf, readUpload } from '../../src/web/multipart.ts';
import { BOUNDARY, multipart } from '../support/http.ts';

type Read = { fields: [string, string][]; name: string; file: Buffer } | string;

async function read(pieces: readonly Uint8Array[], boundary = BOUNDARY): Promise<Read> {
  const fields: [string, string][] = [];
  const file: Buffer[] = [];
  let name = '';
  try {
    await readUpload(
      (async function* () {
        yield* pieces;
      })(),
      boundary,
      { fileBytes: 1 << 20 },
      {
        field: (key, value) => void fields.push([key, value]),
        named(given) {
          name = given;
        },
        chunk: (bytes) => void file.push(Buffer.from(bytes)),
      },
    );
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
  return { fields, name, file: Buffer.concat(file) };
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

describe('the reader of an uploaded form', () => {
  it('gives back any file and field, in whatever pieces they come', async () => {
    const hostile = fc.constantFrom('\r\n', '--', `\r\n--${BOUNDARY}`.slice(0, -1), `--${BOUNDARY}`, '\r\n--', '\r', 'a');
    const content = fc
      .array(fc.oneof(hostile, fc.string({ maxLength: 20 })), { maxLength: 12 })
      .map((parts) => Buffer.from(parts.join('')));
    await fc.assert(
      fc.asyncProperty(content, fc.array(fc.nat(2000), { maxLength: 30 }), async (file, places) => {
        fc.pre(!file.includes(`\r\n--${BOUNDARY}`));
        const body = multipart([
          { name: 'csrf', value: 'jeton' },
          { name: 'file', value: file, filename: 'lot.bundle' },
        ]);
        expect(await read(cut(body, places))).toEqual({ fields: [['csrf', 'jeton']], name: 'lot.bundle', file });
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('says the same of a form whole, byte by byte, and refuses it cut anywhere', async () => {
    const body = multipart([
      { name: 'csrf', value: 'jeton' },
      { name: 'file', value: 'contenu\r\n--presque', filename: 'lot' },
    ]);
    const whole = await read([body]);
    expect(whole).toMatchObject({ name: 'lot' });
    expect(await read([...body].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    // The last line's end may be absent: it is not counted.
    for (let end = 0; end < body.length - 2; end++) expect(await read([body.subarray(0, end)]), String(end)).toBe('SERVER_REQUEST');
  });

  it('never gives more than it was sent, whatever byte is changed', async () => {
    const body = multipart([
      { name: 'csrf', value: 'jeton' },
      { name: 'file', value: 'contenu', filename: 'lot' },
    ]);
    for (let at = 0; at < body.length; at++) {
      const changed = Uint8Array.from(body);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const got = await read([changed]);
      if (typeof got === 'string') expect(got).toBe('SERVER_REQUEST');
      else expect(got.file.length + got.fields.join('').length).toBeLessThanOrEqual(body.length);
    }
  });

  it('knows a boundary when it sees one', () => {
    expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
    for (const type of [
      undefined,
      '',
      'multipart/form-data',
      'multipart/mixed; boundary=a',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary=a;b',
      `multipart/form-data; boundary=${'a'.repeat(71)}`,
    ]) {
      expect(boundaryOf(type)).toBeNull();
    }
  });
});
