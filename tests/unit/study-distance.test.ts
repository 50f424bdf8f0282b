import { describe, expect, it } from 'vitest';
import { distanceOf, driftedShare, type VariableDistance } from '../../src/study/distance.ts';

describe('how far a table is from the one learnt', () => {
  const drifts = (name: string, drifted: boolean): VariableDistance => ({
    variable: name,
    weight: 0,
    psi: 0,
    missingShift: 0,
    outside: 0,
    drifted,
  });
  const variables = new Map(['a', 'b', 'c', 'd'].map((name, at) => [at, drifts(name, name !== 'd')]));

  it('is judged as it is, beside a limit of 30 % that what is told of it would meet', () => {
    const relied = new Map([0.1, 0.2, 0.004, 0.696].map((weight, at) => [at, weight]));
    expect(driftedShare(relied, variables)).toBe(0.304);
    expect(distanceOf(relied, variables).share).toBe(0.3);
  });

  it('is what its weights say, whatever adding them leaves behind', () => {
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    const relied = new Map([0.1, 0.2, 0, 0.7].map((weight, at) => [at, weight]));
    expect(driftedShare(relied, variables)).toBe(0.3);
  });
});
