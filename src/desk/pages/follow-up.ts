import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { count, day } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, facts, reason, refusal } from '../../web/parts.ts';
import type { Account } from '../desk.ts';
import type { Following } from '../draft.ts';
import type { DeskFile } from '../files.ts';
import type { FollowView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { closeForm, saveForm } from './account.ts';
import { fileChoices, passphraseField, textField, toldFields, uploadForm } from './fields.ts';
import { problemList } from './problems.ts';

export type FollowFormView = {
  readonly files: readonly DeskFile[];
  readonly folder: string;
  readonly chosen: Following | null;
  readonly error: EcluseError | null;
};

export function followFormPage(view: View, { files, folder, chosen, error }: FollowFormView): PageContent {
  const { lang, say } = view;
  const problems = chosen?.problems ?? null;
  const of = (...kinds: DeskFile['kind'][]) => files.filter(({ kind }) => kinds.includes(kind));
  return {
    title: say('followTitle'),
    body: html`<h1>${say('followTitle')}</h1><p class="lead">${say('followLead')}</p><p>${say('followOnce')}</p>
${error ? refusal(error, lang, say, say('followRefused')) : nothing}
${
  problems === null
    ? nothing
    : html`<section class="refusal" role="alert"><h2>${say('problemsTitle')}</h2><p>${say('problemsSay')}</p></section>${problemList(view, problems.totals, problems.problems)}`
}
${form(view, of('result'), of('table', 'recipe'), of('dictionary'), of('format'), chosen, error !== null || problems !== null)}
<section><h2>${say('accountAdd')}</h2>${uploadForm(view, '/files/follow-up', say('accountAddSay', { folder }), true)}</section>`,
  };
}

function form(
  view: View,
  results: readonly DeskFile[],
  tables: readonly DeskFile[],
  dictionaries: readonly DeskFile[],
  formats: readonly DeskFile[],
  chosen: Following | null,
  open: boolean,
): Html {
  const { csrf, say } = view;
  if (results.length === 0) return html`<p class="empty">${say('followResultNone')}</p>`;
  if (tables.length === 0) return html`<p class="empty">${say('chooseTableNone')}</p>`;
  if (dictionaries.length === 0) return html`<p class="empty">${say('chooseDictionaryNone')}</p>`;
  return html`<form method="post" action="/follow-up" class="card">${csrfField(csrf)}
${fileChoices(view, 'result', say('followResult'), results, chosen?.result ?? null)}
${fileChoices(view, 'table', say('followTable'), tables, chosen?.table ?? null)}
${fileChoices(view, 'dictionary', say('chooseDictionary'), dictionaries, chosen?.dictionary ?? null)}
${textField('help', say('followHelp'), chosen?.help ?? '', { most: 120, help: say('followHelpSay') })}
<details class="form"${open ? html` open` : nothing}><summary>${say('readOtherwise')}</summary>${toldFields(view, chosen?.told ?? {}, chosen?.format ?? null, formats)}</details>
${passphraseField(view)}<p class="actions"><button>${say('followMake')}</button></p></form>`;
}

/** The follow-up that was made: counts, its page, and where to write it. */
export function followedPage(
  view: View,
  followed: Extract<FollowView, { kind: 'followed' }>,
  account: Account,
  folder: string,
  error: EcluseError | null,
): PageContent {
  const { lang, say } = view;
  const { pupils, models, setAside } = followed;
  const title = say('followDone', { date: day(followed.scored, lang) });
  return {
    title,
    body: html`<h1>${title}</h1>${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${facts([
  [say('followScored'), count(pupils.scored, lang, say)],
  [say('followAbsent'), count(pupils.absent, lang, say)],
  [say('followStrangers'), count(pupils.strangers, lang, say)],
  [say('colDestroyBy'), day(followed.destroyBy, lang)],
])}
<div class="card">${models.length === 0 ? nothing : html`<h2>${say('followModels')}</h2><ul>${models.map((name) => html`<li>${name[lang]}</li>`)}</ul>`}
${setAside.length === 0 ? nothing : html`<h3>${say('followAside')}</h3><ul>${setAside.map(({ id, code }) => html`<li><code>${id}</code> – ${reason(code, lang)}</li>`)}</ul>`}
<p>${say('portraitSay')} ${say('followCaution')}</p><p class="actions"><a class="button" href="/follow-up/page">${say('followRead')}</a></p></div>
${saveForm(view, '/follow-up/save', account, folder)}${closeForm(view, '/follow-up/close', account)}`,
  };
}
