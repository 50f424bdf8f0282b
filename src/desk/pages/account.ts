import { type Html, html } from '../../web/html.ts';
import { csrfField } from '../../web/parts.ts';
import type { Account } from '../desk.ts';
import type { View } from '../visit.ts';
import { markField, writtenNotice } from './answer.ts';

/** Writes what was made into the working folder. */
export function saveForm({ csrf, say }: View, action: string, { mark, folder: made, written }: Account, folder: string): Html {
  return html`<section><h2>${say('accountSave')}</h2>${writtenNotice(say('exportDone', { folder: made ?? '' }), made, written)}
<form method="post" action="${action}" class="card">${csrfField(csrf)}${markField(mark)}<p>${say('accountSaveSay', { folder })}</p><p class="actions"><button>${say('accountSave')}</button></p></form></section>`;
}

export function closeForm({ csrf, say }: View, action: string, { mark }: Account): Html {
  return html`<section><p class="help">${say('accountCloseSay')}</p><form method="post" action="${action}">${csrfField(csrf)}${markField(mark)}<p class="actions"><button class="second">${say('accountClose')}</button></p></form></section>`;
}
