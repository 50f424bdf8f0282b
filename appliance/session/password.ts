import { EcluseError } from '../../src/base/errors.ts';
import { sodium } from '../../src/base/sodium.ts';
import type { Role } from '../gate/roles.ts';

export const PASSWORD_BYTES = { min: 8, max: 1024 } as const;

/** argon2id: 64 MiB and 3 passes, above the first choice of RFC 9106 §4 for machines short of memory; less in tests only. */
const COST = process.env.ECLUSE_TEST === '1' ? { passes: 1, bytes: 8 << 20 } : { passes: 3, bytes: 64 << 20 };

/** @throws PASSWORD_LENGTH */
export function hashPassword(role: Role, password: Uint8Array): string {
  const { min, max } = PASSWORD_BYTES;
  if (password.length < min || password.length > max) throw new EcluseError('PASSWORD_LENGTH', { role, min, max });
  return sodium.crypto_pwhash_str(password, COST.passes, COST.bytes);
}

export function passwordMatches(hash: string, password: Uint8Array): boolean {
  return password.length <= PASSWORD_BYTES.max && sodium.crypto_pwhash_str_verify(hash, password);
}
