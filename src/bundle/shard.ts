import { readExactly, readingFile } from '../base/files.ts';
import type { ShardEntry } from './core.ts';
import { openStream } from './stream.ts';

/** All that a thread needs to open one shard. Structured-cloneable; holds the shard's key. */
export type ShardAccess = ShardEntry & {
  readonly path: string;
  readonly index: number;
  /** Where the sealed shard begins in the file. */
  readonly offset: number;
  readonly key: Uint8Array;
};

/** The shard's plaintext, whole, in a buffer of its own. Errors: `BUNDLE_CHUNK`; `FILE_MISSING` when the file is gone or cut. */
export function openShard({ path, index, offset, bytes, key }: ShardAccess): Uint8Array<ArrayBuffer> {
  return readingFile(path, (fd) => openStream(key, bytes, (into, at) => readExactly(fd, into, offset + at, path), index));
}
