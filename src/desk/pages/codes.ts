import type { EcluseError } from '../../base/errors.ts';
import type { Proposal } from '../../table/map.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, refusal, table } from '../../web/parts.ts';
import { type Draft, stepOf } from '../draft.ts';
import type { CheckView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { problemList, warningList } from './problems.ts';
import { abandonForm, revisionField, stepsBar, stepsFoot } from './steps.ts';

/** A form holds at most 400 members, two of them a code. */
export const CODES_SHOWN = 100;

export type CodesView = { readonly draft: Draft; readonly folder: string; readonly error: EcluseError | null };

/** 3 → 3.1, 3.1 → 3.2: proposed, and the person's to change. */
export function nextVersion(version: string): string {
  const match = /^(.*\.)(\d{1,6})$/.exec(version);
  return match ? `${match[1]}${Number(match[2]) + 1}` : `${version}.1`;
}

export function codesPage(view: View, { draft, folder, error }: CodesView): PageContent {
  const { lang, say } = view;
  const { check } = draft;
  if (check === null) return { title: say('codesTitle'), body: nothing };
  const others = check.totals.filter((each) => stepOf(each) === 'codes' && each.code !== 'CODE_UNMAPPED');
  const settled = check.proposals.length === 0 && check.unreadable === 0 && others.length === 0;
  return {
    title: say('codesTitle'),
    body: html`${stepsBar(view, draft, 'codes')}<h1>${say('codesTitle')}</h1><p class="lead">${say('codesLead')}</p>
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${settled ? html`<p class="good-line">${say('codesNone')}</p>` : nothing}
${check.proposals.length === 0 ? nothing : codesForm(view, draft, check, folder)}
${check.unreadable === 0 ? nothing : html`<p>${say('codesUnreadable', { count: check.unreadable })}</p>`}
${others.length === 0 ? nothing : html`<section><h2>${say('problemsTitle')}</h2><p>${say('problemsSay')}</p>${problemList(view, others, check.problems)}</section>`}
${warningList(
  view,
  check.warnings.filter((each) => stepOf(each) === 'codes'),
)}
${stepsFoot(view, draft, 'codes')}${abandonForm(view, draft)}`,
  };
}

function codesForm(view: View, draft: Draft, check: CheckView, folder: string): Html {
  const { csrf, say } = view;
  const { proposals } = check;
  const rows = proposals.slice(0, CODES_SHOWN).map((proposal, at) => {
    const place = { code: proposal.code, column: proposal.variable };
    const because = proposal.because === null ? nothing : html`<span class="sub">${say(`mapBecause_${proposal.because}`)}</span>`;
    return [
      html`<code>${proposal.variable}</code>`,
      html`<code>${proposal.code}</code>`,
      String(proposal.count),
      html`<select name="to-${at}" aria-label="${say('codeToLabel', place)}">${options(view, check, proposal)}</select>${because}`,
      html`<label class="tick"><input type="checkbox" name="ok-${at}" value="1" aria-label="${say('codeOkLabel', place)}"> <span>${say('codeConfirm')}</span></label>`,
    ];
  });
  const columns = [
    { head: say('codeVariable') },
    { head: say('codeLocal') },
    { head: say('codeCount'), number: true as const },
    { head: say('codeTo') },
    { head: say('codeConfirm') },
  ];
  const more = proposals.length > CODES_SHOWN ? html`<p class="help">${say('codesMore', { shown: CODES_SHOWN })}</p>` : nothing;
  return html`<p>${say('codesCount', { count: proposals.length })}</p>${more}
<form method="post" action="/prepare/codes">${csrfField(csrf)}${revisionField(draft)}
<div class="stack">${table(say('codesTitle'), columns, rows)}</div>
<div class="field"><label for="version">${say('version')}</label><input id="version" name="version" type="text" required maxlength="40" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*" autocomplete="off" value="${nextVersion(check.dictionary.version)}" aria-describedby="version-help"><p class="help" id="version-help">${say('versionHelp', { folder })}</p></div>
<p class="actions"><button>${say('codesWrite')}</button></p></form>`;
}

function options({ lang, say }: View, { codes }: CheckView, { variable, to }: Proposal): Html {
  const list = codes[variable] ?? [];
  return html`<option value="">${say('codeChoose')}</option>${list.map(
    ({ code, label }) =>
      html`<option value="${code}"${code === to ? html` selected` : nothing}>${label[lang] === code ? code : `${code} – ${label[lang]}`}</option>`,
  )}`;
}
