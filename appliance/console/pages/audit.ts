import { formatNumber, type Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { digest } from '../../../src/web/format.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { facts } from '../../../src/web/parts.ts';
import type { RetentionView } from '../../retention/view.ts';
import type { EntryView, ModelView, Overview, PartyView, SessionView } from '../../views.ts';
import { type Say, sayer } from '../messages.ts';
import { destructionSections } from './destruction.ts';
import { bundleInput, entriesTable, exportForm, monthInput, partySelect } from './ledger.ts';
import { modelsTable } from './models.ts';
import { sessionsTable } from './sessions.ts';
import { type Line, timeline } from './timeline.ts';

export type AuditPage = {
  readonly lang: Lang;
  readonly csrf: string;
  readonly overview: Overview;
  readonly sessions: readonly SessionView[];
  readonly models: readonly ModelView[];
  readonly retention: RetentionView;
  /** Entries that tell a refusal or an incident, newest first. */
  readonly refusals: readonly EntryView[];
  readonly looked: number;
  readonly parties: readonly PartyView[];
  /** What the ledger says of each session's seal, from the last `walked` entries. */
  readonly lines: ReadonlyMap<string, Line>;
  readonly walked: number;
  readonly proposed: readonly string[];
  readonly roots: readonly string[];
};

export function auditPage(view: AuditPage): PageContent {
  const { lang, overview } = view;
  const say = sayer(lang);
  const body = html`<h1>${say('auditTitle')}</h1><p class="lead">${say('auditIntro')}</p>
<section class="card"><h2>${say('auditHow')}</h2><ol><li>${say('auditHow1')}</li><li>${say('auditHow2')} <code>ecluse audit verify</code></li><li>${say('auditHow3')}</li></ol>
${facts([
  [say('ledgerSize'), formatNumber(overview.ledger.size, lang)],
  [say('ledgerRoot'), digest(overview.ledger.root)],
])}<p><a href="/ledger/checkpoint" download>${say('checkpointDownload')}</a></p></section>
${questions(view.parties, say)}
${timeline(view.sessions, view.lines, view.walked, lang, say)}
<section><h2>${say('auditSessions')}</h2>${sessionsTable(view.sessions, lang, say)}</section>
<section><h2>${say('auditRefusals')}</h2>${view.refusals.length > 0 ? entriesTable(say('auditRefusals'), view.refusals, lang, say) : html`<p class="empty">${say('auditNoRefusal')}</p>`}
<p class="help">${say('auditRefusalsSay', { count: view.looked })}</p></section>
<section><h2>${say('auditModels')}</h2>${modelsTable(view.models, lang, say)}</section>
${destructionSections(view.retention, 'auditor', lang, say)}
${exportForm(view.csrf, view.proposed, view.roots, say)}`;
  return { title: say('auditTitle'), body };
}

/** What an auditor asks most: two forms that open the ledger, filtered. */
function questions(parties: readonly PartyView[], say: Say): Html {
  return html`<section><h2>${say('askTitle')}</h2><p>${say('askSay')}</p>
<form method="get" action="/ledger" class="card"><div class="field"><label for="ask-bundle">${say('askBundle')}</label>${bundleInput('ask-bundle', '', html` required aria-describedby="ask-bundle-help"`)}<p class="help" id="ask-bundle-help">${say('askBundleHelp')}</p></div>
<p class="actions"><button class="second">${say('askSubmit')}</button></p></form>
<form method="get" action="/ledger" class="card"><input type="hidden" name="type" value="model.loaded">
<div class="field"><label for="ask-party">${say('askModel')}</label>${partySelect('ask-party', parties, '', say)}</div>
<div class="field"><label for="ask-month">${say('askMonth')}</label>${monthInput('ask-month', '')}</div>
<p class="actions"><button class="second">${say('askSubmit')}</button></p></form></section>`;
}
