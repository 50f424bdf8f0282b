import { concat, u32, utf8 } from '../base/bytes.ts';
import { hkdfExpand } from '../base/hash.ts';

/** The keys under a bundle key (SPEC.md, Key); `coreHash` is SHA-256 of the core, 32 bytes. */
export function bundleInfo(coreHash: Uint8Array): Uint8Array {
  return concat(utf8('ecluse.bundle/v1'), coreHash);
}

/** Ties the bundle key to this bundle: no other key opens the same chunks, which ChaCha20-Poly1305 alone does not promise. */
export function commitment(bundleKey: Uint8Array, coreHash: Uint8Array): Uint8Array {
  return hkdfExpand(bundleKey, concat(utf8('commit'), coreHash), 32);
}

export function shardKey(bundleKey: Uint8Array, coreHash: Uint8Array, index: number): Uint8Array {
  return hkdfExpand(bundleKey, concat(utf8('shard'), coreHash, u32(index)), 32);
}
