import type { EcluseError } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { day, moment, shortId } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { badge, csrfField, refusal, table } from '../../../src/web/parts.ts';
import type { Role } from '../../gate/roles.ts';
import type { WrittenCertificate } from '../../retention/certificates.ts';
import type { RetentionView } from '../../retention/view.ts';
import { type Say, sayer } from '../messages.ts';
import { folderField, kind } from '../parts.ts';

type Kept = RetentionView['kept'][number];

/** What is overdue stands first, and a list is never longer than a page can bear. */
const SHOWN = 200;

/** What rests on the appliance and when it must go, what of it is late, and what has gone. Whoever destroys is shown the way. */
export function destructionSections(view: RetentionView, role: Role, lang: Lang, say: Say): Html {
  const { kept, certificates } = view;
  return html`<section><h2>${say('keptTitle')}</h2><p>${say('keptSay')}</p>${role === 'operator' ? way(view, say) : nothing}${kept.length === 0 ? html`<p class="empty">${say('keptNone')}</p>` : rests(kept, lang, say)}</section>
<section><h2>${say('certificatesTitle')}</h2>${certificates.length === 0 ? html`<p class="empty">${say('certificatesNone')}</p>` : gone(certificates, lang, say)}</section>`;
}

const dueOf = ({ kept }: RetentionView) => kept.filter((one) => one.due);
const awaited = ({ certificates }: RetentionView) => certificates.filter((one) => one.countersigned === null);

function way(view: RetentionView, say: Say): Html {
  if (dueOf(view).length > 0) return html`<p class="actions"><a class="button" href="/destruction">${say('destroyGo')}</a></p>`;
  return awaited(view).length > 0 ? html`<p class="actions"><a href="/destruction">${say('certificatesGo')}</a></p>` : nothing;
}

export type DestroyPage = {
  readonly lang: Lang;
  readonly csrf: string;
  readonly retention: RetentionView;
  readonly proposed: readonly string[];
  readonly roots: readonly string[];
  readonly error: EcluseError | null;
};

/** Two persons before one form: the list that goes, the drive of the certificates, the second person's password. */
export function destroyPage({ lang, csrf, retention, proposed, roots, error }: DestroyPage): PageContent {
  const say = sayer(lang);
  const due = dueOf(retention);
  const idle = due.length === 0 && awaited(retention).length === 0;
  const form = html`<form method="post" action="/destruction" class="card">${csrfField(csrf)}
${folderField('destroy-folder', proposed, roots, say)}
${due.length > 0 ? html`<label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>${say('destroyKnow', { count: due.length })}</span></label>` : html`<input type="hidden" name="sure" value="yes">`}
<div class="field"><label for="password">${say('destroyPassword')}</label><input id="password" name="password" type="password" required maxlength="1024" autocomplete="off" aria-describedby="password-help"><p class="help" id="password-help">${say('destroyPasswordHelp')}</p></div>
<p class="actions"><button class="${due.length > 0 ? 'danger' : ''}">${say(due.length > 0 ? 'destroySubmit' : 'certificatesSubmit')}</button> <a href="/bundles">${say('enrolCancel')}</a></p></form>`;
  const list = html`<section><h2>${say('destroyGoing')}</h2>${table(say('destroyGoing'), columnsOf(say), due.slice(0, SHOWN).map(restRow(lang, say)))}${due.length > SHOWN ? html`<p class="help">${say('keptMore', { shown: SHOWN, total: due.length })}</p>` : nothing}</section>`;
  const body = html`<h1>${say('destroyTitle')}</h1><p class="lead">${say('destroyIntro')}</p>
${error ? refusal(error, lang, say, say('destroyRefused')) : nothing}
${due.length > 0 ? list : html`<p class="empty">${say(idle ? 'destroyNoWork' : 'destroyNothing')}</p>`}${idle ? nothing : form}`;
  return { title: say('destroyTitle'), body };
}

export function destroyedPage(count: number, written: readonly WrittenCertificate[], lang: Lang): PageContent {
  const say = sayer(lang);
  const files = written.map(({ name, file }) => html`<li><strong>${name}</strong> <code>${file}</code></li>`);
  const body = html`<h1>${say('destroyedTitle')}</h1><p class="notice">${say(count > 0 ? 'destroyedCount' : 'destroyedNone', { count })}</p>
<section><h2>${say('destroyedFiles')}</h2>${files.length > 0 ? html`<ul class="receipts">${files}</ul><p>${say('destroyedNext')}</p>` : html`<p class="empty">${say('certificatesNone')}</p>`}</section>
<p class="actions"><a class="button" href="/bundles">${say('toBundles')}</a></p>`;
  return { title: say('destroyedTitle'), body };
}

function rests(kept: readonly Kept[], lang: Lang, say: Say): Html {
  const overdue = kept.filter((one) => one.overdue).length;
  const due = kept.filter((one) => one.due && !one.overdue).length;
  const rank = (one: Kept): number => (one.overdue ? 0 : one.due ? 1 : 2);
  const rows = [...kept]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
    .map(restRow(lang, say));
  return html`${overdue === 0 ? nothing : html`<p class="notice">${say('keptOverdue', { count: overdue })}</p>`}
${due > 0 ? html`<p>${say('keptDue', { count: due })}</p>` : overdue === 0 ? html`<p>${say('keptQuiet')}</p>` : nothing}
${table(say('keptTitle'), columnsOf(say), rows)}${kept.length > SHOWN ? html`<p class="help">${say('keptMore', { shown: SHOWN, total: kept.length })}</p>` : nothing}`;
}

const columnsOf = (say: Say) => (['colId', 'colKind', 'colPartner', 'colDestroyBy', 'colDue'] as const).map((key) => ({ head: say(key) }));

function restRow(lang: Lang, say: Say) {
  return (one: Kept) => [
    shortId(one.bundle),
    kind(one.kind, say),
    one.partyName,
    day(one.destroyBy, lang),
    html`${dueBadge(one, say)}${one.order === null ? nothing : html` <span class="why">${say('dueOrdered')}</span>`}`,
  ];
}

function dueBadge({ due, overdue }: Kept, say: Say): Html {
  if (overdue) return badge(say('dueOverdue'), 'bad');
  return due ? badge(say('dueNow'), 'wait') : badge(say('dueLater'), 'quiet');
}

function gone(certificates: RetentionView['certificates'], lang: Lang, say: Say): Html {
  const columns = [
    { head: say('colCertificate') },
    { head: say('colPartner') },
    { head: say('colMade') },
    { head: say('colCountersigned') },
  ];
  const rows = certificates.map((one) => [
    shortId(one.hash),
    one.partyName,
    moment(one.made, lang),
    one.countersigned === null ? badge(say('notCountersigned'), 'wait') : moment(one.countersigned, lang),
  ]);
  return table(say('certificatesTitle'), columns, rows);
}
