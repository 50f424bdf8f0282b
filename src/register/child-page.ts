import type { Lang } from '../base/text.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { CATEGORY_TEXTS } from '../study/categories.ts';
import { CATEGORIES } from '../table/dictionary.ts';
import type { ChildFacts } from './facts.ts';
import { list, type Say, sheet, speaker, toComplete } from './sheet.ts';
import { assessmentWords } from './words/assessment.ts';
import { childWords } from './words/child.ts';

type Words = Say<typeof childWords>;

/** The answer to a parent, from the requests that hold the child. It bears a file number: it is the parent's, and not to be kept. */
export function childPage(
  child: ChildFacts,
  options: { readonly css: string; readonly today: string; readonly fileNumber: string },
  lang: Lang,
): Uint8Array {
  const say = speaker(childWords, lang);
  const { css, fileNumber } = options;
  return sheet(lang, options, {
    title: say('title'),
    kind: say('kind'),
    destroyBy: child.requests.reduce((latest, { destroyBy }) => (destroyBy > latest ? destroyBy : latest), ''),
    body: [
      html`<dl class="facts"><div><dt>${say('file')}</dt><dd>${fileNumber}</dd></div></dl>`,
      html`<p>${say('lead', { css })}</p>`,
      ...child.requests.map((request) => sending(say, request, lang)),
      child.lost === 0 ? html`` : html`<p>${say('lost', { count: child.lost })}</p>`,
      html`<p>${say('names', { css })}</p><p>${say('values')}</p>`,
      toComplete(say, [say('officer'), say('reach')]),
    ],
  });
}

function sending(say: Words, { created, kind, answered, destroyBy, variables }: ChildFacts['requests'][number], lang: Lang): Markup {
  const labels = (chosen: (variable: (typeof variables)[number]) => boolean) =>
    variables
      .filter(chosen)
      .map(({ label }) => label[lang])
      .join('; ');
  const groups = [
    ...CATEGORIES.map(
      (category) =>
        [CATEGORY_TEXTS[category].label[lang], labels((each) => each.role === 'predictor' && each.category === category)] as const,
    ),
    [assessmentWords.i_groupHead[lang], labels(({ role }) => role === 'group')] as const,
    [assessmentWords.i_auditHead[lang], labels(({ role }) => role === 'audit-only')] as const,
    [assessmentWords.i_outcomeHead[lang], labels(({ role }) => role === 'outcome')] as const,
  ].filter(([, said]) => said !== '');
  const back = kind !== 'score' ? '' : answered === null ? say('unanswered') : say('answered', { date: answered });
  return html`<section><h2>${say(kind === 'local' ? 'onSite' : 'sending', { created })}</h2>
<h3>${say('forWhat')}</h3><p>${say(kind === 'train' ? 'learnSaid' : 'estimateSaid')} ${back}</p>
<h3>${say('what')}</h3>${list(groups.map(([label, said]) => html`<strong>${label}</strong> — ${said}`))}
<h3>${say('until')}</h3><p>${say('untilSaid', { destroyBy })}</p></section>`;
}
