import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '../../appliance/intake/receive.ts';
import { type Server, serve } from '../../appliance/server/app.ts';
import { usesOf } from '../../appliance/server/uses.ts';
import { draftSession, sealAndScore } from '../../appliance/session/run.ts';
import { listEntries, listSessions } from '../../appliance/views.ts';
import { chamberThat, openSite, PASSPHRASES, PASSWORDS, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { until } from '../support/console-site.ts';
import { Visitor } from '../support/http.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
let site: Site;
let server: Server;

describe.skipIf(noChamber)('a session held from the console', () => {
  beforeAll(async () => {
    site = openSite(folder);
    const main = chamberThat(
      folder,
      "{ before: (event) => event === 'opened' && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }",
    );
    const uses = usesOf(site.app);
    const held: typeof uses = {
      ...uses,
      async seal(session, operator, custodians, signal) {
        await sealAndScore(site.app, session, { operator, custodians, signal, chamber: { main } });
      },
    };
    receive(site.app, site.bundle(site.partner('CSS des Rives'), 'train').path, null);
    server = await serve(held, { port: 0, roots: [join(folder, 'drive')], log: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await server?.close();
    site?.app.close();
    remove();
  });

  const told = (from: number) => listEntries(site.app, { from, limit: 100 }).entries;
  /** Seals a fresh session from the console, and waits until its keys are unlocked. */
  const working = async (from: number): Promise<string> => {
    const { session } = draftSession(site.app, { gap: 'chamber', operator: site.operator });
    const operator = new Visitor(server.url);
    await operator.signIn('operator', PASSWORDS.operator);
    const [passphrase1, passphrase2] = PASSPHRASES;
    await operator.post('/session/seal', { session, custodian1: '1', passphrase1, custodian2: '2', passphrase2 });
    await until(() => told(from).some(({ type }) => type === 'unlock.succeeded'));
    return session;
  };

  it.each(['operator', 'reviewer'] as const)('given up in the middle of its work by its %s is told under that name', async (role) => {
    const from = site.app.store.ledger.size();
    const session = await working(from);
    const who = new Visitor(server.url);
    await who.signIn(role, PASSWORDS[role]);
    expect((await who.post('/session/abort', { session })).status).toBe(303);
    expect(listSessions(site.app)[0]).toMatchObject({ state: 'aborted', code: 'SESSION_GIVEN_UP' });
    expect(told(from).filter(({ type }) => type === 'session.aborted')).toMatchObject([{ actor: site[role].name }]);
    expect(told(from).filter(({ type }) => type === 'chamber.ended')).toHaveLength(1);
  });

  it('ended by the end of its server is told as nobody’s act', async () => {
    const from = site.app.store.ledger.size();
    await working(from);
    await server.close();
    expect(told(from).find(({ type }) => type === 'session.aborted')).toMatchObject({ actor: 'appliance', code: 'SESSION_INTERRUPTED' });
  });
});
