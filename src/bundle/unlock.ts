import { timingSafeEqual } from 'node:crypto';
import { fromHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { CheckedBundle } from './check.ts';
import { hpkeOpen } from './hpke.ts';
import { bundleInfo, commitment, shardKey } from './schedule.ts';
import { openShard, type ShardAccess } from './shard.ts';

/** A bundle whose key is open. Holds secrets: it lives in the chamber or at the partner's, nowhere else. */
export type UnlockedBundle = { readonly checked: CheckedBundle; readonly bundleKey: Uint8Array };

/** HPKE, then the commitment. Errors: `BUNDLE_KEY` (sealed for another key, or altered), `BUNDLE_COMMITMENT`. */
export function unlockBundle(checked: CheckedBundle, secrets: Pick<Secrets, 'seal'>): UnlockedBundle {
  const { enc, wrapped, commit } = checked.manifest;
  const coreHash = fromHex(checked.coreHash);
  const bundleKey = hpkeOpen(secrets.seal, enc, bundleInfo(coreHash), wrapped);
  if (bundleKey === null) throw new EcluseError('BUNDLE_KEY');
  if (!timingSafeEqual(commitment(bundleKey, coreHash), commit)) throw new EcluseError('BUNDLE_COMMITMENT');
  return { checked, bundleKey };
}

/** What `openShard` needs for shard `index` (from 0). A shard that is not there throws a RangeError: a fault of the caller. */
export function shardAccess({ checked, bundleKey }: UnlockedBundle, index: number): ShardAccess {
  const entry = checked.core.shards[index];
  const offset = checked.offsets[index];
  if (entry === undefined || offset === undefined) throw new RangeError(`shard ${index}`);
  return { ...entry, path: checked.path, index, offset, key: shardKey(bundleKey, fromHex(checked.coreHash), index) };
}

export function readShard(unlocked: UnlockedBundle, index: number): Uint8Array<ArrayBuffer> {
  return openShard(shardAccess(unlocked, index));
}
