import type { EcluseError } from '../../base/errors.ts';
import type { Introduced } from '../../partner/trust.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, refusal, words } from '../../web/parts.ts';
import type { View } from '../visit.ts';

type Shown = Pick<Introduced, 'card' | 'words'>;
export type CardsView = { readonly own: Shown; readonly appliance: Shown | null; readonly error: EcluseError | null };

export function cardsPage({ lang, csrf, say }: View, { own, appliance, error }: CardsView): PageContent {
  const theirs: Html =
    appliance === null
      ? html`<p class="empty">${say('theirCardNone')}</p>
<form method="post" action="/cards/inspect" enctype="multipart/form-data">${csrfField(csrf)}
<div class="field"><label for="card">${say('theirCardFile')}</label><input id="card" name="file" type="file" required></div>
<p class="actions"><button>${say('theirCardRead')}</button></p></form>`
      : html`<h3>${appliance.card.name}</h3>${words(appliance.words)}`;
  return {
    title: say('cardsTitle'),
    body: html`<h1>${say('cardsTitle')}</h1><p class="lead">${say('cardsLead')}</p>
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
<div class="cards"><section class="card"><h2>${say('ownCard')}</h2><h3>${own.card.name}</h3>${words(own.words)}
<p>${say('ownCardSay')}</p><p class="actions"><a class="button" href="/cards/own">${say('ownCardGet')}</a></p></section>
<section class="card"><h2>${say('theirCard')}</h2>${theirs}</section></div>`,
  };
}

export function comparePage({ csrf, say }: View, { card, words: list }: Shown, text: string): PageContent {
  return {
    title: say('compareTitle'),
    body: html`<h1>${say('compareTitle')}</h1><p class="lead">${say('compareLead', { name: card.name })}</p>
<div class="card">${words(list)}</div>
<form method="post" action="/cards/trust">${csrfField(csrf)}<input type="hidden" name="card" value="${text}">
<label class="choice"><input type="checkbox" name="same" value="yes" required> <span>${say('compareSame')}</span></label>
<p class="actions"><button>${say('compareTrust')}</button> <a href="/cards">${say('compareNot')}</a></p></form>`,
  };
}
