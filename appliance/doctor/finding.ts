import type { EcluseError } from '../../src/base/errors.ts';
import type { Params } from '../../src/base/text.ts';

export const CHECKS = [
  'node',
  'isolation',
  'gap',
  'links',
  'swap',
  'core',
  'memory',
  'disk',
  'home',
  'permissions',
  'custody',
  'clock',
  'ledger',
  'witnesses',
  'session',
  'bundles',
  'attempts',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** One thing looked at. `stop` would stop a session, `warn` may, `note` is for the day itself. No error: it is as it must be. */
export type Finding = {
  readonly check: CheckName;
  readonly error: EcluseError | null;
  readonly weight: 'stop' | 'warn' | 'note';
  /** What is worth telling beside. */
  readonly told?: Params;
};
