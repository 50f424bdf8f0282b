import { concat, fromHex, toBase32, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sodium } from '../base/sodium.ts';

const LABEL = utf8('ecluse.pseudonym/v1');

/**
 * What stands for a pupil in one bundle: keyed BLAKE2b-256 (RFC 7693) over the bundle's id and the file number, cut to 128 bits,
 * 26 characters of base32 (SPEC.md, Pseudonyms). Two bundles of one partner cannot be joined without its key.
 *
 * @param key the partner's pseudonym key, 32 bytes
 * @param bundleId the request's id, 32 hex characters
 * @param fileNumber as the partner's table holds it, not empty, well-formed UTF-16
 * Error: `PSEUDONYM_INPUT` when one of them is not so.
 */
export function pseudonym(key: Uint8Array, bundleId: string, fileNumber: string): string {
  const held = fileNumber !== '' && !/\p{Cs}/u.test(fileNumber);
  if (key.length !== 32 || !/^[0-9a-f]{32}$/.test(bundleId) || !held) throw new EcluseError('PSEUDONYM_INPUT');
  const digest = sodium.crypto_generichash(32, concat(LABEL, fromHex(bundleId), utf8(fileNumber)), key);
  return toBase32(digest.subarray(0, 16));
}
