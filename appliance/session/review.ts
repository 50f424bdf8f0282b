import { EcluseError } from '../../src/base/errors.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';

/** One decision for each result of the session, by result id. */
export type Decisions = Readonly<Record<string, 'approve' | 'refuse'>>;

/** A second person decides on aggregates. @throws TWO_PERSONS, ROLE_FORBIDDEN, REVIEW_INCOMPLETE, SESSION_STATE */
export function reviewSession(_app: Appliance, _session: string, _reviewer: Actor, _decisions: Decisions): { approved: number; refused: number } {
  throw new EcluseError('INTERNAL', { where: 'reviewSession' });
}
