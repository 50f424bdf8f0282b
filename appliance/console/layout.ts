import type { Lang } from '../../src/base/text.ts';
import type { Role } from '../gate/roles.ts';
import { glyph } from './glyph.ts';
import { type Html, html, nothing, toMarkup } from './html.ts';
import { type MessageKey, type Say, sayer } from './messages.ts';

export type PageContent = { readonly title: string; readonly body: Html };

/** What stands around every page. */
export type Chrome = {
  readonly lang: Lang;
  readonly path: string;
  /** Members of the query to keep when the language is switched. */
  readonly query: Readonly<Record<string, string>>;
  readonly role: Role | null;
  readonly csrf: string;
  readonly notice: string | null;
  readonly gap: 'chamber' | 'machine';
  readonly appliance: string | null;
  readonly ledgerSize: number | null;
};

const NAV: readonly { path: string; key: MessageKey; roles?: readonly Role[] }[] = [
  { path: '/', key: 'navLock' },
  { path: '/bundles', key: 'navBundles' },
  { path: '/session', key: 'navSession' },
  { path: '/gap', key: 'navGap' },
  { path: '/models', key: 'navModels' },
  { path: '/partners', key: 'navPartners' },
  { path: '/ledger', key: 'navLedger' },
  { path: '/audit', key: 'navAudit', roles: ['auditor'] },
  { path: '/about', key: 'navAbout' },
];

export const ROLE_WORDS: Readonly<Record<Role, MessageKey>> = {
  operator: 'roleOperator',
  reviewer: 'roleReviewer',
  auditor: 'roleAuditor',
};

export function csrfField(token: string): Html {
  return html`<input type="hidden" name="csrf" value="${token}">`;
}

function isUnder(path: string, item: string): boolean {
  return item === '/' ? path === '/' : path === item || path.startsWith(`${item}/`);
}

function navigation(chrome: Chrome, say: Say): Html {
  const { role, path } = chrome;
  if (!role) return nothing;
  const items = NAV.filter((item) => !item.roles || item.roles.includes(role)).map(
    (item) => html`<li><a href="${item.path}"${isUnder(path, item.path) ? html` aria-current="page"` : nothing}>${say(item.key)}</a></li>`,
  );
  return html`<nav aria-label="${say('mainMenu')}"><ul>${items}</ul></nav>`;
}

function languageSwitch(chrome: Chrome, say: Say): Html {
  const other = chrome.lang === 'fr' ? 'en' : 'fr';
  const query = new URLSearchParams({ ...chrome.query, lang: other });
  query.delete('watch');
  return html`<a class="language" href="${chrome.path}?${query.toString()}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a>`;
}

function account(chrome: Chrome, say: Say): Html {
  if (!chrome.role) return nothing;
  return html`<form method="post" action="/sign-out" class="account">${csrfField(chrome.csrf)}<span>${say('signedInAs', { role: say(ROLE_WORDS[chrome.role]) })}</span> <button class="quiet">${say('signOut')}</button></form>`;
}

function gapBanner(chrome: Chrome, say: Say): Html {
  if (chrome.gap === 'machine') return html`<p class="gap machine">${say('gapMachine')}</p>`;
  return html`<p class="gap"><strong>${say('gapChamber')}</strong> ${say('gapChamberWhy')}</p>`;
}

function footer(chrome: Chrome, say: Say): Html {
  if (chrome.appliance === null || chrome.ledgerSize === null || !chrome.role) return nothing;
  return html`<footer><p>${say('footer', { name: chrome.appliance, size: chrome.ledgerSize })}</p></footer>`;
}

/** The whole document: no script, one style sheet, one icon. */
export function document(chrome: Chrome, content: PageContent): string {
  const say = sayer(chrome.lang);
  return toMarkup(html`<!doctype html>
<html lang="${chrome.lang === 'fr' ? 'fr-CA' : 'en-CA'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${content.title} – ${say('product')}</title>
<link rel="stylesheet" href="/console.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header>
<div class="bar"><a class="brand" href="${chrome.role ? '/' : '/sign-in'}">${glyph}<span>${say('product')}</span></a>
<div class="tools">${account(chrome, say)}${languageSwitch(chrome, say)}</div></div>
${navigation(chrome, say)}
</header>
<main id="content" tabindex="-1">
${gapBanner(chrome, say)}
${chrome.notice === null ? nothing : html`<p class="notice" role="status">${chrome.notice}</p>`}
${content.body}
</main>
${footer(chrome, say)}
</body>
</html>
`);
}
