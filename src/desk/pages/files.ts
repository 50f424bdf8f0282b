import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { size } from '../../web/format.ts';
import { html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import type { Draft } from '../draft.ts';
import type { DeskFile } from '../files.ts';
import type { DraftPurpose } from '../jobs.ts';
import type { View } from '../visit.ts';
import { fileChoices, fileSelect, uploadForm } from './fields.ts';
import { abandonForm, revisionField, stepsBar } from './steps.ts';

export type FilesView = {
  readonly draft: Draft;
  readonly files: readonly DeskFile[];
  readonly folder: string;
  readonly limit: number;
  readonly error: EcluseError | null;
};

export function filesPage(view: View, { draft, files, folder, limit, error }: FilesView): PageContent {
  const { lang, csrf, say } = view;
  const tables = files.filter(({ kind }) => kind === 'table' || kind === 'recipe');
  const dictionaries = files.filter(({ kind }) => kind === 'dictionary');
  const kept = files.filter(({ place }) => place === 'kept');
  const ready = tables.length > 0 && dictionaries.length > 0;
  const campaigns = files.filter(({ kind }) => kind === 'campaign');
  const lists = files.filter(({ kind }) => kind === 'table');
  const purpose = (value: DraftPurpose, words: string, more: string) =>
    html`<label class="choice"><input type="radio" name="purpose" value="${value}" required${draft.purpose === value ? html` checked` : nothing}> <span><strong>${words}</strong> <span class="help">${more}</span></span></label>`;
  const starter =
    dictionaries.length > 0
      ? nothing
      : html`<form method="post" action="/files/starter" class="card">${csrfField(csrf)}<p>${say('starterSay')}</p><p class="actions"><button class="second">${say('starterAdd')}</button></p></form>`;
  const choose = ready
    ? html`<form method="post" action="/prepare/files" class="card">${csrfField(csrf)}${revisionField(draft)}
${fileChoices(view, 'table', say('chooseTable'), tables, draft.table)}
${fileChoices(view, 'dictionary', say('chooseDictionary'), dictionaries, draft.dictionary)}
${tables.length > 1 ? fileSelect('optedout', say('optedOut'), lists, draft.optedOut, say('optedOutNone'), say('optedOutHelp')) : nothing}
<fieldset><legend>${say('purpose')}</legend>${purpose('score', say('purposeScore'), say('purposeScoreSay'))}${purpose('local', say('purposeLocal'), say('purposeLocalSay'))}${purpose('train', say('purposeTrain'), say('purposeTrainSay'))}</fieldset>
${campaigns.length > 0 ? fileSelect('campaign', say('campaign'), campaigns, draft.campaign, say('campaignNone'), say('campaignHelp')) : nothing}
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
