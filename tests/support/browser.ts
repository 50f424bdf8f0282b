import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import type { Role } from '../../appliance/gate/roles.ts';
import { chromium } from './requires.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch(): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return engine.launch({ executablePath: chromium, args: [...sandbox, '--disable-dev-shm-usage', '--force-color-profile=srgb'] });
}

type AxeResult = { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };

/** What axe-core finds wrong with the page as it stands, each fault in one line. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}) ${node.html.slice(0, 200)} — ${node.failureSummary}`),
  );
}

/** A picture of the whole page in the folder that ECLUSE_SHOTS names; nothing without it. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.ECLUSE_SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** A page as it stands: no fault of accessibility, and no sideways scroll on the narrowest of screens. */
export async function examine(page: Page, name: string): Promise<void> {
  const faults = await accessibilityFaults(page);
  if (faults.length > 0) throw new Error(`${name}:\n${faults.join('\n')}`);
  await shoot(page, name);
  await page.setViewportSize({ width: 360, height: 800 });
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (overflow !== 0) throw new Error(`${name}: sideways scroll of ${overflow} px at 360 px`);
  await shoot(page, `${name}-360`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The same in the dark, where colours alone change. */
export async function examineDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const faults = await accessibilityFaults(page);
  if (faults.length > 0) throw new Error(`${name}, dark:\n${faults.join('\n')}`);
  await shoot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

export async function signIn(page: Page, url: string, role: Role, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator(`input[name=role][value=${role}]`).check();
  await page.locator('input[name=password]').fill(password);
  await Promise.all([page.waitForURL(`${url}/`), page.locator('form[action="/sign-in"] button').click()]);
}
