import { EcluseError } from '../../src/base/errors.ts';
import type { Act } from './roles.ts';

export const STATES = ['drafted', 'sealed', 'scored', 'reviewed', 'released', 'closed', 'aborted'] as const;
export type State = (typeof STATES)[number];

export type Transition = { readonly to: State; readonly act: Act | 'chamber'; readonly requires: string };

/**
 * Every move a session can make: to which state, by whose act, and what must hold. A released session can no longer be
 * aborted: its results are on a drive, and taking its bundles up again would deliver them twice.
 */
export const VALID_TRANSITIONS: Readonly<Record<State, readonly Transition[]>> = {
  drafted: [
    {
      to: 'sealed',
      act: 'seal',
      requires: 'mode machine: every link measured down; no other live session; ledger consistent with every checkpoint returned',
    },
    { to: 'aborted', act: 'abort', requires: 'nothing' },
  ],
  sealed: [
    { to: 'scored', act: 'chamber', requires: 'the chamber has exited; at least one result, each with its digests' },
    { to: 'aborted', act: 'abort', requires: 'nothing; also after a crash' },
  ],
  scored: [
    { to: 'reviewed', act: 'review', requires: 'a reviewer who is not the operator; one decision for each result' },
    { to: 'aborted', act: 'abort', requires: 'nothing' },
  ],
  reviewed: [
    { to: 'released', act: 'release', requires: 'chamber dead; every approved result written, flushed, read back, same digest' },
    { to: 'aborted', act: 'abort', requires: 'no result delivered yet' },
  ],
  released: [{ to: 'closed', act: 'close', requires: 'nothing' }],
  closed: [],
  aborted: [],
};

export const LIVE_STATES: readonly State[] = STATES.filter((state) => VALID_TRANSITIONS[state].length > 0);

export function canMove(from: State, to: State): boolean {
  return VALID_TRANSITIONS[from].some((transition) => transition.to === to);
}

/** @throws SESSION_STATE when no such move stands in the table */
export function requireMove(from: State, to: State): Transition {
  const transition = VALID_TRANSITIONS[from].find((candidate) => candidate.to === to);
  if (!transition) throw new EcluseError('SESSION_STATE', { from, to });
  return transition;
}

/** The state diagram as text, one line a move: ARCHITECTURE.md holds these very lines. */
export function stateDiagram(): string {
  const width = Math.max(...STATES.map((state) => state.length));
  const lines = STATES.flatMap((from) =>
    VALID_TRANSITIONS[from].map(({ to, act, requires }) => `${from.padEnd(width)} → ${to.padEnd(width)}  ${act.padEnd(7)}  ${requires}`),
  );
  return `${lines.join('\n')}\n`;
}
