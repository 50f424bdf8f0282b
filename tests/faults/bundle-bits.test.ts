import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { concat } from '../../src/base/bytes.ts';
import { seeded } from '../../src/base/random.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { codeOf, handOver, putTogether, secondCode, takeApart } from '../support/craft.ts';
import { party, scratch, sealAt, shardsOf } from '../support/parties.ts';
import { long } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);
const partner = party('partner', 'CSS des Essais');
const reader = party('appliance', 'Écluse centrale');
const enrolled = [partner.card];
const path = join(folder, 'small.bundle');
sealAt(path, partner, reader.card, { shards: shardsOf('score', 40, 0) });
const whole = new Uint8Array(readFileSync(path));
const manifestEnd = 20 + new DataView(whole.buffer).getUint32(16);

const check = () =>
  codeOf(() => checkBundle(path, { recipientId: reader.card.id, cardOf: (id) => (id === partner.card.id ? partner.card : null) }));

/** Codes that a change in each part of the file may end with: nothing in the manifest gets past the signature, nothing in a shard past its hash. */
const MANIFEST = [
  ...['BUNDLE_NOTE', 'BUNDLE_MANIFEST', 'BUNDLE_VERSION', 'BUNDLE_CORE', 'BUNDLE_LIMIT', 'BUNDLE_SHAPE', 'BUNDLE_EMPTY'],
  ...['BUNDLE_SENDER', 'BUNDLE_CARD', 'BUNDLE_SIGNATURE'],
];
const PARTS = [
  { part: 'magic', from: 0, to: 16, codes: ['BUNDLE_FORM'] },
  { part: 'length', from: 16, to: 20, codes: ['BUNDLE_MANIFEST_SIZE', 'BUNDLE_LENGTH', 'BUNDLE_NOTE'] },
  { part: 'manifest', from: 20, to: manifestEnd, codes: MANIFEST },
  { part: 'shards', from: manifestEnd, to: whole.length, codes: ['BUNDLE_SHARD_HASH'] },
];

describe('a small bundle', () => {
  it('is taken as it stands', () => expect(handOver({ folder, reader, enrolled }, whole)).toEqual({ code: 'taken', stage: 'taken' }));

  it.each(PARTS)('is refused with any bit of its $part flipped', ({ from, to, codes }) => {
    const fd = openSync(path, 'r+');
    const wrong: string[] = [];
    try {
      for (let bit = from * 8; bit < to * 8; bit++) {
        const at = bit >> 3;
        writeSync(fd, Uint8Array.of(whole[at]! ^ (1 << (bit & 7))), 0, 1, at);
        const code = check();
        if (!codes.includes(code)) wrong.push(`octet ${at}, bit ${bit & 7}: ${code}`);
        writeSync(fd, whole, at, 1, at);
      }
    } finally {
      closeSync(fd);
    }
    expect(wrong).toEqual([]);
    expect(check()).toBe('taken');
  });

  it('is refused by the second reader for the same reason, bit by bit', { timeout: 600_000 }, () => {
    const random = seeded(697);
    const bits = long
      ? Array.from({ length: whole.length * 8 }, (_, bit) => bit)
      : Array.from({ length: 200 }, () => Math.floor(random() * whole.length * 8));
    const different: string[] = [];
    for (const bit of bits) {
      const flipped = whole.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, flipped);
      const [ours, theirs] = [check(), secondCode({ reader, enrolled }, flipped)];
      if (ours !== theirs) different.push(`octet ${bit >> 3}, bit ${bit & 7}: ${ours}, ${theirs}`);
    }
    writeFileSync(path, whole);
    expect(different).toEqual([]);
  });

  it('is refused cut anywhere', () => {
    const wrong: string[] = [];
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const expected = length < 21 ? 'BUNDLE_FORM' : 'BUNDLE_LENGTH';
      const code = check();
      if (code !== expected) wrong.push(`${length}: ${code}`);
    }
    writeFileSync(path, whole);
    expect(wrong).toEqual([]);
  });

  it('is refused lengthened, by one byte or by many, by zeros or by itself', () => {
    for (const more of [new Uint8Array(1), new Uint8Array(65_536), Uint8Array.of(0x0a), whole, whole.subarray(manifestEnd)]) {
      expect(handOver({ folder, reader, enrolled }, concat(whole, more))).toEqual({ code: 'BUNDLE_LENGTH', stage: 'check' });
      expect(handOver({ folder, reader, enrolled }, concat(more, whole)).code).not.toBe('taken');
    }
  });

  it('is refused with any byte taken out or put in twice', () => {
    const wrong: string[] = [];
    for (let at = 0; at < whole.length; at++) {
      for (const [what, changed] of [
        ['out', concat(whole.subarray(0, at), whole.subarray(at + 1))],
        ['twice', concat(whole.subarray(0, at), whole.subarray(at, at + 1), whole.subarray(at))],
      ] as const) {
        writeFileSync(path, changed);
        const code = check();
        if (code === 'taken') wrong.push(`${at} ${what}`);
      }
    }
    writeFileSync(path, whole);
    expect(wrong).toEqual([]);
  });

  it('comes apart and together again byte for byte: what the crafted faults start from', () => {
    expect(Buffer.compare(putTogether(takeApart(whole), partner), whole)).toBe(0);
  });
});
