import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../src/base/bytes.ts';
import { PASSPHRASE as BYTES } from '../support/answers.ts';
import { examine, examineDark, launch } from '../support/browser.ts';
import { noChamber } from '../support/chamber.ts';
import { appoint, type HomeSite, homeSite } from '../support/desk.ts';
import { noBrowser } from '../support/requires.ts';

const passphrase = fromUtf8(BYTES, 'phrase');

describe.skipIf(noBrowser || noChamber)('a desk over a home that has come all the way, in Chromium', () => {
  let browser: Browser;
  let site: HomeSite;
  let page: Page;
  const go = (path: string) => page.goto(`${site.url}${path}`);
  const heading = () => page.locator('h1').innerText();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const both = async (name: string) => {
    await examine(page, name);
    await examineDark(page, name);
  };
  const choose = async (table: string, purpose: 'score' | 'train' | 'local') => {
    await go('/prepare/files');
    await page.locator(`input[name=table][value="folder/${table}"]`).check();
    await page.locator(`input[name=purpose][value=${purpose}]`).check();
  };

  beforeAll(async () => {
    site = await homeSite();
    browser = await launch();
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })).newPage();
    await page.goto(site.link);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('says in words what a campaign asks, before it is sealed', async () => {
    await examine(page, 'desk-first-all');
    await choose('annees-passees.csv', 'train');
    await page.locator('#campaign').selectOption('folder/campagne.json');
    await examine(page, 'desk-campaign-files');
    await press('Lire l’extrait');
    await page.waitForURL('**/prepare/columns');
    await go('/prepare/seal');
    expect(await page.locator('main').innerText()).toContain('Ce que demande la campagne');
    await both('desk-campaign-seal');
    await page.locator('summary', { hasText: 'Abandonner' }).click();
    await page.locator('form[action="/prepare/abandon"] button').click();
    await page.locator('.notice').waitFor();
  });

  it('approves a model by its cut with the keyboard alone, what each costs beside it', async () => {
    await go('/open');
    await page.locator('input[name=file][value="folder/evaluation.bundle"]').check();
    await page.locator('#passphrase').fill(passphrase);
    await press('Vérifier et ouvrir');
    await page.waitForURL('**/open/answer', { timeout: 30_000 });
    await examine(page, 'desk-evaluation-open');
    await page
      .getByRole('link', { name: /^Approuver/ })
      .first()
      .click();
    expect(await heading()).toBe('Approuver un modèle');
    await both('desk-approve');
    const reach = async (selector: string) => {
      for (let pressed = 0; pressed < 60; pressed++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      }
      throw new Error(`the keyboard never reaches ${selector}`);
    };
    await reach('input[name=stance]');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('input[name=stance]:checked').getAttribute('value')).toBe('wide');
    await reach('input[name=cut]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('input[name=cut]:checked').getAttribute('value')).toMatch(/^0\.\d+$/);
    await page.locator('#recall').fill('100');
    await page.locator('#passphrase').fill(passphrase);
    await press('Signer l’approbation');
    await page.locator('.refusal').waitFor({ timeout: 20_000 });
    await examine(page, 'desk-approve-refused');
    // What was chosen stands still.
    expect(await page.locator('input[name=stance]:checked').getAttribute('value')).toBe('wide');
    expect(await page.locator('input[name=cut]:checked').getAttribute('value')).toMatch(/^0\.\d+$/);
    expect(await page.locator('#recall').inputValue()).toBe('100');
    await page.locator('#recall').fill('0');
    await page.locator('#precision').fill('0');
    await page.locator('#passphrase').fill(passphrase);
    await press('Signer l’approbation');
    await page.waitForURL('**/open/answer', { timeout: 20_000 });
    await examine(page, 'desk-approve-done');
    await press('Refermer');
  });

  it('scores on site, and says what it is worth before and after', async () => {
    await page.getByRole('link', { name: 'Évaluer sur place' }).click();
    expect(await page.locator('input[name=purpose]:checked').getAttribute('value')).toBe('local');
    await page.locator('input[name=table][value="folder/eleves.csv"]').check();
    await press('Lire l’extrait');
    await page.waitForURL('**/prepare/columns');
    await go('/prepare/risk');
    await examine(page, 'desk-local-identifiers');
    await page.locator('main a.button[href="/prepare/score"]').click();
    await both('desk-local');
    await page.locator('#passphrase').fill(passphrase);
    await press('Évaluer ces élèves');
    await page.waitForURL('**/open/answer', { timeout: 30_000 });
    expect(await page.locator('.gap').innerText()).toContain('aucun isolement n’est prouvé');
    await both('desk-local-done');
    await press('Refermer');
  });

  it('follows a year on, and answers the regulator', async () => {
    await go('/follow-up');
    await page.locator('input[name=table][value="folder/issues.csv"]').check();
    await page.locator('#passphrase').fill(passphrase);
    await examine(page, 'desk-follow-up');
    await press('Faire le suivi');
    await page.getByRole('heading', { name: /^Suivi du résultat/ }).waitFor({ timeout: 30_000 });
    await press('Écrire les fichiers');
    await page.locator('.notice').waitFor({ timeout: 20_000 });
    await both('desk-followed');
    await page.getByRole('link', { name: 'Lire le suivi' }).click();
    expect(await page.evaluate('getComputedStyle(document.querySelector("main")).maxWidth')).not.toBe('none');
    await go('/register');
    await page.locator('#child').fill('7000001');
    await page.locator('#passphrase').fill(passphrase);
    await examine(page, 'desk-register');
    await press('Réunir les documents');
    await page.getByRole('heading', { name: 'Documents réunis' }).waitFor({ timeout: 30_000 });
    await both('desk-registered');
    await page.getByRole('link', { name: 'Réponse sur un enfant' }).click();
    expect(page.url()).not.toContain('7000001');
    expect(await page.title()).not.toContain('7000001');
    await go('/register?lang=en');
    await examine(page, 'desk-registered-en');
    expect(readdirSync(join(site.folder)).some((name) => name.startsWith('suivi-'))).toBe(true);
    await go('/?lang=fr');
  });

  it('has two people sign an exception on the page of the risk', async () => {
    await choose('eleves.csv', 'score');
    appoint(site.home, { direction: 'la première phrase de passe', 'vie-privee': 'la seconde phrase de passe' }, passphrase);
    await press('Lire l’extrait');
    await page.waitForURL('**/prepare/columns');
    await go('/prepare/risk');
    await both('desk-exception');
    await page.locator('#reason').fill('Petite école : chacun y est seul de son genre.');
    await page.locator('#until').fill(await page.locator('#destroyby').inputValue());
    await page.locator('#passphrase1').fill('la première phrase de passe');
    await page.locator('#passphrase2').fill('la seconde phrase de passe');
    await press('Signer l’exception');
    await page.waitForURL('**/prepare/seal', { timeout: 20_000 });
    await examine(page, 'desk-exception-signed');
  });
});
