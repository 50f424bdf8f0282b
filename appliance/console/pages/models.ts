import type { Lang } from '../../../src/base/text.ts';
import { isWithdrawal } from '../../../src/bundle/approval.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { day, digest } from '../../../src/web/format.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { badge, table } from '../../../src/web/parts.ts';
import type { ModelState, ModelView } from '../../views.ts';
import { type MessageKey, type Say, sayer } from '../messages.ts';

const STATES: Readonly<Record<ModelState, MessageKey>> = {
  trained: 'modelTrained',
  kept: 'modelKept',
  replaced: 'modelReplaced',
  discarded: 'modelDiscarded',
};

function approval(model: ModelView, lang: Lang, say: Say): Html {
  if (model.state === 'replaced' || model.state === 'discarded') return html`—`;
  if (model.approval === null) return badge(say('approvalNone'), 'quiet');
  if (isWithdrawal(model.approval)) return badge(say('approvalWithdrawn'), 'bad');
  const until = day(model.approval.until, lang);
  if (model.approval.expired) return badge(say('approvalExpired', { until }), 'bad');
  const stance = say(model.approval.stance === 'targeted' ? 'stanceTargeted' : 'stanceWide');
  return badge(say('approvalUntil', { stance, until }), 'good');
}

export function modelsTable(models: readonly ModelView[], lang: Lang, say: Say): Html {
  if (models.length === 0) return html`<p class="empty">${say('modelsNone')}</p>`;
  const columns = ['colModel', 'colPartner', 'colState', 'colApproval', 'colTrained', 'digestShort'] as const;
  const rows = models.map((model) => [
    html`<code>${model.id}</code><span class="sub">${say('modelOf', { family: model.family, target: model.target })}</span>`,
    model.party.name,
    say(STATES[model.state]),
    approval(model, lang, say),
    html`<span class="nowrap">${day(model.trained, lang)}</span>`,
    html`<details class="digest-whole"><summary><code>${model.digest.slice(0, 8)}…</code></summary>${digest(model.digest)}</details>`,
  ]);
  return table(
    say('modelsTitle'),
    columns.map((key) => ({ head: say(key) })),
    rows,
  );
}

export function modelsPage(models: readonly ModelView[], lang: Lang): PageContent {
  const say = sayer(lang);
  const body = html`<h1>${say('modelsTitle')}</h1><p class="lead">${say('modelsIntro')}</p>${modelsTable(models, lang, say)}
<p class="help">${say('stancesExplained')}</p>`;
  return { title: say('modelsTitle'), body };
}
