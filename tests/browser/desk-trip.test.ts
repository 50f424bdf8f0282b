import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticCss } from '../../src/demo/css.ts';
import { openHome, readState } from '../../src/partner/home.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { examine, launch, shoot } from '../support/browser.ts';
import { noChamber } from '../support/chamber.ts';
import { doneHere as done, type Running, start } from '../support/command.ts';
import { until } from '../support/console-site.ts';
import { scratch } from '../support/parties.ts';
import { noBrowser } from '../support/requires.ts';
import { type Homes, holdSession, INIT, release, SECRETS } from '../support/trip.ts';

const { folder, remove } = scratch();
const work = join(folder, 'travail');
let browser: Browser;
let serving: Running;
let page: Page;
let homes: Homes;

const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
const heading = () => page.locator('h1').innerText();

/** From the extract to the answer that the appliance gives to it, laid in the working folder. */
async function throughTheLock(purpose: 'train' | 'score'): Promise<void> {
  const url = new URL(page.url()).origin;
  await page.goto(`${url}/prepare/files`);
  await page.locator(`input[name=table][value="folder/${purpose}.csv"]`).check();
  await page.locator(`input[name=purpose][value=${purpose}]`).check();
  await press('Lire l’extrait');
  await page.waitForURL('**/prepare/columns');
  await page.goto(`${url}/prepare/seal`);
  await page.locator('#passphrase').fill(SECRETS.partner);
  await press('Sceller le lot');
  await page.waitForURL('**/prepare/done', { timeout: 30_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger le lot' }).click();
  const bundle = join(homes.drive, `${purpose}.bundle`);
  await (await download).saveAs(bundle);
  await press('Préparer un autre lot');
  await done(['appliance', 'receive', homes.appliance, bundle]);
  await holdSession(homes);
  const { files } = await release(homes, purpose);
  writeFileSync(join(work, `${purpose}-reponse.bundle`), readFileSync(files[0]?.file ?? ''));
}

async function open(purpose: 'train' | 'score'): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/open`);
  await page.locator(`input[name=file][value="folder/${purpose}-reponse.bundle"]`).check();
  await page.locator('#passphrase').fill(SECRETS.partner);
  await press('Vérifier et ouvrir');
  await page.waitForURL('**/open/answer', { timeout: 30_000 });
}

describe.skipIf(noBrowser || noChamber)('the whole trip from the desk', () => {
  beforeAll(async () => {
    mkdirSync(work, { recursive: true });
    const css = syntheticCss({ name: 'CSS d’un essai', seed: 5, pupils: 300, variables: 16 });
    writeFileSync(join(work, 'train.csv'), css.trainCsv);
    writeFileSync(join(work, 'score.csv'), css.scoreCsv);
    writeFileSync(join(work, 'dictionnaire.json'), dictionaryBytes(css.dictionary));
    homes = { root: folder, appliance: join(folder, 'appareil'), partner: join(folder, 'partenaire'), drive: join(folder, 'cle') };
    mkdirSync(homes.drive);
    await done(['appliance', 'init', homes.appliance, '--name', 'CSS central d’essai'], INIT);
    await done(['partner', 'init', homes.partner, '--name', 'CSS d’un essai'], [SECRETS.partner]);
    await done(['appliance', 'card', homes.appliance, '--out', join(homes.drive, 'appareil.card')]);
    serving = start(['partner', 'serve', homes.partner, '--port', '0', '--folder', work, '--json']);
    await until(() => serving.said().includes('link'), 20_000);
    browser = await launch();
    page = await (
      await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: true, acceptDownloads: true })
    ).newPage();
    await page.goto((JSON.parse(serving.said()) as { link: string }).link);
  });
  afterAll(async () => {
    await browser?.close();
    if (serving) {
      process.kill(serving.pid, 'SIGINT');
      await serving.ended;
    }
    remove();
  });

  it('exchanges cards, has models trained, approves one, has pupils scored, opens and exports, and leaves nothing behind', async () => {
    await page.getByRole('link', { name: 'Échanger les cartes' }).click();
    await page.setInputFiles('#card', join(homes.drive, 'appareil.card'));
    await press('Lire la carte');
    expect(await heading()).toBe('Comparer les mots');
    await examine(page, 'desk-compare');
    await page.locator('input[name=same]').check();
    await press('Reconnaître cette carte');
    expect(await page.locator('.notice').innerText()).toMatch(/^Ce poste se fie maintenant à/);
    const own = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger la carte' }).click();
    await (await own).saveAs(join(homes.drive, 'partenaire.card'));
    await done(['appliance', 'enrol', homes.appliance, join(homes.drive, 'partenaire.card')], [SECRETS.operator, SECRETS.reviewer]);

    await throughTheLock('train');
    await open('train');
    expect(await heading()).toBe('Évaluation vérifiée et ouverte');
    await page.getByRole('link', { name: 'Lire l’évaluation' }).click();
    expect(await page.locator('header .lead').innerText()).toBe('CSS d’un essai');
    // The style inside the page is let through by its hash, and nothing else is.
    expect(await page.evaluate('getComputedStyle(document.querySelector("main")).maxWidth')).not.toBe('none');
    await shoot(page, 'desk-evaluation');
    await page.goBack();
    const model = (await page.locator('.models a').first().getAttribute('href'))?.split('=')[1] ?? '';
    await page.locator(`a[href="/open/approve?model=${model}"]`).click();
    await page.locator('#passphrase').fill(SECRETS.partner);
    await press('Signer l’approbation');
    await page.waitForURL('**/open/answer', { timeout: 30_000 });
    await page.locator('.notice').waitFor({ timeout: 30_000 });
    await examine(page, 'desk-approved');
    await done(['appliance', 'receive', homes.appliance, join(work, `${model}.approval`)]);
    await press('Refermer');

    await throughTheLock('score');
    await open('score');
    expect(await heading()).toBe('Résultat vérifié et ouvert');
    await page.locator('input[name=pupils]').check();
    await page.locator('input[name=xlsx]').check();
    await press('Écrire les fichiers');
    await page.locator('.notice').waitFor({ timeout: 30_000 });
    await examine(page, 'desk-exported');
    const exported = readdirSync(work).find((name) => name.startsWith('resultat-')) ?? '';
    expect(readdirSync(join(work, exported))).toEqual(
      expect.arrayContaining(['portrait.html', 'pupils.csv', 'pupils.xlsx', 'destroy-by.txt']),
    );
    // No page of the desk shows a pupil; their numbers are in the files alone.
    const number =
      readFileSync(join(work, exported, 'pupils.csv'), 'utf8')
        .split('\n')[1]
        ?.split(',')[0] ?? 'absent';
    expect(number.length).toBeGreaterThan(4);
    expect(await page.content()).not.toContain(number);
    await page.locator('#pupils').fill('inconnu-7');
    await press('Écrire les fiches');
    await page.locator('.refusal').waitFor({ timeout: 30_000 });
    expect(await page.content()).not.toContain('inconnu-7');
    await page.locator('#pupils').fill(`${number}\n`);
    await press('Écrire les fiches');
    await page.locator('.notice', { hasText: '1 fiche écrite' }).waitFor({ timeout: 30_000 });
    await examine(page, 'desk-sheets');
    expect(await page.content()).not.toContain(number);
    const sheets = readdirSync(work).filter((name) => name.startsWith('fiches-'));
    expect(readFileSync(join(work, sheets[0] ?? ''), 'utf8')).toContain(number);
    await page.getByRole('link', { name: 'Lire le portrait d’ensemble' }).click();
    expect(await page.content()).not.toContain(number);
    await page.goBack();
    await press('Refermer');
    expect(await page.locator('tbody tr').count()).toBe(2);
    await examine(page, 'desk-first-answered');
    await page.getByRole('link', { name: 'À détruire' }).click();
    expect(await page.locator('tbody').innerText()).toContain(exported);

    await page.getByRole('link', { name: 'Ouvrir un résultat' }).first().click();
    await page.locator('summary', { hasText: 'Retirer l’approbation' }).click();
    await page.locator('input[name=model]').first().check();
    await page.locator('#withdraw-passphrase').fill(SECRETS.partner);
    await page.locator('form[action="/open/withdraw"] button').click();
    await page.locator('.notice').waitFor({ timeout: 30_000 });
    await examine(page, 'desk-withdrawn');
    expect(await done(['appliance', 'receive', homes.appliance, join(work, `${model}.withdrawal`)])).toMatchObject({ ok: true });
    const state = readState(openHome(homes.partner));
    expect(state.requests.map(({ kind, answer }) => [kind, answer !== null])).toEqual([
      ['train', true],
      ['score', true],
    ]);
    expect(existsSync(join(homes.partner, 'desk'))).toBe(false);
    expect(serving.told()).not.toContain(number);
  }, 180_000);
});
