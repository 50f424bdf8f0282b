import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { day, exactMoment, moment, shortId, size } from '../../../src/web/format.ts';
import { html, nothing } from '../../../src/web/html.ts';
import { reason, table } from '../../../src/web/parts.ts';
import type { Role } from '../../gate/roles.ts';
import type { RetentionView } from '../../retention/view.ts';
import type { BundleView, EntryView } from '../../views.ts';
import { sayer } from '../messages.ts';
import { bundleState, kind } from '../parts.ts';
import { destructionSections } from './destruction.ts';

export function bundlesPage(
  bundles: readonly BundleView[],
  refusals: readonly EntryView[],
  looked: number,
  /** For whoever destroys; the others do without. */
  retention: RetentionView | null,
  role: Role,
  lang: Lang,
): PageContent {
  const say = sayer(lang);
  const columns = [
    { head: say('colId') },
    { head: say('colKind') },
    { head: say('colPartner') },
    { head: say('colSequence'), number: true },
    { head: say('colReceived') },
    { head: say('colSize'), number: true },
    { head: say('colDestroyBy') },
    { head: say('colState') },
  ] as const;
  const rows = bundles.map((bundle) => [
    html`<a href="/ledger?bundle=${bundle.id}">${shortId(bundle.id)}</a>`,
    kind(bundle.kind, say),
    bundle.sender.name,
    bundle.sequence,
    moment(bundle.received, lang),
    size(bundle.size, lang),
    day(bundle.destroyBy, lang),
    html`${bundleState(bundle.state, say)}${bundle.code === null ? nothing : html` <span class="why">${reason(bundle.code, lang, { bundle: bundle.id.slice(0, 8) })}</span>`}`,
  ]);
  const refused = refusals.map((entry) => [
    html`<a href="/ledger/entries/${entry.sequence}">${say('entryTitle', { sequence: entry.sequence })}</a>`,
    exactMoment(entry.time),
    reason(entry.code, lang),
  ]);
  const body = html`<h1>${say('bundlesTitle')}</h1><p class="lead">${say('bundlesIntro')}</p>
${role === 'operator' ? html`<p class="actions"><a class="button" href="/bundles/receive">${say('receiveTitle')}</a></p>` : nothing}
<section><h2>${say('bundlesReceived')}</h2>${rows.length > 0 ? table(say('bundlesReceived'), columns, rows) : html`<p class="empty">${say('bundlesNone')}</p>`}</section>
<section><h2>${say('bundlesRefused')}</h2>
${refused.length > 0 ? table(say('bundlesRefused'), [{ head: say('entry') }, { head: say('colTime') }, { head: say('colWhy') }], refused) : html`<p class="empty">${say('bundlesRefusedNone')}</p>`}
<p class="help">${say('bundlesRefusedSay', { count: looked })}</p></section>
${retention ? destructionSections(retention, role, lang, say) : nothing}`;
  return { title: say('bundlesTitle'), body };
}
