import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { size } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import type { Draft } from '../draft.ts';
import type { Choice, DeskFile } from '../files.ts';
import { choiceText, sameChoice, type View } from '../visit.ts';
import { abandonForm, revisionField, stepsBar } from './steps.ts';

export type FilesView = {
  readonly draft: Draft;
  readonly files: readonly DeskFile[];
  readonly folder: string;
  readonly limit: number;
  readonly error: EcluseError | null;
};

export function fileChoices({ lang, say }: View, name: string, legend: string, files: readonly DeskFile[], chosen: Choice | null): Html {
  const choices = files.map((file) => {
    const checked = sameChoice(file, chosen) || files.length === 1 ? html` checked` : nothing;
    const more = [file.kind === 'recipe' ? say('isRecipe') : '', size(file.size, lang), say(`place_${file.place}`)]
      .filter(Boolean)
      .join(' · ');
    return html`<label class="choice"><input type="radio" name="${name}" value="${choiceText(file)}" required${checked}> <span><strong>${file.name}</strong> <span class="help">${more}</span></span></label>`;
  });
  return html`<fieldset><legend>${legend}</legend>${choices}</fieldset>`;
}

/** Sends files to the desk: by the file chooser, the only part of the page that the keyboard leaves for a moment. */
export function uploadForm({ csrf, say }: View, action: string, help: string, several: boolean): Html {
  return html`<form method="post" action="${action}" enctype="multipart/form-data" class="upload">${csrfField(csrf)}
<div class="field"><label for="upload">${say(several ? 'filesChoose' : 'openFile')}</label><input id="upload" name="file" type="file" required${several ? html` multiple` : nothing} aria-describedby="upload-help"><p class="help" id="upload-help">${help}</p></div>
<p class="actions"><button class="second">${say('filesSend')}</button></p></form>`;
}

function optedOut({ say }: View, tables: readonly DeskFile[], chosen: Choice | null): Html {
  const options = tables
    .filter(({ kind }) => kind === 'table')
    .map((file) => html`<option value="${choiceText(file)}"${sameChoice(file, chosen) ? html` selected` : nothing}>${file.name}</option>`);
  return html`<div class="field"><label for="optedout">${say('optedOut')}</label><select id="optedout" name="optedout" aria-describedby="optedout-help"><option value="">${say('optedOutNone')}</option>${options}</select><p class="help" id="optedout-help">${say('optedOutHelp')}</p></div>`;
}

export function filesPage(view: View, { draft, files, folder, limit, error }: FilesView): PageContent {
  const { lang, csrf, say } = view;
  const tables = files.filter(({ kind }) => kind === 'table' || kind === 'recipe');
  const dictionaries = files.filter(({ kind }) => kind === 'dictionary');
  const kept = files.filter(({ place }) => place === 'kept');
  const ready = tables.length > 0 && dictionaries.length > 0;
  const purpose = (value: 'score' | 'train', words: string, more: string) =>
    html`<label class="choice"><input type="radio" name="purpose" value="${value}" required${draft.purpose === value ? html` checked` : nothing}> <span><strong>${words}</strong> <span class="help">${more}</span></span></label>`;
  const starter =
    dictionaries.length > 0
      ? nothing
      : html`<form method="post" action="/files/starter" class="card">${csrfField(csrf)}<p>${say('starterSay')}</p><p class="actions"><button class="second">${say('starterAdd')}</button></p></form>`;
  const choose = ready
    ? html`<form method="post" action="/prepare/files" class="card">${csrfField(csrf)}${revisionField(draft)}
${fileChoices(view, 'table', say('chooseTable'), tables, draft.table)}
${fileChoices(view, 'dictionary', say('chooseDictionary'), dictionaries, draft.dictionary)}
${tables.length > 1 ? optedOut(view, tables, draft.optedOut) : nothing}
<fieldset><legend>${say('purpose')}</legend>${purpose('score', say('purposeScore'), say('purposeScoreSay'))}${purpose('train', say('purposeTrain'), say('purposeTrainSay'))}</fieldset>
<p class="actions"><button>${say('filesRead')}</button></p></form>`
    : html`<p class="empty">${tables.length === 0 ? say('chooseTableNone') : say('chooseDictionaryNone')}</p>`;
  const drops = kept.map(
    ({ name }) =>
      html`<li><form method="post" action="/files/drop">${csrfField(csrf)}<input type="hidden" name="file" value="kept/${name}"><button class="quiet">${say('fileDrop', { name })}</button></form></li>`,
  );
  return {
    title: say('filesTitle'),
    body: html`${stepsBar(view, draft, 'files')}<h1>${say('filesTitle')}</h1><p class="lead">${say('filesLead')}</p>
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${choose}${starter}
<section><h2>${say('filesAdd')}</h2>${uploadForm(view, '/files', say('filesAddSay', { limit: size(limit, lang) }), true)}
<p class="help">${say('filesOr', { folder })}</p>
${drops.length > 0 ? html`<ul class="plain">${drops}</ul>` : nothing}</section>
${abandonForm(view, draft)}`,
  };
}
