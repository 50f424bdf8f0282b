import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import type { View } from '../visit.ts';

/** What whoever has no session is shown: nothing of the home, and how to come in. */
export function closedPage({ lang, csrf, say }: View, error: EcluseError | null, told: boolean): PageContent {
  const body = html`<div class="narrow">${error ? refusal(error, lang, say, say('closedTitle'), nothing, 1) : html`<h1>${say('closedTitle')}</h1>`}
<p class="lead">${say('closedLead')}</p>
<p>${say('closedDraft')}</p>
${told ? html`<p class="notice" role="status">${say('linkShown')}</p>` : nothing}
<form method="post" action="/link">${csrfField(csrf)}<p class="actions"><button>${say('linkAsk')}</button></p></form></div>`;
  return { title: say('closedTitle'), body };
}
