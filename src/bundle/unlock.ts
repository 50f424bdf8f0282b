import { timingSafeEqual } from 'node:crypto';
import { fromHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readExactly, readingFile } from '../base/files.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { CheckedBundle } from './check.ts';
import type { ShardEntry } from './core.ts';
import { hpkeOpen } from './hpke.ts';
import { bundleInfo, commitment, shardKey } from './schedule.ts';
import { openStream } from './stream.ts';

/** A bundle whose key is open. Holds secrets: it lives in the chamber or at the partner's, nowhere else. */
export type UnlockedBundle = { readonly checked: CheckedBundle; readonly bundleKey: Uint8Array };

/** All that a worker thread needs to open one shard. Structured-cloneable; holds the shard's key. */
export type ShardAccess = ShardEntry & {
  readonly path: string;
  readonly index: number;
  /** Where the sealed shard begins in the file. */
  readonly offset: number;
  readonly key: Uint8Array;
};

/** HPKE, then the commitment. Errors: `BUNDLE_KEY` (sealed for another key, or altered), `BUNDLE_COMMITMENT`. */
export function unlockBundle(checked: CheckedBundle, secrets: Secrets): UnlockedBundle {
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

/** The shard's plaintext, whole, in a buffer of its own. Errors: `BUNDLE_CHUNK`; `FILE_MISSING` when the file is gone or cut. */
export function openShard({ path, index, offset, bytes, key }: ShardAccess): Uint8Array<ArrayBuffer> {
  return readingFile(path, (fd) => openStream(key, bytes, (into, at) => readExactly(fd, into, offset + at, path), index));
}

export function readShard(unlocked: UnlockedBundle, index: number): Uint8Array<ArrayBuffer> {
  return openShard(shardAccess(unlocked, index));
}
