import { basename } from 'node:path';
import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { count, day } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { badge, csrfField, facts, refusal } from '../../web/parts.ts';
import type { OpenAnswer } from '../desk.ts';
import type { View } from '../visit.ts';
import { passphraseField } from './seal.ts';

export type AnswerPage = {
  readonly answer: OpenAnswer;
  readonly folder: string;
  /** Last day proposed for an approval. */
  readonly usual: string;
  readonly error: EcluseError | null;
};

export function answerPage(view: View, { answer, folder, usual, error }: AnswerPage): PageContent {
  const { lang, csrf, say } = view;
  const { view: opened } = answer;
  const title = say(opened.kind === 'result' ? 'resultTitle' : 'evaluationTitle');
  const models = opened.models[lang].map(
    ({ id, name, chance }) => html`<li>${name} <code>${id}</code> ${chance ? badge(say('answerChance'), 'bad') : nothing}</li>`,
  );
  return {
    title,
    body: html`<h1>${title}</h1>
<p class="lead">${say('answerLead', { name: opened.appliance, date: day(opened.created, lang) })}</p>
${opened.gap === 'chamber' ? html`<p class="gap">${say('answerGap')}</p>` : nothing}
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${facts([
  [say('colPupils'), count(opened.pupils, lang, say)],
  [say('colDestroyBy'), day(opened.destroyBy, lang)],
])}
<div class="card"><h2>${say('answerModels')}</h2><ul>${models}</ul>
<p>${say('portraitSay')}</p><p class="actions"><a class="button" href="/open/portrait">${say(opened.kind === 'result' ? 'portraitRead' : 'evaluationRead')}</a></p></div>
${opened.kind === 'evaluation' ? approveSection(view, answer, usual) : nothing}
${exportSection(view, answer, folder)}
<section><p class="help">${say('answerCloseSay')}</p><form method="post" action="/open/close">${csrfField(csrf)}<p class="actions"><button class="second">${say('answerClose')}</button></p></form></section>`,
  };
}

function approveSection(view: View, { view: opened, signed }: OpenAnswer, usual: string): Html {
  const { lang, csrf, say } = view;
  const models = opened.models[lang].filter(({ chance }) => !chance);
  const choices = models.map(
    ({ id, name }) =>
      html`<label class="choice"><input type="radio" name="model" value="${id}" required${models.length === 1 ? html` checked` : nothing}> <span>${name} <code>${id}</code></span></label>`,
  );
  const stance = (value: 'targeted' | 'wide', words: string, more: string) =>
    html`<label class="choice"><input type="radio" name="stance" value="${value}" required${value === 'targeted' ? html` checked` : nothing}> <span><strong>${words}</strong> <span class="help">${more}</span></span></label>`;
  const done =
    signed.length === 0
      ? nothing
      : html`<div class="notice" role="status"><h3>${say('signedTitle')}</h3><ul>${signed.map(({ model, until, file }) => html`<li>${say('signedLine', { model, date: day(until, lang), file: basename(file) })}</li>`)}</ul></div>`;
  if (models.length === 0) return done;
  return html`<section><h2>${say('approveTitle')}</h2>${done}<p>${say('approveLead')}</p>
<form method="post" action="/open/approve" class="card">${csrfField(csrf)}
<fieldset><legend>${say('approveModel')}</legend>${choices}</fieldset>
<fieldset><legend>${say('approveStance')}</legend>${stance('targeted', say('stanceTargeted'), say('stanceTargetedSay'))}${stance('wide', say('stanceWide'), say('stanceWideSay'))}</fieldset>
<div class="field"><label for="until">${say('approveUntil')}</label><input id="until" name="until" type="date" required value="${usual}"></div>
${passphraseField(view)}<p class="actions"><button>${say('approve')}</button></p></form></section>`;
}

function exportSection({ csrf, say }: View, { view: opened, written, folder: made }: OpenAnswer, folder: string): Html {
  const choice = (name: string, words: string, more: string | null) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="1"> <span><strong>${words}</strong>${more === null ? nothing : html` <span class="help">${more}</span>`}</span></label>`;
  const done =
    made === null
      ? nothing
      : html`<div class="notice" role="status"><h3>${say('exportDone', { folder: made })}</h3><ul>${written.map((name) => html`<li><code>${name}</code></li>`)}</ul></div>`;
  return html`<section><h2>${say('exportTitle')}</h2>${done}
<form method="post" action="/open/export" class="card">${csrfField(csrf)}<p>${say('exportSay', { folder })}</p>
<fieldset><legend class="visually-hidden">${say('exportTitle')}</legend>${choice('xlsx', say('exportXlsx'), null)}${choice('excel', say('exportExcel'), say('exportExcelSay'))}${choice('parquet', say('exportParquet'), null)}${opened.kind === 'result' ? choice('pupils', say('exportPupils'), say('exportPupilsSay')) : nothing}</fieldset>
<p class="actions"><button>${say('exportWrite')}</button></p></form></section>`;
}
