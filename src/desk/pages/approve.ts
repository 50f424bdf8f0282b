import { basename } from 'node:path';
import type { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import { costOf, cutDecimals, ofHundred } from '../../partner/costs.ts';
import type { ChoiceRead, StanceRead } from '../../partner/measures.ts';
import type { PageContent } from '../../web/answer.ts';
import { count, day } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, refusal } from '../../web/parts.ts';
import type { Consent, ModelView, Signed } from '../jobs.ts';
import type { View } from '../visit.ts';
import { dayField, passphraseField } from './fields.ts';

/** `consent`: what the form proposes. */
export type ApproveView = { readonly model: ModelView; readonly consent: Consent; readonly error: EcluseError | null };

/** One model: by which stance, at which cut, above which floors, until when. */
export function approvePage(view: View, { model, consent, error }: ApproveView): PageContent {
  const { lang, csrf, say } = view;
  const doubts = [
    ...(model.beaten ? [say('approveBeaten')] : []),
    ...(model.leaks.length > 0 ? [say('approveLeaks')] : []),
    ...(model.apart > 0 ? [say('approveApart', { count: model.apart })] : []),
  ];
  return {
    title: say('approveTitle'),
    body: html`<h1>${say('approveTitle')}</h1><p class="lead">${model.name[lang]} <code>${model.id}</code></p>
${error ? refusal(error, lang, say, say('approveRefused')) : nothing}
${doubts.length === 0 ? nothing : html`<p class="gap">${doubts.join(' ')} <a href="/open/portrait">${say('evaluationRead')}</a></p>`}
<form method="post" action="/open/approve" class="card">${csrfField(csrf)}<input type="hidden" name="model" value="${model.id}">
<fieldset><legend>${say('approveStance')}</legend><p>${say('approveNames')}</p>
${stance(view, 'targeted', model.targeted, consent)}${stance(view, 'wide', model.wide, consent)}</fieldset>
${cuts(view, model.choices, consent.cut)}
<fieldset class="floors"><legend>${say('approveFloors')}</legend><p class="help">${say('approveFloorsSay')}</p>
${floor('recall', say('approveRecall'), consent.floors.recall)}${floor('precision', say('approvePrecision'), consent.floors.precision)}</fieldset>
${dayField('until', say('approveUntil'), consent.until)}${passphraseField(view)}
<p class="actions"><button>${say('approve')}</button> <a href="/open/answer">${say('approveBack')}</a></p></form>`,
  };
}

function stance({ say }: View, value: 'targeted' | 'wide', read: StanceRead, chosen: Consent): Html {
  const [name, more] =
    value === 'targeted' ? (['stanceTargeted', 'stanceTargetedSay'] as const) : (['stanceWide', 'stanceWideSay'] as const);
  const [right, found] = [ofHundred(read.precision), ofHundred(read.recall)];
  const cost = right && found ? say('stanceCost', { ...right, foundLow: found.low, foundHigh: found.high }) : '';
  return html`<label class="choice"><input type="radio" name="stance" value="${value}" required${chosen.stance === value ? html` checked` : nothing}> <span><strong>${say(name)}</strong> <span class="help">${say(more)}. ${cost}</span></span></label>`;
}

/** A percentage as the evaluation's page writes it. */
function cutSaid(cutoff: number, { lang }: Pick<View, 'lang'>): string {
  const digits = cutDecimals(cutoff);
  return formatNumber(cutoff, lang, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function cuts(view: View, choices: readonly ChoiceRead[], chosen: number | null): Html {
  const mark = (cut: number | null) => (cut === chosen ? html` checked` : nothing);
  const { lang, say } = view;
  const own = html`<label class="choice"><input type="radio" name="cut" value="own" required${mark(null)}> <span><strong>${say('approveCutOwn')}</strong></span></label>`;
  if (choices.length === 0) return html`<fieldset><legend>${say('approveCut')}</legend>${own}</fieldset>`;
  const heads = ['choiceFlagged', 'choiceFound', 'choiceMissed', 'choiceWrong', 'choiceHundred'] as const;
  const rows = choices.map((choice) => {
    const { flagged, found, missed, wrong, right } = costOf(choice);
    const cut = cutSaid(choice.cutoff, view);
    const whose =
      choice.stance === null
        ? nothing
        : html`<span class="sub">${say('approveCutStance', { stance: say(choice.stance === 'wide' ? 'stanceWide' : 'stanceTargeted') })}</span>`;
    const cells = [flagged, found, missed, wrong].map(
      (value, at) => html`<td class="number" data-head="${say(heads[at]!)}">${count(value, lang, say)}</td>`,
    );
    return html`<tr><th scope="row"><label class="tick"><input type="radio" name="cut" value="${choice.cutoff}" required${mark(choice.cutoff)} aria-label="${say('approveCutOf', { cut })}"> <span>${cut}${whose}</span></label></th>${cells}<td class="number" data-head="${say('choiceHundred')}">${right ? say('ofHundred', right) : say('hidden')}</td></tr>`;
  });
  const head = [say('choiceCut'), ...heads.map((key) => say(key))].map(
    (words, at) => html`<th scope="col"${at === 0 ? nothing : html` class="number"`}>${words}</th>`,
  );
  return html`<fieldset><legend>${say('approveCut')}</legend><p>${say('approveCutSay')}</p>${own}
<div class="table cuts" role="group" aria-label="${say('approveCut')}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div></fieldset>`;
}

function floor(name: 'recall' | 'precision', label: string, usual: number): Html {
  return html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="0" max="100" step="1" required value="${Math.round(usual * 100)}"></div>`;
}

/** What was signed at this desk, to be carried to the appliance. */
export function signedNotice(view: View, signed: readonly Signed[]): Html {
  const { lang, say } = view;
  if (signed.length === 0) return nothing;
  return html`<div class="notice" role="status"><h2>${say('signedTitle')}</h2><ul>${signed.map(({ model, stance, cutoff, until, file }) => {
    const told = { stance: say(stance === 'wide' ? 'stanceWide' : 'stanceTargeted'), cut: cutSaid(cutoff, view) };
    return html`<li>${say('signedLine', { model, ...told, date: day(until, lang), file: basename(file) })}</li>`;
  })}</ul></div>`;
}
