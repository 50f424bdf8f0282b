import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/base/random.ts';
import { LINK_MS } from '../../src/desk/link.ts';
import { messages } from '../../src/desk/messages.ts';
import { type HandlerName, ROUTES } from '../../src/desk/routes.ts';
import { startDesk } from '../../src/desk/server.ts';
import { oneYearLater } from '../../src/partner/dates.ts';
import { openHome, readState } from '../../src/partner/home.ts';
import { ABSOLUTE_MS, IDLE_MS } from '../../src/web/sessions.ts';
import { act, appoint, CANARY, code, type DeskSite, deskSite, linesIn, PASSPHRASE, revision } from '../support/desk.ts';
import { ask, BOUNDARY, multipart, type Part, type Reply, Visitor } from '../support/http.ts';
import { typography } from '../support/typography.ts';

let site: DeskSite | null = null;
afterEach(async () => {
  await site?.close();
  site = null;
});
const open = async (options: Parameters<typeof deskSite>[0] = {}): Promise<DeskSite> => {
  site = await deskSite(options);
  return site;
};

const pathOf = (link: string) => new URL(link).pathname + new URL(link).search;
const keptIn = ({ home }: DeskSite) => join(home, 'desk', String(process.pid));
const kept = (at: DeskSite) => (existsSync(keptIn(at)) ? readdirSync(keptIn(at)) : []);

const CHOICE = { purpose: 'score', table: 'folder/extrait.csv', dictionary: 'folder/dictionnaire.json' };

/** Every code mapped to the first standard one, as a person in a hurry would. */
async function confirmAll(visitor: Visitor): Promise<string> {
  const { body } = await visitor.get('/prepare/codes');
  const members = [...body.matchAll(/name="to-(\d+)"[^>]*>.*?<option value="([^"]+)"/gs)].flatMap(([, at = '', to = '']) => [
    [`to-${at}`, to],
    [`ok-${at}`, '1'],
  ]);
  return await act(visitor, '/prepare/codes', '/prepare/codes', { version: '2026-2', ...Object.fromEntries(members) });
}

async function upToSeal(visitor: Visitor, choice: Record<string, string> = CHOICE): Promise<void> {
  expect(await act(visitor, '/prepare/files', '/prepare/files', choice)).toBe('/prepare/columns');
  expect(await confirmAll(visitor)).toBe('/prepare/codes');
}
const SEAL = { destroyby: '2027-06-30', passphrase: PASSPHRASE };

/** Each door, said a second time by hand: a route that is missing here does not compile. */
const SAMPLES: Readonly<
  Record<HandlerName, { readonly anyone?: true; readonly path: string; readonly form?: Record<string, string> | 'upload' }>
> = {
  styles: { anyone: true, path: '/desk.css' },
  icon: { anyone: true, path: '/icon.svg' },
  enter: { anyone: true, path: `/enter?key=${'A'.repeat(43)}` },
  newLink: { anyone: true, path: '/link', form: {} },
  leave: { path: '/leave', form: {} },
  first: { path: '/' },
  wait: { path: '/wait' },
  take: { path: '/files', form: 'upload' },
  takeAnswer: { path: '/files/answer', form: 'upload' },
  takeFollowUp: { path: '/files/follow-up', form: 'upload' },
  takeRegister: { path: '/files/register', form: 'upload' },
  drop: { path: '/files/drop', form: { file: 'kept/a.csv' } },
  starter: { path: '/files/starter', form: {} },
  prepare: { path: '/prepare' },
  files: { path: '/prepare/files' },
  choose: { path: '/prepare/files', form: { revision: '0', ...CHOICE } },
  columns: { path: '/prepare/columns' },
  readAgain: { path: '/prepare/columns', form: { revision: '0', encoding: '', separator: '', decimal: '', format: '', sheet: '' } },
  codes: { path: '/prepare/codes' },
  confirm: { path: '/prepare/codes', form: { revision: '0', version: '2', 'to-0': 'A', 'ok-0': '1' } },
  risk: { path: '/prepare/risk' },
  except: {
    path: '/prepare/risk',
    form: {
      ...{ revision: '0', signer1: 'direction', passphrase1: PASSPHRASE, signer2: 'vie-privee', passphrase2: PASSPHRASE },
      ...{ reason: 'un motif assez long', until: '2027-01-01', destroyby: '2027-06-30' },
    },
  },
  previewPage: { path: '/prepare/page' },
  sealPage: { path: '/prepare/seal' },
  seal: { path: '/prepare/seal', form: { revision: '0', ...SEAL } },
  scorePage: { path: '/prepare/score' },
  score: { path: '/prepare/score', form: { revision: '0', evaluation: 'folder/e.bundle', 'approval-0': 'folder/a.approval', ...SEAL } },
  done: { path: '/prepare/done' },
  bundle: { path: '/prepare/bundle' },
  abandon: { path: '/prepare/abandon', form: {} },
  openPage: { path: '/open' },
  open: { path: '/open', form: { file: 'folder/a.bundle', passphrase: PASSPHRASE } },
  answer: { path: '/open/answer' },
  portrait: { path: '/open/portrait' },
  exportAnswer: { path: '/open/export', form: { mark: '1', excel: '1' } },
  sheet: { path: '/open/sheet', form: { mark: '1', pupils: 'F1' } },
  approveChoice: { path: '/open/approve?model=m' },
  approve: {
    path: '/open/approve',
    form: { model: 'm', stance: 'wide', cut: '0.34', recall: '40', precision: '20', until: '2027-01-01', passphrase: PASSPHRASE },
  },
  closeAnswer: { path: '/open/close', form: { mark: '1' } },
  withdraw: { path: '/open/withdraw', form: { model: 'm', passphrase: PASSPHRASE } },
  followUp: { path: '/follow-up' },
  follow: {
    path: '/follow-up',
    form: {
      ...{ result: 'folder/r.bundle', table: 'folder/t.csv', dictionary: 'folder/d.json', help: '', passphrase: PASSPHRASE },
      ...{ encoding: '', separator: '', decimal: '', format: '', sheet: '' },
    },
  },
  followPage: { path: '/follow-up/page' },
  followSave: { path: '/follow-up/save', form: { mark: '1' } },
  followClose: { path: '/follow-up/close', form: { mark: '1' } },
  register: { path: '/register' },
  gather: { path: '/register', form: { ledger: '', recipe: '', child: '', 'evaluation-0': 'folder/e.bundle', passphrase: PASSPHRASE } },
  registerPage: { path: '/register/page/parents' },
  registerSave: { path: '/register/save', form: { mark: '1' } },
  registerClose: { path: '/register/close', form: { mark: '1' } },
  cards: { path: '/cards' },
  ownCard: { path: '/cards/own' },
  inspect: { path: '/cards/inspect', form: 'upload' },
  trust: { path: '/cards/trust', form: { card: 'AAAA', same: 'yes' } },
  due: { path: '/due' },
  destroy: { path: '/due', form: { sure: 'yes' } },
};

describe('every door of the desk', () => {
  const image = (at: DeskSite) => [kept(at), readdirSync(at.folder), readFileSync(join(at.home, 'state.json'), 'utf8')];
  const send = (visitor: Visitor, { path, form }: (typeof SAMPLES)[HandlerName], csrf: string, headers: Record<string, string> = {}) => {
    if (form === undefined) return visitor.get(path, headers);
    if (form !== 'upload') return visitor.post(path, { ...form, csrf }, headers);
    const parts: Part[] = [
      { name: 'csrf', value: csrf },
      { name: 'file', value: 'a;b\n1;2\n', filename: 'a.csv' },
    ];
    return visitor.upload(path, parts, headers);
  };

  it('is shut to whoever has not come in by the link, to forms without their token, and to other sites; nothing changes', async () => {
    const at = await open();
    const [inside, stranger] = [await at.visitor(), new Visitor(at.url)];
    await stranger.get('/');
    const before = image(at);
    for (const { handler, method } of ROUTES) {
      const sample = SAMPLES[handler];
      if (!sample.anyone) expect((await send(stranger, sample, stranger.token)).status, handler).toBe(401);
      // Another visitor's token is no token.
      if (method === 'POST') expect(code(await send(inside, sample, stranger.token)), handler).toEqual([403, 'SERVER_CSRF']);
      for (const headers of [{ host: 'evil.example' }, { origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        const refused = headers.host ? [421, 'SERVER_HOST'] : [403, 'SERVER_ORIGIN'];
        expect(code(await send(inside, sample, inside.token, headers as Record<string, string>)), handler).toEqual(refused);
      }
    }
    expect(image(at)).toEqual(before);
    expect((await inside.get('/')).status).toBe(200);
  });
});

describe('the link', () => {
  it('lets one browser in, once: its key is in no page, log or address after, and opens nothing again', async () => {
    const lines: string[] = [];
    const at = await open({ lines: linesIn(lines) });
    const key = new URL(at.link).searchParams.get('key') ?? '';
    const first = new Visitor(at.url);
    const entered = await first.get(pathOf(at.link));
    expect([entered.status, entered.headers.location]).toEqual([303, '/']);
    expect(entered.headers['referrer-policy']).toBe('no-referrer');
    expect(String(entered.headers['set-cookie'])).toMatch(/ecluse_desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/);
    expect((await first.get('/')).body).not.toContain(key);
    expect(code(await new Visitor(at.url).get(pathOf(at.link)))).toEqual([401, 'DESK_LINK']);
    expect(lines.join('')).not.toContain(key);
    expect(lines.length).toBeGreaterThan(2);
    expect(at.told).toEqual([{ entered: true }]);
  });

  it('dies after ten minutes; a new one goes to the terminal alone, and whoever enters by it puts the other out', async () => {
    const at = await open();
    at.time += LINK_MS;
    const visitor = new Visitor(at.url);
    expect(code(await visitor.get(pathOf(at.link)))).toEqual([401, 'DESK_LINK']);
    const asked = await visitor.post('/link');
    expect(asked.status).toBe(200);
    // Asked for again at once, no second link floods the terminal.
    await visitor.post('/link');
    expect(at.told).toHaveLength(1);
    const [event] = at.told as { link: string }[];
    expect(asked.body).not.toContain(new URL(event?.link ?? '').searchParams.get('key'));
    expect((await visitor.get(pathOf(event?.link ?? ''))).status).toBe(303);
    expect((await visitor.get('/')).status).toBe(200);
    at.time += 10_000;
    const second = new Visitor(at.url);
    await second.get('/');
    await second.post('/link');
    await second.get(pathOf((at.told.at(-1) as { link: string }).link));
    expect((await second.get('/')).status).toBe(200);
    expect((await visitor.get('/')).status).toBe(401);
  });

  it('opens a session that ends when nobody is there, and at its longest; what was under way awaits the next', async () => {
    const at = await open();
    const visitor = await at.visitor();
    await act(visitor, '/prepare/files', '/prepare/files', CHOICE);
    at.time += IDLE_MS;
    expect((await visitor.get('/')).status).toBe(401);
    await visitor.post('/link');
    await visitor.get(pathOf((at.told.at(-1) as { link: string }).link));
    expect((await visitor.get('/')).body).toContain('Reprendre la préparation');
    for (let passed = 0; passed < ABSOLUTE_MS; passed += IDLE_MS / 2) {
      at.time += IDLE_MS / 2;
      await visitor.get('/');
    }
    expect((await visitor.get('/')).status).toBe(401);
  });
});

describe('a file that is sent', () => {
  const upload = (visitor: Visitor, ...files: Part[]) => visitor.upload('/files', [{ name: 'csrf', value: visitor.token }, ...files]);
  const file = (filename: string, value: string | Uint8Array = 'a;b\n1;2\n'): Part => ({ name: 'file', value, filename });

  it('keeps its name only where it can be nothing but a name', async () => {
    const at = await open();
    const visitor = await at.visitor();
    for (const name of ['../../state.json', '..', '.cache', 'a/b.csv', 'a\\\\b.csv', '/etc/passwd', '', `${'x'.repeat(130)}.csv`]) {
      expect(code(await upload(visitor, file(name))), name).toEqual([422, 'DESK_FILE_NAME']);
    }
    expect(kept(at)).toEqual([]);
    expect((await upload(visitor, file('un.csv'), file('deux.csv'))).status).toBe(303);
    expect(kept(at).sort()).toEqual(['deux.csv', 'un.csv']);
    expect(statSync(keptIn(at)).mode & 0o777).toBe(0o700);
    expect(statSync(join(keptIn(at), 'un.csv')).mode & 0o777).toBe(0o600);
    // A form names files of the listing, no path.
    for (const table of ['kept/../state.json', 'folder/..%2fhome', 'folder//etc/passwd', 'nowhere/a.csv', 'folder/absent.csv']) {
      const reply = await visitor.post('/prepare/files', { revision: '0', ...CHOICE, table });
      expect([400, 404], table).toContain(reply.status);
    }
  });

  it('too large, cut, or in a form of another shape leaves nothing', async () => {
    const at = await open({ uploadLimit: 100_000 });
    const visitor = await at.visitor();
    expect(code(await upload(visitor, file('gros.csv', Buffer.alloc(60_000, 65)), file('trop.csv', Buffer.alloc(60_000, 66))))).toEqual([
      413,
      'SERVER_TOO_LARGE',
    ]);
    expect(kept(at)).toEqual([]);
    const whole = multipart([{ name: 'csrf', value: visitor.token }, file('a.csv')]);
    const headers = {
      origin: at.url,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    for (const body of [
      whole.subarray(0, -20),
      Buffer.concat([Buffer.from('x'), whole]),
      Buffer.concat([whole, whole]),
      Buffer.alloc(500),
    ]) {
      const reply = await ask(at.url, '/files', { method: 'POST', body, headers });
      expect(code(reply)).toEqual([400, 'SERVER_REQUEST']);
      expect(kept(at)).toEqual([]);
    }
    const after = await upload(visitor, { name: 'csrf', value: visitor.token }, file('b.csv'));
    expect(code(after)).toEqual([400, 'SERVER_REQUEST']);
    expect(kept(at)).toEqual([]);
  });

  it('is written over and gone when the preparation is left, when the desk ends, and when it starts again', async () => {
    const at = await open();
    const visitor = await at.visitor();
    await upload(visitor, file('a.csv'));
    await visitor.get('/prepare/files');
    expect((await visitor.post('/files/drop', { file: 'kept/a.csv' })).status).toBe(303);
    expect(kept(at)).toEqual([]);
    await upload(visitor, file('b.csv'));
    await visitor.get('/prepare/files');
    expect((await visitor.post('/prepare/abandon')).headers.location).toBe('/');
    expect(existsSync(join(at.home, 'desk'))).toBe(false);
    // What a desk that died left there goes at the next start; what another one still keeps stays.
    const [dead, alive] = [2 ** 30, process.ppid].map((pid) => join(at.home, 'desk', String(pid)));
    for (const folder of [dead, alive]) {
      mkdirSync(folder ?? '', { recursive: true });
      writeFileSync(join(folder ?? '', 'reste.csv'), 'a;b');
    }
    const again = await startDesk({
      dir: at.home,
      folder: at.folder,
      port: 0,
      clock: () => new Date(),
      random: systemRandom,
      tell: () => {},
    });
    expect([dead, alive].map((folder) => existsSync(folder ?? ''))).toEqual([false, true]);
    await again.close();
  });
});

describe('a preparation', () => {
  it('seals what the terminal would, and nothing of the table is in a log, a page or a folder once it ends', async () => {
    const lines: string[] = [];
    const at = await open({ lines: linesIn(lines) });
    const visitor = await at.visitor();
    const pages: string[] = [];
    const table = readFileSync(join(at.folder, 'extrait.csv'));
    const sent = await visitor.upload('/files', [
      { name: 'csrf', value: visitor.token },
      { name: 'file', value: table, filename: 'envoi.csv' },
    ]);
    expect(sent.status).toBe(303);
    await upToSeal(visitor, { ...CHOICE, table: 'kept/envoi.csv' });
    for (const path of ['files', 'columns', 'codes', 'risk', 'seal']) pages.push((await visitor.get(`/prepare/${path}`)).body);
    const wrong = await act(visitor, '/prepare/seal', '/prepare/seal', { ...SEAL, passphrase: 'une tout autre phrase' });
    expect(wrong).toBe('/prepare/seal');
    expect(code(await visitor.get('/prepare/seal'))[1]).toBe('KEY_PASSPHRASE');
    expect(await act(visitor, '/prepare/seal', '/prepare/seal', SEAL)).toBe('/prepare/done');
    pages.push((await visitor.get('/prepare/done')).body);
    const bundle = readdirSync(at.folder).find((name) => name.endsWith('.bundle')) ?? '';
    expect(readState(openHome(at.home)).requests).toMatchObject([{ kind: 'score', destroyBy: '2027-06-30', answer: null }]);
    const download = await visitor.get('/prepare/bundle');
    expect(download.headers['content-disposition']).toBe(`attachment; filename="${bundle}"`);
    expect(kept(at)).toEqual([]);
    const numbers = table
      .toString('latin1')
      .split('\r\n')
      .slice(1, 40)
      .map((line) => line.split(';')[1] ?? '');
    const everything = [...pages, ...lines, JSON.stringify(at.told)].join('\n');
    for (const canary of [CANARY, PASSPHRASE]) expect(everything).not.toContain(canary);
    // A digest or a time may hold seven digits of any kind.
    for (const number of numbers.filter((each) => each.length > 6))
      expect(everything).not.toMatch(new RegExp(`(?<![0-9a-f])${number}(?![0-9a-f])`));
    for (const root of [at.home, at.folder]) {
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        const path = join(root, name);
        if (name === 'extrait.csv' || !statSync(path).isFile()) continue;
        expect(readFileSync(path, 'latin1').includes(CANARY), name).toBe(false);
      }
    }
  });

  it('goes back without losing anything, and refuses a page that another tab has overtaken', async () => {
    const at = await open();
    const visitor = await at.visitor();
    await upToSeal(visitor);
    const old = revision((await visitor.get('/prepare/seal')).body);
    expect((await visitor.get('/prepare/files')).body).toMatch(/value="folder\/dictionnaire-2026-2.json" required checked/);
    // Another tab reads again with another decimal sign.
    const told = { encoding: 'windows-1252', separator: ';', decimal: ',', format: '', sheet: '' };
    expect(await act(visitor, '/prepare/columns', '/prepare/columns', told)).toBe('/prepare/columns');
    expect((await visitor.get('/prepare/columns')).body).toMatch(/<option value="windows-1252" selected>/);
    const stale = await visitor.post('/prepare/seal', { revision: old, ...SEAL });
    expect(code(stale)).toEqual([409, 'DESK_STALE']);
    // The dictionary with the codes confirmed is still the one.
    expect((await visitor.get('/prepare/codes')).body).toContain('Tous les codes ont leur place');
    const now = revision((await visitor.get('/prepare/seal')).body);
    const [first, second] = await Promise.all([1, 2].map(() => visitor.post('/prepare/seal', { revision: now, ...SEAL })));
    expect([first, second].filter((reply) => code(reply as Reply)[1] === 'SERVER_BUSY')).toHaveLength(1);
    for (let reply = await visitor.get('/wait'); reply.status !== 303; reply = await visitor.get('/wait')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(readState(openHome(at.home)).sequence).toBe(1);
  });

  it('counts the columns that it does not list', async () => {
    const at = await open();
    const lines = readFileSync(join(at.folder, 'extrait.csv'), 'latin1').trimEnd().split('\r\n');
    const wider = lines.map((line, row) => `${line}${Array.from({ length: 1500 }, (_, i) => (row === 0 ? `;locale_${i}` : ';')).join('')}`);
    writeFileSync(join(at.folder, 'large.csv'), Buffer.from(wider.join('\r\n'), 'latin1'));
    const visitor = await at.visitor();
    expect(await act(visitor, '/prepare/files', '/prepare/files', { ...CHOICE, table: 'folder/large.csv' })).toBe('/prepare/columns');
    const { body } = await visitor.get('/prepare/columns');
    const listed = body.match(/<code class="name">/g)?.length ?? 0;
    const [, absent = ''] = /Absentes du dictionnaire \(([^)]+)\)/.exec(body) ?? [];
    const left = Number(absent.replace(/\D/g, '')) - listed;
    expect(left).toBeGreaterThan(1000);
    expect(body.replaceAll(/[\u00a0\u202f]/g, '')).toContain(`… et ${left} autres.`);
  });

  it('stops at a teacher’s column, at identifiers and at bad values, each on its step, without the value', async () => {
    const at = await open();
    const lines = readFileSync(join(at.folder, 'extrait.csv'), 'latin1').split('\r\n');
    const changed = lines.map((line, i) => (line === '' ? line : `${line};${i === 0 ? 'enseignant' : 'CanariMaitre'}`));
    mkdirSync(join(at.folder, 'x'));
    writeFileSync(join(at.folder, 'prof.csv'), Buffer.from(changed.join('\r\n'), 'latin1'));
    const visitor = await at.visitor();
    await upToSeal(visitor, { ...CHOICE, table: 'folder/prof.csv' });
    const risk = await visitor.get('/prepare/risk');
    expect(risk.body).toContain('TABLE_TEACHING');
    expect(risk.body).not.toContain('CanariMaitre');
    const seal = await visitor.get('/prepare/seal');
    expect(seal.body).not.toContain('name="passphrase"');
    expect((await visitor.post('/prepare/seal', { revision: '9', ...SEAL })).status).toBe(409);
    expect(readdirSync(at.folder).filter((name) => name.endsWith('.bundle'))).toEqual([]);
  });

  it('above the ceiling leaves by what two people sign on the page of the risk, and not by one', async () => {
    const at = await open();
    const visitor = await at.visitor();
    const phrases = { direction: 'la première phrase de passe', 'vie-privee': 'la seconde phrase de passe' };
    appoint(at.home, { direction: phrases.direction });
    await upToSeal(visitor);
    const alone = (await visitor.get('/prepare/risk')).body;
    expect(alone).toContain(`ecluse partner signer add ${at.home} NOM`);
    expect(alone).not.toContain('name="passphrase1"');
    appoint(at.home, { 'vie-privee': phrases['vie-privee'] });
    expect((await visitor.get('/prepare/seal')).body).not.toContain('name="passphrase"');
    const asked = { reason: 'Petite école : chacun y est seul de son genre.', until: oneYearLater(new Date()), destroyby: SEAL.destroyby };
    const signing = (signer2: string, passphrase2: string) => {
      const members = { ...asked, signer1: 'direction', passphrase1: phrases.direction, signer2, passphrase2 };
      return act(visitor, '/prepare/risk', '/prepare/risk', members);
    };
    for (const [name, phrase, refused] of [
      ['direction', phrases.direction, 'EXCEPTION_SIGNERS'],
      ['vie-privee', phrases.direction, 'KEY_PASSPHRASE'],
      ['inconnu', phrases['vie-privee'], 'SIGNER_UNKNOWN'],
    ] as const) {
      expect(await signing(name, phrase)).toBe('/prepare/risk');
      const { body } = await visitor.get('/prepare/risk');
      expect(body).toContain(`Code\u00a0: ${refused}`);
      expect(body).not.toContain(phrase);
      expect(body).toContain(`value="${asked.reason}"`);
    }
    expect(readdirSync(at.folder).filter((name) => name.endsWith('.note'))).toEqual([]);
    expect(await signing('vie-privee', phrases['vie-privee'])).toBe('/prepare/seal');
    const [note = ''] = readdirSync(at.folder).filter((name) => name.endsWith('.note'));
    const seal = (await visitor.get('/prepare/seal')).body;
    expect(seal).toContain('Exception signée par direction, vie-privee');
    // The page that was read and signed for is the one that is shown and kept.
    const page = (await visitor.get('/prepare/page')).body;
    expect(readFileSync(join(at.folder, note), 'utf8')).toContain(createHash('sha256').update(page).digest('hex'));
    const sealed = await act(visitor, '/prepare/seal', '/prepare/seal', { ...SEAL, exception: `folder/${note}` });
    expect(sealed).toBe('/prepare/done');
    expect(readState(openHome(at.home)).requests).toHaveLength(1);
  });

  it('tells a table it cannot read where its form can be told', async () => {
    const at = await open();
    writeFileSync(join(at.folder, 'ronge.csv'), 'fiche;a\n1;2\n3\n');
    const visitor = await at.visitor();
    expect(await act(visitor, '/prepare/files', '/prepare/files', { ...CHOICE, table: 'folder/ronge.csv' })).toBe('/prepare/columns');
    const { body } = await visitor.get('/prepare/columns');
    expect(body).toContain('TABLE_RAGGED');
    expect(body).toContain('name="separator"');
    writeFileSync(join(at.folder, 'faux.json'), '{"format":"ecluse.dictionary/v1"}');
    expect(await act(visitor, '/prepare/files', '/prepare/files', { ...CHOICE, dictionary: 'folder/faux.json' })).toBe('/prepare/files');
    expect((await visitor.get('/prepare/files')).body).toMatch(/DICTIONARY_/);
  });
});

describe('the words of the desk', () => {
  it.each(Object.entries(messages))('%s has the same parameters in both languages, and French set as Quebec sets it', (_, text) => {
    const named = (template: string) => new Set([...template.matchAll(/\{(\w+)/g)].map(([, name]) => name));
    expect(named(text.fr)).toEqual(named(text.en));
    expect(typography(text.fr.replace(/\{(\w+)\|([^|}]*)\|[^}]*\}/g, '$2'))).toEqual([]);
    expect(text.fr).not.toMatch(/'|\.\.\./);
  });
});
