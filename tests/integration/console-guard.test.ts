import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../appliance/server/app.ts';
import { SECURITY_HEADERS } from '../../src/web/headers.ts';
import { ABSOLUTE_MS, IDLE_MS } from '../../src/web/sessions.ts';
import { codeOf } from '../support/appliance.ts';
import { PASSWORDS, SEAL } from '../support/console.ts';
import { type ConsoleSite, consoleSite } from '../support/console-site.ts';
import { ask, form, type Reply, raw, Visitor } from '../support/http.ts';
import { long } from '../support/requires.ts';

let site: ConsoleSite;
beforeAll(async () => {
  site = await consoleSite();
});
afterAll(() => site.close());
const code = ({ status, body }: Reply) => [status, /Code(?:\u00a0)?: (\w+)/.exec(body)?.[1] ?? body.trim()];

describe('where a request comes from', () => {
  it('is this machine’s loopback, by one of its two names', async () => {
    const { port } = new URL(site.url);
    expect((await ask(site.url, '/about', { headers: { host: `localhost:${port}` } })).status).toBe(200);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      `[::1]:${port}`,
      `127.0.0.1.evil.example:${port}`,
      '',
    ]) {
      expect(code(await ask(site.url, '/about', { headers: { host } })), host).toEqual([421, 'SERVER_HOST']);
    }
    expect(await raw(site.url, 'GET /about HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
    expect(await raw(site.url, 'GET /about HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('is never another address of this machine', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
    );
    for (const host of ['127.0.0.2', ...others.filter((address) => address !== '127.0.0.1')]) {
      await expect(raw(site.url, 'GET / HTTP/1.0\r\n\r\n', host), host).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('is a page of this console, when it carries a form', async () => {
    const visitor = new Visitor(site.url);
    await visitor.get('/sign-in');
    const members = { role: 'auditor', password: PASSWORDS.auditor };
    const { host } = new URL(site.url);
    for (const headers of [
      { origin: null },
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: `https://${host}` },
      { origin: `http://${host}.evil.example` },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      expect(code(await visitor.post('/sign-in', members, headers)), JSON.stringify(headers)).toEqual([403, 'SERVER_ORIGIN']);
    }
    for (const site of ['cross-site', 'same-site']) expect((await visitor.get('/about', { 'sec-fetch-site': site })).status).toBe(403);
    expect((await visitor.get('/about', { 'sec-fetch-site': 'none' })).status).toBe(200);
    expect((await visitor.post('/sign-in', members, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });
});

describe('every answer', () => {
  const answers: [string, () => Promise<Reply>][] = [
    ['a page', () => ask(site.url, '/about')],
    ['the style sheet', () => ask(site.url, '/console.css')],
    ['a redirection', () => ask(site.url, '/')],
    ['an unknown page', () => ask(site.url, '/../../etc/passwd')],
    ['a wrong host', () => ask(site.url, '/', { headers: { host: 'evil.example' } })],
    ['a method nobody serves', () => ask(site.url, '/about', { method: 'DELETE', headers: { origin: site.url } })],
    ['a HEAD', () => ask(site.url, '/about', { method: 'HEAD', headers: { origin: site.url } })],
    ['a malformed address', () => ask(site.url, '/ledger/entries/%E0%A4%A')],
    ['a query nobody asked for', () => ask(site.url, '/about?x=1')],
    ['a malformed query', () => ask(site.url, '/about?lang=%ZZ')],
    [
      'a JSON body',
      () => ask(site.url, '/sign-in', { method: 'POST', body: '{}', headers: { origin: site.url, 'content-type': 'application/json' } }),
    ],
    [
      'a form too long',
      () =>
        ask(site.url, '/sign-in', {
          method: 'POST',
          body: `csrf=${'a'.repeat(70_000)}`,
          headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
        }),
    ],
  ];
  it.each(answers)('carries the headers: %s', async (_, call) => {
    const { headers, status } = await call();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      const page = name === 'referrer-policy' && headers[name] === 'same-origin';
      expect(page ? value : headers[name], `${status} ${name}`).toBe(value);
    }
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  it('carries them even where the bytes are not HTTP', async () => {
    const got = await raw(site.url, 'NOT HTTP AT ALL\r\n\r\n');
    expect(got).toMatch(/^HTTP\/1\.1 400 /);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(got).toContain(`${name}: ${value}\r\n`);
    expect(await raw(site.url, `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('has its status', async () => {
    const statuses = await Promise.all(answers.map(async ([name, call]) => [name, (await call()).status]));
    expect(Object.fromEntries(statuses)).toEqual({
      'a page': 200,
      'the style sheet': 200,
      'a redirection': 303,
      'an unknown page': 404,
      'a wrong host': 421,
      'a method nobody serves': 404,
      'a HEAD': 404,
      'a malformed address': 400,
      'a query nobody asked for': 400,
      'a malformed query': 400,
      'a JSON body': 415,
      'a form too long': 413,
    });
  });

  it('allows neither script nor inline style, and nothing from elsewhere', () => {
    const policy = SECURITY_HEADERS['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|script-src|\*|https?:|data:/);
    for (const directive of ["form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(policy).toContain(directive);
  });
});

describe('forms', () => {
  it('hold each named member once, and no other', async () => {
    const visitor = await site.visitor('operator');
    const { token } = visitor;
    const send = (body: string) =>
      ask(site.url, '/session/draft', {
        method: 'POST',
        body,
        headers: {
          origin: site.url,
          'content-type': 'application/x-www-form-urlencoded',
          cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      });
    const csrf = form({ csrf: token });
    for (const body of [
      `${csrf}`,
      `${csrf}&gap=chamber&x=1`,
      `${csrf}&gap=other`,
      `${csrf}&gap=chamber&gap=chamber`,
      `${csrf}&gap=%ff`,
      `${csrf}&gap`,
      `${csrf}&__proto__=1&gap=chamber`,
    ]) {
      const reply = await send(body);
      expect(code(reply), body).toEqual([400, 'SERVER_REQUEST']);
    }
    expect(code(await send('gap=chamber'))).toEqual([403, 'SERVER_CSRF']);
    expect(code(await send(`${csrf}&${csrf}&gap=chamber`))).toEqual([400, 'SERVER_REQUEST']);
    expect(site.uses.state.session).toBeNull();
  });
});

describe('cookies', () => {
  it('are out of reach of scripts and of other sites, and end with the browser', async () => {
    const visitor = await site.visitor();
    const page = await visitor.get('/sign-in?lang=en');
    const opened = await visitor.post('/sign-in', { role: 'auditor', password: PASSWORDS.auditor });
    const lines = [page, opened].flatMap(({ headers }) => headers['set-cookie'] ?? []);
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual(['ecluse_lang', 'ecluse_session', 'ecluse_visit', 'ecluse_visit']);
    for (const line of lines) expect(line).toMatch(/^\w+=[\w-]*; Path=\/; HttpOnly; SameSite=Strict(; Max-Age=0)?$/);
  });

  it('are not believed when they come twice or are made up', async () => {
    const visitor = await site.visitor('operator');
    const good = `ecluse_session=${visitor.cookies.get('ecluse_session')}`;
    expect((await ask(site.url, '/', { headers: { cookie: good } })).status).toBe(200);
    for (const cookie of [
      `${good}; ${good}`,
      `ecluse_session=x; ${good}`,
      `ecluse_session=${'A'.repeat(43)}`,
      'ecluse_session=',
      `${good}x`,
    ]) {
      expect((await ask(site.url, '/', { headers: { cookie } })).status, cookie).toBe(303);
    }
  });

  it('change at sign-in: a token planted before opens nothing after', async () => {
    const visitor = new Visitor(site.url);
    visitor.cookies.set('ecluse_session', 'P'.repeat(43));
    visitor.cookies.set('ecluse_visit', 'Q'.repeat(43));
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { role: 'operator', password: PASSWORDS.operator });
    const token = visitor.cookies.get('ecluse_session') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const planted of ['P'.repeat(43), 'Q'.repeat(43)]) {
      expect((await ask(site.url, '/', { headers: { cookie: `ecluse_session=${planted}` } })).status).toBe(303);
    }
    expect((await visitor.get('/')).status).toBe(200);
  });
});

describe('a sign-in', () => {
  it('ends at sign-out, on the server too', async () => {
    const visitor = await site.visitor('operator');
    const cookie = `ecluse_session=${visitor.cookies.get('ecluse_session')}`;
    expect((await visitor.post('/sign-out')).headers.location).toBe('/sign-in');
    expect((await ask(site.url, '/', { headers: { cookie } })).status).toBe(303);
    expect(site.uses.state.entries.at(-1)).toMatchObject({ type: 'login.ended', actor: 'operateur' });
  });

  it('ends after twenty minutes without activity, and a page that reloads itself is none', async () => {
    const visitor = await site.visitor('operator');
    site.uses.time += IDLE_MS - 1000;
    expect((await visitor.get('/')).status).toBe(200);
    site.uses.time += IDLE_MS - 1000;
    expect((await visitor.get('/?watch=1')).status).toBe(200);
    site.uses.time += 1000;
    const reply = await visitor.get('/');
    expect([reply.status, reply.headers.location]).toEqual([303, '/sign-in?why=expired']);
    expect(code(await visitor.post('/session/draft', { gap: 'chamber' }))).toEqual([401, 'SERVER_EXPIRED']);
    expect((await visitor.get('/sign-in?why=expired')).body).toContain('Votre connexion a pris fin');
  });

  it('ends where the clock is set back by as much', async () => {
    const visitor = await site.visitor('operator');
    site.uses.time -= IDLE_MS - 1000;
    expect((await visitor.get('/bundles')).status).toBe(200);
    site.uses.time -= IDLE_MS;
    expect((await visitor.get('/bundles')).headers.location).toBe('/sign-in?why=expired');
    site.uses.time += 2 * IDLE_MS - 1000;
  });

  it('ends after eight hours, whatever the activity', async () => {
    const visitor = await site.visitor('operator');
    const steps = Math.floor(ABSOLUTE_MS / (IDLE_MS / 2));
    for (let i = 1; i < steps; i++) {
      site.uses.time += IDLE_MS / 2;
      expect((await visitor.get('/about')).body).toContain('Se déconnecter');
    }
    site.uses.time += IDLE_MS / 2;
    expect((await visitor.get('/')).headers.location).toBe('/sign-in?why=expired');
  });

  it('with a wrong password is refused on the spot, and told', async () => {
    const visitor = await site.visitor();
    await visitor.get('/sign-in');
    const reply = await visitor.post('/sign-in', { role: 'reviewer', password: 'mauvais mot de passe' });
    expect(code(reply)).toEqual([401, 'LOGIN_FAILED']);
    expect(reply.body).not.toContain('mauvais mot de passe');
    expect(visitor.cookies.has('ecluse_session')).toBe(false);
    expect(site.uses.state.entries.at(-1)).toMatchObject({ type: 'login.failed', code: 'LOGIN_FAILED' });
  });
});

describe('the links of a page', () => {
  it('never lead where the address bar was led', async () => {
    for (const path of ['//evil.example/x', '//evil.example', '/\\evil.example', '/"onmouseover=alert(1)', '/<script>alert(1)</script>']) {
      const { body, status } = await ask(site.url, path);
      expect([400, 404]).toContain(status);
      expect(body).not.toMatch(/href="\/[/\\]|evil\.example|onmouseover|<script/);
    }
  });

  it('of a page that answered a form lead to a page', async () => {
    const visitor = await site.visitor('operator');
    const reply = await visitor.post('/session/seal', { session: 'seance-99', ...SEAL });
    expect(reply.status).toBe(404);
    expect(reply.body).toContain('href="/session?lang=en"');
  });
});

describe('the server', () => {
  it('says which port it cannot have', async () => {
    expect(await codeOf(() => serve(site.uses, { port: Number(new URL(site.url).port), roots: [] }))).toBe('SERVER_PORT');
  });

  it('tells the ledger when it starts and when it stops', async () => {
    const own = await consoleSite();
    expect(own.uses.state.entries.at(-1)?.type).toBe('server.started');
    await own.close();
    expect(own.uses.state.entries.at(-1)?.type).toBe('server.stopped');
  });

  it('logs routes, never what was typed', async () => {
    const lines: string[] = [];
    const own = await consoleSite({ lines: { write: (line: string) => void lines.push(line) } });
    const visitor = await own.visitor('operator');
    await visitor.post('/sign-in', { role: 'operator', password: 'CANARI-MOT-DE-PASSE' });
    await visitor.get('/ledger?type=canari.canari');
    await visitor.get('/CANARI-CHEMIN');
    await visitor.post('/session/seal', { session: 'canari-seance', ...SEAL, passphrase1: 'CANARI-PHRASE', passphrase2: 'CANARI-SECONDE' });
    const { session: throwing } = own.uses;
    Object.assign(own.uses, {
      session: () => {
        throw new Error('CANARI-FAUTE');
      },
    });
    expect((await visitor.get('/session/seance-1')).status).toBe(500);
    Object.assign(own.uses, { session: throwing });
    await own.close();
    const text = lines.join('');
    expect(text).toContain('"route":"/session/seal"');
    expect(text).toContain('"fault":"Error"');
    expect(text.toLowerCase()).not.toContain('canari');
    for (const value of visitor.cookies.values()) expect(text).not.toContain(value);
  });

  const sweep = long ? it : null;
  sweep?.('hangs up on a peer that trickles its headers', async () => {
    expect(await raw(site.url, 'GET / HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });
});
