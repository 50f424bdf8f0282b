import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { type ConsoleSite, consoleSite, until } from '../support/console-site.ts';
import { ask, BOUNDARY, multipart, type Part, type Reply, type Visitor } from '../support/http.ts';

const LIMIT = 1_000_000;
let site: ConsoleSite;
let visitor: Visitor;
beforeEach(async () => {
  site = await consoleSite({ uploadLimit: LIMIT });
  visitor = await site.visitor('operator');
});
afterEach(() => site.close());

const code = ({ status, body }: Reply) => [status, /Code\u00a0: (\w+)/.exec(body)?.[1]];
const file = (value: string | Uint8Array, filename = 'lot.bundle'): Part => ({ name: 'file', value, filename });
const token = (): Part => ({ name: 'csrf', value: visitor.token });
const quarantine = () => readdirSync(site.uses.quarantine);
const send = (body: Uint8Array, contentType = `multipart/form-data; boundary=${BOUNDARY}`) =>
  ask(site.url, '/bundles/receive', {
    method: 'POST',
    body,
    headers: {
      origin: site.url,
      'content-type': contentType,
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  });

describe('an uploaded file', () => {
  it('reaches the upstream gate whole, under a name of the server’s own, and is gone after', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const reply = await visitor.upload('/bundles/receive', [token(), file(bytes, '../../../../tmp/lot.bundle')]);
    expect([reply.status, reply.headers.location]).toEqual([303, '/bundles']);
    const [name, path, length] = site.uses.calls[0] ?? [];
    expect([name, length]).toEqual(['receive', 300_000]);
    expect(path).toMatch(/^\.upload-[0-9a-f]{24}\.part$/);
    expect(quarantine()).toEqual([]);
    expect((await visitor.get('/bundles')).body).toMatch(/role="status">Lot [0-9a-f]{8} reçu de «\u00a0CSS des Trois-Écluses\u00a0»\./);
    expect((await visitor.get('/bundles')).body).not.toContain('role="status"');
  });

  it('of the largest size passes; one byte more is cut off, wherever the length is declared', async () => {
    expect((await visitor.upload('/bundles/receive', [token(), file(Buffer.alloc(LIMIT))])).status).toBe(303);
    const reply = await visitor.upload('/bundles/receive', [token(), file(Buffer.alloc(LIMIT + 1))]);
    expect(code(reply)).toEqual([413, 'SERVER_TOO_LARGE']);
    expect(site.uses.calls).toHaveLength(1);
    expect(quarantine()).toEqual([]);
  });

  it('is not written before the form’s token has been seen', async () => {
    // Where nothing can be written, an attempt to write would say FILE_WRITE.
    Object.assign(site.uses, { quarantine: join(site.folder, 'q') });
    const { random } = site.uses;
    Object.assign(site.uses, {
      random: (length: number) => {
        rmSync(join(site.folder, 'q'), { recursive: true, force: true });
        return random(length);
      },
    });
    for (const parts of [[file('x'), token()], [file('x')], [{ name: 'csrf', value: 'faux' }, file('x')]]) {
      expect(code(await visitor.upload('/bundles/receive', parts))).toEqual([403, 'SERVER_CSRF']);
    }
    expect(code(await visitor.upload('/bundles/receive', [token(), file('x')]))).toEqual([507, 'FILE_WRITE']);
    expect(site.uses.calls).toEqual([]);
  });

  it('stands alone in its form', async () => {
    const bad: Part[][] = [
      [token(), token(), file('x')],
      [token(), { name: 'other', value: 'x' }, file('x')],
      [token(), file('x'), file('y')],
      [token(), file('x'), { name: 'after', value: 'x' }],
      [token(), file('')],
      [token()],
      [token(), { name: 'csrf', value: 'x'.repeat(2000) }, file('x')],
      Array.from({ length: 9 }, () => token()),
    ];
    for (const parts of bad)
      expect(code(await visitor.upload('/bundles/receive', parts)), JSON.stringify(parts)).toEqual([400, 'SERVER_REQUEST']);
    expect([site.uses.calls, quarantine()]).toEqual([[], []]);
  });

  it('comes in a form of the exact shape', async () => {
    const good = multipart([token(), file('contenu')]);
    const text = good.toString('latin1');
    const bad: [string, string | Uint8Array, string?][] = [
      ['cut short', good.subarray(0, good.length - 6)],
      ['cut in the head', good.subarray(0, 40)],
      ['nothing', ''],
      ['a preamble', `bonjour\r\n${text}`],
      ['an epilogue', `${text}suite`],
      ['a folded header', text.replace('Content-Type: application/octet-stream', 'Content-Type: application/octet-stream\r\n x: y')],
      ['a transfer encoding', text.replace('Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64')],
      ['an extended name', text.replace('filename="lot.bundle"', 'filename="a"; filename*=UTF-8\'\'b')],
      ['two dispositions', text.replace('Content-Type: application/octet-stream', 'Content-Disposition: form-data; name="y"')],
      ['a header too long', text.replace('filename="lot.bundle"', `filename="${'a'.repeat(1100)}"`)],
      ['another boundary', good, 'multipart/form-data; boundary=autre'],
      ['no boundary', good, 'multipart/form-data'],
      ['a quoted boundary with blanks', good, 'multipart/form-data; boundary="a b"'],
    ];
    for (const [name, body, type] of bad)
      expect(code(await send(Buffer.from(body as string, 'latin1'), type)), name).toEqual([400, 'SERVER_REQUEST']);
    expect(code(await send(Buffer.from('csrf=x'), 'application/x-www-form-urlencoded'))[0]).toBe(415);
    expect(code(await send(good, 'application/octet-stream'))[0]).toBe(415);
    expect([site.uses.calls, quarantine()]).toEqual([[], []]);
    expect((await send(good)).status).toBe(303);
  });

  it('leaves nothing when its sender hangs up, and lets the next one in', async () => {
    const { hostname, port } = new URL(site.url);
    const body = multipart([token(), file(Buffer.alloc(400_000))]);
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      origin: site.url,
      cookie,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': body.length,
    };
    const call = request({ host: hostname, port, path: '/bundles/receive', method: 'POST', headers });
    call.on('error', () => {});
    call.write(body.subarray(0, 300_000));
    await until(() => quarantine().length === 1);
    expect(code(await visitor.upload('/bundles/receive', [token(), file('x')]))).toEqual([409, 'SERVER_BUSY']);
    call.destroy();
    await until(() => quarantine().length === 0);
    expect((await visitor.upload('/bundles/receive', [token(), file('x')])).status).toBe(303);
  });

  it('that the gate refuses is told on the page, under its sender’s name for it, escaped', async () => {
    const { receive } = site.uses;
    Object.assign(site.uses, {
      receive: (path: string) => {
        throw new EcluseError('INTAKE_FILE', { file: path.split('/').at(-1) ?? '' });
      },
    });
    const reply = await visitor.upload('/bundles/receive', [token(), file('x', '<b>lot</b>.bundle')]);
    Object.assign(site.uses, { receive });
    expect(code(reply)).toEqual([422, 'INTAKE_FILE']);
    expect(reply.body).toContain('«\u00a0&lt;b&gt;lot&lt;/b&gt;.bundle\u00a0»');
    expect(reply.body).not.toMatch(/\.upload-|<b>lot/);
  });

  it('for a card is small', async () => {
    const reply = await visitor.upload('/partners/card', [token(), file(Buffer.alloc(16_385), 'carte.note')]);
    expect(code(reply)).toEqual([413, 'SERVER_TOO_LARGE']);
    expect(code(await visitor.upload('/partners/card', [token(), file('pas une carte')]))).toEqual([422, 'CARD_ROLE']);
  });
});

describe('a folder', () => {
  const folders = (): Record<string, string> => {
    const outside = join(site.folder, 'dehors');
    mkdirSync(outside);
    symlinkSync(outside, join(site.drive, 'lien'));
    symlinkSync(site.uses.home, join(site.drive, 'maison'));
    mkdirSync(`${site.drive}-voisin`);
    return {
      outside,
      climbing: `${site.drive}/../dehors`,
      'a link that leads out': join(site.drive, 'lien'),
      'a link that leads home': join(site.drive, 'maison'),
      home: site.uses.home,
      'a neighbour of the same beginning': `${site.drive}-voisin`,
      absent: join(site.drive, 'absent'),
      'a file': join(site.drive, 'lot-a.bundle'),
      root: '/',
      system: '/etc',
    };
  };

  it('must be an existing one under the drives’ roots, to be read, written or exported to', async () => {
    const session = await site.sessionAt('reviewed');
    for (const [name, folder] of Object.entries(folders())) {
      const replies = [
        await visitor.get(`/bundles/receive?folder=${encodeURIComponent(folder)}`),
        await visitor.post('/bundles/receive/folder', { folder, 'file-0': 'passwd' }),
        await visitor.post('/session/release', { session, folder }),
        await visitor.post('/ledger/export', { folder }),
      ];
      for (const reply of replies) expect(code(reply), name).toEqual([422, 'SERVER_FOLDER']);
    }
    for (const folder of ['relatif', 'C:\\', '', '/a\u0000b', `/${'a'.repeat(1100)}`]) {
      expect(code(await visitor.post('/ledger/export', { folder })), folder).toEqual([400, 'SERVER_REQUEST']);
    }
    expect(site.uses.state.session?.state).toBe('reviewed');
    expect(readdirSync(site.drive).filter((name) => name.startsWith('registre'))).toEqual([]);
  });

  it('of the appliance’s own home is refused even where a root holds it', async () => {
    const own = await consoleSite({ roots: [site.folder] });
    const home = join(site.folder, 'home');
    Object.assign(own.uses, { home });
    const operator = await own.visitor('operator');
    for (const folder of [home, join(home, 'quarantine'), join(site.drive, '..', 'home')]) {
      expect(code(await operator.post('/ledger/export', { folder })), folder).toEqual([422, 'SERVER_FOLDER']);
    }
    expect((await operator.post('/ledger/export', { folder: site.drive })).status).toBe(303);
    await own.close();
  });

  it('inside a root serves all three', async () => {
    const inner = join(site.drive, 'remise');
    mkdirSync(inner);
    const session = await site.sessionAt('reviewed');
    expect((await visitor.post('/session/release', { session, folder: `${inner}/../remise/.` })).status).toBe(303);
    expect(readdirSync(inner)).toHaveLength(2);
    expect((await visitor.get(`/session/${session}`)).body).toContain('Vous pouvez retirer le support');
    expect((await visitor.post('/ledger/export', { folder: inner })).status).toBe(303);
    expect(readdirSync(inner).filter((name) => /^registre-\d+$/.test(name))).toHaveLength(1);
  });

  it('shows its ordinary files, and only those can be chosen', async () => {
    writeFileSync(join(site.drive, '.caché'), 'x');
    writeFileSync(join(site.drive, '"><script>alert(1)</script>'.replaceAll('/', '∕')), 'x');
    writeFileSync(join(site.folder, 'dehors.bundle'), 'x');
    symlinkSync(join(site.folder, 'dehors.bundle'), join(site.drive, 'lien.bundle'));
    mkdirSync(join(site.drive, 'dossier'));
    const { body } = await visitor.get(`/bundles/receive?folder=${encodeURIComponent(site.drive)}`);
    expect([...body.matchAll(/name="file-\d+" value="([^"]*)"/g)].map((match) => match[1])).toEqual([
      '&quot;&gt;&lt;script&gt;alert(1)&lt;∕script&gt;',
      'lot-a.bundle',
      'lot-b.bundle',
      'mauvais.bundle',
    ]);
    for (const name of ['lien.bundle', '.caché', 'dossier', 'absent', '..', '.']) {
      expect(code(await visitor.post('/bundles/receive/folder', { folder: site.drive, 'file-0': name })), name).toEqual([
        400,
        'SERVER_REQUEST',
      ]);
    }
    for (const name of ['../dehors.bundle', '/etc/passwd', 'a/b', '']) {
      expect(code(await visitor.post('/bundles/receive/folder', { folder: site.drive, 'file-0': name })), name).toEqual([
        400,
        'SERVER_REQUEST',
      ]);
    }
    expect(code(await visitor.post('/bundles/receive/folder', { folder: site.drive }))).toEqual([400, 'SERVER_REQUEST']);
    expect(site.uses.calls).toEqual([]);
  });

  it('has each of its files received or refused on its own', async () => {
    const reply = await visitor.post('/bundles/receive/folder', {
      folder: site.drive,
      'file-0': 'lot-a.bundle',
      'file-1': 'mauvais.bundle',
      'file-2': 'lot-b.bundle',
    });
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('2 fichiers reçus, 1 refusé.');
    expect(code(reply)[1]).toBe('INTAKE_FILE');
    expect(site.uses.calls.map(([, path]) => path)).toEqual(
      ['lot-a.bundle', 'mauvais.bundle', 'lot-b.bundle'].map((name) => join(site.drive, name)),
    );
  });
});
