import type { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import type { Preview } from '../../partner/preview.ts';
import { CATEGORY_TEXTS } from '../../study/categories.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, facts, refusal, table } from '../../web/parts.ts';
import { currentStep, type Draft, type Step, stepPath } from '../draft.ts';
import type { DeskFile } from '../files.ts';
import type { View } from '../visit.ts';
import { campaignSection } from './campaign.ts';
import { dayField, fileChoices, passphraseField } from './fields.ts';
import { abandonForm, revisionField, stepKey, stepsBar, stepsFoot } from './steps.ts';

export type SealView = {
  readonly draft: Draft;
  readonly ready: boolean;
  readonly exceptions: readonly DeskFile[];
  readonly appliance: string | null;
  /** The destruction date proposed. */
  readonly usual: string;
  readonly error: EcluseError | null;
};

/** Beyond, the list is folded so that what follows it stays in sight. */
const OPEN_COLUMNS = 12;

export function sealPage(view: View, { draft, ready, exceptions, appliance, usual, error }: SealView): PageContent {
  const { lang, csrf, say } = view;
  const preview = draft.check?.preview ?? null;
  const over = draft.check?.over != null;
  const step = currentStep(draft);
  const form =
    appliance === null
      ? html`<p class="next"><a href="/cards">${say('firstCards')}</a><span>${say('sealNoAppliance')}</span></p>`
      : ready && preview && over && exceptions.length === 0
        ? html`<p class="next"><a href="${stepPath('risk', draft)}">${say('riskOver')}</a><span>${say('exceptionNone')}</span></p>`
        : ready && preview
          ? html`<form method="post" action="/prepare/seal" class="card">${csrfField(csrf)}${revisionField(draft)}
${dayField('destroyby', say('destroyBy'), draft.destroyBy ?? usual, say('destroyByHelp'))}
${over ? fileChoices(view, 'exception', say('exception'), exceptions, null) : nothing}${passphraseField(view)}
<p class="actions"><button>${say('seal')}</button></p></form>`
          : unready(view, draft, step);
  return {
    title: say('sealTitle'),
    body: html`${stepsBar(view, draft, 'seal')}<h1>${say('sealTitle')}</h1>
${appliance === null ? nothing : html`<p class="lead">${say('sealLead', { name: appliance })}</p>`}
${error ? refusal(error, lang, say, say('sealRefused')) : nothing}
${preview ? leaving(view, preview, draft.check?.dictionary.version ?? '') : nothing}
${preview ? columnsList(view, preview.kept, say('leavesTitle', { count: preview.kept.length })) : nothing}
${draft.check?.campaign ? campaignSection(view, draft.check.campaign) : nothing}${form}
${stepsFoot(view, draft, 'seal')}${abandonForm(view, draft)}`,
  };
}

function leaving({ lang, say }: View, { rows, kept, removed, purpose, fileNumber, optOut }: Preview, version: string): Html {
  const number = (value: number) => formatNumber(value, lang);
  return html`${facts([
    [say('leavesPurpose'), say(`purpose_${purpose}`)],
    [say('leavesRows'), number(rows.kept)],
    [say('leavesRead'), number(rows.read)],
    ...(optOut === null ? [] : [[say('leavesOptedOut'), number(rows.optedOut)] as const]),
    [say('leavesMerged'), number(rows.merged)],
    [say('leavesColumns'), number(kept.length)],
    [say('leavesStay'), number(removed.length)],
  ])}<p>${say('leavesPseudonym', { column: fileNumber, version })} <a href="/prepare/page">${say('pageRead')}</a></p>`;
}

/** Where the last step cannot be taken yet: the one to go back to. */
export function unready({ say }: View, draft: Draft, step: Step): Html {
  const name = say(stepKey(step, draft));
  return html`<p class="next"><a href="${stepPath(step, draft)}">${name}</a><span>${say('sealNotReady', { step: name })}</span></p>`;
}

/** Columns with what they mean, folded where they are many. */
export function columnsList({ lang, say }: View, kept: Preview['kept'], title: string): Html {
  const share = (value: number) => formatNumber(value, lang, { style: 'percent', maximumFractionDigits: 0 });
  const rows = kept.map(({ name, label, role, category, missing }) => [
    html`<code>${name}</code>`,
    html`${label[lang]}${role === 'predictor' ? nothing : html`<span class="sub">${say(`role_${role}`)}</span>`}`,
    category === null ? '' : CATEGORY_TEXTS[category].label[lang],
    share(missing),
  ]);
  const columns = [
    { head: say('columnName') },
    { head: say('columnMeans') },
    { head: say('columnCategory') },
    { head: say('columnMissing'), number: true as const },
  ];
  return html`<details class="form"${kept.length <= OPEN_COLUMNS ? html` open` : nothing}><summary>${title}</summary>${table(title, columns, rows)}</details>`;
}
