import type { Lang } from '../../../src/base/text.ts';
import { day, moment, shortId } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { badge, table } from '../../../src/web/parts.ts';
import type { RetentionView } from '../../retention/view.ts';
import type { Say } from '../messages.ts';
import { kind } from '../parts.ts';

type Kept = RetentionView['kept'][number];

/** What is overdue stands first, and a list is never longer than a page can bear. */
const SHOWN = 200;

/** What rests on the appliance and when it must go, what of it is late, and what has gone: to be read, nothing is destroyed from here. */
export function destructionSections({ kept, certificates }: RetentionView, lang: Lang, say: Say): Html {
  return html`<section><h2>${say('keptTitle')}</h2><p>${say('keptSay')} <code>ecluse appliance destroy</code></p>${kept.length === 0 ? html`<p class="empty">${say('keptNone')}</p>` : rests(kept, lang, say)}</section>
<section><h2>${say('certificatesTitle')}</h2>${certificates.length === 0 ? html`<p class="empty">${say('certificatesNone')}</p>` : gone(certificates, lang, say)}</section>`;
}

function rests(kept: readonly Kept[], lang: Lang, say: Say): Html {
  const overdue = kept.filter((one) => one.overdue).length;
  const due = kept.filter((one) => one.due && !one.overdue).length;
  const columns = [
    { head: say('colId') },
    { head: say('colKind') },
    { head: say('colPartner') },
    { head: say('colDestroyBy') },
    { head: say('colDue') },
  ];
  const rank = (one: Kept): number => (one.overdue ? 0 : one.due ? 1 : 2);
  const rows = [...kept]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
    .map((one) => [
      shortId(one.bundle),
      kind(one.kind, say),
      one.partyName,
      day(one.destroyBy, lang),
      html`${dueBadge(one, say)}${one.order === null ? nothing : html` <span class="why">${say('dueOrdered')}</span>`}`,
    ]);
  return html`${overdue === 0 ? nothing : html`<p class="notice">${say('keptOverdue', { count: overdue })}</p>`}
${due > 0 ? html`<p>${say('keptDue', { count: due })}</p>` : overdue === 0 ? html`<p>${say('keptQuiet')}</p>` : nothing}
${table(say('keptTitle'), columns, rows)}${kept.length > SHOWN ? html`<p class="help">${say('keptMore', { shown: SHOWN, total: kept.length })}</p>` : nothing}`;
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
