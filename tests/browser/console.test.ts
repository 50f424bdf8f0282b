import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../appliance/gate/roles.ts';
import { type Server, serve } from '../../appliance/server/app.ts';
import { accessibilityFaults, launch, shoot, signIn } from '../support/browser.ts';
import { type Fake, fakeUses, PASSPHRASES, PASSWORDS, unplugged } from '../support/console.ts';
import { scratch } from '../support/parties.ts';
import { long, noBrowser } from '../support/requires.ts';

const { folder, remove } = scratch();
const drive = join(folder, 'drive');
let uses: Fake;
let server: Server;
let browser: Browser;
let homes = 0;

async function open(role: Role, options: { width?: number } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1200, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await signIn(page, server.url, role, PASSWORDS[role]);
  return page;
}

/** Pages that hold, together, every part and colour of the sheet; the others are seen dark, and in English, in the long run. */
const SAMPLE = ['sign-in', 'sign-in-refused', 'lock-sealed', 'bundles', 'session-sealed', 'session-review', 'models', 'ledger'];

/** Two sessions in mode machine before the last one: one unbroken, one that a moved link ended. */
function tellSealedSessions(): void {
  const { entries, past } = uses.state;
  const [model] = past;
  const at = (minute: number) => `2026-11-20T15:${String(minute).padStart(2, '0')}:00Z`;
  for (const [id, number, code] of [
    ['seance-3', 3, null],
    ['seance-2', 2, 'GAP_MOVED'],
  ] as const) {
    const tell = (minute: number, type: string, counts: Record<string, number>, why: string | null = null) =>
      entries.push({
        sequence: entries.length,
        time: at(minute),
        actor: 'appliance',
        type,
        subjects: { session: id, gap: 'machine' },
        digests: {},
        counts,
        code: why,
      });
    tell(0, 'session.sealed', {});
    for (let minute = 0; minute <= 12; minute++)
      tell(minute, 'gap.evidence', { minute, links: 2, changes: 5 }, minute === 12 ? code : null);
    tell(12, code ? 'session.aborted' : 'session.scored', {}, code);
    past.push({ ...model!, id, number, gap: 'machine', sealed: at(0), state: code ? 'aborted' : 'closed', code });
  }
}

async function closeAll(...pages: Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.context().close()));
}

/** The page in both languages, wide and narrow: no fault, no sideways scroll, the gap said. */
async function inspect(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await examine(page, name);
  if (!long && !SAMPLE.includes(name)) return;
  await page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
  await examine(page, name, 'en');
  await page.context().addCookies([{ name: 'ecluse_lang', value: 'fr', url: server.url }]);
}

async function examine(page: Page, name: string, lang: 'fr' | 'en' = 'fr'): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'fr' ? 'fr-CA' : 'en-CA');
  expect(await page.locator('.gap').innerText()).toContain(lang === 'fr' ? 'n’est pas débranché' : 'is not unplugged');
  expect(await accessibilityFaults(page), `${name}, ${lang}`).toEqual([]);
  await shoot(page, `${name}-${lang}`);
  if (lang === 'en') return;
  if (long || SAMPLE.includes(name)) {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page), `${name}, dark`).toEqual([]);
    await shoot(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow, `${name}: sideways scroll at 360 px`).toBe(0);
  await shoot(page, `${name}-narrow`);
  await page.setViewportSize({ width: 1200, height: 800 });
}

describe.skipIf(noBrowser)('the console in Chromium', () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    remove();
  });
  beforeEach(async () => {
    const home = join(folder, `home-${homes++}`);
    mkdirSync(drive, { recursive: true });
    for (const name of ['lot-a.bundle', 'lot-b.bundle']) writeFileSync(join(drive, name), 'contenu scellé');
    writeFileSync(join(drive, 'mauvais.bundle'), 'mauvais contenu');
    uses = fakeUses(home);
    server = await serve(uses, { port: 0, roots: [drive], log: pino({ level: 'silent' }) });
    return () => server.close();
  });

  it('has no fault of accessibility on any page, in either language, scheme or width', async () => {
    const anyone = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    await inspect(anyone, '/sign-in', 'sign-in');
    await inspect(anyone, '/sign-in?why=expired', 'sign-in-expired');
    await inspect(anyone, '/about', 'about');
    await inspect(anyone, '/nowhere', 'not-found');
    await anyone.goto(`${server.url}/sign-in`);
    await anyone.locator('input[name=password]').fill('faux');
    await anyone.locator('main button').click();
    await examine(anyone, 'sign-in-refused');

    const operator = await open('operator');
    for (const [path, name] of [
      ['/', 'lock-idle'],
      ['/bundles', 'bundles'],
      ['/bundles/receive', 'receive'],
      [`/bundles/receive?folder=${encodeURIComponent(drive)}`, 'receive-folder'],
      ['/session', 'draft'],
      ['/gap?watch=1', 'gap-plugged'],
      ['/models', 'models'],
      ['/partners', 'partners'],
      ['/partners/enrol', 'enrol'],
      ['/ledger', 'ledger'],
      ['/ledger?type=bundle.refused', 'ledger-filtered'],
      ['/ledger/entries/0', 'entry'],
      ['/audit', 'forbidden'],
    ] as const) {
      await inspect(operator, path, name);
    }
    await operator.goto(`${server.url}/partners/enrol`);
    await operator
      .locator('#card')
      .setInputFiles({ name: 'carte.note', mimeType: 'text/plain', buffer: Buffer.from('CSS des Deux-Moulins') });
    await operator.locator('main form button').click();
    await examine(operator, 'compare');
    await operator.goto(`${server.url}/bundles/receive?folder=${encodeURIComponent(drive)}`);
    for (const box of await operator.locator('input[type=checkbox]').all()) await box.check();
    await operator.locator('form[action="/bundles/receive/folder"] button').click();
    await examine(operator, 'receipts');
    await operator.goto(`${server.url}/session`);
    await operator.locator('input[value=chamber]').check();
    await operator.locator('form[action="/session/draft"] button').click();
    await inspect(operator, '/', 'lock-drafted');
    uses.state.gap = unplugged();
    await inspect(operator, '/gap', 'gap-unplugged');
    await inspect(operator, '/session/seance-1', 'session-drafted');
    await operator.goto(`${server.url}/session/seance-1`);
    await operator.locator('#passphrase1').fill(PASSPHRASES[0]);
    await operator.locator('#passphrase2').fill(PASSPHRASES[1]);
    await operator.locator('form[action="/session/seal"] button').click();
    await inspect(operator, '/', 'lock-sealed');
    await inspect(operator, '/session/seance-1?watch=1', 'session-sealed');
    uses.finish();
    const reviewer = await open('reviewer');
    await inspect(operator, '/', 'lock-scored');
    await inspect(operator, '/session/seance-1', 'session-scored-operator');
    await inspect(reviewer, '/', 'lock-scored-reviewer');
    await inspect(reviewer, '/session/seance-1', 'session-review');
    await reviewer.goto(`${server.url}/session/seance-1`);
    for (const radio of await reviewer.locator('input[value=approve]').all()) await radio.check();
    await reviewer.locator('form[action="/session/review"] button').click();
    await examine(reviewer, 'session-reviewed');
    await inspect(operator, '/', 'lock-reviewed');
    await inspect(operator, '/session/seance-1', 'session-release');
    await operator.goto(`${server.url}/session/seance-1`);
    await operator.locator('#release-folder').fill(drive);
    await operator.locator('form[action="/session/release"] button').click();
    await examine(operator, 'session-closed');
    tellSealedSessions();
    const auditor = await open('auditor');
    await inspect(auditor, '/', 'lock-auditor');
    await inspect(auditor, '/audit', 'audit');
    await inspect(auditor, '/ledger?session=seance-3&type=gap.evidence', 'ledger-evidence');
    await inspect(auditor, '/session/seance-1', 'session-auditor');
    await closeAll(anyone, operator, reviewer, auditor);
  }, 240_000);

  it('shows where the keyboard is, on everything that can be reached', async () => {
    const operator = await open('operator');
    for (const path of ['/', '/bundles/receive', '/session', '/partners', '/ledger']) {
      await operator.goto(`${server.url}${path}`);
      const wanted = (await operator.evaluate(
        `(() => {
          const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]):not(:disabled), select, summary, [tabindex="0"]')].filter((e) => e.checkVisibility());
          const radios = all.filter((e) => e.type === 'radio');
          // The buttons of a group are one stop.
          return all.length - radios.length + new Set(radios.map((e) => e.name)).size;
        })()`,
      )) as number;
      const reached: string[] = [];
      while (reached.length <= wanted) {
        await operator.keyboard.press('Tab');
        const focus = (await operator.evaluate(`(() => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const { outlineStyle, outlineWidth } = getComputedStyle(e);
          const box = e.getBoundingClientRect();
          return { outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, seen: box.width > 0 && box.bottom > 0 && box.right > 0, what: e.outerHTML.slice(0, 120) };
        })()`)) as { outline: boolean; seen: boolean; what: string } | null;
        // After the last, the page itself or its beginning.
        if (focus === null || focus.what === reached[0]) break;
        expect(focus, path).toMatchObject({ outline: true, seen: true });
        if (reached.length === 0) expect(focus.what).toContain('class="skip"');
        reached.push(focus.what);
      }
      expect(reached.length, `${path}: ${reached.join('\n')}`).toBe(wanted);
    }
    await operator.goto(server.url);
    await operator.keyboard.press('Tab');
    await shoot(operator, 'focus-skip');
    await operator.keyboard.press('Enter');
    expect(await operator.evaluate('document.activeElement.id')).toBe('content');
    await closeAll(operator);
  });

  it('breaks no rule of its own policy, and asks nothing of another host', async () => {
    const operator = await open('operator');
    const faults: string[] = [];
    const hosts = new Set<string>();
    operator.on('console', (message) => {
      // A network that changes under the browser is no fault of the page.
      if (!message.text().includes('ERR_NETWORK_CHANGED')) faults.push(message.text());
    });
    operator.on('pageerror', (error) => faults.push(error.message));
    operator.on('request', (request) => hosts.add(new URL(request.url()).origin));
    for (const path of [
      '/',
      '/bundles',
      '/bundles/receive',
      '/session',
      '/gap',
      '/models',
      '/partners',
      '/ledger',
      '/ledger/entries/0',
      '/about',
    ]) {
      await operator.goto(`${server.url}${path}`);
      expect(await operator.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
    }
    expect(faults).toEqual([]);
    expect([...hosts]).toEqual([server.url]);
    await operator.goto(`${server.url}/`);
    const blocked = await operator.evaluate(`new Promise((done) => {
      document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      setTimeout(() => done('allowed'), 500);
    })`);
    expect(blocked).toMatch(/^script-src/);
    expect(await operator.evaluate('window.ran')).toBeUndefined();
    await closeAll(operator);
  });
});
