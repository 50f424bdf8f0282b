import { EcluseError } from '../../src/base/errors.ts';

/**
 * A failure as one of the product's own refusals. Anything but a refusal may hold anything in its message: only that it happened is told, and
 * whether it was for want of memory.
 */
export function refusalOf(error: unknown, where: string): EcluseError {
  if (error instanceof EcluseError) return error;
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  const starved =
    code === 'ERR_WORKER_OUT_OF_MEMORY' || (error instanceof RangeError && /could not allocate|allocation failed/i.test(message));
  return starved ? new EcluseError('CHAMBER_MEMORY', { where }) : new EcluseError('INTERNAL', { where });
}
