import { EcluseError } from '../../src/base/errors.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';

export type Released = {
  readonly session: string;
  /** Files now on the drive: flushed, read back, same digest. Only after this returns may the drive be removed. */
  readonly files: readonly { id: string; recipient: string; file: string; size: number; digest: string; already: boolean }[];
};

/**
 * Downstream gate: writes the approved results of the reviewed session to the folder `to`, then closes the session. After a crash the
 * same call delivers the same bytes. @throws RELEASE_NOTHING, RELEASE_CONFLICT, RELEASE_READBACK, ROLE_FORBIDDEN, FILE_WRITE
 */
export function release(_app: Appliance, _to: string, _operator: Actor, _options?: { session?: string }): Released {
  throw new EcluseError('INTERNAL', { where: 'release' });
}
