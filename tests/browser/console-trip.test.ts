import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../appliance/gate/roles.ts';
import { paths } from '../../appliance/home.ts';
import { type Server, serve } from '../../appliance/server/app.ts';
import { usesOf } from '../../appliance/server/uses.ts';
import { sealAndScore } from '../../appliance/session/run.ts';
import { listModels } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { ledgerOrigin } from '../../src/ledger/checkpoint.ts';
import { verifyEntryProof } from '../../src/ledger/proof.ts';
import { openSite, PASSPHRASES, PASSWORDS, type Site, SMALL_CHAMBER } from '../support/appliance.ts';
import { launch, shoot, signIn } from '../support/browser.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';
import { noBrowser } from '../support/requires.ts';
import { untold } from '../support/told.ts';

const { folder, remove } = scratch();
let browser: Browser;
let site: Site;
let server: Server;

/** Without script, as the console promises to be readable and usable. */
async function open(role: Role): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true })).newPage();
  await signIn(page, server.url, role, PASSWORDS[role]);
  return page;
}

const heading = (page: Page) => page.locator('h1').innerText();
const send = (page: Page, action: string) => page.locator(`form[action="${action}"][method=post] button`).click();

describe.skipIf(noBrowser || noChamber)('the console over a true appliance, without script', () => {
  beforeAll(async () => {
    browser = await launch();
    site = openSite(folder);
    const uses = usesOf(site.app);
    const small: typeof uses = {
      ...uses,
      async seal(session, operator, custodians, signal) {
        await sealAndScore(site.app, session, { operator, custodians, signal, chamber: { main: SMALL_CHAMBER } });
      },
    };
    server = await serve(small, { port: 0, roots: [site.drive], log: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    site?.app.close();
    remove();
  });

  async function holdSession(operator: Page): Promise<void> {
    await operator.goto(`${server.url}/session`);
    await operator.locator('input[value=chamber]').check();
    await send(operator, '/session/draft');
    await operator.locator('#passphrase1').fill(PASSPHRASES[0]);
    await operator.locator('#passphrase2').fill(PASSPHRASES[1]);
    await send(operator, '/session/seal');
    // Nobody touches the page: it reloads itself until the chamber is dead.
    await operator.locator('h1 .badge', { hasText: /notée|abandonnée/ }).waitFor({ timeout: 30_000 });
    expect(await operator.locator('.refusal').allInnerTexts()).toEqual([]);
    expect(await heading(operator)).toContain('notée');
    const reviewer = await open('reviewer');
    await reviewer.goto(`${server.url}/session`);
    await shoot(reviewer, 'trip-review');
    for (const radio of await reviewer.locator('input[value=approve]').all()) await radio.check();
    await send(reviewer, '/session/review');
    expect(await heading(reviewer)).toContain('examinée');
    await reviewer.context().close();
    await operator.goto(`${server.url}/session`);
    await operator.locator('#release-folder').fill(site.drive);
    await send(operator, '/session/release');
    expect(await operator.locator('.notice').first().innerText()).toContain('Vous pouvez retirer le support');
    expect(await heading(operator)).toContain('close');
  }

  it('enrols, receives, seals, reviews, releases; then the auditor checks it elsewhere', async () => {
    const operator = await open('operator');
    const css = site.partner('CSS des Rives', false);
    const card = join(folder, 'carte.note');
    writeFileSync(card, css.card.text);
    await operator.goto(`${server.url}/partners/enrol`);
    await operator.locator('#card').setInputFiles(card);
    await send(operator, '/partners/card');
    expect(await operator.locator('.words li').count()).toBe(12);
    await operator.locator('input[name=same]').check();
    await operator.locator('#password').fill(PASSWORDS.reviewer);
    await send(operator, '/partners/enrol');
    expect(await operator.locator('h3').first().innerText()).toBe('CSS des Rives');

    await operator.goto(`${server.url}/bundles/receive`);
    const train = site.bundle(css, 'train');
    await operator.locator('#file').setInputFiles(train.path);
    await send(operator, '/bundles/receive');
    expect(await operator.locator('.notice').innerText()).toContain(`Lot ${train.id.slice(0, 8)} reçu de «\u00a0CSS des Rives\u00a0»`);
    // The same once more is a replay, refused on the page.
    await operator.goto(`${server.url}/bundles/receive`);
    await operator.locator('#file').setInputFiles(train.path);
    await send(operator, '/bundles/receive');
    expect(await operator.locator('.refusal .code').innerText()).toContain('REPLAY');
    await holdSession(operator);

    const [model] = listModels(site.app);
    copyFileSync(site.approval(css, model!), join(site.drive, 'modele.approval'));
    copyFileSync(site.bundle(css).path, join(site.drive, 'notation.bundle'));
    await operator.goto(`${server.url}/bundles/receive`);
    await operator.locator('form[action="/bundles/receive"][method=get] button').click();
    for (const name of ['modele.approval', 'notation.bundle']) await operator.locator(`input[value="${name}"]`).check();
    await send(operator, '/bundles/receive/folder');
    expect(await operator.locator('.lead').innerText()).toContain('2 fichiers reçus, 0 refusé.');
    await holdSession(operator);
    expect(readdirSync(site.drive).filter((name) => /^css-des-rives-(evaluation|result)-/.test(name))).toHaveLength(2);
    await operator.locator('.account button').click();
    expect(operator.url()).toBe(`${server.url}/sign-in`);

    const auditor = await open('auditor');
    await auditor.goto(`${server.url}/audit`);
    await shoot(auditor, 'trip-audit');
    const text = await auditor.locator('main').innerText();
    for (const told of ['Séance n°\u00a01', 'Séance n°\u00a02', 'CSS des Rives', model!.id]) expect(text).toContain(told);
    expect(await auditor.locator('form[action^="/session"], form[action^="/bundles"], form[action^="/partners"]').count()).toBe(0);
    await auditor.locator('#export-folder').fill(site.drive);
    await send(auditor, '/ledger/export');
    const [exported] = readdirSync(site.drive).filter((name) => name.startsWith('registre-'));
    const verified = verifyExport(folderReader(join(site.drive, exported!)), { card: Buffer.from(site.app.card.text) });
    expect(verified.findings).toEqual([]);
    expect(verified.ok).toBe(true);

    await auditor.goto(`${server.url}/ledger/entries/3`);
    const files = await Promise.all(
      ['proof', 'bytes'].map(async (name) =>
        (await auditor.request.get(`${server.url}/ledger/entries/3/${name}`, { headers: { 'sec-fetch-site': 'same-origin' } })).body(),
      ),
    );
    const proved = verifyEntryProof(files[0]!, files[1]!, ledgerOrigin(site.app.card.id), site.app.card.log!);
    expect(proved.index).toBe(3);
    expect(JSON.parse(files[1]!.toString('utf8'))).toMatchObject({ sequence: 3 });
    expect(untold(paths(site.dir).database)).toEqual([]);
    await Promise.all([operator, auditor].map((page) => page.context().close()));
  }, 120_000);
});
