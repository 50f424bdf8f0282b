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

export async function signIn(page: Page, url: string, role: Role, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator(`input[name=role][value=${role}]`).check();
  await page.locator('input[name=password]').fill(password);
  await Promise.all([page.waitForURL(`${url}/`), page.locator('form[action="/sign-in"] button').click()]);
}
