import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, pino } from 'pino';
import type { Role } from '../../appliance/gate/roles.ts';
import { type Server, type ServerOptions, serve } from '../../appliance/server/app.ts';
import { type Fake, fakeUses, PASSWORDS, SEAL } from './console.ts';
import { Visitor } from './http.ts';
import { scratch } from './parties.ts';

export type ConsoleSite = {
  readonly uses: Fake;
  readonly server: Server;
  readonly url: string;
  readonly drive: string;
  readonly folder: string;
  visitor(role?: Role): Promise<Visitor>;
  /** Brings a session to the step, through the console's own forms. */
  sessionAt(step: 'drafted' | 'sealed' | 'scored' | 'reviewed' | 'closed'): Promise<string>;
  close(): Promise<void>;
};

/** The console over use cases in memory, with a drive that holds three files. */
export async function consoleSite(options: Partial<ServerOptions> & { lines?: DestinationStream } = {}): Promise<ConsoleSite> {
  const { folder, remove } = scratch();
  const drive = join(folder, 'drive');
  mkdirSync(drive);
  for (const name of ['lot-a.bundle', 'lot-b.bundle']) writeFileSync(join(drive, name), 'contenu scellé');
  writeFileSync(join(drive, 'mauvais.bundle'), 'mauvais contenu');
  const { lines, ...rest } = options;
  const uses = fakeUses(join(folder, 'home'));
  const log = lines ? pino({ level: 'debug' }, lines) : pino({ level: 'silent' });
  const server = await serve(uses, { port: 0, roots: [drive], log, ...rest });
  const site: ConsoleSite = {
    uses,
    server,
    url: server.url,
    drive,
    folder,
    async visitor(role) {
      const visitor = new Visitor(server.url);
      if (role) await visitor.signIn(role, PASSWORDS[role]);
      return visitor;
    },
    async sessionAt(step) {
      const operator = await site.visitor('operator');
      await operator.post('/session/draft', { gap: 'chamber' });
      const session = uses.state.session?.id ?? '';
      if (step === 'drafted') return session;
      await operator.post('/session/seal', { session, ...SEAL });
      await until(() => uses.state.session?.state === 'sealed');
      if (step === 'sealed') return session;
      uses.finish();
      await until(() => uses.state.session?.state === 'scored');
      if (step === 'scored') return session;
      const reviewer = await site.visitor('reviewer');
      await reviewer.post('/session/review', { session, ...decisions(uses, 'approve') });
      if (step === 'reviewed') return session;
      await operator.post('/session/release', { session, folder: drive });
      return session;
    },
    async close() {
      await server.close();
      remove();
    },
  };
  return site;
}

export function decisions(uses: Fake, decision: 'approve' | 'refuse'): Record<string, string> {
  return Object.fromEntries((uses.state.session?.answers ?? []).map(({ id }) => [`decision-${id}`, decision]));
}

export async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); ) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
