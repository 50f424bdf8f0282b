import type { Appliance } from '../../appliance/home.ts';
import { startServer } from '../../appliance/server/app.ts';
import { EcluseError } from '../base/errors.ts';
import type { Outcome, Voice } from './voice.ts';

const DEFAULT_PORT = 8434;

/** @throws USAGE */
export function portOf(text: string | undefined, voice: Voice, usual = DEFAULT_PORT): number {
  if (text === undefined) return usual;
  if (/^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new EcluseError('USAGE', { problem: voice.t('usagePort'), command: 'ecluse' });
}

/**
 * Serves the console until someone stops it (Ctrl+C, or the system); what it says of itself goes out as soon as it listens. `roots`: folders
 * under which drives appear, where not the system's own.
 */
export async function serveUntilStopped(
  app: Appliance,
  port: number,
  voice: Voice,
  said: (url: string) => Outcome,
  roots?: readonly string[],
): Promise<void> {
  const server = await startServer(app, { port, lang: voice.lang, ...(roots ? { roots } : {}) });
  await untilStopped(server, voice, said(server.url));
  voice.progress(voice.t('served'));
}

/** Says what a server has to say, then leaves it alone until someone stops it. */
export async function untilStopped(server: { close(): Promise<void> }, voice: Voice, said: Outcome): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  voice.done(said);
  await stopped;
  await server.close();
}
