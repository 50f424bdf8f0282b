import { describe, expect, it } from 'vitest';
import { speech } from '../../src/partner/portrait/speech.ts';

describe('an interval on a page', () => {
  it('holds what was computed, in the whole percents of the sentences beside it', () => {
    expect(speech('fr').between(0.386, 0.614)).toBe('38\u00a0% à 62\u00a0%');
    expect(speech('en').between(0.65, 0.9951)).toBe('65% to 100%');
  });
});
