import { expect } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';

/** The code and parameters with which `act` refuses; anything but a coded refusal fails the test. */
export function refusal(act: () => unknown): { code: string; params: EcluseError['params'] } {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(EcluseError);
    const { code, params } = error as EcluseError;
    return { code, params };
  }
  throw new Error('nothing was refused');
}
