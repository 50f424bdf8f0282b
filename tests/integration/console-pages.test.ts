import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { PASSWORDS, plugged, SEAL, scoreAggregates, unplugged } from '../support/console.ts';
import { type ConsoleSite, consoleSite, decisions, until } from '../support/console-site.ts';
import type { Visitor } from '../support/http.ts';
import { typography } from '../support/typography.ts';

let site: ConsoleSite;
beforeEach(async () => {
  site = await consoleSite();
});
afterEach(() => site.close());

const PATHS = [
  '/',
  '/bundles',
  '/bundles/receive',
  '/session',
  '/destruction',
  '/gap',
  '/custody',
  '/models',
  '/partners',
  '/partners/enrol',
  '/ledger',
  '/ledger/entries/0',
  '/audit',
  '/about',
  '/nowhere',
];

/** Every page that this visitor can reach, at this moment, in both languages. */
async function pages(visitor: Visitor, more: readonly string[] = []): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const path of [...PATHS, ...more]) {
    for (const lang of ['fr', 'en']) {
      const { body, status } = await visitor.get(`${path}?lang=${lang}`);
      if (status !== 303) found.push([`${path} ${lang}`, body]);
    }
  }
  return found;
}

function textOf(markup: string): string {
  return markup
    .replace(/<(style|title)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

describe('every page, at every step, for every role', () => {
  it('says the gap, escapes what others named, and holds no script, style or event of its own', async () => {
    const roles = ['operator', 'reviewer', 'auditor'] as const;
    let seen = 0;
    const examine = async (more: string[] = []) => {
      for (const role of roles) {
        for (const [name, body] of await pages(await site.visitor(role), more)) {
          seen++;
          expect(body, name).toContain(
            name.endsWith('fr')
              ? 'Mode «\u00a0sas\u00a0»\u00a0: le serveur n’est pas débranché.'
              : 'Mode “chamber”: the server is not unplugged.',
          );
          expect(body, name).not.toMatch(/<script|<style|\sstyle=|\son\w+\s*=\s*["']|javascript:|<img|<iframe|<object|<embed|<base/i);
          expect(body.match(/https?:\/\/[^\s"<]+/g) ?? [], name).toEqual([]);
          expect(body, name).toMatch(/^<!doctype html>\n<html lang="(fr|en)-CA">/);
          if (name.endsWith('fr') && !name.startsWith('/session')) expect(textOf(body), name).not.toMatch(/\{\w+[|}]/);
        }
      }
    };
    await examine();
    const session = await site.sessionAt('sealed');
    await examine([`/session/${session}`]);
    site.uses.finish();
    await until(() => site.uses.state.session?.state === 'scored');
    await examine([`/session/${session}`]);
    expect(seen).toBeGreaterThan(150);
  });

  it('of an anonymous visitor tells the appliance’s name and no more', async () => {
    const { body } = await (await site.visitor()).get('/sign-in');
    expect(body).toContain('CSS central – essai');
    for (const hidden of ['Trois-Écluses', 'écritures', 'Lots', site.uses.overview().ledger.root]) expect(body).not.toContain(hidden);
  });
});

describe('the gap', () => {
  it('said on a page is that of the live session, then of the last one', async () => {
    const operator = await site.visitor('operator');
    await site.sessionAt('closed');
    const [past] = site.uses.state.past;
    expect((await operator.get('/')).body).toContain('le serveur n’est pas débranché');
    site.uses.state.past = [{ ...past!, gap: 'machine' }];
    const { body } = await operator.get('/?lang=en');
    expect(body).toContain('every link of the machine is down and watched');
    expect(body).not.toContain('is not unplugged');
    await operator.post('/session/draft', { gap: 'chamber' });
    expect((await operator.get('/?lang=en')).body).toContain('is not unplugged');
  });
});

describe('the page of unplugging', () => {
  const again = 'vous pouvez rebrancher';
  const seen = async (path = '/gap') => textOf((await (await site.visitor('auditor')).get(path)).body).replace(/\s+/g, ' ');
  const asMachine = () => Object.assign(site.uses.state.session ?? {}, { gap: 'machine' });

  it('tells each thing that is wrong, and the gesture that mends it', async () => {
    const text = await seen();
    for (const { params, code } of plugged().problems)
      expect(text).toContain(code === 'GAP_NAMESPACE' ? String(params.net) : String(params.name));
    expect(text).toContain('Débranchez le câble de «\u00a0eth0\u00a0»'.replace(/\s/g, ' '));
    expect(text).toMatch(/4 choses empêchent/);
    expect(text).toContain('les liens d’un conteneur sans marque');
    site.uses.state.gap = unplugged();
    expect(await seen()).toContain('peut être scellée');
    const refusal = { code: 'GAP_UNREADABLE', params: { where: '/proc/1/ns/net' } } as const;
    site.uses.state.gap = { refusal, first: false, items: [], problems: [refusal], unplugged: false };
    expect(await seen()).toMatch(/sans preuve.*rien ne peut être dit.*GAP_UNREADABLE/);
  });

  it('reloads while it is watched, which keeps nobody signed in', async () => {
    const operator = await site.visitor('operator');
    expect((await operator.get('/gap')).headers.refresh).toBeUndefined();
    expect((await operator.get('/gap?watch=1')).headers.refresh).toBe('2');
    site.uses.time += 19 * 60_000;
    expect((await operator.get('/gap?watch=1')).status).toBe(200);
    site.uses.time += 2 * 60_000;
    expect((await operator.get('/gap?watch=1')).status).toBe(303);
  });

  it('lets the machine be plugged in again once the chamber is dead, and not before', async () => {
    const operator = await site.visitor('operator');
    const link = 'href="/gap?watch=1"';
    const session = await site.sessionAt('drafted');
    expect((await operator.get('/')).body).not.toContain(link);
    expect(await seen()).toContain('Aucune séance en mode');
    asMachine();
    for (const role of ['operator', 'reviewer', 'auditor'] as const)
      expect((await (await site.visitor(role)).get('/')).body).toContain(link);
    expect(await seen()).toMatch(/préparée en mode/);
    await operator.post('/session/seal', { session, ...SEAL });
    await until(() => site.uses.state.session?.state === 'sealed');
    for (const path of ['/', '/gap']) expect(await seen(path)).not.toContain(again);
    expect(await seen()).toContain('Ne branchez ni ne retirez rien');
    site.uses.finish();
    await until(() => site.uses.state.session?.state === 'scored');
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const path of ['/', '/gap']) expect(await seen(path)).toContain(again);
    Object.assign(site.uses.state.session ?? {}, { gap: 'chamber' });
    for (const path of ['/', '/gap']) expect(await seen(path)).not.toContain(again);
    asMachine();
    await operator.post('/session/abort', { session });
    expect(site.uses.state.past[0]).toMatchObject({ state: 'aborted', gap: 'machine' });
    expect(await seen()).toContain(again);
    Object.assign(site.uses.state.past[0] ?? {}, { dead: false });
    expect(await seen()).not.toContain(again);
  });

  it('says in words what refused the seal', async () => {
    const session = await site.sessionAt('drafted');
    asMachine();
    site.uses.sealRefusal = new EcluseError('GAP_CABLE', { name: 'enp3s0' });
    const operator = await site.visitor('operator');
    await operator.post('/session/seal', { session, ...SEAL });
    await until(() => site.uses.state.session === null);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await operator.get(`/session/${session}`)).body).toContain('href="/gap?watch=1"');
    const text = await seen();
    expect(text).toMatch(/Débranchez le câble de « ?enp3s0/);
    expect(text).toContain('GAP_CABLE');
    expect(text).not.toContain(again);
  });
});

describe('what falls due', () => {
  it('is read by the auditor and the operator, the latest first, and nothing is destroyed from there', async () => {
    for (const [role, path] of [
      ['auditor', '/audit'],
      ['operator', '/bundles'],
    ] as const) {
      const { body } = await (await site.visitor(role)).get(path);
      const text = textOf(body).replace(/\s+/g, ' ');
      const { kept } = site.uses.state.retention;
      const [late = '', today = '', ordered = '', later = ''] = kept.map(({ bundle }) => bundle.slice(0, 8));
      const list = text.slice(text.indexOf('À détruire Ce que'));
      expect(list).toMatch(new RegExp(`${late}.*en retard.*${today}.*à détruire.*${ordered}.*ordonnée par le CSS.*${later}.*à venir`));
      expect(list).toMatch(/1 fichier est en retard.*2 fichiers sont à détruire aujourd’hui/);
      expect(list).toContain('pas encore');
      expect(body.includes('href="/destruction"')).toBe(role === 'operator');
    }
    expect((await (await site.visitor('reviewer')).get('/bundles')).body).not.toContain('en retard');
    site.uses.state.retention = { keys: [], kept: [], certificates: [] };
    const { body } = await (await site.visitor('auditor')).get('/audit');
    expect(body).toContain('L’appareil ne garde rien.');
    expect(body).toContain('Aucune destruction');
  });
});

describe('a destruction', () => {
  const form = (folder: string, password: string) => ({ folder, sure: 'yes', password });

  it('takes two persons and a drive, and leaves the certificates to be carried', async () => {
    const operator = await site.visitor('operator');
    expect(textOf((await operator.get('/destruction')).body)).toContain('Rien ici ne rouvrira ces fichiers (3)');
    for (const [folder, password, code] of [
      [site.drive, 'un autre mot', 'LOGIN_FAILED'],
      [site.drive, PASSWORDS.operator, 'LOGIN_FAILED'],
      ['/etc', PASSWORDS.reviewer, 'SERVER_FOLDER'],
    ] as const) {
      const refused = await operator.post('/destruction', form(folder, password));
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.body).toContain(code);
    }
    // Nobody is sure for them.
    expect((await operator.post('/destruction', { folder: site.drive, password: PASSWORDS.reviewer })).status).toBe(400);
    expect(site.uses.state.retention.kept).toHaveLength(4);
    const done = await operator.post('/destruction', form(site.drive, PASSWORDS.reviewer));
    expect(done.status).toBe(200);
    expect(textOf(done.body)).toContain('3 fichiers détruits');
    expect(done.body).toContain('-destruction.note');
    expect(typography(textOf(done.body))).toEqual([]);
    expect(site.uses.state.retention.kept).toHaveLength(1);
    const after = (await operator.get('/destruction')).body;
    expect(after).toContain('Écrire les certificats');
    expect(after).not.toContain('Rien ici ne rouvrira');
  });

  it('while a session is live is refused on its page', async () => {
    await site.sessionAt('drafted');
    const refused = await (await site.visitor('operator')).post('/destruction', form(site.drive, PASSWORDS.reviewer));
    expect(refused.body).toContain('DESTROY_SESSION_LIVE');
    expect(site.uses.state.retention.kept).toHaveLength(4);
  });
});

describe('what the reviewer sees', () => {
  const CANARY = 'CANARI-7f3a';
  const aggregates = (json: Json): void => {
    const { session } = site.uses.state;
    Object.assign(session ?? {}, { answers: (session?.answers ?? []).map((answer) => ({ ...answer, aggregates: json })) });
  };
  const review = async (lang = 'fr') =>
    textOf((await (await site.visitor('reviewer')).get(`/session/seance-1?lang=${lang}`)).body).replace(/\s+/g, ' ');

  it('is drawn from the members it knows: a row of a pupil that slipped in is not shown', async () => {
    await site.sessionAt('scored');
    const slipped = [{ pseudonym: CANARY, fiche: CANARY, moyenne: 61.5, contribution: [CANARY] }];
    const clean = scoreAggregates() as Record<string, Json>;
    const [model] = clean.models as Record<string, Json>[];
    aggregates({
      ...clean,
      pupils: slipped,
      scores: slipped,
      models: [
        {
          ...model,
          rows_detail: slipped,
          pupils: slipped,
          bands: [
            { name: 'high', pupils: 212, rows: slipped },
            { name: 'moderate', pupils: 655 },
            { name: 'low', pupils: 2120 },
          ],
        },
      ],
      quality: {
        ...(clean.quality as Record<string, Json>),
        sample: slipped,
        missing: [{ name: 'moyenne', share: 0.25, values: slipped }],
      },
    } as Json);
    const text = await review();
    expect(text).toContain('2\u00a0120'.replace(/\s/g, ' '));
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('61,5');
  });

  it('holds no count under ten, nor one that gives it away, even where the chamber let it pass', async () => {
    await site.sessionAt('scored');
    const model = (id: string, rows: number, high: number, moderate: number, low: number): Json => ({
      id,
      digest: 'a'.repeat(64),
      rows,
      bands: Object.entries({ high, moderate, low }).map(([name, pupils]) => ({ name, pupils })),
      meanContributions: { profile: 0.5 },
    });
    aggregates({
      rows: 777,
      models: [model('un', 777, 7, 70, 700), model('deux', 8, 3, 3, 2), model('trois', 333, 111, 111, 111)],
      refused: [],
      quality: {
        rows: 777,
        variables: 3,
        missing: [
          { name: 'presque-vide', share: 774 / 777 },
          { name: 'presque-pleine', share: 5 / 777 },
          { name: 'ordinaire', share: 0.5 },
        ],
      },
    });
    const text = await review();
    expect(text).toMatch(/un Famille|un Effectif 777/);
    expect(text).toContain('élevé masqué modéré masqué bas 700');
    expect(text).toContain('Effectif masqué élevé masqué modéré masqué bas masqué');
    expect(text).toContain('élevé 111 modéré 111 bas 111');
    expect(text).toMatch(/presque-vide masqué/);
    expect(text).toMatch(/presque-pleine masqué/);
    expect(text).toMatch(/ordinaire 50 ?%/);
    expect(await review('en')).toContain('high hidden moderate hidden low 700');
  });

  it('stands upright whatever the aggregates are', async () => {
    await site.sessionAt('scored');
    for (const json of [
      null,
      3,
      'x',
      [],
      {},
      { models: 3 },
      { models: [null, 3, {}] },
      { rows: 'x', quality: [], refused: [{}] },
    ] as Json[]) {
      aggregates(json);
      const reply = await (await site.visitor('reviewer')).get('/session/seance-1');
      expect(reply.status, JSON.stringify(json)).toBe(200);
    }
  });

  it('must be decided result by result, by somebody who is not the operator', async () => {
    const session = await site.sessionAt('scored');
    const reviewer = await site.visitor('reviewer');
    const whole = decisions(site.uses, 'approve');
    const [first = ''] = Object.keys(whole);
    const { [first]: _, ...lacking } = whole;
    for (const wrong of [{}, lacking, { ...whole, [`decision-${'0'.repeat(32)}`]: 'approve' }]) {
      expect((await reviewer.post('/session/review', { session, ...wrong })).body).toContain('SERVER_DECISION');
    }
    expect((await reviewer.post('/session/review', { session, ...whole, [first]: 'maybe' })).status).toBe(400);
    expect((await (await site.visitor('operator')).post('/session/review', { session, ...whole })).status).toBe(403);
    expect(site.uses.state.session?.state).toBe('scored');
    expect((await reviewer.post('/session/review', { session, ...whole })).status).toBe(303);
    expect((await reviewer.post('/session/review', { session, ...whole })).status).toBe(409);
  });
});

describe('a session on the console', () => {
  it('under a gap that cannot be proved is refused, and says so', async () => {
    const operator = await site.visitor('operator');
    expect((await operator.get('/session')).body).not.toMatch(/name="gap"[^>]*checked/);
    const reply = await operator.post('/session/draft', { gap: 'machine' });
    expect([reply.status, /Code\u00a0: (\w+)/.exec(reply.body)?.[1]]).toEqual([422, 'GAP_LINK']);
    expect(site.uses.state.session).toBeNull();
  });

  it('reloads its page while it is watched, and stops when it is over', async () => {
    const session = await site.sessionAt('sealed');
    const operator = await site.visitor('operator');
    const watched = await operator.get(`/session/${session}?watch=1`);
    expect(watched.headers.refresh).toBe('2');
    expect(watched.body).toContain(`href="/session/${session}"`);
    expect(textOf(watched.body)).toMatch(/1 lot sur 2[\s\S]*Notation/);
    expect((await operator.get(`/session/${session}`)).headers.refresh).toBeUndefined();
    site.uses.finish();
    await until(() => site.uses.state.session?.state === 'scored');
    expect((await operator.get(`/session/${session}?watch=1`)).headers.refresh).toBeUndefined();
  });

  it('tells why it came to nothing, and lets the same bundles be taken up again', async () => {
    const session = await site.sessionAt('drafted');
    const operator = await site.visitor('operator');
    const sealed = await operator.post('/session/seal', { session, ...SEAL, passphrase1: 'CANARI-PHRASE' });
    expect(sealed.headers.location).toBe(`/session/${session}?watch=1`);
    await until(() => site.uses.state.session === null);
    const { body } = await operator.get(`/session/${session}?watch=1`);
    expect(body).toContain('CUSTODY_PASSPHRASE');
    expect(body).not.toContain('CANARI');
    expect(site.uses.state.bundles.filter(({ state }) => state === 'pending')).toHaveLength(2);
    expect(await site.sessionAt('drafted')).toBe('seance-2');
  });

  it('is aborted by hand in the middle of its work', async () => {
    const session = await site.sessionAt('sealed');
    const reviewer = await site.visitor('reviewer');
    expect((await reviewer.post('/session/abort', { session })).status).toBe(303);
    expect(site.uses.state.past[0]).toMatchObject({ id: session, state: 'aborted', code: 'SESSION_ABORTED_BY_HAND' });
    expect((await reviewer.post('/session/abort', { session })).status).toBe(409);
  });

  it('is sealed once, and not without its passphrase', async () => {
    const session = await site.sessionAt('sealed');
    const operator = await site.visitor('operator');
    expect((await operator.post('/session/seal', { session, ...SEAL })).status).toBe(409);
    expect((await operator.post('/session/seal', { session, ...SEAL, passphrase2: '' })).status).toBe(400);
    expect((await operator.post('/session/draft', { gap: 'chamber' })).status).toBe(409);
  });

  it('of which every result was refused closes, and hands nothing over', async () => {
    const session = await site.sessionAt('scored');
    await (await site.visitor('reviewer')).post('/session/review', { session, ...decisions(site.uses, 'refuse') });
    const operator = await site.visitor('operator');
    expect((await operator.get(`/session/${session}`)).body).toContain('Clore sans rien remettre');
    expect((await operator.post('/session/release', { session })).status).toBe(303);
    expect(site.uses.state.past[0]).toMatchObject({ state: 'closed' });
  });

  it('is stopped when the server is', async () => {
    await site.sessionAt('sealed');
    await site.server.close();
    expect(site.uses.state.past[0]).toMatchObject({ state: 'aborted' });
    site = await consoleSite();
  });
});

describe('enrolment', () => {
  const card = Buffer.from('CSS des Deux-Moulins').toString('base64');

  it('takes the words compared and the second person’s own password', async () => {
    const operator = await site.visitor('operator');
    const shown = await operator.upload('/partners/card', [
      { name: 'csrf', value: operator.token },
      { name: 'card', value: 'CSS des Deux-Moulins', filename: 'carte.note' },
    ]);
    expect(textOf(shown.body).replace(/\s+/g, ' ')).toContain(
      'abaisser crayon féroce galerie hameau jardin loyal mésange neutron ouvrage poésie ruisseau',
    );
    expect(site.uses.state.parties).toHaveLength(2);
    expect((await operator.post('/partners/enrol', { card, password: PASSWORDS.reviewer })).status).toBe(400);
    for (const password of ['faux', PASSWORDS.operator]) {
      const refused = await operator.post('/partners/enrol', { card, same: 'yes', password });
      expect([refused.status, /Code\u00a0: (\w+)/.exec(refused.body)?.[1]]).toEqual([401, 'LOGIN_FAILED']);
      expect(refused.body).toContain('Se déconnecter');
    }
    expect(site.uses.state.parties).toHaveLength(2);
    expect((await operator.post('/partners/enrol', { card, same: 'yes', password: PASSWORDS.reviewer })).headers.location).toBe(
      '/partners',
    );
    expect((await operator.get('/partners')).body).toContain('«\u00a0CSS des Deux-Moulins\u00a0» est inscrit.');
    expect((await operator.post('/partners/enrol', { card, same: 'yes', password: PASSWORDS.reviewer })).body).toContain('PARTY_ENROLLED');
  });
});

describe('the ledger’s pages', () => {
  it('turn, newest first, without losing or repeating an entry', async () => {
    const { entries } = site.uses.state;
    while (entries.length < 173)
      entries.push({ ...entries[0]!, sequence: entries.length, type: entries.length % 3 === 0 ? 'login.failed' : 'login.succeeded' });
    const auditor = await site.visitor('auditor');
    const walk = async (path: string): Promise<number[]> => {
      const found: number[] = [];
      for (let at: string | undefined = path; at !== undefined; ) {
        const { body, status } = await auditor.get(at);
        expect(status).toBe(200);
        found.push(...[...body.matchAll(/href="\/ledger\/entries\/(\d+)"/g)].map((match) => Number(match[1])));
        at = /href="([^"]*)">Plus anciennes</.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      return found;
    };
    const size = entries.length;
    expect(await walk('/ledger')).toEqual(Array.from({ length: size }, (_, i) => size - 1 - i));
    const failed = entries.filter(({ type }) => type === 'login.failed').map(({ sequence }) => sequence);
    expect(await walk('/ledger?type=login.failed')).toEqual(failed.reverse());
    expect((await auditor.get('/ledger?before=0')).status).toBe(200);
    expect((await auditor.get('/ledger?before=999999999999999')).status).toBe(200);
    expect((await auditor.get(`/ledger/entries/${size}`)).status).toBe(404);
    expect((await auditor.get('/ledger/entries/01')).status).toBe(400);
  });
});

describe('what an auditor asks', () => {
  const id = (digit: string) => digit.repeat(32);
  const SESSION = { session: 'seance-7', gap: 'machine' };
  const tell = (
    time: string,
    type: string,
    subjects: Record<string, string>,
    counts: Record<string, number> = {},
    code: string | null = null,
  ) => {
    const { entries } = site.uses.state;
    entries.push({ sequence: entries.length, time, actor: 'appliance', type, subjects, digests: {}, counts, code });
    return entries.length - 1;
  };
  const found = (body: string) => [...body.matchAll(/href="\/ledger\/entries\/(\d+)"/g)].map((match) => Number(match[1]));

  it('of a bundle or of a CSS’s models is answered by the entries that tell it, however far back', async () => {
    const party = site.uses.state.parties[0]!.id;
    const received = tell('2026-02-27T10:00:00Z', 'bundle.received', { bundle: id('a'), party, kind: 'score' });
    const loaded = tell('2026-03-02T10:00:00Z', 'model.loaded', { ...SESSION, bundle: id('a'), party, model: 'sec1' });
    tell('2026-03-02T10:00:00Z', 'model.loaded', { ...SESSION, bundle: id('b'), party: id('c'), model: 'sec1' });
    const released = tell('2026-03-03T10:00:00Z', 'result.released', { ...SESSION, bundle: id('d'), result: id('a'), party });
    const april = tell('2026-04-01T00:00:00Z', 'model.loaded', { ...SESSION, bundle: id('e'), party, model: 'sec2' });
    while (site.uses.state.entries.length < 2600) tell('2026-05-01T00:00:00Z', 'login.failed', { role: 'operator' });
    const auditor = await site.visitor('auditor');
    const ask = async (query: string) => found((await auditor.get(`/ledger?${query}`)).body);
    expect(await ask(`bundle=${id('a')}`)).toEqual([released, loaded, received]);
    expect(await ask(`bundle=${'a'.repeat(8)}`)).toEqual([released, loaded, received]);
    expect(await ask(`type=model.loaded&party=${party}&month=`)).toEqual([april, loaded]);
    expect(await ask(`type=model.loaded&party=${party}&month=2026-03&bundle=`)).toEqual([loaded]);
    expect(await ask(`bundle=${id('f')}`)).toEqual([]);
    for (const wrong of ['bundle=aaaaaaa', 'bundle=../../etc', 'month=2026-13', 'party=x', 'session=A%20B']) {
      expect((await auditor.get(`/ledger?${wrong}`)).status, wrong).toBe(400);
    }
    const { body } = await auditor.get('/audit');
    expect(body).toContain('name="bundle"');
    expect(body).toContain('value="model.loaded"');
  });

  it('of the gap is drawn from the ledger: unbroken, silent, moved, broken, or never measured', async () => {
    await site.sessionAt('closed');
    const [past] = site.uses.state.past;
    const at = (minute: number) => `2026-06-01T10:${String(minute).padStart(2, '0')}:00Z`;
    const verdict = async (gap: 'machine' | 'chamber', minutes: readonly number[], more: { changes?: number; code?: string } = {}) => {
      const session = `seance-${site.uses.state.entries.length + 10}`;
      const about = { session, gap };
      site.uses.state.past = [{ ...past!, id: session, gap, sealed: at(0), scored: at(6) }];
      tell(at(0), 'session.sealed', about);
      const evidence = minutes.map((minute, i) => {
        const last = i === minutes.length - 1;
        const changes = last ? (more.changes ?? 3) : 3;
        const counts = gap === 'machine' ? { minute, links: 2, changes } : { minute, links: 1 };
        return tell(at(minute), 'gap.evidence', about, counts, last ? (more.code ?? null) : null);
      });
      tell(at(6), 'session.scored', about);
      const { body } = await (await site.visitor('auditor')).get('/audit');
      const start = body.indexOf('<ol class="timeline">');
      const line = body.slice(start, body.indexOf('</ol>', start));
      expect(line.match(/class="mark/g) ?? []).toHaveLength(evidence.length);
      return { text: textOf(line).replace(/\s+/g, ' '), line, last: evidence.at(-1) };
    };
    expect((await verdict('machine', [0, 1, 2, 3, 4, 5, 6])).text).toMatch(/7 preuves de l’isolement, 60 s au plus.*sans rupture/);
    expect((await verdict('machine', [0, 1, 5, 6])).text).toMatch(/240 s au plus.*plus de 150 s sans preuve/);
    expect((await verdict('machine', [0, 2, 4, 6], { changes: 4 })).text).toContain('compteurs des liens diffèrent');
    for (const few of [[], [0]]) expect((await verdict('machine', few)).text).toContain('moins de deux lectures des liens');
    expect((await verdict('chamber', [0, 2, 4, 6])).text).toMatch(/celles du sas seul/);
    const broken = await verdict('machine', [0, 2, 4], { code: 'GAP_MOVED' });
    expect(broken.text).toMatch(/Rompue par.*GAP_MOVED/);
    expect(found(broken.line)).toEqual([broken.last]);
    for (const { text } of [broken, await verdict('chamber', [0, 6])]) expect(text).not.toContain('sans rupture');
  });
});

describe('French on the console', () => {
  it('is set as Quebec sets it', async () => {
    await site.sessionAt('scored');
    const reviewer = await site.visitor('reviewer');
    for (const [name, body] of await pages(reviewer, ['/session/seance-1'])) {
      if (!name.endsWith(' fr')) continue;
      const lines = body
        .replace(/<code[^>]*>.*?<\/code>/gs, '')
        .split(/<[^>]+>/)
        .map((line) => line.replaceAll('&#39;', "'").trim())
        .filter((line) => /\p{L}/u.test(line) && !line.includes('onerror'));
      for (const line of lines) expect(typography(line), name).toEqual([]);
    }
  });
});
