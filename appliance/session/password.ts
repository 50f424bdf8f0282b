import { Worker } from 'node:worker_threads';
import { EcluseError } from '../../src/base/errors.ts';
import { program } from '../../src/base/program.ts';
import { sodium } from '../../src/base/sodium.ts';
import type { Role } from '../gate/roles.ts';

export const PASSWORD_BYTES = { min: 8, max: 1024 } as const;

/** argon2id: 64 MiB and 3 passes, above the first choice of RFC 9106 §4 for machines short of memory; less in tests only. */
const COST = process.env.ECLUSE_TEST === '1' ? { passes: 1, bytes: 1 << 20 } : { passes: 3, bytes: 64 << 20 };

/** @throws PASSWORD_LENGTH */
export function hashPassword(role: Role, password: Uint8Array): string {
  const { min, max } = PASSWORD_BYTES;
  if (password.length < min || password.length > max) throw new EcluseError('PASSWORD_LENGTH', { role, min, max });
  return sodium.crypto_pwhash_str(password, COST.passes, COST.bytes);
}

export function passwordMatches(hash: string, password: Uint8Array): boolean {
  return password.length <= PASSWORD_BYTES.max && sodium.crypto_pwhash_str_verify(hash, password);
}

export type PasswordTask = { readonly hash: string; readonly password: Uint8Array };

/**
 * The same in a thread of its own, which dies with what it was told: whoever else waits for this process does not wait for argon2id.
 * The password is wiped here once handed over.
 */
export async function passwordMatchesApart(hash: string, password: Uint8Array): Promise<boolean> {
  const task: PasswordTask = { hash, password };
  const worker = new Worker(program('appliance/session/password-worker'), { workerData: task, env: process.env });
  password.fill(0);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      worker.on('message', (matches: boolean) => resolve(matches));
      worker.on('error', () => reject(new EcluseError('INTERNAL', { where: 'password' })));
      worker.on('exit', () => reject(new EcluseError('INTERNAL', { where: 'password' })));
    });
  } finally {
    void worker.terminate();
  }
}
