import type { PageContent } from '../../web/answer.ts';
import { day, shortId, size } from '../../web/format.ts';
import { html } from '../../web/html.ts';
import { csrfField, facts } from '../../web/parts.ts';
import type { Sealed } from '../draft.ts';
import type { View } from '../visit.ts';

export function donePage({ lang, csrf, say }: View, sealed: Sealed, folder: string): PageContent {
  return {
    title: say('doneTitle'),
    body: html`<h1>${say('doneTitle')}</h1>
<p class="lead">${say('doneLead', { sequence: sealed.sequence, name: sealed.recipient, rows: sealed.rows })}</p>
<div class="card">${facts([
      [say('doneFile'), html`<code>${sealed.name}</code>`],
      [say('doneFolder'), html`<code>${folder}</code>`],
      [say('doneSize'), size(sealed.bytes, lang)],
      [say('doneId'), shortId(sealed.id)],
      [say('doneDigest'), shortId(sealed.preview)],
      [say('colDestroyBy'), day(sealed.destroyBy, lang)],
    ])}<p class="actions"><a class="button" href="/prepare/bundle">${say('doneDownload')}</a></p></div>
<section><h2>${say('doneNext')}</h2><ol><li>${say('doneNextCarry')}</li><li>${say('doneNextKeep')}</li><li>${say('doneNextWiped')}</li></ol></section>
<form method="post" action="/prepare/abandon">${csrfField(csrf)}<p class="actions"><button class="second">${say('doneAgain')}</button> <a href="/">${say('back')}</a></p></form>`,
  };
}
