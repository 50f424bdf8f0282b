import { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import type { RemovedColumn } from '../../partner/preview.ts';
import type { Risk } from '../../pseudonym/risk.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { facts, refusal, table } from '../../web/parts.ts';
import { type Draft, stepOf } from '../draft.ts';
import type { CheckView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { type ExceptView, exceptSection } from './except.ts';
import { problemList, warningList } from './problems.ts';
import { abandonForm, stepsBar, stepsFoot } from './steps.ts';

const DRIVERS = 8;
const REMOVED = 400;

export function riskPage(view: View, draft: Draft, exception: ExceptView, error: EcluseError | null): PageContent {
  const { lang, say } = view;
  const { check } = draft;
  if (check === null) return { title: say('riskTitle'), body: nothing };
  if (draft.purpose === 'local') return identifiersPage(view, draft, check);
  const stops = check.totals.filter((each) => stepOf(each) === 'risk');
  return {
    title: say('riskTitle'),
    body: html`${stepsBar(view, draft, 'risk')}<h1>${say('riskTitle')}</h1><p class="lead">${say('riskLead')}</p>
${error ? refusal(error, lang, say, say('errorTitle')) : nothing}
${check.over ? refusal(new EcluseError(check.over.code, check.over.params), lang, say, say('riskOver')) : nothing}
${stops.length === 0 ? nothing : html`<section><h2>${say('identifiersStop')}</h2><p>${say('identifiersStopSay')}</p>${problemList(view, stops, check.problems)}</section>`}
${check.over ? html`<p>${say('riskOverSay')}</p>` : nothing}
${check.preview ? html`<p class="actions"><a class="button second" href="/prepare/page">${say('pageRead')}</a></p><p class="help">${say('pageSay')}</p>` : nothing}
${check.preview ? riskSection(view, check, check.preview.risk) : html`<p class="empty">${say('riskLater')}</p>`}
${check.preview ? removedSection(view, check.preview.removed, say('removedTitle', { count: check.preview.removed.length })) : nothing}
${check.over ? exceptSection(view, draft, exception) : nothing}
${warningList(
  view,
  check.warnings.filter((each) => stepOf(each) !== 'codes'),
)}
${stepsFoot(view, draft, 'risk')}${abandonForm(view, draft)}`,
  };
}

/** Of a table that is scored here: nothing leaves, so that only what passes for a variable matters. */
function identifiersPage(view: View, draft: Draft, check: CheckView): PageContent {
  const { say } = view;
  const stops = check.totals.filter((each) => stepOf(each) === 'risk');
  const removed = check.preview?.removed ?? [];
  return {
    title: say('identifiersTitle'),
    body: html`${stepsBar(view, draft, 'risk')}<h1>${say('identifiersTitle')}</h1><p class="lead">${say('identifiersLead')}</p>
${stops.length === 0 ? html`<p class="good-line">${say('identifiersNone')}</p>` : html`<p>${say('identifiersStopSay')}</p>${problemList(view, stops, check.problems)}`}
${removedSection(view, removed, say('unreadTitle', { count: removed.length }))}
${warningList(
  view,
  check.warnings.filter((each) => stepOf(each) !== 'codes'),
)}
${stepsFoot(view, draft, 'risk')}${abandonForm(view, draft)}`,
  };
}

function riskSection({ lang, say }: View, { policy, columns: known }: CheckView, risk: Risk): Html {
  const labels = new Map(known.map(({ name, variable }) => [name, variable?.label[lang] ?? name]));
  const called = (name: string) => labels.get(name) ?? name;
  const share = (value: number) => formatNumber(value, lang, { style: 'percent', maximumFractionDigits: 1 });
  const ceiling = policy.ceiling === null ? say('riskNoCeilingShort') : share(policy.ceiling);
  if (risk.facts.length === 0) {
    return html`<section><h2>${say('riskSection')}</h2><p>${say('riskNoFact')}</p>${facts([[say('riskCeiling'), ceiling]])}</section>`;
  }
  const drivers = risk.drivers.filter(({ without, generalised }) => Math.min(without, generalised) < risk.unique).slice(0, DRIVERS);
  const rows = drivers.map(({ name, without, generalised, how }) => [
    called(name),
    share(without),
    say(`general_${how}`, { share: share(generalised) }),
  ]);
  const columns = [
    { head: say('riskDriver') },
    { head: say('riskDriverWithout'), number: true as const },
    { head: say('riskDriverGeneral'), number: true as const },
  ];
  return html`<section><h2>${say('riskSection')}</h2>
<dl class="figures"><div><dt>${say('riskAlone')}</dt><dd>${share(risk.unique)}</dd></div><div><dt>${say('riskFive')}</dt><dd>${share(risk.underFive)}</dd></div><div><dt>${say('riskCeiling')}</dt><dd>${ceiling}</dd></div></dl>
<p>${say('riskFacts', { count: risk.facts.length, facts: risk.facts.map(called).join(', ') })}</p>
${rows.length === 0 ? nothing : html`<h3>${say('riskDrivers')}</h3>${table(say('riskDrivers'), columns, rows)}`}</section>`;
}

function removedSection({ say }: View, removed: readonly RemovedColumn[], title: string): Html {
  if (removed.length === 0) return nothing;
  const rows = removed.slice(0, REMOVED).map(({ name, reason }) => [html`<code>${name}</code>`, say(`reason_${reason}`)]);
  return html`<section><h2>${title}</h2>${table(title, [{ head: say('columnName') }, { head: say('removedWhy') }], rows)}${
    removed.length > REMOVED ? html`<p>${say('andMore', { count: removed.length - REMOVED })}</p>` : nothing
  }</section>`;
}
