import { formatNumber, type Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import type { Role } from '../../gate/roles.ts';
import type { State } from '../../gate/transitions.ts';
import type { Overview } from '../../views.ts';
import { type LockPicture, lockPicture } from '../lock-picture.ts';
import { type MessageKey, type Say, sayer } from '../messages.ts';
import { mayPlugAgain } from './gap.ts';

const STATES: Readonly<Partial<Record<State, readonly [MessageKey, MessageKey]>>> = {
  drafted: ['lockDrafted', 'lockDraftedSay'],
  sealed: ['lockSealed', 'lockSealedSay'],
  scored: ['lockScored', 'lockScoredSay'],
  reviewed: ['lockReviewed', 'lockReviewedSay'],
  released: ['lockReleased', 'lockReleasedSay'],
};

function picture({ live, pending, waiting }: Overview): LockPicture {
  const state = live?.state ?? null;
  const inside = state === 'sealed' ? (live?.bundles ?? 0) : 0;
  const upstream = pending + (state === 'drafted' ? (live?.bundles ?? 0) : 0);
  const gates =
    state === 'sealed' || state === 'scored' ? 'none' : state === 'reviewed' || state === 'released' ? 'downstream' : 'upstream';
  return { gates, waiting: upstream, inside, leaving: waiting.release, working: state === 'sealed' };
}

type Next = { readonly href: string | null; readonly title: MessageKey; readonly words: string };

/** In mode machine the links come first: to be cut before the chamber is sealed, left alone until it is dead. */
function linkSteps({ live }: Overview, say: Say): Next[] {
  if (live?.gap !== 'machine') return [];
  if (live.state === 'drafted') return [{ href: '/gap?watch=1', title: 'nextUnplug', words: say('nextUnplugSay') }];
  return live.state === 'sealed' ? [{ href: '/gap?watch=1', title: 'nextUnplugWatch', words: say('nextUnplugWatchSay') }] : [];
}

/** The next steps of this role, at most two: the state decides, the role chooses. */
function nextSteps(view: Overview, role: Role, say: Say): Next[] {
  return [...linkSteps(view, say), ...roleSteps(view, role, say)].slice(0, 2);
}

function roleSteps({ live, pending, waiting }: Overview, role: Role, say: Say): Next[] {
  const receive: Next = { href: '/bundles/receive', title: 'nextReceive', words: say('nextReceiveSay') };
  const state = live?.state ?? null;
  if (role === 'auditor') return [{ href: '/audit', title: 'nextAudit', words: say('nextAuditSay') }];
  if (state === 'sealed') return [{ href: '/session?watch=1', title: 'nextWatch', words: say('nextWatchSay') }];
  if (state === 'scored') {
    if (role === 'reviewer') return [{ href: '/session', title: 'nextReview', words: say('nextReviewSay', { count: waiting.review }) }];
    return [{ href: null, title: 'nextWait', words: say('nextWaitReviewer') }];
  }
  if (role === 'reviewer') return [{ href: null, title: 'nextWait', words: say('nextWaitOperator') }];
  if (state === 'reviewed' || state === 'released') {
    return [{ href: '/session', title: 'nextRelease', words: say('nextReleaseSay', { count: waiting.release }) }];
  }
  if (state === 'drafted') return [{ href: '/session', title: 'nextSeal', words: say('nextSealSay') }, receive];
  return pending > 0 ? [{ href: '/session', title: 'nextDraft', words: say('nextDraftSay', { count: pending }) }, receive] : [receive];
}

function nextItem({ href, title, words }: Next, say: Say): Html {
  const name = href === null ? html`<strong>${say(title)}</strong>` : html`<a href="${href}">${say(title)}</a>`;
  return html`<li class="${href === null ? 'next idle' : 'next'}">${name}<span>${words}</span></li>`;
}

export function lockPage(view: Overview, role: Role, lang: Lang): PageContent {
  const say = sayer(lang);
  const [title, words] = STATES[view.live?.state ?? 'closed'] ?? ['lockIdle', 'lockIdleSay'];
  const fact = (name: MessageKey, value: string | number, href: string): Html =>
    html`<div><dt>${say(name)}</dt><dd><a href="${href}">${typeof value === 'number' ? formatNumber(value, lang) : value}</a></dd></div>`;
  const { approved, kept } = view.models;
  const body = html`<h1>${say(title)}</h1><p class="lead">${say(words)}</p>
${lockPicture(picture(view), say)}
${mayPlugAgain(view.live, false) ? html`<p class="notice">${say('plugAgain')}</p>` : nothing}
<section><h2>${say('next')}</h2><ul class="nexts">${nextSteps(view, role, say).map((step) => nextItem(step, say))}</ul></section>
<section><h2>${say('factsTitle')}</h2><dl class="figures">
${fact('factPending', view.pending, '/bundles')}${view.waiting.review > 0 ? fact('factReview', view.waiting.review, '/session') : nothing}
${view.waiting.release > 0 ? fact('factRelease', view.waiting.release, '/session') : nothing}
${fact('factModels', say('factModelsOf', { approved, kept }), '/models')}${fact('factPartners', view.parties, '/partners')}${fact('factLedger', view.ledger.size, '/ledger')}
</dl></section>`;
  return { title: say('lockTitle'), body };
}
