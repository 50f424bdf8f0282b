import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/base/bytes.ts';
import { isXwingPublic, xwingDecapsulate, xwingEncapsulate, xwingPublic } from '../../src/keys/xwing.ts';
import { noVectors, vectorsFolder } from '../support/requires.ts';
import { decapsulate, encapsulate, xwingKeys } from '../support/second/parties.ts';

type Vector = { seed: string; eseed: string; ss: string; pk: string; ct: string };

describe.skipIf(noVectors)('X-Wing, the vectors of draft-connolly-cfrg-xwing-kem', () => {
  const vectors = noVectors ? [] : (JSON.parse(readFileSync(join(vectorsFolder, 'xwing.json'), 'utf8')) as Vector[]);

  it('are there', () => expect(vectors.length).toBeGreaterThanOrEqual(3));

  it.each(vectors.map((vector, index) => ({ index, ...vector })))(
    '$index: key, encapsulation, decapsulation',
    ({ seed, eseed, ss, pk, ct }) => {
      expect(toHex(xwingPublic(fromHex(seed)))).toBe(pk);
      const sent = xwingEncapsulate(fromHex(pk), fromHex(eseed));
      expect(sent && toHex(sent.enc)).toBe(ct);
      expect(sent && toHex(sent.shared)).toBe(ss);
      expect(toHex(xwingDecapsulate(fromHex(seed), fromHex(ct)) ?? new Uint8Array(0))).toBe(ss);
    },
  );

  it.each(vectors.map((vector, index) => ({ index, ...vector })))(
    '$index: the second reader says the same',
    ({ seed, eseed, ss, pk, ct }) => {
      expect(toHex(xwingKeys(fromHex(seed)).publicKey)).toBe(pk);
      const sent = encapsulate(fromHex(pk), fromHex(eseed));
      expect([toHex(sent.enc), toHex(sent.shared)]).toEqual([ct, ss]);
      expect(toHex(decapsulate(fromHex(seed), fromHex(ct)))).toBe(ss);
    },
  );

  it('implicit rejection: an altered encapsulation gives another secret, never the same', () => {
    const { seed, ct, ss } = vectors[0]!;
    for (const at of [0, 500, 1087, 1088, 1100]) {
      const altered = fromHex(ct);
      altered[at]! ^= 1;
      expect(toHex(xwingDecapsulate(fromHex(seed), altered) ?? new Uint8Array(0))).not.toBe(ss);
    }
  });
});

describe('X-Wing keys that no one may use', () => {
  const good = xwingPublic(new Uint8Array(32).fill(7));

  it('an ML-KEM key whose coefficients pass the modulus', () => {
    const key = good.slice();
    key.fill(0xff, 0, 3);
    expect(isXwingPublic(good)).toBe(true);
    expect(isXwingPublic(key)).toBe(false);
    expect(xwingEncapsulate(key, new Uint8Array(64))).toBeNull();
  });

  it('an X25519 key of small order', () => {
    for (const low of [0, 1]) {
      const key = good.slice();
      key.fill(0, 1184);
      key[1184] = low;
      expect(isXwingPublic(key)).toBe(false);
    }
  });

  it('an encapsulation whose X25519 part is of small order', () => {
    const sent = xwingEncapsulate(good, new Uint8Array(64).fill(3))!;
    sent.enc.fill(0, 1088);
    expect(xwingDecapsulate(new Uint8Array(32).fill(7), sent.enc)).toBeNull();
  });
});
