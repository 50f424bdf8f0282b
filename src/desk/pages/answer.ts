import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { count, day } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { badge, csrfField, facts, reason, refusal } from '../../web/parts.ts';
import type { OpenAnswer } from '../desk.ts';
import type { AnswerView, ModelView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { signedNotice } from './approve.ts';

export type AnswerPageView = {
  readonly answer: OpenAnswer;
  readonly folder: string;
  readonly error: EcluseError | null;
};

/** An opened answer, or what was scored here: what it is, its page, what may be made of it. No pupil stands here. */
export function answerPage(view: View, { answer, folder, error }: AnswerPageView): PageContent {
  const { lang, csrf, say } = view;
  const { view: opened } = answer;
  const here = opened.gap === 'local';
  const title = say(here ? 'localDoneTitle' : opened.kind === 'result' ? 'resultTitle' : 'evaluationTitle');
  const date = day(opened.created, lang);
  const gap = opened.gap === 'machine' ? nothing : html`<p class="gap">${say(here ? 'localGap' : 'answerGap')}</p>`;
  return {
    title,
    body: html`<h1>${title}</h1>
<p class="lead">${here ? say('localDoneLead', { date }) : say('answerLead', { name: opened.appliance, date })}</p>
${gap}
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${signedNotice(view, answer.signed)}
${facts([
  [say('colPupils'), count(opened.pupils, lang, say)],
  [say('colDestroyBy'), day(opened.destroyBy, lang)],
  ...(opened.ledger === null ? [] : [[say('localLedger'), say('localLedgerSize', { count: opened.ledger })] as const]),
])}
<div class="card"><h2>${say('answerModels')}</h2>${opened.kind === 'evaluation' ? html`<p>${say('approveLead')}</p>` : nothing}<ul class="models">${opened.models.map((model) => modelLine(view, opened, model))}</ul>
${refused(view, opened)}
<p>${say('portraitSay')}</p><p class="actions"><a class="button" href="/open/portrait">${say(opened.kind === 'result' ? 'portraitRead' : 'evaluationRead')}</a></p></div>
${exportSection(view, answer, folder)}
${sheetSection(view, answer, folder)}
<section><p class="help">${say('answerCloseSay')}</p><form method="post" action="/open/close">${csrfField(csrf)}${markField(answer.mark)}<p class="actions"><button class="second">${say('answerClose')}</button></p></form></section>`,
  };
}

function modelLine({ lang, say }: View, { kind }: AnswerView, { id, name, chance, beaten, leaks, apart }: ModelView): Html {
  const marks = chance
    ? badge(say('answerChance'), 'bad')
    : html`${beaten ? badge(say('answerBeaten'), 'wait') : nothing} ${leaks.length > 0 ? badge(say('answerLeaks'), 'wait') : nothing} ${apart > 0 ? badge(say('answerApart', { count: apart }), 'wait') : nothing}`;
  const act =
    kind === 'result' || chance
      ? nothing
      : html`<a href="/open/approve?model=${id}" aria-label="${say('answerApproveOf', { model: id })}">${say('answerApprove')}</a>`;
  return html`<li><span>${name[lang]} <code>${id}</code> ${marks}</span> ${act}</li>`;
}

function refused({ lang, say }: View, opened: AnswerView): Html {
  if (opened.refused.length === 0) return nothing;
  return html`<h3>${say('answerRefused')}</h3><ul>${opened.refused.map(({ id, code, params }) => html`<li><code>${id}</code> – ${reason(code, lang, params)}</li>`)}</ul>`;
}

function exportSection({ csrf, say }: View, { mark, view: opened, written, folder: made }: OpenAnswer, folder: string): Html {
  const choice = (name: string, words: string, more: string | null) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="1"> <span><strong>${words}</strong>${more === null ? nothing : html` <span class="help">${more}</span>`}</span></label>`;
  return html`<section><h2>${say('exportTitle')}</h2>${writtenNotice(say('exportDone', { folder: made ?? '' }), made, written)}
<form method="post" action="/open/export" class="card">${csrfField(csrf)}${markField(mark)}<p>${say('exportSay', { folder })}</p>
<fieldset><legend class="visually-hidden">${say('exportTitle')}</legend>${choice('xlsx', say('exportXlsx'), null)}${choice('excel', say('exportExcel'), say('exportExcelSay'))}${choice('parquet', say('exportParquet'), null)}${opened.kind === 'result' ? choice('pupils', say('exportPupils'), say('exportPupilsSay')) : nothing}</fieldset>
<p class="actions"><button>${say('exportWrite')}</button></p></form></section>`;
}

/** Sheets of pupils, to print. What was typed is never shown again. */
function sheetSection({ csrf, say }: View, { mark, view: opened, sheets }: OpenAnswer, folder: string): Html {
  if (opened.kind !== 'result') return nothing;
  const done = sheets && html`<p class="notice" role="status">${say('sheetDone', { count: sheets.count, file: sheets.file })}</p>`;
  return html`<section><h2>${say('sheetTitle')}</h2>${done ?? nothing}
<form method="post" action="/open/sheet" class="card">${csrfField(csrf)}${markField(mark)}<p id="pupils-help">${say('sheetSay', { folder })}</p>
<div class="field"><label for="pupils">${say('sheetPupils')}</label><textarea id="pupils" name="pupils" rows="3" maxlength="20000" required autocomplete="off" aria-describedby="pupils-help"></textarea></div>
<p class="actions"><button class="second">${say('sheetWrite')}</button></p></form></section>`;
}

/** Of what the page shows. */
export function markField(mark: number): Html {
  return html`<input type="hidden" name="mark" value="${mark}">`;
}

/** The files that were written, where there are any. */
export function writtenNotice(words: string, made: string | null, written: readonly string[]): Html {
  if (made === null) return nothing;
  return html`<div class="notice" role="status"><h3>${words}</h3><ul>${written.map((name) => html`<li><code>${name}</code></li>`)}</ul></div>`;
}
