import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { duration, moment, shortId, size } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { csrfField, table } from '../../../src/web/parts.ts';
import type { Role } from '../../gate/roles.ts';
import type { BundleView, SessionView } from '../../views.ts';
import { type Say, sayer } from '../messages.ts';
import { kind, sessionState } from '../parts.ts';

/** No session is live: the operator may draft one, everyone sees those that were. */
export function sessionsPage(
  pending: readonly BundleView[],
  past: readonly SessionView[],
  role: Role,
  csrf: string,
  lang: Lang,
): PageContent {
  const say = sayer(lang);
  const draft = role === 'operator' ? draftForm(pending, csrf, lang, say) : nothing;
  const body = html`<h1>${say('sessionTitle')}</h1><p class="lead">${say('sessionNone')}</p>${draft}
<section><h2>${say('sessionsPast')}</h2>${sessionsTable(past, lang, say)}</section>`;
  return { title: say('sessionTitle'), body };
}

export function sessionsTable(sessions: readonly SessionView[], lang: Lang, say: Say): Html {
  if (sessions.length === 0) return html`<p class="empty">${say('sessionsNone')}</p>`;
  const columns = [
    { head: say('colSession') },
    { head: say('colState') },
    { head: say('colGap') },
    { head: say('colDrafted') },
    { head: say('colSealedFor') },
    { head: say('colBundles'), number: true },
    { head: say('colResults'), number: true },
    { head: say('colOperator') },
    { head: say('colReviewer') },
  ] as const;
  const rows = sessions.map((session) => [
    html`<a href="/session/${session.id}">${say('sessionNumber', { number: session.number })}</a>`,
    sessionState(session.state, say),
    say(session.gap === 'machine' ? 'gapNameMachine' : 'gapNameChamber'),
    moment(session.drafted, lang),
    duration(session.sealed, session.scored ?? session.aborted, lang) ?? '—',
    session.bundles,
    session.results,
    session.operator,
    session.reviewer ?? '—',
  ]);
  return table(say('sessionsPast'), columns, rows);
}

function draftForm(pending: readonly BundleView[], csrf: string, lang: Lang, say: Say): Html {
  if (pending.length === 0)
    return html`<section><h2>${say('draftTitle')}</h2><p class="empty">${say('draftNothing')}</p><p class="actions"><a class="button" href="/bundles/receive">${say('receiveTitle')}</a></p></section>`;
  const rows = pending.map((bundle) => [shortId(bundle.id), kind(bundle.kind, say), bundle.sender.name, size(bundle.size, lang)]);
  const columns = [
    { head: say('colId') },
    { head: say('colKind') },
    { head: say('colPartner') },
    { head: say('colSize'), number: true },
  ] as const;
  return html`<section><h2>${say('draftTitle')}</h2><p>${say('draftSay')}</p>${table(say('factPending'), columns, rows)}
<form method="post" action="/session/draft" class="card">${csrfField(csrf)}
<fieldset><legend>${say('draftGap')}</legend>
<label class="choice"><input type="radio" name="gap" value="machine" required> <span>${say('draftGapMachine')}</span></label>
<label class="choice"><input type="radio" name="gap" value="chamber" required> <span>${say('draftGapChamber')}</span></label></fieldset>
<p class="actions"><button>${say('draftSubmit')}</button></p></form></section>`;
}
