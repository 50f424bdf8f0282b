import type { Lang } from '../base/text.ts';
import { type OutputFile, wholeFile } from '../partner/export/folder.ts';
import { assessmentPage } from './assessment-page.ts';
import { childPage } from './child-page.ts';
import type { ChildFacts, RegisterFacts } from './facts.ts';
import { modelsPage } from './models-page.ts';
import { parentsPage } from './parents-page.ts';

/** The regulator's file: public register, notice to parents, draft assessment; and the answer on one child, where it was asked. */
export function registerFiles(
  facts: RegisterFacts,
  child: { readonly fileNumber: string; readonly facts: ChildFacts } | null,
  lang: Lang,
): OutputFile[] {
  return [
    wholeFile('register.html', modelsPage(facts, lang)),
    wholeFile('parents.html', parentsPage(facts, lang)),
    wholeFile('assessment.html', assessmentPage(facts, lang)),
    ...(child === null
      ? []
      : [wholeFile('child.html', childPage(child.facts, { css: facts.css, today: facts.today, fileNumber: child.fileNumber }, lang))]),
  ];
}
