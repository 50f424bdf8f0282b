import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../../src/bundle/check.ts';
import { KINDS } from '../../src/bundle/core.ts';
import { KIND_BYTES, kindOfFile } from '../../src/bundle/kind.ts';
import { openShard } from '../../src/bundle/shard.ts';
import { readShard, shardAccess, unlockBundle } from '../../src/bundle/unlock.ts';
import { party, scratch, sealAt, shardsOf } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const partner = party('partner', 'CSS des Essais');
const appliance = party('appliance', 'Écluse centrale');
const cardOf = (id: string) => [partner.card, appliance.card].find((card) => card.id === id) ?? null;

describe('a bundle makes the trip', () => {
  it.each(KINDS)('%s: sealed, checked, unlocked, read', (kind) => {
    const path = join(folder, `${kind}.bundle`);
    const tables = kind === 'score' || kind === 'train' || kind === 'result' ? [0, 1, 65_535, 65_536, 65_537, 1_048_576, 1_300_000] : [];
    const shards = shardsOf(kind, ...tables);
    const sealed = sealAt(path, partner, appliance.card, { kind, shards });
    const checked = checkBundle(path, { recipientId: appliance.card.id, cardOf });
    expect(checked.coreHash).toBe(sealed.coreHash);
    expect(checked.manifestHash).toBe(sealed.manifestHash);
    expect(checked.core).toEqual(sealed.core);
    const unlocked = unlockBundle(checked, appliance.secrets);
    for (const [index, shard] of shards.entries()) {
      expect(Buffer.compare(readShard(unlocked, index), shard.bytes)).toBe(0);
      const access = structuredClone(shardAccess(unlocked, index));
      expect(Buffer.compare(openShard(access), shard.bytes)).toBe(0);
    }
    expect(kindOfFile(readFileSync(path).subarray(0, KIND_BYTES))).toBe('bundle');
  });
});
