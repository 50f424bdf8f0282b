import type { Lang } from '../base/text.ts';
import { labelsOf } from '../partner/labels.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { CATEGORY_TEXTS } from '../study/categories.ts';
import { CATEGORIES, type Variable } from '../table/dictionary.ts';
import type { RegisterFacts } from './facts.ts';
import { list, type Say, sheet, speaker, toComplete } from './sheet.ts';
import { parentWords } from './words/parents.ts';

/** As many as a person reads; the whole list is in the assessment. */
const NAMED = 12;

/** The notice to parents, from the variables that really leave and the dates really set. */
export function parentsPage(facts: RegisterFacts, lang: Lang): Uint8Array {
  const say = speaker(parentWords, lang);
  const { css } = facts;
  const section = (title: 'why' | 'what' | 'notSent' | 'who' | 'decides' | 'until' | 'rights', body: Markup) =>
    html`<section class="keep"><h2>${say(title, { css })}</h2>${body}</section>`;
  const foreseen = facts.models.flatMap(({ state, evaluated }) => {
    if (state !== 'approved' || evaluated === null) return [];
    return [labelsOf(evaluated.dictionary, lang).definition(evaluated.model) ?? evaluated.model.target];
  });
  const home = named(facts, ({ role }) => role === 'identifier' || role === 'direct-identifier', lang);
  const leaving = (chosen: (variable: Variable) => boolean) =>
    named({ inventory: facts.inventory.filter(({ uses }) => uses.length > 0) }, chosen, lang);
  const audited = leaving(({ role }) => role === 'audit-only');
  const also = [
    ['outcomes', leaving(({ role }) => role === 'outcome')],
    ['grades', leaving(({ group }) => group === 'grade')],
    ['cohorts', leaving(({ group }) => group === 'cohort')],
  ] as const;
  const current = facts.requests.filter(({ held }) => held);
  return sheet(lang, facts, {
    title: say('title'),
    kind: say('kind'),
    body: [
      html`<p>${say('lead', { css })}</p>`,
      section('why', html`<p>${say('whySaid')}</p>${list(foreseen.length === 0 ? [say('whyNone')] : [...new Set(foreseen)])}`),
      section(
        'what',
        html`<p>${say('whatSaid')}</p>${list(categories(say, facts, lang))}${also.map(([key, held]) => (held.length === 0 ? html`` : html`<p>${say(key, { list: held.join('; ') })}</p>`))}<p>${
          audited.length === 0 ? say('auditNone') : say('audit', { list: audited.join('; ') })
        }</p>`,
      ),
      section('notSent', html`<p>${say('notSentSaid', { css, list: home.join('; ') })}</p>`),
      section('who', html`<p>${say('whoSaid', { css })}</p>`),
      section('decides', html`<p>${say('decidesSaid')}</p>`),
      section('until', html`<p>${say('untilSaid')}</p>${sendings(say, current)}`),
      section(
        'rights',
        list([say('right_see'), say('right_correct'), say('right_out', { css }), say('right_complain', { commission: say('commission') })]),
      ),
      html`<p class="small">${say('law')}.</p>`,
      toComplete(say, [say('officer'), say('reach')]),
    ],
  });
}

function named({ inventory }: Pick<RegisterFacts, 'inventory'>, chosen: (variable: Variable) => boolean, lang: Lang): string[] {
  return inventory.flatMap(({ variable }) => (chosen(variable) ? [lower(variable.label[lang])] : []));
}

/** A label inside a sentence. A word in capitals (NAM) stays so. */
function lower(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function categories(say: Say<typeof parentWords>, facts: RegisterFacts, lang: Lang): string[] {
  return CATEGORIES.flatMap((category) => {
    const labels = named(facts, (variable) => variable.role === 'predictor' && variable.category === category, lang);
    if (labels.length === 0) return [];
    // Labels hold commas of their own: « retards, étape 1 ».
    const first = labels.slice(0, NAMED).join('; ');
    const said = labels.length > NAMED ? say('others', { list: first, count: labels.length - NAMED }) : first;
    return [say('list', { label: CATEGORY_TEXTS[category].label[lang], list: said })];
  });
}

function sendings(say: Say<typeof parentWords>, requests: RegisterFacts['requests']): Markup {
  if (requests.length === 0) return html`<p>${say('none')}</p>`;
  return list(requests.map(({ created, kind, destroyBy }) => say('untilLine', { created, purpose: say(kind), destroyBy })));
}
