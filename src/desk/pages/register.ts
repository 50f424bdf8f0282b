import type { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import { REGISTER_PAGES } from '../../register/files.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, facts, refusal } from '../../web/parts.ts';
import type { Account } from '../desk.ts';
import type { DeskFile } from '../files.ts';
import type { RegisterView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { closeForm, saveForm } from './account.ts';
import { fileSelect, fileTicks, passphraseField, select, textField, uploadForm } from './fields.ts';

export type RegisterFormView = {
  readonly files: readonly DeskFile[];
  /** Folders that look like an export of a ledger. */
  readonly ledgers: readonly string[];
  readonly folder: string;
  readonly error: EcluseError | null;
};

export function registerFormPage(view: View, { files, ledgers, folder, error }: RegisterFormView): PageContent {
  const { lang, csrf, say } = view;
  const evaluations = files.filter(({ kind }) => kind === 'evaluation');
  const recipes = files.filter(({ kind }) => kind === 'recipe');
  const chosen = ledgers.length === 1 ? ledgers[0]! : '';
  return {
    title: say('registerTitle'),
    body: html`<h1>${say('registerTitle')}</h1><p class="lead">${say('registerLead')}</p>
${error ? refusal(error, lang, say, say('registerRefused')) : nothing}
<form method="post" action="/register" class="card">${csrfField(csrf)}
${evaluations.length === 0 ? none(say('registerEvaluations'), say('registerEvaluationsNone')) : fileTicks(view, 'evaluation', say('registerEvaluations'), evaluations, say('registerEvaluationsSay'))}
${select('ledger', say('registerLedger'), [['', say('registerLedgerNone')], ...ledgers.map((name) => [name, name] as const)], chosen, say('registerLedgerSay', { folder }))}
${recipes.length === 0 ? nothing : fileSelect('recipe', say('registerRecipe'), recipes, null, say('registerRecipeNone'), say('registerRecipeSay'))}
${textField('child', say('registerChild'), '', { most: 64, help: say('registerChildSay') })}
${passphraseField(view)}<p class="actions"><button>${say('registerMake')}</button></p></form>
<section><h2>${say('accountAdd')}</h2>${uploadForm(view, '/files/register', say('accountAddSay', { folder }), true)}</section>`,
  };
}

function none(legend: string, words: string): Html {
  return html`<h2>${legend}</h2><p class="empty">${words}</p>`;
}

/** The documents that were gathered: what they count, each to be read, and where to write them. */
export function registerPage(view: View, register: RegisterView, account: Account, folder: string, error: EcluseError | null): PageContent {
  const { lang, say } = view;
  const number = (value: number) => formatNumber(value, lang);
  const pages = REGISTER_PAGES.filter((name) => name !== 'child' || register.child);
  const verified = register.ledger === null ? say('registerUnverified') : say('registerVerifiedSize', { ...register.ledger });
  return {
    title: say('registerDone'),
    body: html`<h1>${say('registerDone')}</h1><p class="lead">${say('registerDoneLead')}</p>${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${facts([
  [say('registerApproved'), number(register.approved)],
  [say('registerOthers'), number(register.others)],
  [say('registerLeaving'), number(register.leaving)],
  [say('registerStaying'), number(register.staying)],
  [say('registerRequests'), number(register.requests)],
  [say('registerVerified'), verified],
])}
<ul class="nexts">${pages.map((name) => html`<li class="next"><a href="/register/page/${name}">${say(`page_${name}`)}</a></li>`)}</ul>
${register.child ? html`<p class="gap">${say('registerChildCaution')}</p>` : nothing}
${saveForm(view, '/register/save', account, folder)}${closeForm(view, '/register/close', account)}`,
  };
}
