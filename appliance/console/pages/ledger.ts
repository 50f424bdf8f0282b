import { formatNumber, type Lang, type Text } from '../../../src/base/text.ts';
import { EVENT_TYPES, type EventType } from '../../../src/ledger/event.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { digest, exactMoment } from '../../../src/web/format.ts';
import { type Html, html, nothing, type Part } from '../../../src/web/html.ts';
import { csrfField, facts, reason, table } from '../../../src/web/parts.ts';
import type { EntryView, PartyView } from '../../views.ts';
import { events, members } from '../messages/events.ts';
import { type Say, sayer } from '../messages.ts';
import { folderField } from '../parts.ts';

/** What is asked of the ledger; an empty member asks nothing. */
export type LedgerFilter = {
  readonly type: string;
  readonly party: string;
  readonly bundle: string;
  readonly month: string;
  readonly session: string;
};

export type LedgerPage = {
  readonly lang: Lang;
  readonly csrf: string;
  readonly size: number;
  readonly root: string;
  /** Newest first. */
  readonly entries: readonly EntryView[];
  readonly filter: LedgerFilter;
  readonly parties: readonly PartyView[];
  /** The part of the ledger that this page comes from: from the first, up to the second, which it leaves out. */
  readonly read: readonly [from: number, before: number];
  /** Sequence before which older entries stand, or null at the beginning of the ledger. */
  readonly older: number | null;
  readonly newest: boolean;
  readonly proposed: readonly string[];
  readonly roots: readonly string[];
};

export function eventWords(type: string, lang: Lang): string {
  return Object.hasOwn(events, type) ? events[type as EventType][lang] : type;
}

/** What a subject, digest or count is called; one without words keeps the name that stands in the entry. */
function memberWords(name: string, lang: Lang): string {
  return Object.hasOwn(members, name) ? ((members as Readonly<Record<string, Text>>)[name]?.[lang] ?? name) : name;
}

/** Identifiers cut short and counts: enough to recognise an act; the entry's own page has the whole. */
function details(entry: EntryView, lang: Lang): Html {
  const short = (value: string): string => (/^[0-9a-f]{32,}$/.test(value) ? `${value.slice(0, 8)}…` : value);
  const items = [
    ...Object.entries(entry.subjects).map(([name, value]) => html`<span>${memberWords(name, lang)} <code>${short(value)}</code></span>`),
    ...Object.entries(entry.counts).map(([name, value]) => html`<span>${memberWords(name, lang)} ${formatNumber(value, lang)}</span>`),
  ];
  return html`<span class="details">${items}</span>${entry.code === null ? nothing : html`<span class="why">${entry.code}</span>`}`;
}

export function entriesTable(name: string, entries: readonly EntryView[], lang: Lang, say: Say): Html {
  const columns = [
    { head: say('colSequence'), number: true as const },
    { head: say('colTime') },
    { head: say('colActor') },
    { head: say('colType') },
    { head: say('colDetails') },
  ];
  const rows = entries.map((entry) => [
    html`<a href="/ledger/entries/${entry.sequence}" aria-label="${say('entryTitle', { sequence: entry.sequence })}">${formatNumber(entry.sequence, lang)}</a>`,
    exactMoment(entry.time),
    entry.actor,
    html`<span class="nowrap">${eventWords(entry.type, lang)}</span>`,
    details(entry, lang),
  ]);
  return table(name, columns, rows);
}

export function ledgerPage(view: LedgerPage): PageContent {
  const { lang, csrf, entries, filter, older, read } = view;
  const say = sayer(lang);
  const options = EVENT_TYPES.map(
    (each) => html`<option value="${each}"${each === filter.type ? html` selected` : nothing}>${events[each][lang]}</option>`,
  );
  const asked = Object.entries(filter).filter(([, value]) => value !== '');
  const query = (more: [string, string][] = []): string => new URLSearchParams([...more, ...asked]).toString();
  const pages = html`<nav class="pages" aria-label="${say('ledgerPages')}">${view.newest ? nothing : html`<a href="/ledger?${query()}">${say('ledgerNewest')}</a>`} ${older === null ? nothing : html`<a href="/ledger?${query([['before', String(older)]])}">${say('ledgerOlder')}</a>`}</nav>`;
  const body = html`<h1>${say('ledgerTitle')}</h1><p class="lead">${say('ledgerIntro')}</p>
<section class="card"><h2>${say('checkpointTitle')}</h2>${facts([
    [say('ledgerSize'), formatNumber(view.size, lang)],
    [say('ledgerRoot'), digest(view.root)],
  ])}<p class="help">${say('checkpointSay')}</p><p><a href="/ledger/checkpoint" download>${say('checkpointDownload')}</a></p></section>
<section><h2>${say('ledgerEntries')}</h2>
<form method="get" action="/ledger" class="filter"><span class="pair"><label for="type">${say('ledgerFilter')}</label> <select id="type" name="type"><option value="">${say('ledgerAllTypes')}</option>${options}</select></span>
<span class="pair"><label for="party">${say('filterParty')}</label> ${partySelect('party', view.parties, filter.party, say)}</span>
<span class="pair"><label for="bundle">${say('filterBundle')}</label> ${bundleInput('bundle', filter.bundle)}</span>
<span class="pair"><label for="month">${say('filterMonth')}</label> ${monthInput('month', filter.month)}</span>${filter.session === '' ? nothing : html`<input type="hidden" name="session" value="${filter.session}">`} <button class="second">${say('ledgerFilterSubmit')}</button></form>
${asked.length === 0 ? nothing : html`<p class="help">${filter.session === '' ? nothing : html`${say('filterSession', { session: filter.session })} `}${say('ledgerRead', { from: read[0], to: Math.max(read[0], read[1] - 1) })} <a href="/ledger">${say('filterNone')}</a></p>`}
${entries.length > 0 ? entriesTable(say('ledgerEntries'), entries, lang, say) : html`<p class="empty">${say('ledgerNone')}</p>`}${pages}</section>
${exportForm(csrf, view.proposed, view.roots, say)}`;
  return { title: say('ledgerTitle'), body };
}

export function bundleInput(id: string, value: string, more: Html = nothing): Html {
  return html`<input id="${id}" name="bundle" type="text" pattern="[0-9a-f]{8,32}" maxlength="32" autocomplete="off" spellcheck="false" value="${value}"${more}>`;
}

export function monthInput(id: string, value: string): Html {
  return html`<input id="${id}" name="month" type="text" inputmode="numeric" pattern="[0-9]{4}-(0[1-9]|1[0-2])" maxlength="7" autocomplete="off" value="${value}">`;
}

export function partySelect(id: string, parties: readonly PartyView[], chosen: string, say: Say): Html {
  const options = parties.map(
    (one) => html`<option value="${one.id}"${one.id === chosen ? html` selected` : nothing}>${one.name}</option>`,
  );
  return html`<select id="${id}" name="party"><option value="">${say('filterAllParties')}</option>${options}</select>`;
}

export function exportForm(csrf: string, proposed: readonly string[], roots: readonly string[], say: Say): Html {
  return html`<section><h2>${say('exportTitle')}</h2><form method="post" action="/ledger/export" class="card">${csrfField(csrf)}
<p>${say('exportSay')} <code>ecluse audit verify</code></p>${folderField('export-folder', proposed, roots, say)}
<p class="actions"><button class="second">${say('exportSubmit')}</button></p></form></section>`;
}

export function entryPage(entry: EntryView, lang: Lang): PageContent {
  const say = sayer(lang);
  const title = say('entryTitle', { sequence: entry.sequence });
  const group = (name: string, items: readonly (readonly [string, Part])[]): Html =>
    items.length === 0 ? nothing : html`<section><h2>${name}</h2>${facts(items)}</section>`;
  const at = `/ledger/entries/${entry.sequence}`;
  const body = html`<p><a href="/ledger">← ${say('entryBack')}</a></p><h1>${title}</h1><p class="lead">${eventWords(entry.type, lang)}</p>
${facts([
  [say('colTime'), exactMoment(entry.time)],
  [say('colActor'), html`<code>${entry.actor}</code>`],
  [say('colType'), html`<code>${entry.type}</code>`],
])}
${entry.code === null ? nothing : html`<section><h2>${say('colWhy')}</h2><p>${reason(entry.code, lang)}</p></section>`}
${group(
  say('entrySubjects'),
  Object.entries(entry.subjects).map(([name, value]) => [memberWords(name, lang), html`<code>${value}</code>`] as const),
)}
${group(
  say('entryDigests'),
  Object.entries(entry.digests).map(([name, value]) => [memberWords(name, lang), digest(value)] as const),
)}
${group(
  say('entryCounts'),
  Object.entries(entry.counts).map(([name, value]) => [memberWords(name, lang), formatNumber(value, lang)] as const),
)}
<section><h2>${say('entryCheck')}</h2><p>${say('entryProofSay')}</p><ul><li><a href="${at}/proof" download>${say('entryProof')}</a></li><li><a href="${at}/bytes" download>${say('entryBytes')}</a></li></ul></section>`;
  return { title, body };
}
