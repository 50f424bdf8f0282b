import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bench } from '../../src/desk/bench.ts';
import { examine, launch } from '../support/browser.ts';
import { type DeskSite, deskSite, PASSPHRASE } from '../support/desk.ts';
import { noBrowser } from '../support/requires.ts';

/** What the desk's work waits for: a fast machine would be done before anybody saw it work. */
const held = vi.hoisted(() => ({ until: Promise.resolve() }));
vi.mock('../../src/desk/bench.ts', async (original) => {
  const real = await original<{ createBench(dir: string): Bench }>();
  const createBench = (dir: string): Bench => {
    const bench = real.createBench(dir);
    return { ...bench, ask: async (job, input) => held.until.then(() => bench.ask(job, input)) };
  };
  return { ...real, createBench };
});

let browser: Browser;

async function enter(site: DeskSite, width = 1280): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })).newPage();
  await page.goto(site.link);
  return page;
}

const heading = (page: Page) => page.locator('h1').innerText();
const press = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).first().click();
const go = (page: Page, name: RegExp | string) => page.locator('main').getByRole('link', { name }).first().click();

describe.skipIf(noBrowser)('the desk in Chromium', () => {
  let site: DeskSite;
  beforeAll(async () => {
    browser = await launch();
    site = await deskSite();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('prepares in five steps, each without a fault of accessibility, wide and narrow', async () => {
    const page = await enter(site);
    expect(await heading(page)).toBe('Que voulez-vous faire?');
    await examine(page, 'desk-first');
    await go(page, 'Préparer un lot');
    await examine(page, 'desk-files');
    await page.setInputFiles('#upload', [join(site.folder, 'extrait.csv')]);
    await press(page, 'Ajouter');
    expect(await page.locator('.notice').innerText()).toBe('1 fichier ajouté.');
    await page.locator('input[name=table][value="kept/extrait.csv"]').check();
    await examine(page, 'desk-files-added');
    await press(page, 'Lire l’extrait');
    await page.waitForURL('**/prepare/columns');
    expect(await page.locator('main').innerText()).toContain('windows-1252');
    await examine(page, 'desk-columns');
    await go(page, 'Continuer');
    expect(await heading(page)).toBe('Accorder les codes');
    await examine(page, 'desk-codes');
    for (const select of await page.locator('td select').all()) {
      if ((await select.inputValue()) === '') await select.selectOption({ index: 1 });
    }
    for (const box of await page.locator('td input[type=checkbox]').all()) await box.check();
    await press(page, 'Confirmer les codes cochés');
    await page.locator('.good-line').waitFor();
    await examine(page, 'desk-codes-done');
    await go(page, 'Continuer');
    await examine(page, 'desk-risk');
    await go(page, 'Continuer');
    await examine(page, 'desk-seal');
    await page.locator('#passphrase').fill('autre phrase');
    await press(page, 'Sceller le lot');
    await page.locator('.refusal').waitFor();
    await examine(page, 'desk-seal-refused');
    await page.locator('#passphrase').fill(PASSPHRASE);
    await press(page, 'Sceller le lot');
    await page.waitForURL('**/prepare/done');
    await examine(page, 'desk-done');
    for (const [path, name] of [
      ['/', 'desk-first-after'],
      ['/open', 'desk-open'],
      ['/cards', 'desk-cards'],
      ['/due', 'desk-due'],
      ['/nowhere', 'desk-nowhere'],
    ] as const) {
      await page.goto(`${site.url}${path}`);
      await examine(page, name);
    }
    await press(page, 'Fermer le poste');
    await page.getByRole('heading', { name: 'Le poste est fermé à ce navigateur' }).waitFor();
    expect(await page.locator('nav, footer').count()).toBe(0);
    await examine(page, 'desk-closed');
    await page.context().close();
  });

  it('lets the keyboard alone prepare and seal a bundle, and shows where it is', async () => {
    const own = await deskSite();
    try {
      const page = await enter(own);
      /** Tab by Tab until the element has the focus; everything passed on the way shows that it has it. */
      const reach = async (selector: string): Promise<void> => {
        for (let pressed = 0; pressed < 90; pressed++) {
          await page.keyboard.press('Tab');
          const found = (await page.evaluate(
            `(() => { const at = document.activeElement; return [at.matches(${JSON.stringify(selector)}), getComputedStyle(at).outlineStyle] })()`,
          )) as [boolean, string];
          expect(found[1], selector).not.toBe('none');
          if (found[0]) return;
        }
        throw new Error(`the keyboard never reaches ${selector}`);
      };
      const activate = async (selector: string, path: string): Promise<void> => {
        await reach(selector);
        await page.keyboard.press('Enter');
        await page.waitForURL(`**${path}`, { timeout: 20_000 });
      };
      await activate('main a[href="/prepare"]', '/prepare/files');
      await activate('form[action="/prepare/files"] button', '/prepare/columns');
      await activate('main a.button[href="/prepare/codes"]', '/prepare/codes');
      const codes = await page.locator('td select').count();
      expect(codes).toBeGreaterThan(2);
      for (let at = 0; at < codes; at++) {
        await reach(`select[name="to-${at}"]`);
        if ((await page.locator(`select[name="to-${at}"]`).inputValue()) === '') await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Space');
        expect(await page.locator(`input[name="ok-${at}"]`).isChecked()).toBe(true);
      }
      await reach('form[action="/prepare/codes"] button');
      await page.keyboard.press('Enter');
      await page.locator('.good-line').waitFor();
      await activate('main a.button[href="/prepare/risk"]', '/prepare/risk');
      await activate('main a.button[href="/prepare/seal"]', '/prepare/seal');
      await reach('#passphrase');
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/prepare/done', { timeout: 20_000 });
      expect(await heading(page)).toBe('Le lot est scellé');
      await page.context().close();
    } finally {
      await own.close();
    }
  });

  it('shows how far a long work is, and leads on by itself', async () => {
    const own = await deskSite();
    try {
      const page = await enter(own);
      let release = () => {};
      await page.goto(`${own.url}/prepare/files`);
      held.until = new Promise((resolve) => {
        release = resolve;
      });
      await page.getByRole('button', { name: 'Lire l’extrait' }).click({ noWaitAfter: true });
      await page.locator('progress').waitFor({ timeout: 20_000 });
      await examine(page, 'desk-wait');
      expect(await page.locator('p[role=status]').innerText()).toMatch(/^(Encore|Presque|Plus long)/);
      release();
      await page.waitForURL('**/prepare/columns', { timeout: 30_000 });
      await page.context().close();
    } finally {
      await own.close();
    }
  });
});
