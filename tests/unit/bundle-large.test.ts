import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { openShards } from '../../src/bundle/open-ahead.ts';
import type { ShardInput } from '../../src/bundle/seal.ts';
import { handOver, threadsFor } from '../../src/bundle/second-thread.ts';
import { openShard } from '../../src/bundle/shard.ts';
import { openShardWriter } from '../../src/bundle/shard-writer.ts';
import { BATCH_BYTES, sealedLength, sealStream } from '../../src/bundle/stream.ts';
import { shardAccess, unlockBundle } from '../../src/bundle/unlock.ts';
import { code } from '../support/code.ts';
import { party, scratch, sealAt, seededRandom } from '../support/parties.ts';
import { absent } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);
const MIB = 2 ** 20;
const partner = party('partner', 'CSS des Essais');
const appliance = party('appliance', 'Écluse centrale');
const cardOf = (id: string) => (id === partner.card.id ? partner.card : null);
const path = join(folder, 'large.bundle');

/** Large enough for two threads; of all sizes, so that they overtake each other. */
const SIZES = [9 * MIB + 1, 3, 0, 7 * MIB, BATCH_BYTES, 2 * MIB - 1, 9 * MIB];
const tables = SIZES.map((size, index) => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) bytes.set(seededRandom(`${index}/${at}`)(Math.min(64, size - at)), at);
  return bytes;
});
const sizeOfAll = SIZES.reduce((sum, size) => sum + size, 0);
const oneThread = absent(threadsFor(sizeOfAll));

const shards: ShardInput[] = [
  { type: 'document', name: 'dictionary', rows: 0, bytes: new Uint8Array([123, 125]) },
  ...tables.map((bytes) => ({ type: 'table' as const, name: 'pupils', rows: 3, bytes })),
];
const sealed = sealAt(path, partner, appliance.card, { shards });
const check = () => checkBundle(path, { recipientId: appliance.card.id, cardOf });
const { offsets, manifest, size } = check();
const accesses = () => {
  const unlocked = unlockBundle(check(), appliance.secrets);
  return tables.map((_, index) => shardAccess(unlocked, index + 1));
};

function codeAndShard(work: () => unknown): unknown[] | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return [error.code, error.params.shard];
    throw error;
  }
}

/** Runs with one byte of the file changed at a place of a table's sealed bytes. */
function altered<T>(table: number, place: number, run: () => T): T {
  const at = offsets[table + 1]! + place;
  const fd = openSync(path, 'r+');
  const byte = new Uint8Array(1);
  const flip = () => {
    readSync(fd, byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ 1;
    writeSync(fd, byte, 0, 1, at);
  };
  try {
    flip();
    return run();
  } finally {
    flip();
    closeSync(fd);
  }
}

describe.skipIf(oneThread)('a bundle large enough for two threads', () => {
  it('is what one thread would have sealed', () => {
    expect(size).toBe(sealed.bytes);
    const file = readFileSync(path);
    for (const [index, { key }] of accesses().entries()) {
      const alone: Uint8Array[] = [];
      const room = new Uint8Array(BATCH_BYTES);
      sealStream(
        key,
        tables[index]!,
        () => room,
        (piece) => alone.push(piece.slice()),
      );
      const from = offsets[index + 1]!;
      expect(Buffer.compare(file.subarray(from, from + sealedLength(SIZES[index]!)), Buffer.concat(alone))).toBe(0);
      expect(manifest.shards[index + 1]!.sha256).toBe(Buffer.from(sha256(...alone)).toString('hex'));
    }
  });

  it('opens in order, in buffers of their own, even where the reader stops half-way', () => {
    const opened = [...openShards(accesses())];
    expect(opened.map(({ length }) => length)).toEqual(SIZES);
    for (const [index, bytes] of opened.entries()) expect(Buffer.compare(bytes, tables[index]!)).toBe(0);
    for (const bytes of openShards(accesses())) {
      expect(bytes.length).toBe(SIZES[0]);
      break;
    }
    expect([...openShards(accesses())]).toHaveLength(SIZES.length);
  });

  it('is refused by the first shard whose hash differs, whichever thread read it', () => {
    for (const [index, last] of SIZES.entries()) {
      expect(altered(index, last, () => codeAndShard(check))).toEqual(['BUNDLE_SHARD_HASH', index + 1]);
    }
    expect(altered(6, 9, () => altered(5, 9, () => codeAndShard(check)))).toEqual(['BUNDLE_SHARD_HASH', 6]);
    expect(codeAndShard(check)).toBeNull();
  });

  it('gives no plaintext of a shard altered after its check, and all of those before it', () => {
    const taken = accesses();
    for (const table of [0, 3, 6]) {
      let given = 0;
      const open = () => {
        for (const _ of openShards(taken)) given++;
      };
      expect(altered(table, 100, () => codeAndShard(open))).toEqual(['BUNDLE_CHUNK', table + 1]);
      expect(given).toBe(table);
    }
  });

  it('fails at the shard that does not open, not at one before it, whichever thread met it first', () => {
    const many = join(folder, 'many.bundle');
    const pieces = Array.from({ length: 60 }, (_, index) => new Uint8Array(2 ** 19).fill(index));
    sealAt(many, partner, appliance.card, {
      shards: [shards[0]!, ...pieces.map((bytes) => ({ type: 'table' as const, name: 'pupils', rows: 3, bytes }))],
    });
    const checked = checkBundle(many, { recipientId: appliance.card.id, cardOf });
    const unlocked = unlockBundle(checked, appliance.secrets);
    const taken = pieces.map((_, index) => shardAccess(unlocked, index + 1));
    for (let spoilt = 4; spoilt < pieces.length; spoilt += 5) {
      const key = taken[spoilt]!.key.map((byte) => byte ^ 1);
      let given = 0;
      const open = () => {
        for (const _ of openShards(taken.with(spoilt, { ...taken[spoilt]!, key }))) given++;
      };
      expect(codeAndShard(open)).toEqual(['BUNDLE_CHUNK', spoilt + 1]);
      expect(given).toBe(spoilt);
    }
  });

  it('is written whole while the thread is held up elsewhere', () => {
    const control = new Int32Array(new SharedArrayBuffer(4 * 32));
    const held = { kind: 'write', lengths: [1], fd: -1, start: 0, control, slots: new Uint8Array(8), digests: new Uint8Array(32) };
    handOver(held);
    const started = Date.now();
    while (Atomics.load(control, 2) === 0 && Date.now() - started < 20_000) Atomics.wait(control, 2, 0, 10);
    try {
      const again = join(folder, 'again.bundle');
      sealAt(again, partner, appliance.card, { shards });
      expect(Buffer.compare(readFileSync(again), readFileSync(path))).toBe(0);
      expect([...openShards(accesses())].map(({ length }) => length)).toEqual(SIZES);
    } finally {
      Atomics.store(control, 0, -1);
      Atomics.notify(control, 0);
    }
  });

  it('fails as the disk does, and leaves nothing', () => {
    const fd = openSync(path, 'r');
    const sink = { fd, write: () => {}, wrote: () => {} };
    const writer = openShardWriter([30 * MIB], sink, 0);
    const fill = () => {
      for (let done = 0; done < 30 * MIB; done += BATCH_BYTES) {
        writer.room();
        writer.filled(Math.min(BATCH_BYTES, 30 * MIB - done));
      }
      writer.digests();
    };
    expect(fill).toThrow(/EBADF/);
    writer.close();
    closeSync(fd);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('has nothing more written once its writer is closed, into whatever is opened next under the same number', () => {
    let reused = 0;
    for (let round = 0; round < 10; round++) {
      const given = join(folder, `given-up-${round}`);
      const fd = openSync(given, 'wx');
      let pieces = 0;
      // The second thread is at work by now, and more is given than it has taken.
      const wrote = () => {
        if (++pieces < 3) return;
        for (const until = Date.now() + 10_000; fstatSync(fd).size === 0 && Date.now() < until; );
        throw new Error('given up');
      };
      const writer = openShardWriter([sealedLength(30 * MIB)], { fd, write: () => {}, wrote }, 0);
      const seal = () => sealStream(new Uint8Array(32), new Uint8Array(30 * MIB), writer.room, ({ length }) => writer.filled(length));
      expect(seal).toThrow('given up');
      writer.close();
      closeSync(fd);
      const next = openSync(join(folder, `next-${round}`), 'wx');
      if (next === fd) reused++;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      expect(fstatSync(next).size).toBe(0);
      closeSync(next);
    }
    expect(reused).toBeGreaterThan(0);
  });

  it('is refused when the file is cut while it is read', () => {
    const taken = accesses();
    const fd = openSync(path, 'r+');
    ftruncateSync(fd, taken[6]!.offset + 5);
    closeSync(fd);
    expect(code(() => [...openShards(taken)])).toBe('FILE_MISSING');
    expect(code(() => openShard(taken[6]!))).toBe('FILE_MISSING');
  });
});
