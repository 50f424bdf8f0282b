import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../appliance/gate/roles.ts';
import { paths } from '../../appliance/home.ts';
import { type Server, startServer } from '../../appliance/server/app.ts';
import { logIn, logInApart } from '../../appliance/session/login.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { sodium } from '../../src/base/sodium.ts';
import { codeOf, openSite, PASSWORDS, type Site } from '../support/appliance.ts';
import { ask, BOUNDARY, form, multipart, raw, Visitor } from '../support/http.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { entriesSince } from '../support/told.ts';

const LOGINS = long ? 10_000 : 300;
const MALFORMED = long ? 1_000 : 100;
/** What an operator does not notice as a wait, on whatever machine; and how many flood at once. */
const LIMIT_MS = 1_000;
const AT_ONCE = 24;
/** By how much the appliance’s clock goes on with each attempt: waits end, and begin again. */
const TICK_MS = long ? 20 : 10;

const { folder, remove } = scratch();
let site: Site;
let server: Server;
let operator: Visitor;

beforeAll(async () => {
  site = openSite(join(folder, 'site'), 'flood');
  // The cost of an appliance that is not under test.
  const hash = (role: Role) => sodium.crypto_pwhash_str(PASSWORDS[role], 3, 64 << 20);
  for (const role of ROLES) site.app.store.db.prepare('UPDATE account SET hash = ? WHERE role = ?').run(hash(role), role);
  server = await startServer(site.app, { port: 0, log: pino({ level: 'silent' }) });
  operator = new Visitor(server.url);
  expect((await operator.signIn('operator', PASSWORDS.operator)).status).toBe(303);
});
afterAll(async () => {
  await server.close();
  site.app.close();
  remove();
});

/** Bytes that look drawn, the same at each run. */
const drawn = (seed: string, bytes = 32): string => createHash('sha256').update(seed).digest('hex').slice(0, bytes);

/** Runs `count` attacks, some at once, while the operator asks for page after page; how long each page took, in ms, sorted. */
async function pagesDuring(count: number, attack: (index: number) => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let next = 0;
  let over = false;
  const attackers = Array.from({ length: AT_ONCE }, async () => {
    for (let index = next++; index < count; index = next++) await attack(index);
  });
  const watching = (async () => {
    for (let turn = 0; !over || waits.length < 20; turn++) {
      const began = performance.now();
      const reply = await operator.get(['/', '/bundles', '/ledger'][turn % 3] ?? '/');
      waits.push(performance.now() - began);
      expect(reply.status).toBe(200);
    }
  })();
  try {
    await Promise.all(attackers);
  } finally {
    over = true;
    await watching;
  }
  return waits.sort((a, b) => a - b);
}

function told(what: string, waits: readonly number[]): void {
  const at = (share: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0);
  console.log(`${what}: ${waits.length} pages, median ${at(0.5)} ms, 99 % ${at(0.99)} ms, slowest ${at(1)} ms`);
}

describe('the operator’s page', () => {
  it('answers within a second while wrong passwords pour in, and the ledger does not swell', async () => {
    const visitors: Visitor[] = [];
    for (let i = 0; i < AT_ONCE; i++) {
      const visitor = new Visitor(server.url);
      await visitor.get('/sign-in');
      visitors.push(visitor);
    }
    const before = site.app.store.ledger.size();
    const statuses = new Map<number, number>();
    const waits = await pagesDuring(LOGINS, async (index) => {
      site.time = new Date(site.time.getTime() + TICK_MS);
      const visitor = visitors[index % AT_ONCE]!;
      const role = ROLES[index % ROLES.length]!;
      const body = form({ csrf: visitor.token, role, password: drawn(`wrong ${index}`) });
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, cookie };
      const { status } = await ask(server.url, '/sign-in', { method: 'POST', body, headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    told(`${LOGINS} wrong log-ins`, waits);
    expect([...statuses.keys()].sort()).toEqual([401, 429]);
    expect(waits.at(-1)).toBeLessThan(LIMIT_MS);

    const entries = entriesSince(paths(site.dir).database, before);
    const failed = entries.filter(({ code }) => code === 'LOGIN_FAILED');
    expect(failed.length).toBe(statuses.get(401));
    // Each role: three free, then one at the end of each wait, which doubles; and the first that is turned away in each.
    const elapsed = LOGINS * TICK_MS;
    const most = ROLES.length * (4 + Math.ceil(Math.log2(elapsed / 2_000 + 1)) + Math.ceil(elapsed / (15 * 60_000)));
    expect(failed.length).toBeLessThanOrEqual(most);
    expect(entries.length).toBeLessThanOrEqual(2 * most);
  });

  it('answers within a second while malformed requests pour in, which change nothing', async () => {
    const before = site.app.store.ledger.size();
    const refused = new Map<string, number>();
    const waits = await pagesDuring(MALFORMED, async (index) => {
      const [name, send] = MALFORMATIONS[index % MALFORMATIONS.length]!;
      const status = await send(index);
      expect([name, status, status === 'cut' || (status >= 400 && status < 500)]).toEqual([name, status, true]);
      refused.set(name, (refused.get(name) ?? 0) + 1);
    });
    told(`${MALFORMED} malformed requests of ${refused.size} kinds`, waits);
    expect(refused.size).toBe(MALFORMATIONS.length);
    expect(waits.at(-1)).toBeLessThan(LIMIT_MS);
    expect(site.app.store.ledger.size()).toBe(before);
    expect(readdirSync(paths(site.dir).quarantine)).toEqual([]);
  });

  it('answers while connections that say nothing are held open, and a body that never ends trickles in', async () => {
    const held = Array.from({ length: AT_ONCE }, (_, index) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => {});
      if (index % 2 === 1)
        socket.write(`POST /sign-in HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nContent-Length: 60000\r\n\r\ncsrf=`);
      return socket;
    });
    try {
      const waits = await pagesDuring(0, async () => {});
      told(`${AT_ONCE} connections held open`, waits);
      expect(waits.at(-1)).toBeLessThan(LIMIT_MS);
    } finally {
      for (const socket of held) socket.destroy();
    }
  });
});

describe('attempts at the same moment', () => {
  it('are told no more outcomes than one after the other, the right password among them', async () => {
    site.time = new Date(site.time.getTime() + 3_600_000);
    const before = site.app.store.ledger.size();
    // Six at once, the fifth one right: three are examined free, and from then on there is a wait.
    site.app.store.db.prepare('DELETE FROM attempt').run();
    const attempts = Array.from({ length: 6 }, (_, index) => (index === 4 ? PASSWORDS.auditor : drawn(`parallel ${index}`)));
    const outcomes = await Promise.all(attempts.map((password) => codeOf(() => logInApart(site.app, 'auditor', utf8(password)))));
    expect(outcomes).toEqual([...Array(3).fill('LOGIN_FAILED'), ...Array(3).fill('LOGIN_SLOWED')]);
    expect(entriesSince(paths(site.dir).database, before)).toHaveLength(4);
    site.time = new Date(site.time.getTime() + 2_000);
    expect(await logInApart(site.app, 'auditor', utf8(PASSWORDS.auditor))).toEqual({ role: 'auditor', name: 'verificateur' });
  });

  it('of another process count too: an outcome examined meanwhile is not told', async () => {
    const apart = logInApart(site.app, 'reviewer', utf8(PASSWORDS.reviewer));
    for (let i = 0; i < 3; i++) expect(await codeOf(() => logIn(site.app, 'reviewer', utf8(drawn(`other ${i}`))))).toMatch(/^LOGIN_/);
    expect(await codeOf(() => apart)).toBe('LOGIN_SLOWED');
  });
});

type Answer = number | 'cut';
const host = () => new URL(server.url).host;
const first = (answer: string): Answer => (answer === '' ? 'cut' : Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0));
const head = (line: string, ...headers: string[]) => [line, `Host: ${host()}`, 'Connection: close', ...headers, '', ''].join('\r\n');
const post = (body: string | Uint8Array, headers: Record<string, string | null> = {}, path = '/sign-in') =>
  ask(server.url, path, {
    method: 'POST',
    body,
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  }).then(({ status }) => status);

/** Sends the beginning of a body, then hangs up. */
function cutBody(path: string, type: string, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write(`${head(`POST ${path} HTTP/1.1`, `Origin: ${server.url}`, `Content-Type: ${type}`, 'Content-Length: 60000')}${body}`);
      setTimeout(() => socket.destroy(), 5);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve('cut'));
  });
}

/** Each of another kind; `index` makes each request another. */
const MALFORMATIONS: readonly (readonly [string, (index: number) => Promise<Answer>])[] = [
  [
    'another host',
    (index) => ask(server.url, '/', { headers: { host: `${drawn(`host ${index}`, 12)}.example` } }).then(({ status }) => status),
  ],
  ['another origin', (index) => post('a=b', { origin: `http://${drawn(`origin ${index}`, 12)}.example` })],
  ['no origin', () => post('a=b', { origin: null })],
  ['from another site', () => post('a=b', { 'sec-fetch-site': 'cross-site' })],
  ['no token', (index) => post(form({ role: 'operator', password: drawn(`none ${index}`) }))],
  ['a made-up token', (index) => post(form({ csrf: drawn(`csrf ${index}`, 43), role: 'operator', password: 'x' }))],
  ['bad percent-encoding', (index) => post(`csrf=%${'zgGé'[index % 4]}1&role=%&password=%e9`)],
  ['bad UTF-8', () => post(Buffer.from([0x63, 0x73, 0x72, 0x66, 0x3d, 0xff, 0xfe, 0xc0, 0x80]))],
  ['a member twice', () => post('csrf=a&csrf=b')],
  ['members past number', () => post(Array.from({ length: 5_000 }, (_, i) => `m${i}=1`).join('&'))],
  ['a body past size', () => post(`csrf=${'a'.repeat(70_000)}`)],
  ['JSON', (index) => post(JSON.stringify({ index, deep: '['.repeat(10_000) }), { 'content-type': 'application/json' })],
  ['a query past sense', (index) => ask(server.url, `/sign-in?before=${'9'.repeat(20 + (index % 50))}&x=%ff`).then(({ status }) => status)],
  ['an address past length', () => ask(server.url, `/${'a'.repeat(7_000)}`).then(({ status }) => status)],
  ['a broken address', () => raw(server.url, head('GET /%ff%fe%zz HTTP/1.1')).then(first)],
  ['huge headers', () => raw(server.url, head('GET / HTTP/1.1', `X-Long: ${'a'.repeat(64_000)}`)).then(first, () => 'cut')],
  [
    'many headers',
    () => raw(server.url, head('GET / HTTP/1.1', ...Array.from({ length: 3_000 }, (_, i) => `X-${i}: 1`))).then(first, () => 'cut'),
  ],
  ['no HTTP', (index) => raw(server.url, `${drawn(`bytes ${index}`, 64)}\r\n\r\n`).then(first)],
  ['two lengths', () => raw(server.url, `${head('POST /sign-in HTTP/1.1', 'Content-Length: 4', 'Content-Length: 5')}csrf=`).then(first)],
  [
    'length and chunks',
    () => raw(server.url, `${head('POST /sign-in HTTP/1.1', 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`).then(first),
  ],
  [
    'broken chunks',
    () =>
      raw(
        server.url,
        `${head('POST /sign-in HTTP/1.1', `Origin: ${server.url}`, 'Content-Type: application/x-www-form-urlencoded', 'Transfer-Encoding: chunked')}zz\r\nabc`,
      ).then(first),
  ],
  ['a cut form', (index) => cutBody('/sign-in', 'application/x-www-form-urlencoded', `csrf=${drawn(`cut ${index}`, 20)}`)],
  [
    'a cut upload',
    () =>
      cutBody(
        '/bundles/receive',
        `multipart/form-data; boundary=${BOUNDARY}`,
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc`,
      ),
  ],
  [
    'an upload from nobody',
    () =>
      post(
        multipart([
          { name: 'csrf', value: 'x' },
          { name: 'file', value: Buffer.alloc(2_000), filename: 'x' },
        ]),
        { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        '/bundles/receive',
      ),
  ],
  ['another method', () => raw(server.url, head('DELETE /bundles HTTP/1.1', `Origin: ${server.url}`)).then(first)],
];
