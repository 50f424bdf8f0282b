import { describe, expect, it } from 'vitest';
import { inForce } from '../../appliance/gate/approvals.ts';
import { type Act, may, PERMISSIONS, ROLES, requireRole } from '../../appliance/gate/roles.ts';
import { LONGEST_WAIT_MS, remainingWait, waitAfter } from '../../appliance/gate/slowdown.ts';
import { canMove, LIVE_STATES, requireMove, STATES, type State, VALID_TRANSITIONS } from '../../appliance/gate/transitions.ts';
import { actor } from '../support/appliance.ts';
import { refusal } from '../support/refusal.ts';

/** The moves of the design, written again: every other pair of states is refused. */
const MOVES = [
  'drafted sealed',
  'sealed scored',
  'scored reviewed',
  'reviewed released',
  'released closed',
  'drafted aborted',
  'sealed aborted',
  'scored aborted',
  'reviewed aborted',
];

describe('transitions', () => {
  it('allow the moves of the design and none of the other pairs of states', () => {
    for (const from of STATES) {
      for (const to of STATES) {
        const allowed = MOVES.includes(`${from} ${to}`);
        expect(canMove(from, to), `${from} ${to}`).toBe(allowed);
        if (allowed) expect(requireMove(from, to).to).toBe(to);
        else expect(refusal(() => requireMove(from, to))).toMatchObject({ code: 'SESSION_STATE', params: { from, to } });
      }
    }
  });

  it('lead every live state to an end', () => {
    const ends = (state: State): boolean => VALID_TRANSITIONS[state].length === 0 || VALID_TRANSITIONS[state].some(({ to }) => ends(to));
    expect(STATES.every(ends)).toBe(true);
    expect(LIVE_STATES).toEqual(['drafted', 'sealed', 'scored', 'reviewed', 'released']);
  });

  it('name an act that some role may do, the chamber’s own aside', () => {
    for (const { act } of STATES.flatMap((state) => VALID_TRANSITIONS[state])) {
      if (act !== 'chamber') expect(PERMISSIONS[act].length).toBeGreaterThan(0);
    }
  });
});

describe('roles', () => {
  const table: Record<Act, string> = {
    receive: 'operator',
    enrol: 'operator',
    countersign: 'reviewer',
    draft: 'operator',
    seal: 'operator',
    review: 'reviewer',
    release: 'operator',
    close: 'operator',
    abort: 'operator reviewer',
    destroy: 'operator',
    read: 'operator reviewer auditor',
    export: 'operator reviewer auditor',
  };

  it('do what the table says and nothing else', () => {
    for (const act of Object.keys(PERMISSIONS) as Act[]) {
      for (const role of ROLES) {
        const allowed = table[act].split(' ').includes(role);
        expect(may(role, act), `${role} ${act}`).toBe(allowed);
        if (!allowed) expect(refusal(() => requireRole(actor(role), act)).code).toBe('ROLE_FORBIDDEN');
      }
    }
  });

  it('never let one person both do and countersign', () => {
    for (const role of ROLES) {
      expect(may(role, 'enrol') && may(role, 'countersign')).toBe(false);
      expect(may(role, 'seal') && may(role, 'review')).toBe(false);
      expect(may(role, 'review') && may(role, 'release')).toBe(false);
    }
  });
});

describe('the slow-down', () => {
  it('lets three mistakes pass, then doubles, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([0, 0, 0, 2_000, 4_000, 8_000, 16_000]);
    expect(waitAfter(1_000)).toBe(LONGEST_WAIT_MS);
    for (let failures = 0; failures < 60; failures++) expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures));
  });

  it('is neither shortened nor lengthened by a clock set back or forward', () => {
    for (const now of [0, 999_000, 1_000_000, 1_001_999]) expect(remainingWait(3, 1_000_000, now)).toBeGreaterThan(0);
    expect(remainingWait(3, 1_000_000, 0)).toBe(2_000);
    expect(remainingWait(3, 1_000_000, 1_002_000)).toBe(0);
  });
});

describe('an approval', () => {
  it('holds until the end of its last day', () => {
    expect(inForce(null, '2026-09-05')).toBe(false);
    expect(['2026-09-04', '2026-09-05', '2026-09-06'].map((today) => inForce({ until: '2026-09-05' }, today))).toEqual([true, true, false]);
  });
});
