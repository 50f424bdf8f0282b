import type { Lang } from '../base/text.ts';
import { type OutputFile, wholeFile, writeFolder } from '../partner/export/folder.ts';
import { recordExport } from '../partner/exports.ts';
import type { PartnerHome } from '../partner/home.ts';
import { assessmentPage } from './assessment-page.ts';
import { childPage } from './child-page.ts';
import type { Child, RegisterFacts } from './facts.ts';
import { modelsPage } from './models-page.ts';
import { parentsPage } from './parents-page.ts';

export const REGISTER_PAGES = ['register', 'parents', 'assessment', 'child'] as const;
export type RegisterPage = (typeof REGISTER_PAGES)[number];

/** One page of the regulator's file; null where it was not asked. */
export function registerPage(page: RegisterPage, facts: RegisterFacts, child: Child | null, lang: Lang): Uint8Array | null {
  switch (page) {
    case 'register':
      return modelsPage(facts, lang);
    case 'parents':
      return parentsPage(facts, lang);
    case 'assessment':
      return assessmentPage(facts, lang);
    case 'child':
      return child && childPage(child.facts, { css: facts.css, today: facts.today, fileNumber: child.fileNumber }, lang);
  }
}

/** The regulator's file: public register, notice to parents, draft assessment; and the answer on one child, where it was asked. */
export function registerFiles(facts: RegisterFacts, child: Child | null, lang: Lang): OutputFile[] {
  return REGISTER_PAGES.flatMap((page) => {
    const bytes = registerPage(page, facts, child, lang);
    return bytes === null ? [] : [wholeFile(`${page}.html`, bytes)];
  });
}

/** Writes it into a new folder; what answers on a child goes with the last of the requests that hold it. @throws OUT_NOT_EMPTY, FILE_WRITE, HOME_BUSY */
export function writeRegister(home: PartnerHome, facts: RegisterFacts, child: Child | null, folder: string, lang: Lang): string[] {
  const last = child?.facts.requests.toSorted((a, b) => (a.destroyBy < b.destroyBy ? 1 : -1))[0];
  if (last !== undefined) recordExport(home, { request: last.id, folder, files: ['child.html'] });
  return writeFolder(folder, registerFiles(facts, child, lang));
}
