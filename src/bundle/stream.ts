import { createCipheriv, createDecipheriv } from 'node:crypto';
import { EcluseError } from '../base/errors.ts';

/** age's STREAM: 64 KiB chunks of ChaCha20-Poly1305, nonce = 11-byte counter ‖ final flag. */
export const CHUNK = 65_536;
export const TAG = 16;
const SEALED = CHUNK + TAG;
/** Chunks handed over at a time: one write, one hash update and one read for each megabyte. */
const BATCH = 16;
export const BATCH_BYTES: number = BATCH * SEALED;

export function chunkCount(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / CHUNK));
}

export function sealedLength(bytes: number): number {
  return bytes + TAG * chunkCount(bytes);
}

function nonceOf(index: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Seals `plaintext` in batches: each is laid in a buffer of `BATCH_BYTES` that `room` gives, then handed over. */
export function sealStream(key: Uint8Array, plaintext: Uint8Array, room: () => Uint8Array, write: (sealed: Uint8Array) => void): void {
  const count = chunkCount(plaintext.length);
  let batch = room();
  let at = 0;
  for (let index = 0; index < count; index++) {
    const cipher = createCipheriv('chacha20-poly1305', key, nonceOf(index, index === count - 1), { authTagLength: TAG });
    const body = cipher.update(plaintext.subarray(index * CHUNK, (index + 1) * CHUNK));
    cipher.final();
    batch.set(body, at);
    batch.set(cipher.getAuthTag(), at + body.length);
    at += body.length + TAG;
    if ((index + 1) % BATCH !== 0 && index < count - 1) continue;
    write(batch.subarray(0, at));
    at = 0;
    if (index < count - 1) batch = room();
  }
}

/**
 * Opens a shard of `bytes` plaintext bytes; `read` fills a buffer with the sealed bytes that lie at an offset of the shard. Whole or
 * nothing: the first chunk that does not answer throws `BUNDLE_CHUNK` (`shard` is named in it).
 */
export function openStream(
  key: Uint8Array,
  bytes: number,
  read: (into: Uint8Array, offset: number) => void,
  shard: number,
): Uint8Array<ArrayBuffer> {
  const count = chunkCount(bytes);
  const plaintext = new Uint8Array(bytes);
  const sealed = sealedLength(bytes);
  const batch = new Uint8Array(Math.min(BATCH * SEALED, sealed));
  for (let index = 0; index < count; index++) {
    const within = (index % BATCH) * SEALED;
    const start = index * SEALED;
    if (within === 0) read(batch.subarray(0, Math.min(batch.length, sealed - start)), start);
    const length = Math.min(CHUNK, bytes - index * CHUNK);
    const decipher = createDecipheriv('chacha20-poly1305', key, nonceOf(index, index === count - 1), { authTagLength: TAG });
    decipher.setAuthTag(batch.subarray(within + length, within + length + TAG));
    plaintext.set(decipher.update(batch.subarray(within, within + length)), index * CHUNK);
    try {
      decipher.final();
    } catch (cause) {
      plaintext.fill(0);
      throw new EcluseError('BUNDLE_CHUNK', { shard, chunk: index }, { cause });
    }
  }
  return plaintext;
}
