import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../src/base/bytes.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { commitment } from '../../src/bundle/schedule.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { codeOf, handOver, type Parts, putTogether, takeApart } from '../support/craft.ts';
import { party, scratch, sealAt, shardsOf } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const partner = party('partner', 'CSS des Essais');
const other = party('partner', 'CSS du Voisin');
const reader = party('appliance', 'Écluse centrale');
const setup = { folder, reader, enrolled: [partner.card, other.card] };
const CHUNK = 65_536 + 16;

function sealed(name: string, options: Parameters<typeof sealAt>[3], sender = partner): Parts {
  const path = join(folder, name);
  sealAt(path, sender, reader.card, options);
  return takeApart(new Uint8Array(readFileSync(path)));
}

const shards = shardsOf('score', 200, 200, 150_000);
const parts = sealed('one', { shards });
/** Same sender, recipient, sizes and plaintext; another bundle. */
const twin = sealed('two', { shards, seed: 'another', core: { id: 'f'.repeat(32) } });
const whole = putTogether(parts, partner);

/** The bundle changed and signed again by its own sender: everything the signature vouches for is then true. */
const signedAgain = (change: (copy: Parts) => void, signer = partner) => {
  const copy = structuredClone(parts);
  change(copy);
  return handOver(setup, putTogether(copy, signer));
};
const swap = <T>(list: T[], a: number, b: number) => {
  [list[a], list[b]] = [list[b]!, list[a]!];
};
/** The file's shards changed under the manifest as it stands. */
const underManifest = (change: (shards: Uint8Array[]) => Uint8Array[]) => {
  const head = whole.subarray(0, whole.length - parts.shards.reduce((sum, { length }) => sum + length, 0));
  return handOver(setup, Uint8Array.from([...head, ...change(parts.shards.map((each) => each.slice())).flatMap((each) => [...each])]));
};

describe('shards that are not those of the manifest', () => {
  it.each<[string, (shards: Uint8Array[]) => Uint8Array[], string]>([
    ['as they are', (each) => each, 'taken'],
    ['two exchanged', ([a, b, c, d]) => [a!, c!, b!, d!], 'BUNDLE_SHARD_HASH'],
    ['one for another of the same length', ([a, b, , d]) => [a!, b!, b!, d!], 'BUNDLE_SHARD_HASH'],
    ['one dropped', ([a, b, , d]) => [a!, b!, d!], 'BUNDLE_LENGTH'],
    ['one repeated', ([a, b, c, d]) => [a!, b!, b!, c!, d!], 'BUNDLE_LENGTH'],
    ['one of another bundle', ([a, , c, d]) => [a!, twin.shards[1]!, c!, d!], 'BUNDLE_SHARD_HASH'],
    ['all of another bundle', () => twin.shards, 'BUNDLE_SHARD_HASH'],
  ])('%s', (_, change, code) => expect(underManifest(change).code).toBe(code));
});

describe('a manifest signed again by its own sender', () => {
  it.each<[string, (copy: Parts) => void, string]>([
    ['nothing changed', () => {}, 'taken'],
    ['two shards exchanged', ({ shards }) => swap(shards, 1, 2), 'BUNDLE_CHUNK'],
    ['one shard for another', ({ shards }) => shards.splice(2, 1, shards[1]!), 'BUNDLE_CHUNK'],
    ['a shard of another bundle', ({ shards }) => shards.splice(1, 1, twin.shards[1]!), 'BUNDLE_CHUNK'],
    ['the key of another bundle', (copy) => Object.assign(copy, { enc: twin.enc, wrapped: twin.wrapped }), 'BUNDLE_KEY'],
    ['the key and commitment of another bundle', (copy) => Object.assign(copy, { ...twin, core: copy.core }), 'BUNDLE_KEY'],
    ['the encapsulation altered in ML-KEM', ({ enc }) => enc.fill(0, 0, 8), 'BUNDLE_KEY'],
    ['the encapsulation altered in X25519', ({ enc }) => (enc[1_100]! ^= 1), 'BUNDLE_KEY'],
    ['an X25519 part of small order', ({ enc }) => enc.fill(0, 1_088), 'BUNDLE_KEY'],
    ['the wrapped key altered', ({ wrapped }) => (wrapped[0]! ^= 1), 'BUNDLE_KEY'],
    ['the wrapped key’s tag altered', ({ wrapped }) => (wrapped[47]! ^= 0x80), 'BUNDLE_KEY'],
    ['the commitment altered', ({ commit }) => (commit[31]! ^= 1), 'BUNDLE_COMMITMENT'],
    ['the commitment of another bundle', (copy) => Object.assign(copy, { commit: twin.commit }), 'BUNDLE_COMMITMENT'],
    ['a bit of the first chunk', ({ shards }) => (shards[3]![10]! ^= 1), 'BUNDLE_CHUNK'],
    ['a bit of the last tag', ({ shards }) => (shards[3]![shards[3]!.length - 1]! ^= 1), 'BUNDLE_CHUNK'],
    ['two chunks exchanged', ({ shards }) => shards.splice(3, 1, chunks(shards[3]!, 1, 0, 2)), 'BUNDLE_CHUNK'],
    ['a chunk repeated', ({ shards }) => shards.splice(3, 1, chunks(shards[3]!, 0, 0, 2)), 'BUNDLE_CHUNK'],
    ['another destruction date', ({ core }) => Object.assign(core, { destroyBy: '2028-06-30' }), 'BUNDLE_KEY'],
    ['another id', ({ core }) => Object.assign(core, { id: 'e'.repeat(32) }), 'BUNDLE_KEY'],
    ['another kind', ({ core }) => Object.assign(core, { kind: 'train' }), 'BUNDLE_KEY'],
    ['a shard fewer', ({ core, shards }) => [core.shards.pop(), shards.pop()], 'BUNDLE_KEY'],
    ['a last chunk cut off', ({ core, shards }) => cut(core, shards), 'BUNDLE_KEY'],
  ])('%s', (_, change, code) => {
    const stage = { taken: 'taken', BUNDLE_CHUNK: 'read' }[code] ?? 'unlock';
    expect(signedAgain(change)).toEqual({ code, stage });
  });

  function chunks(shard: Uint8Array, ...order: number[]): Uint8Array {
    return Buffer.concat(order.map((n) => shard.subarray(n * CHUNK, (n + 1) * CHUNK)));
  }
  function cut(core: Parts['core'], shards: Uint8Array[]): void {
    core.shards[3].bytes = 131_072;
    shards[3] = shards[3]!.slice(0, 2 * CHUNK);
  }
});

describe('every bit of what the key hangs on, signed again by the sender', () => {
  it.each([
    ['wrapped', 'BUNDLE_KEY', 1],
    ['commit', 'BUNDLE_COMMITMENT', 1],
    ['enc', 'BUNDLE_KEY', 97],
  ] as const)('%s', (member, code, stride) => {
    for (let bit = 0; bit < parts[member].length * 8; bit += stride) {
      const copy = structuredClone(parts);
      copy[member][bit >> 3]! ^= 1 << (bit & 7);
      const path = join(folder, 'again');
      writeFileSync(path, putTogether(copy, partner));
      const checked = checkBundle(path, { recipientId: reader.card.id, cardOf: () => partner.card });
      expect([bit, codeOf(() => unlockBundle(checked, reader.secrets))]).toEqual([bit, code]);
    }
  });
});

describe('a bundle signed again by another enrolled partner', () => {
  it('in the sender’s name: the signature refuses', () => {
    expect(signedAgain(() => {}, other)).toEqual({ code: 'BUNDLE_SIGNATURE', stage: 'check' });
  });

  it('in its own name: every check without a key passes, the key does not open', () => {
    const own = ({ core }: Parts) => Object.assign(core, { sender: { id: other.card.id, card: other.card.hash } });
    expect(signedAgain(own, other)).toEqual({ code: 'BUNDLE_KEY', stage: 'unlock' });
  });

  it('in its own name, the commitment made anew by someone who knew the bundle key: the key still does not open', () => {
    const path = join(folder, 'one');
    const checked = checkBundle(path, { recipientId: reader.card.id, cardOf: () => partner.card });
    const { bundleKey } = unlockBundle(checked, reader.secrets);
    const forged = structuredClone(parts);
    Object.assign(forged.core, { sender: { id: other.card.id, card: other.card.hash } });
    forged.commit = commitment(bundleKey, fromHex(checked.coreHash));
    expect(handOver(setup, putTogether(forged, other))).toEqual({ code: 'BUNDLE_KEY', stage: 'unlock' });
  });

  it('under the other’s card: the card refuses', () => {
    const mixed = ({ core }: Parts) => Object.assign(core.sender, { card: other.card.hash });
    expect(signedAgain(mixed, other)).toEqual({ code: 'BUNDLE_CARD', stage: 'check' });
  });
});

describe('who sent it, and to whom', () => {
  it('a sender that is not enrolled, or no longer', () => {
    expect(handOver({ ...setup, enrolled: [other.card] }, whole)).toEqual({ code: 'BUNDLE_SENDER', stage: 'check' });
  });

  it('a sender enrolled by another card of the same id', () => {
    const again = party('partner', 'CSS des Essais (carte neuve)');
    const card = { ...again.card, id: partner.card.id };
    expect(handOver({ ...setup, enrolled: [card] }, whole)).toEqual({ code: 'BUNDLE_CARD', stage: 'check' });
  });

  it('another recipient', () => {
    const elsewhere = party('appliance', 'Écluse d’ailleurs');
    expect(handOver({ ...setup, reader: elsewhere }, whole)).toEqual({ code: 'BUNDLE_RECIPIENT', stage: 'check' });
  });

  it('another card of the recipient', () => {
    const to = ({ core }: Parts) => Object.assign(core.recipient, { card: 'c'.repeat(64) });
    expect(signedAgain(to)).toEqual({ code: 'BUNDLE_RECIPIENT_CARD', stage: 'check' });
  });

  it('the right name on the address, another’s key', () => {
    const thief = { card: reader.card, secrets: other.secrets };
    expect(handOver({ ...setup, reader: thief }, whole)).toEqual({ code: 'BUNDLE_KEY', stage: 'unlock' });
  });
});

describe('a file that changes between the check and the reading', () => {
  const fresh = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, whole);
    const checked = checkBundle(path, { recipientId: reader.card.id, cardOf: () => partner.card });
    return { path, checked, unlocked: unlockBundle(checked, reader.secrets) };
  };

  it('a byte changed: the chunk refuses', () => {
    const { path, checked, unlocked } = fresh('changed');
    const bytes = whole.slice();
    bytes[checked.offsets[1]! + 3]! ^= 1;
    writeFileSync(path, bytes);
    expect(codeOf(() => readShard(unlocked, 1))).toBe('BUNDLE_CHUNK');
    expect(codeOf(() => readShard(unlocked, 0))).toBe('taken');
  });

  it('cut: the file refuses', () => {
    const { path, checked, unlocked } = fresh('cut');
    truncateSync(path, checked.offsets[3]! + 100);
    expect(codeOf(() => readShard(unlocked, 3))).toBe('FILE_MISSING');
  });
});
