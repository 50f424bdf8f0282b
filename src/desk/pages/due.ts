import type { PageContent } from '../../web/answer.ts';
import { day } from '../../web/format.ts';
import { html, nothing } from '../../web/html.ts';
import { badge, csrfField, table } from '../../web/parts.ts';
import type { View } from '../visit.ts';

/** What rests here of one request. `folders`: where files of its answer were written. */
export type DueView = {
  readonly id: string;
  readonly kind: 'score' | 'train' | 'local';
  readonly created: string;
  readonly destroyBy: string;
  readonly due: boolean;
  readonly roster: boolean;
  readonly folders: readonly string[];
};

export function duePage({ lang, csrf, say }: View, resting: readonly DueView[]): PageContent {
  const rows = resting.map((each) => [
    html`${day(each.destroyBy, lang)} ${each.due ? badge(say('dueNow'), 'bad') : nothing}`,
    html`${say(`purpose_${each.kind}`)}<span class="sub">${day(each.created, lang)}</span>`,
    html`${each.roster ? say('dueRoster') : nothing}${each.folders.map((folder) => html`<span class="sub"><code>${folder}</code></span>`)}`,
  ]);
  const columns = [{ head: say('dueDay') }, { head: say('colPurpose') }, { head: say('dueRests') }];
  const form = resting.some(({ due }) => due)
    ? html`<form method="post" action="/due" class="card">${csrfField(csrf)}
<label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>${say('dueSure')}</span></label>
<p class="actions"><button class="danger">${say('dueDestroy')}</button></p></form>`
    : nothing;
  return {
    title: say('dueTitle'),
    body: html`<h1>${say('dueTitle')}</h1><p class="lead">${say('dueLead')}</p>
${resting.length === 0 ? html`<p class="empty">${say('dueNone')}</p>` : table(say('dueTitle'), columns, rows)}
${form}<p class="help">${say('dueElsewhere')}</p>`,
  };
}
