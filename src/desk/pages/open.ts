import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { day } from '../../web/format.ts';
import { html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import type { DeskFile } from '../files.ts';
import type { View } from '../visit.ts';
import { fileChoices, passphraseField, uploadForm } from './fields.ts';

export type OpenView = {
  readonly files: readonly DeskFile[];
  readonly folder: string;
  readonly approvals: readonly { readonly model: string; readonly until: string }[];
  readonly error: EcluseError | null;
};

export function openPage(view: View, { files, folder, approvals, error }: OpenView): PageContent {
  const { lang, csrf, say } = view;
  const form =
    files.length === 0
      ? html`<p class="empty">${say('openNone')}</p>`
      : html`<form method="post" action="/open" class="card">${csrfField(csrf)}${fileChoices(view, 'file', say('openChoose'), files, null)}${passphraseField(view)}<p class="actions"><button>${say('open')}</button></p></form>`;
  const models = approvals.map(
    ({ model, until }) =>
      html`<label class="choice"><input type="radio" name="model" value="${model}" required> <span><code>${model}</code> <span class="help">${say('withdrawUntil', { date: day(until, lang) })}</span></span></label>`,
  );
  const withdraw =
    approvals.length === 0
      ? nothing
      : html`<section><h2>${say('withdrawTitle')}</h2><p>${say('withdrawLead')}</p><details class="abort"><summary>${say('withdraw')}</summary><form method="post" action="/open/withdraw" class="card">${csrfField(csrf)}
<fieldset><legend>${say('withdrawModel')}</legend>${models}</fieldset>${passphraseField(view, 'withdraw-passphrase')}<p class="actions"><button class="danger">${say('withdraw')}</button></p></form></details></section>`;
  return {
    title: say('openTitle'),
    body: html`<h1>${say('openTitle')}</h1><p class="lead">${say('openLead')}</p>
${error ? refusal(error, lang, say, say('openRefused')) : nothing}
${form}
<section><h2>${say('openAdd')}</h2>${uploadForm(view, '/files/answer', say('openAddSay', { folder }), false)}</section>${withdraw}`,
  };
}
