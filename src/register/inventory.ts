import { formatNumber, type Lang } from '../base/text.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { CATEGORY_TEXTS } from '../study/categories.ts';
import { CATEGORIES, type Variable } from '../table/dictionary.ts';
import type { InventoryLine, RegisterFacts } from './facts.ts';
import { type Cell, type Say, table } from './sheet.ts';
import type { assessmentWords } from './words/assessment.ts';

type Words = Say<typeof assessmentWords>;

/** Every variable, what it is, and what it leaves the building for; then what stays. */
export function inventorySection(say: Words, { inventory }: RegisterFacts, lang: Lang): Markup {
  if (inventory.length === 0) return html`<p>${say('inventoryNone')}</p>`;
  const leaving = inventory.filter(({ uses }) => uses.length > 0);
  const staying = inventory.filter(({ uses }) => uses.length === 0);
  const categories = CATEGORIES.map((category) =>
    part(
      CATEGORY_TEXTS[category].label[lang],
      leaving.filter(({ variable }) => variable.role === 'predictor' && variable.category === category),
    ),
  );
  const role = (name: Variable['role']) => leaving.filter(({ variable }) => variable.role === name);
  function part(title: string, lines: readonly InventoryLine[]): Markup {
    if (lines.length === 0) return html``;
    const rows = lines.map(({ variable, uses }): Cell[] => [
      html`<span class="mono">${variable.name}</span>`,
      variable.label[lang],
      form(say, variable, lang),
      uses.map((use) => say(use === 'train' ? 'forTrain' : 'forScore')).join(', '),
    ]);
    return html`<h3>${title} (${lines.length})</h3>${table([say('i_name'), say('i_label'), say('i_form'), say('i_use')], rows)}`;
  }
  const home = staying.map(({ variable }): Cell[] => [
    html`<span class="mono">${variable.name}</span>`,
    variable.label[lang],
    say(`role_${variable.role as 'identifier' | 'direct-identifier' | 'group'}`),
  ]);
  return html`<p>${say('inventoryLead', { leaving: leaving.length, staying: staying.length })}</p>${categories}
${part(say('i_groupHead'), role('group'))}${part(say('i_auditHead'), role('audit-only'))}${part(say('i_outcomeHead'), role('outcome'))}
<h3>${say('i_staysHead')} (${staying.length})</h3>${table([say('i_name'), say('i_label'), say('i_becomes')], home)}`;
}

function form(say: Words, { type, codes, min, max, unit }: Variable, lang: Lang): string {
  const said = type === 'code' ? say('type_code', { count: codes?.length ?? 0 }) : say(`type_${type}`);
  const whole =
    min === undefined || max === undefined
      ? said
      : say('range', { type: said, from: formatNumber(min, lang), to: formatNumber(max, lang) });
  return unit === undefined ? whole : `${whole} (${unit[lang]})`;
}
