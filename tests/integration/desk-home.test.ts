import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeptFile } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { fromUtf8 } from '../../src/base/bytes.ts';
import { readApproval } from '../../src/bundle/approval.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { createBench } from '../../src/desk/bench.ts';
import type { Jobs } from '../../src/desk/jobs.ts';
import { readExports } from '../../src/partner/exports.ts';
import { homePaths, openHome, readState } from '../../src/partner/home.ts';
import { readHomeLedger } from '../../src/partner/ledger.ts';
import { openAnswer } from '../../src/partner/open.ts';
import { PASSPHRASE as BYTES } from '../support/answers.ts';
import { noChamber } from '../support/chamber.ts';
import { act, code, type HomeSite, homeSite, linesIn, mark, revision } from '../support/desk.ts';
import type { Visitor } from '../support/http.ts';

const passphrase = fromUtf8(BYTES, 'phrase');
const files = { dictionary: 'folder/dictionnaire.json', optedout: '' };

describe.skipIf(noChamber)('a desk over a home that has come all the way', () => {
  const lines: string[] = [];
  let at: HomeSite;
  let visitor: Visitor;
  const inFolder = (start: string) => readdirSync(at.folder).find((name) => name.startsWith(start)) ?? '';
  const bodyOf = async (path: string) => (await visitor.get(path)).body;

  /** Score by score, what a folder's list says of each pupil, and what the chamber's result does. */
  const scoresBeside = (made: string) => {
    const { home, secrets, clock } = at.css.at;
    const there = openAnswer(home, secrets, join(at.folder, 'resultat.bundle'), clock);
    if (there.kind !== 'result') throw new Error(there.kind);
    const [head = '', ...rows] = readFileSync(join(at.folder, made, 'pupils.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    const names = head.split(',');
    const told = rows.map((row) => {
      const cells = row.split(',');
      const cell = (name: string) => cells[names.indexOf(name)] ?? '';
      return `${cell('fiche')} ${cell('target')} ${Number(cell('score')).toFixed(6)}`;
    });
    const { scores, report, roster, pupils } = there;
    const known = Array.from(scores.score, (score, row) => {
      const { target } = report.models[scores.model[row]!]!;
      return `${roster.fileNumbers[pupils[row]!]} ${target} ${score.toFixed(6)}`;
    });
    return [told.sort(), known.sort()] as const;
  };

  beforeAll(async () => {
    at = await homeSite({ lines: linesIn(lines) });
    visitor = await at.visitor();
  }, 120_000);
  afterAll(() => at?.close());

  it('prepares a campaign: what it asks in words before it is sealed, its errors where it is chosen', async () => {
    const train = { ...files, purpose: 'train', table: 'folder/annees-passees.csv', campaign: 'folder/campagne.json' };
    expect(await bodyOf('/prepare/files')).toContain('<option value="folder/campagne.json">');
    // A campaign is for training alone, and asks for outcomes that the dictionary has.
    expect(await act(visitor, '/prepare/files', '/prepare/files', { ...train, purpose: 'score' })).toBe('/prepare/files');
    expect(code(await visitor.get('/prepare/files'))[1]).toBe('CAMPAIGN_PURPOSE');
    const wrong = readFileSync(join(at.folder, 'campagne.json'), 'utf8').replace('"decrochage"', '"inconnue"');
    writeFileSync(join(at.folder, 'fausse.json'), wrong);
    expect(await act(visitor, '/prepare/files', '/prepare/files', { ...train, campaign: 'folder/fausse.json' })).toBe('/prepare/files');
    expect(code(await visitor.get('/prepare/files'))[1]).toBe('CAMPAIGN_OUTCOME');
    expect(await act(visitor, '/prepare/files', '/prepare/files', train)).toBe('/prepare/columns');
    const seal = await bodyOf('/prepare/seal');
    for (const said of [
      'Ce que demande la campagne «\u00a0Essai\u00a0»',
      'Modèles à entraîner (2)',
      '20 arbres par modèle',
      'reviendront dans l’évaluation',
    ])
      expect(seal).toContain(said);
    expect(
      await act(visitor, '/prepare/seal', '/prepare/seal', {
        destroyby: at.css.prepared(join(at.folder, 'eleves.csv'), 'score').preview.destroyBy,
        passphrase,
      }),
    ).toBe('/prepare/done');
    const sealed = checkBundle(join(at.folder, inFolder('lot-entrainement')), {
      recipientId: at.css.lab.appliance.card.id,
      cardOf: () => at.css.at.home.card,
    });
    expect(sealed.core.shards.map(({ name }) => name)).toContain('campaign');
    await visitor.get('/prepare/done');
    expect((await visitor.post('/prepare/abandon')).status).toBe(303);
  });

  it('approves at a cut of the evaluation’s table and above its floors, as the command does', async () => {
    expect(await act(visitor, '/open', '/open', { file: 'folder/evaluation.bundle', passphrase })).toBe('/open/answer');
    const [model] = at.models as [string];
    const page = `/open/approve?model=${model}`;
    const shown = await bodyOf(page);
    expect(shown).toContain('Ces deux noms trompent');
    const cuts = [...shown.matchAll(/name="cut" value="(0\.\d+)"/g)].map(([, cut]) => cut!);
    expect(cuts.length).toBeGreaterThan(2);
    const consent = { model, stance: 'wide', cut: cuts[1]!, recall: '0', precision: '0', until: '2026-01-01', passphrase };
    const until = readState(openHome(at.home)).approvals[0]!.until;
    for (const [changes, refused] of [
      [{}, /^DATE_PAST$/],
      [{ until, recall: '100' }, /^APPROVE_RECALL$/],
      // At some cuts too few pupils are flagged for nothing for the precision to be told.
      [{ until, precision: '100' }, /^APPROVE_(PRECISION|HIDDEN)$/],
      [{ until, cut: '0.999999' }, /^APPROVE_CUT$/],
      [{ until, passphrase: 'une autre phrase' }, /^KEY_PASSPHRASE$/],
    ] as const) {
      expect(await act(visitor, page, '/open/approve', { ...consent, ...changes })).toBe(page);
      expect(code(await visitor.get(page))[1]).toMatch(refused);
    }
    // A model that is not of this evaluation is not offered, and a cut that is none is no form of ours.
    expect((await visitor.get('/open/approve?model=inconnu')).headers.location).toBe('/open/answer');
    expect((await visitor.post('/open/approve', { ...consent, model: 'inconnu' })).headers.location).toBe('/open');
    expect(code(await visitor.post('/open/approve', { ...consent, cut: '1e-3' }))).toEqual([400, 'SERVER_REQUEST']);
    expect(await act(visitor, page, '/open/approve', { ...consent, until })).toBe('/open/answer');
    expect(await bodyOf('/open/answer')).toContain(`${model}-2.approval`);
    const note = readApproval(readFileSync(join(at.folder, `${model}-2.approval`)), {
      recipientId: at.css.lab.appliance.card.id,
      cardOf: () => at.css.at.home.card,
    });
    expect(note).toMatchObject({ model, stance: 'wide', cut: Number(cuts[1]), floors: { recall: 0, precision: 0 }, until, sequence: 3 });
    expect(readState(openHome(at.home)).approvals.at(-1)).toMatchObject({ model, cut: Number(cuts[1]), sequence: 3 });
    await act(visitor, '/open/answer', '/open/close', {});
  });

  it('scores here by the models that came home, says that nothing proves a gap, and leaves what the command would', async () => {
    expect(await bodyOf('/prepare/files?for=local')).toMatch(/value="local" required checked/);
    const choice = { ...files, purpose: 'local', table: 'kept/mes-eleves.csv', campaign: '' };
    await visitor.upload('/files', [
      { name: 'csrf', value: visitor.token },
      { name: 'file', value: readFileSync(join(at.folder, 'eleves.csv')), filename: 'mes-eleves.csv' },
    ]);
    expect(await act(visitor, '/prepare/files', '/prepare/files', choice)).toBe('/prepare/columns');
    expect(await bodyOf('/prepare/risk')).toContain('Rien de tel parmi les variables');
    expect((await visitor.get('/prepare/seal')).headers.location).toBe('/prepare/score');
    // What is to be scored here is not sealed by another form.
    const until = readState(openHome(at.home)).approvals[0]!.until;
    const sealing = { revision: revision(await bodyOf('/prepare/score')), destroyby: until, passphrase };
    expect(code(await visitor.post('/prepare/seal', sealing))).toEqual([409, 'DESK_STALE']);
    const last = await bodyOf('/prepare/score');
    expect(last).toContain('Rien ne prouve que cette machine est débranchée');
    const [first, second] = at.models as [string, string];
    const approvals = Object.fromEntries(
      [...last.matchAll(/name="(approval-\d+)" value="([^"]+)"/g)].map(([, name, value]) => [name, value]),
    );
    expect(Object.values(approvals).sort()).toEqual([`${first}-2`, first, second].map((name) => `folder/${name}.approval`).sort());
    const asked = { evaluation: 'folder/evaluation.bundle', destroyby: until, passphrase };
    // None ticked, then one that another has replaced: nothing is scored, nothing written.
    const before = readState(openHome(at.home));
    const replaced = Object.entries(approvals).find(([, value]) => value === `folder/${first}.approval`)!;
    for (const [ticked, refused] of [
      [{}, 'MODEL_NONE'],
      [Object.fromEntries([replaced]), 'LOCAL_APPROVAL'],
    ] as const) {
      expect(await act(visitor, '/prepare/score', '/prepare/score', { ...asked, ...ticked })).toBe('/prepare/score');
      expect(code(await visitor.get('/prepare/score'))[1]).toBe(refused);
    }
    expect(readState(openHome(at.home))).toEqual(before);
    expect(existsSync(join(at.home, 'ledger'))).toBe(false);

    expect(await act(visitor, '/prepare/score', '/prepare/score', { ...asked, ...approvals })).toBe('/open/answer');
    const answer = await bodyOf('/open/answer');
    for (const said of ['Évaluation faite sur place', 'aucun isolement n’est prouvé', '3 écritures']) expect(answer).toContain(said);
    expect(await bodyOf('/open/portrait')).toContain('Calculé sur place, au CSS');
    expect(await act(visitor, '/open/answer', '/open/export', { pupils: '1', xlsx: '1' })).toBe('/open/answer');
    const made = inFolder('sur-place-');
    expect(readdirSync(join(at.folder, made))).toEqual(
      expect.arrayContaining(['pupils.csv', 'pupils.xlsx', 'portrait.html', 'checkpoint.note']),
    );
    const [here, there] = scoresBeside(made);
    expect(here).toEqual(there);
    expect(here).toHaveLength(at.rows * 2);
    const state = readState(openHome(at.home));
    expect(state.requests.at(-1)).toMatchObject({ kind: 'local', rows: at.rows, destroyBy: until, answer: null });
    const audit = verifyExport(join(at.home, 'ledger'), { against: [readKeptFile(join(at.folder, made, 'checkpoint.note'))] });
    expect(audit).toMatchObject({ ok: true, kept: [{ verdict: 'consistent' }] });
    expect(existsSync(join(at.home, 'desk'))).toBe(false);
    await act(visitor, '/open/answer', '/open/close', {});
    expect((await visitor.get('/open/portrait')).headers.location).toBe('/open');
  });

  it('makes nothing of another answer than the one that a page shows, should another tab have opened one since', async () => {
    const opened = async (file: string) => {
      expect(await act(visitor, '/open', '/open', { file: `folder/${file}`, passphrase })).toBe('/open/answer');
      return mark(await bodyOf('/open/answer'));
    };
    const before = readdirSync(at.folder);
    const left = await opened('resultat.bundle');
    const present = await opened('evaluation.bundle');
    expect(present).not.toBe(left);
    const again = await opened('resultat.bundle');
    for (const [action, form] of [
      ['/open/sheet', { pupils: '7000001' }],
      ['/open/export', { pupils: '1' }],
      ['/open/close', {}],
    ] as const)
      expect(code(await visitor.post(action, { ...form, mark: left })), action).toEqual([409, 'DESK_STALE']);
    expect(readdirSync(at.folder)).toEqual(before);
    expect((await visitor.post('/open/close', { mark: again })).headers.location).toBe('/');
  });

  it('tells how far a scoring is; one that is cut off leaves the home and its log whole', async () => {
    const home = openHome(at.home);
    const table = { path: join(at.folder, 'eleves.csv'), told: {} };
    const check = {
      table: 'eleves.csv',
      dictionary: join(at.folder, 'dictionnaire.json'),
      purpose: 'local',
      optedOut: null,
      campaign: null,
    };
    const asked = () => ({
      evaluation: join(at.folder, 'evaluation.bundle'),
      approvals: [join(at.folder, `${at.models[1]}.approval`)],
      destroyBy: readState(home).approvals[0]!.until,
      passphrase: new Uint8Array(BYTES),
    });
    const bench = createBench(at.home);
    const prepare = async () => {
      await bench.ask('read', table);
      await bench.ask('check', check as Jobs['check']['in']);
    };
    try {
      await prepare();
      // Wherever it is by then, the log holds what the home remembers.
      const cut = await bench.ask('score', asked(), () => void bench.clear()).catch((error: { code: string }) => error);
      expect('code' in cut ? cut.code : 'DESK_STOPPED').toBe('DESK_STOPPED');
      expect(readHomeLedger(home, readState(home)).size()).toBeGreaterThanOrEqual(3);
      expect(verifyExport(join(at.home, 'ledger'))).toMatchObject({ ok: true, intact: true });
      // A desk that is stopped ends its process, and its lock with it.
      rmSync(homePaths(at.home).lock, { force: true });
      await prepare();
      const shares: number[] = [];
      const secrets = asked();
      const { ledger } = await bench.ask('score', secrets, (share) => shares.push(share));
      expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
      expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
      expect(new Set(secrets.passphrase)).toEqual(new Set([0]));
      expect(verifyExport(join(at.home, 'ledger'))).toMatchObject({ ok: true, checkpoint: { size: ledger } });
    } finally {
      await bench.clear();
    }
  });

  it('follows a result with what happened, once, after telling what is wrong with the table', async () => {
    const asked = {
      ...{ result: 'folder/resultat.bundle', table: 'folder/issues.csv', dictionary: 'folder/dictionnaire.json', help: '', passphrase },
      ...{ encoding: '', separator: '', decimal: '', format: '', sheet: '' },
    };
    const bad = readFileSync(join(at.folder, 'issues.csv'), 'utf8').replaceAll(/;1\n/g, ';peut-être\n');
    writeFileSync(join(at.folder, 'mauvaises.csv'), bad);
    expect(await act(visitor, '/follow-up', '/follow-up', { ...asked, table: 'folder/mauvaises.csv' })).toBe('/follow-up');
    const refused = await bodyOf('/follow-up');
    expect(refused).toMatch(/Code\u00a0: TABLE_|CELL_|VALUE_/);
    expect(refused).toMatch(/value="folder\/mauvaises.csv" required checked/);
    expect(refused).not.toContain('peut-être');
    expect(await act(visitor, '/follow-up', '/follow-up', { ...asked, result: 'folder/evaluation.bundle' })).toBe('/follow-up');
    expect(code(await visitor.get('/follow-up'))[1]).toBe('FOLLOW_UP_NOT_RESULT');
    expect(await act(visitor, '/follow-up', '/follow-up', asked)).toBe('/follow-up');
    expect(await bodyOf('/follow-up')).toContain('Suivi du résultat du');
    const page = await visitor.get('/follow-up/page');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).not.toContain('7000001');
    expect(await act(visitor, '/follow-up', '/follow-up/save', {})).toBe('/follow-up');
    const made = join(at.folder, inFolder('suivi-'));
    expect(readdirSync(made)).toEqual(['follow-up.html', 'follow-up.json']);
    expect(readFileSync(join(made, 'follow-up.html'), 'utf8')).toBe(page.body);
    expect(readExports(openHome(at.home)).map(({ folder }) => folder)).toContain(made);
    expect(await act(visitor, '/follow-up', '/follow-up/close', {})).toBe('/');
    expect((await visitor.get('/follow-up/page')).headers.location).toBe('/follow-up');
    const other = readFileSync(join(at.folder, 'issues.csv'), 'utf8').split('\n').slice(0, -20).join('\n');
    writeFileSync(join(at.folder, 'autres.csv'), `${other}\n`);
    expect(await act(visitor, '/follow-up', '/follow-up', { ...asked, table: 'folder/autres.csv' })).toBe('/follow-up');
    expect(code(await visitor.get('/follow-up'))[1]).toBe('FOLLOW_UP_AGAIN');
  });

  it('answers the regulator and a parent; the child’s number is in no address, log or page but its own', async () => {
    const [number, stranger] = ['7000001', '7999999'];
    const asked = { ledger: 'registre', child: number, 'evaluation-0': 'folder/evaluation.bundle', passphrase };
    expect(await act(visitor, '/register', '/register', { ...asked, child: stranger })).toBe('/register');
    expect(code(await visitor.get('/register'))[1]).toBe('REGISTER_CHILD');
    for (const ledger of ['..', 'travail', 'suivi', 'sur/place']) {
      const reply = await visitor.post('/register', { ...asked, ledger });
      expect([400, 404], ledger).toContain(reply.status);
    }
    expect(await act(visitor, '/register', '/register', asked)).toBe('/register');
    const pages = await Promise.all(['register', 'parents', 'assessment'].map((name) => bodyOf(`/register/page/${name}`)));
    const shown = await bodyOf('/register');
    expect(shown).toContain('vérifié');
    expect([...pages, shown].join('\n')).not.toContain(number);
    expect(await bodyOf('/register/page/child')).toContain(number);
    expect(code(await visitor.get('/register/page/autre'))).toEqual([400, 'SERVER_REQUEST']);
    expect(await act(visitor, '/register', '/register/save', {})).toBe('/register');
    const made = join(at.folder, inFolder('regulateur-'));
    expect(readdirSync(made).sort()).toEqual(['assessment.html', 'child.html', 'parents.html', 'register.html']);
    expect(readFileSync(join(made, 'register.html'), 'utf8')).toBe(pages[0]);
    expect(readExports(openHome(at.home)).find(({ folder }) => folder === made)?.files).toEqual(['child.html']);
    expect(await act(visitor, '/register', '/register/close', {})).toBe('/');
    // Without a child, no page answers on one.
    expect(await act(visitor, '/register', '/register', { ...asked, child: ' ' })).toBe('/register');
    expect((await visitor.get('/register/page/child')).headers.location).toBe('/register');
    await act(visitor, '/register', '/register/close', {});
    expect(lines.length).toBeGreaterThan(50);
    for (const said of [number, stranger, passphrase]) expect(lines.join('')).not.toContain(said);
  });
});
