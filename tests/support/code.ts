import { EcluseError } from '../../src/base/errors.ts';

/** The code a call is refused with; null when it is not. Any other throw goes through. */
export function code(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
}
