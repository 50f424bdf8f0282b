import type { EcluseError } from '../../base/errors.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import { currentStep, type Draft } from '../draft.ts';
import type { DeskFile } from '../files.ts';
import type { View } from '../visit.ts';
import { dayField, fileChoices, fileTicks, passphraseField } from './fields.ts';
import { columnsList, unready } from './seal.ts';
import { abandonForm, revisionField, stepsBar, stepsFoot } from './steps.ts';

export type LocalView = {
  readonly draft: Draft;
  readonly ready: boolean;
  readonly evaluations: readonly DeskFile[];
  readonly approvals: readonly DeskFile[];
  readonly trusted: boolean;
  readonly usual: string;
  readonly error: EcluseError | null;
};

/** The last step of a table that is scored here: by which models, what it is worth, and until when it is kept. */
export function localPage(view: View, local: LocalView): PageContent {
  const { lang, say } = view;
  const { draft, error } = local;
  const preview = draft.check?.preview ?? null;
  return {
    title: say('localTitle'),
    body: html`${stepsBar(view, draft, 'seal')}<h1>${say('localTitle')}</h1>
${preview ? html`<p class="lead">${say('localLead', { rows: preview.rows.kept })}</p>` : nothing}
${error ? refusal(error, lang, say, say('localRefused')) : nothing}
<p class="gap">${say('localCaution')}</p>
${preview ? columnsList(view, preview.kept, say('localColumns', { count: preview.kept.length })) : nothing}
${form(view, local)}${stepsFoot(view, draft, 'seal')}${abandonForm(view, draft)}`,
  };
}

function form(view: View, { draft, ready, evaluations, approvals, trusted, usual }: LocalView): Html {
  const { csrf, say } = view;
  if (!trusted) return html`<p class="next"><a href="/cards">${say('firstCards')}</a><span>${say('sealNoAppliance')}</span></p>`;
  if (!ready) return unready(view, draft, currentStep(draft));
  if (evaluations.length === 0) return html`<p class="empty">${say('localEvaluationNone')}</p>`;
  if (approvals.length === 0) return html`<p class="empty">${say('localApprovalsNone')}</p>`;
  return html`<form method="post" action="/prepare/score" class="card">${csrfField(csrf)}${revisionField(draft)}
${fileChoices(view, 'evaluation', say('localEvaluation'), evaluations, null)}
${fileTicks(view, 'approval', say('localApprovals'), approvals, say('localApprovalsSay'))}
${dayField('destroyby', say('destroyBy'), draft.destroyBy ?? usual, say('localDestroyByHelp'))}${passphraseField(view)}
<p class="actions"><button>${say('localScore')}</button></p></form>`;
}
