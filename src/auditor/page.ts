import { explain } from '../base/errors.ts';
import { fill, formatNumber, type Lang, type Params } from '../base/text.ts';
import type { Facts, ModelUse, SessionFact } from './facts.ts';
import { PAGE_WORDS } from './page-words.ts';
import type { Verification } from './verify.ts';
import { checkWords, GAP_WORDS, REPORT_WORDS, STATE_WORDS } from './words.ts';

export type PageOptions = {
  /** The twelve words of the card's fingerprint, where the caller has the word list. */
  readonly words?: readonly string[];
  /** The day of the verification, `2026-10-01`: what was to be destroyed before it is marked. */
  readonly today: string;
};

const STYLE = `
:root { color-scheme: light; --ink: #1c2430; --line: #c9d0da; --good: #12633b; --bad: #a3231b; --mute: #5a6473 }
* { box-sizing: border-box }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); margin: 2rem auto; max-width: 72rem; padding: 0 1.5rem }
h1 { font-size: 1.7rem; margin: 0 0 .25rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem }
code { font: .85em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
.verdict { border-left: 6px solid; padding: .75rem 1rem; margin: 1.25rem 0; font-weight: 600 }
.good { color: var(--good) } .bad { color: var(--bad) } .mute { color: var(--mute) }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line) }
th { border-bottom: 2px solid var(--ink); font-weight: 600 } td.n { text-align: right; white-space: nowrap }
section { break-inside: auto } tr { break-inside: avoid }
@media print { body { margin: 0; max-width: none; font-size: 11px } }
`;

/** Text in HTML: everything that comes from the export or from a name passes here. */
function esc(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Cell = string | { readonly n: number } | { readonly code: string } | { readonly bad: string };

/** The verification as one printable page: no script, nothing fetched. */
export function reportPage(verification: Verification, lang: Lang, options: PageOptions): string {
  const t = (key: keyof typeof PAGE_WORDS, params: Params = {}) => fill(PAGE_WORDS[key][lang], params, lang);
  const { card, facts } = verification;
  const parts = [headOf(verification, lang, options), checksOf(verification, lang), findingsOf(verification, lang)];
  if (facts && card?.role === 'partner') parts.push(localOf(facts, lang));
  else if (facts)
    parts.push(
      sessionsOf(facts, lang),
      modelsOf(facts, lang),
      approvalsOf(facts, lang),
      bundlesOf(facts, lang, options.today),
      refusalsOf(facts, lang),
    );
  const title = esc(card ? `${t('title')} — ${card.name}` : t('title'));
  return `<!doctype html>
<html lang="${lang === 'fr' ? 'fr-CA' : 'en-CA'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${STYLE}</style></head>
<body><main>
${parts.join('\n')}
<p class="mute">${esc(t('made', { day: options.today }))} ${esc(card?.role === 'partner' ? REPORT_WORDS.localLimits[lang] : t('limits'))}</p>
</main></body></html>
`;
}

function table(lang: Lang, heads: readonly (keyof typeof PAGE_WORDS)[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return `<p class="mute">${esc(PAGE_WORDS.none[lang])}</p>`;
  const cell = (value: Cell) => {
    if (typeof value === 'string') return `<td>${esc(value)}</td>`;
    if ('n' in value) return `<td class="n">${esc(formatNumber(value.n, lang))}</td>`;
    return 'code' in value ? `<td><code>${esc(value.code)}</code></td>` : `<td class="bad">${esc(value.bad)}</td>`;
  };
  const head = heads.map((key) => `<th scope="col">${esc(PAGE_WORDS[key][lang])}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}\n</tbody></table>`;
}

function section(lang: Lang, title: keyof typeof PAGE_WORDS, body: string): string {
  return `<section><h2>${esc(PAGE_WORDS[title][lang])}</h2>\n${body}</section>`;
}

function headOf({ card, checkpoint, facts, findings, checks }: Verification, lang: Lang, { words }: PageOptions): string {
  const r = (key: keyof typeof REPORT_WORDS, params: Params = {}) => fill(REPORT_WORDS[key][lang], params, lang);
  const lines: string[] = [];
  if (card) {
    lines.push(
      r(card.role === 'partner' ? 'localLedger' : 'ledger', { name: card.name, id: card.id }),
      r('fingerprint', { hash: card.hash }),
    );
    if (words) lines.push(r('words', { words: words.join(' ') }));
    lines.push(r(card.compared ? 'compared' : 'compare'));
  }
  if (checkpoint) lines.push(r('head', { size: checkpoint.size, root: checkpoint.root }));
  if (facts?.firstTime && facts.lastTime) lines.push(r('span', { first: facts.firstTime, last: facts.lastTime }));
  const unwitnessed = checks.some(({ name, holds }) => name === 'kept' && holds === null);
  const good = unwitnessed ? `${r('goodUnwitnessed')} ${r('keptNone')}` : r('good');
  const verdict =
    findings.length === 0
      ? `<p class="verdict good">${esc(good)}</p>`
      : `<p class="verdict bad">${esc(r('bad', { count: findings.length }))}</p>`;
  return `<header><h1>${esc(PAGE_WORDS.title[lang])}</h1>\n${lines.map((line) => `<div>${esc(line)}</div>`).join('\n')}\n${verdict}</header>`;
}

function checksOf({ card, checks, kept }: Verification, lang: Lang): string {
  const mark = { true: ['good', 'yes'], false: ['bad', 'no'], null: ['mute', 'unmade'] } as const;
  const made = checks.filter(({ name, holds }) => name !== 'cosigned' || holds !== null);
  const rows = made.map(({ name, holds }) => {
    const [style, word] = mark[`${holds}`];
    return `<tr><td class="${style}">${esc(REPORT_WORDS[word][lang])}</td><td>${esc(checkWords(name, card?.role)[lang])}</td></tr>`;
  });
  const told = { consistent: 'keptGood', unchecked: 'keptUnchecked' } as const;
  const witnesses = kept.flatMap(({ name, size, verdict }) => {
    if (verdict !== 'consistent' && verdict !== 'unchecked') return [];
    return [`<p>${esc(fill(REPORT_WORDS[told[verdict]][lang], { name, size: size ?? 0 }, lang))}</p>`];
  });
  return section(lang, 'checks', `<table><tbody>\n${rows.join('\n')}\n</tbody></table>\n${witnesses.join('\n')}`);
}

function findingsOf({ findings }: Verification, lang: Lang): string {
  if (findings.length === 0) return '';
  const items = findings.map((found) => {
    const { code, what, fix } = explain(found, lang);
    return `<li><p><code>${code}</code><br>${esc(what)}<br><span class="mute">${esc(fix)}</span></p></li>`;
  });
  return section(lang, 'findings', `<ol>${items.join('\n')}</ol>`);
}

/** What a CSS scored on its own machine: a row a model. */
function localOf({ local }: Facts, lang: Lang): string {
  const rows = local.flatMap(({ entry, time, bundle, rows: pupils, models }) =>
    models.map(({ model, digest, stance, approval }): Cell[] => [
      { n: entry },
      time,
      { code: bundle },
      pupils === null ? REPORT_WORDS.fewer[lang] : { n: pupils },
      model,
      { code: digest },
      PAGE_WORDS[stance === 'wide' ? 'wide' : 'targeted'][lang],
      { code: approval },
    ]),
  );
  const heads = ['entry', 'time', 'scoring', 'pupils', 'model', 'digest', 'stance', 'approval'] as const;
  return section(lang, 'local', table(lang, heads, rows));
}

function sessionsOf({ sessions }: Facts, lang: Lang): string {
  const heads = ['session', 'state', 'gap', 'people', 'sealed', 'released', 'sealedFor', 'proofs', 'processed'] as const;
  const rows = sessions.map((one): Cell[] => {
    const { session, state, gap, operator, reviewer, times, evidence, scored, setAside, code } = one;
    const told = code === null ? STATE_WORDS[state][lang] : fill(REPORT_WORDS.aborted[lang], { code }, lang);
    const people = `${operator} / ${reviewer ?? '—'}`;
    const kept = { n: scored.length + setAside.length };
    return [
      { code: session },
      told,
      GAP_WORDS[gap][lang],
      people,
      times.sealed ?? '—',
      times.released ?? '—',
      sealedFor(one, lang),
      { n: evidence },
      kept,
    ];
  });
  return section(lang, 'sessions', table(lang, heads, rows));
}

/** How long the session was sealed: from the seal to its last result, or to its end. */
function sealedFor({ times }: SessionFact, lang: Lang): string {
  const end = times.scored ?? times.aborted;
  if (times.sealed === undefined || end === undefined) return '—';
  const minutes = Math.round((Date.parse(end) - Date.parse(times.sealed)) / 6000) / 10;
  return fill(PAGE_WORDS.minutes[lang], { minutes }, lang);
}

function modelsOf(facts: Facts, lang: Lang): string {
  const row = (act: 'trained' | 'used', session: string) => (use: ModelUse) =>
    [
      use.model,
      { code: use.digest },
      nameOf(facts, use.party),
      PAGE_WORDS[act][lang],
      { code: session },
      { code: use.bundle },
    ] satisfies Cell[];
  const rows = facts.sessions.flatMap(({ session, trained, loaded }) => [
    ...trained.map(row('trained', session)),
    ...loaded.map(row('used', session)),
  ]);
  return section(lang, 'models', table(lang, ['model', 'digest', 'css', 'act', 'session', 'bundle'], rows));
}

function approvalsOf(facts: Facts, lang: Lang): string {
  const rows = facts.approvals.map(({ entry, time, party, model, digest, stance, until }): Cell[] => [
    { n: entry },
    time,
    nameOf(facts, party),
    model,
    { code: digest },
    PAGE_WORDS[stance === 'wide' ? 'wide' : 'targeted'][lang],
    until,
  ]);
  return section(lang, 'approvals', table(lang, ['entry', 'time', 'css', 'model', 'digest', 'stance', 'until'], rows));
}

function bundlesOf(facts: Facts, lang: Lang, today: string): string {
  const due = (day: string | null, gone: string | null): Cell => {
    if (gone !== null) return `${PAGE_WORDS.destroyed[lang]} ${gone.slice(0, 10)}`;
    if (day === null) return '—';
    return day < today ? { bad: `${day} (${PAGE_WORDS.overdue[lang]})` } : day;
  };
  const rows = facts.bundles.map(({ entry, bundle, party, kind, time, released, destroyBy, destroyed, preview, exception }): Cell[] => [
    { n: entry },
    { code: bundle },
    nameOf(facts, party),
    kind,
    time,
    released ?? '—',
    due(destroyBy, destroyed),
    preview === null ? '—' : { code: preview },
    exception === null ? '—' : { code: exception },
  ]);
  return section(
    lang,
    'bundles',
    table(lang, ['entry', 'bundle', 'css', 'kind', 'received', 'answered', 'destroyBy', 'preview', 'exception'], rows),
  );
}

function refusalsOf(facts: Facts, lang: Lang): string {
  const rows = facts.refusals.map(({ entry, time, type, code, party }): Cell[] => [
    { n: entry },
    time,
    party === null ? '—' : nameOf(facts, party),
    type,
    { code },
  ]);
  return section(lang, 'refusals', table(lang, ['entry', 'time', 'css', 'what', 'code'], rows));
}

function nameOf({ parties }: Facts, party: string): string {
  return parties.find((one) => one.party === party)?.name ?? party;
}
