import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * Log lines name routes, never addresses, bodies, cookies or persons: what a visitor typed cannot come out here. They go to the
 * standard error, since results of commands own the standard output.
 */
export function createLog(destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: {} }, destination);
}

/** What may be told of a fault that is not a coded refusal: its kind and where in our code, since its message may quote data. */
export function faultOf(error: unknown): { fault: string; at: string } {
  if (!(error instanceof Error)) return { fault: typeof error, at: '' };
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  return { fault: error.name, at: frame.trim().replace(/^at /, '').slice(0, 200) };
}
