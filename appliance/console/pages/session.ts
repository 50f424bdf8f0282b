import { timeLeft } from '../../../src/base/duration.ts';
import type { EcluseError } from '../../../src/base/errors.ts';
import { formatNumber, type Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { digest, moment, shortId, size } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { csrfField, facts, reason, refusal, table } from '../../../src/web/parts.ts';
import type { Role } from '../../gate/roles.ts';
import { STATES, type State } from '../../gate/transitions.ts';
import type { ResultView, SessionDetail } from '../../views.ts';
import { resultFigures } from '../figures.ts';
import { type MessageKey, type Say, sayer } from '../messages.ts';
import { bundleState, folderField, kind, resultState, sessionState, sessionWord, toGap } from '../parts.ts';

export type SessionPage = {
  readonly detail: SessionDetail;
  readonly role: Role;
  readonly lang: Lang;
  readonly csrf: string;
  /** The task of this very server works on it. */
  readonly running: boolean;
  /** Numbers of the custodians, where the session may be sealed. */
  readonly custodians: readonly number[];
  /** How that task ended badly. */
  readonly failure: EcluseError | null;
  /** Seconds between two reloads, or null when the page stands still. */
  readonly watching: number | null;
  readonly proposed: readonly string[];
  readonly roots: readonly string[];
};

const STEPS: readonly State[] = STATES.filter((state) => state !== 'released' && state !== 'aborted');
const PHASES: Readonly<Record<string, MessageKey>> = {
  unlock: 'phaseUnlock',
  open: 'phaseOpening',
  opening: 'phaseOpening',
  check: 'phaseChecking',
  checking: 'phaseChecking',
  train: 'phaseTraining',
  training: 'phaseTraining',
  score: 'phaseScoring',
  scoring: 'phaseScoring',
  seal: 'phaseSealing',
  sealing: 'phaseSealing',
  done: 'phaseDone',
};

export function sessionPage(view: SessionPage): PageContent {
  const { detail, lang } = view;
  const say = sayer(lang);
  const title = say('sessionNumber', { number: detail.number });
  const body = html`<h1>${title} ${sessionState(detail.state, say)}</h1>
${steps(detail, lang, say)}
${view.failure ? refusal(view.failure, lang, say, say('failedTitle'), toGap(view.failure.code, say)) : nothing}
${stage(view, say)}
${requests(detail, lang, say)}
${models(detail, say)}
${facts([
  [say('colGap'), say(detail.gap === 'machine' ? 'gapNameMachine' : 'gapNameChamber')],
  [say('colOperator'), html`<code>${detail.operator}</code>`],
  [say('colReviewer'), detail.reviewer === null ? say('none') : html`<code>${detail.reviewer}</code>`],
])}`;
  return { title, body };
}

function steps(detail: SessionDetail, lang: Lang, say: Say): Html {
  // A released session is one whose closing did not follow at once.
  const at = STEPS.indexOf(detail.state === 'released' ? 'reviewed' : detail.state);
  const items = STEPS.map((state, i) => {
    const time = detail[state];
    const done = time !== null;
    const current = i === at && detail.state !== 'closed';
    return html`<li class="${current ? 'now' : done ? 'done' : 'ahead'}"${current ? html` aria-current="step"` : nothing}><span>${sessionWord(state, say)}</span>${done ? html`<span class="when">${moment(time, lang)}</span>` : nothing}</li>`;
  });
  return html`<ol class="steps" aria-label="${say('steps')}">${items}</ol>`;
}

function stage(view: SessionPage, say: Say): Html {
  const { detail, role, lang } = view;
  if (detail.state === 'sealed' || (view.running && detail.state === 'drafted')) return progress(view, say);
  switch (detail.state) {
    case 'drafted':
      return role === 'operator'
        ? html`${sealForm(view, say)}${abortForm(view, say)}`
        : html`<p class="empty">${say('nextWaitOperator')}</p>`;
    case 'scored':
      return role === 'reviewer'
        ? html`${reviewForm(view, say)}${abortForm(view, say)}`
        : html`<p class="notice">${say('reviewWaits')}</p>${results(detail, lang, say)}${abortForm(view, say)}`;
    case 'reviewed':
    case 'released':
      return html`${role === 'operator' ? releaseForm(view, say) : html`<p class="notice">${say('releaseWaits')}</p>`}${results(detail, lang, say)}${detail.state === 'reviewed' ? abortForm(view, say) : nothing}`;
    case 'closed': {
      const delivered = detail.answers.filter((answer) => answer.state === 'delivered').length;
      return html`<p class="lead">${say('closedSay', { count: delivered })}</p>${results(detail, lang, say)}`;
    }
    default:
      return html`<p class="lead">${say('abortedSay')}</p>${detail.code === null || view.failure?.code === detail.code ? nothing : html`<p>${reason(detail.code, lang)}</p>`}`;
  }
}

/** One custodian's number and passphrase: `which` of the two. */
function custodianFields(which: 1 | 2, custodians: readonly number[], say: Say): Html {
  const options = custodians.map(
    (number, at) =>
      html`<option value="${number}"${at === which - 1 ? html` selected` : nothing}>${say('custodianNumber', { number })}</option>`,
  );
  return html`<fieldset><legend>${say(which === 1 ? 'custodianFirst' : 'custodianSecond')}</legend>
<div class="field"><label for="custodian${which}">${say('custodian')}</label><select id="custodian${which}" name="custodian${which}" required>${options}</select></div>
<div class="field"><label for="passphrase${which}">${say('passphrase')}</label><input id="passphrase${which}" name="passphrase${which}" type="password" required maxlength="1024" autocomplete="off" aria-describedby="passphrase-help"></div></fieldset>`;
}

function sealForm({ csrf, detail, custodians }: SessionPage, say: Say): Html {
  return html`<section><h2>${say('sealTitle')}</h2><form method="post" action="/session/seal" class="card">${csrfField(csrf)}<input type="hidden" name="session" value="${detail.id}">
<p class="help" id="passphrase-help">${say('sealSay')}</p>
${custodianFields(1, custodians, say)}
${custodianFields(2, custodians, say)}
<p class="actions"><button>${say('sealSubmit')}</button></p></form></section>`;
}

function abortForm({ csrf, detail, role }: SessionPage, say: Say): Html {
  if (role === 'auditor') return nothing;
  return html`<details class="abort"><summary>${say('abortTitle')}</summary><form method="post" action="/session/abort">${csrfField(csrf)}<input type="hidden" name="session" value="${detail.id}"><p>${say('abortSay')}</p><p class="actions"><button class="danger">${say('abortSubmit')}</button></p></form></details>`;
}

function progress(view: SessionPage, say: Say): Html {
  const { detail, lang, watching } = view;
  const now = detail.progress;
  const phase = say(PHASES[now?.phase ?? 'unlock'] ?? 'phaseOther');
  const bars =
    now &&
    html`<p>${say('progressBundles', { done: now.bundlesDone, total: now.bundlesTotal })}</p>
<progress max="${Math.max(1, now.bundlesTotal)}" value="${now.bundlesDone}" aria-label="${say('progressAll')}"></progress>
<p>${say('progressPhase', { phase })}${now.bundle === null ? nothing : html` · ${shortId(now.bundle)}`}${now.share === null ? nothing : html` · ${formatNumber(now.share, lang, { style: 'percent', maximumFractionDigits: 0 })}`}${now.model === null ? nothing : html` · ${now.model}`}${now.secondsLeft === null ? nothing : html` · ${timeLeft(now.secondsLeft, lang)}`}</p>
${now.share === null ? nothing : html`<progress class="fine" max="1" value="${now.share.toFixed(3)}" aria-label="${say('progressLabel')}"></progress>`}`;
  const address = `/session/${detail.id}`;
  return html`<section class="card running"><h2>${say('runningTitle')}</h2>${bars ?? html`<p>${view.running ? say('progressPhase', { phase }) : say('runningElsewhere')}</p>`}
<p class="help">${watching === null ? html`<a href="${address}?watch=1">${say('watchStart')}</a>` : html`${say('watchOn', { seconds: watching })} <a href="${address}">${say('watchStop')}</a>`}</p></section>${abortForm(view, say)}`;
}

function resultHead(result: ResultView, lang: Lang, say: Say): Html {
  return html`<h3>${say('resultTo', { kind: kind(result.kind, say), name: result.recipient.name })} ${resultState(result.state, say)}</h3>
${facts([
  [say('colSize'), size(result.size, lang)],
  [say('colDigest'), digest(result.digest)],
])}`;
}

function results(detail: SessionDetail, lang: Lang, say: Say): Html {
  if (detail.answers.length === 0) return nothing;
  return html`<section><h2>${say('colResults')}</h2>${detail.answers.map((result) => html`<article class="result card">${resultHead(result, lang, say)}${resultFigures(result, lang, say)}</article>`)}
<p class="limits">${say('limitsReminder')}</p></section>`;
}

function reviewForm({ detail, csrf, lang }: SessionPage, say: Say): Html {
  const choice = (id: string, value: string, key: MessageKey): Html =>
    html`<label class="choice"><input type="radio" name="decision-${id}" value="${value}" required> <span>${say(key)}</span></label>`;
  const blocks = detail.answers.map(
    (result) => html`<article class="result card">${resultHead(result, lang, say)}${resultFigures(result, lang, say)}
<fieldset class="decision"><legend>${say('decideOn', { name: result.recipient.name })}</legend>${choice(result.id, 'approve', 'decideApprove')}${choice(result.id, 'refuse', 'decideRefuse')}</fieldset></article>`,
  );
  return html`<section><h2>${say('reviewTitle')}</h2><p>${say('reviewSay')}</p><p class="limits">${say('limitsReminder')}</p>
<form method="post" action="/session/review">${csrfField(csrf)}<input type="hidden" name="session" value="${detail.id}">${blocks}
<p class="actions"><button>${say('decideSubmit')}</button></p></form></section>`;
}

function releaseForm({ detail, csrf, proposed, roots }: SessionPage, say: Say): Html {
  const approved = detail.answers.filter((answer) => answer.state === 'approved' || answer.state === 'delivered').length;
  if (approved === 0) {
    return html`<section><h2>${say('closeTitle')}</h2><form method="post" action="/session/release" class="card">${csrfField(csrf)}<input type="hidden" name="session" value="${detail.id}"><p>${say('releaseNothing')}</p><p class="actions"><button>${say('closeSubmit')}</button></p></form></section>`;
  }
  return html`<section><h2>${say('releaseTitle')}</h2><form method="post" action="/session/release" class="card">${csrfField(csrf)}<input type="hidden" name="session" value="${detail.id}">
<p>${say('releaseSay')}</p>${folderField('release-folder', proposed, roots, say)}
<p class="actions"><button>${say('releaseSubmit')}</button></p></form></section>`;
}

function requests(detail: SessionDetail, lang: Lang, say: Say): Html {
  if (detail.requests.length === 0) return nothing;
  const columns = [
    { head: say('colId') },
    { head: say('colKind') },
    { head: say('colPartner') },
    { head: say('colSequence'), number: true as const },
    { head: say('colState') },
  ];
  const rows = detail.requests.map((bundle) => [
    shortId(bundle.id),
    kind(bundle.kind, say),
    bundle.sender.name,
    bundle.sequence,
    html`${bundleState(bundle.state, say)}${bundle.code === null ? nothing : html` <span class="why">${reason(bundle.code, lang, { bundle: bundle.id.slice(0, 8) })}</span>`}`,
  ]);
  return html`<section><h2>${say('requestsTitle')}</h2>${table(say('requestsTitle'), columns, rows)}</section>`;
}

function models(detail: SessionDetail, say: Say): Html {
  if (detail.models.length === 0) return nothing;
  const rows = detail.models.map((model) => [html`<code>${model.id}</code>`, model.party.name, digest(model.digest)]);
  const columns = [{ head: say('colModel') }, { head: say('colPartner') }, { head: say('colDigest') }];
  return html`<section><h2>${say('modelsTrained')}</h2>${table(say('modelsTrained'), columns, rows)}</section>`;
}
