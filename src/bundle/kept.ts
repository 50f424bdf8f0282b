import { aeadOpen, aeadSeal, ZERO_NONCE } from '../base/aead.ts';
import { concat, u32, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readExactly } from '../base/files.ts';
import { hkdfExpand } from '../base/hash.ts';
import { HEAD_BYTES } from './manifest.ts';

/*
 * A bundle at rest on the appliance (SPEC.md, Kept files): `magic ‖ u32 length ‖ sealed head ‖ shards`. The head is the only place of the encapsulated
 * bundle key; sealed under a key of its own that lies elsewhere, the file dies with that key, whoever has the recipient's secrets.
 */
export const KEPT_MAGIC: Uint8Array = utf8('ecluse.kept/v1\n\n');
const PREFIX = KEPT_MAGIC.length + 4;
/** How much longer than its bundle a kept file is. */
export const KEPT_OVERHEAD: number = PREFIX + 16;
export const KEPT_KEY_BYTES = 32;

/** Seals the head of a bundle (magic, length, manifest) under a key that serves for this file alone. */
export function sealHead(key: Uint8Array, head: Uint8Array): Uint8Array {
  const sealed = aeadSeal(key, ZERO_NONCE, KEPT_MAGIC, head);
  return concat(KEPT_MAGIC, u32(sealed.length), sealed);
}

export type KeptHead = {
  /** The bundle's own first bytes: magic, length, manifest. */
  readonly head: Uint8Array;
  /** Where the shards begin in the kept file. */
  readonly start: number;
};

/** Opens the head of a kept file. Attacker-controlled: the disk may have been altered. @throws KEEP_FILE */
export function openHead(fd: number, size: number, path: string, key: Uint8Array, limit: number): KeptHead {
  const refuse = () => new EcluseError('KEEP_FILE');
  if (size < PREFIX) throw refuse();
  const prefix = new Uint8Array(PREFIX);
  readExactly(fd, prefix, 0, path);
  const length = new DataView(prefix.buffer).getUint32(KEPT_MAGIC.length);
  if (!KEPT_MAGIC.every((byte, i) => prefix[i] === byte) || length > HEAD_BYTES + limit + 16 || PREFIX + length > size) throw refuse();
  const sealed = new Uint8Array(length);
  readExactly(fd, sealed, PREFIX, path);
  const head = aeadOpen(key, ZERO_NONCE, KEPT_MAGIC, sealed);
  if (head === null) throw refuse();
  return { head, start: PREFIX + length };
}

/** The key of a file that the chamber seals, from the secret of its session: the appliance works out the same. */
export function keptKey(secret: Uint8Array, bundle: string): Uint8Array {
  return hkdfExpand(secret, utf8(`ecluse.kept/v1 ${bundle}`), KEPT_KEY_BYTES);
}
