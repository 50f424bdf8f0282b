import type { Lang } from '../../src/base/text.ts';
import type { PageContent } from '../../src/web/answer.ts';
import { document as framed } from '../../src/web/document.ts';
import { type Html, html, nothing } from '../../src/web/html.ts';
import { csrfField } from '../../src/web/parts.ts';
import type { Role } from '../gate/roles.ts';
import { type MessageKey, type Say, sayer } from './messages.ts';

/** What stands around every page. */
export type Chrome = {
  readonly lang: Lang;
  readonly path: string;
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

function account(chrome: Chrome, say: Say): Html {
  if (!chrome.role) return nothing;
  return html`<form method="post" action="/sign-out" class="account">${csrfField(chrome.csrf)}<span>${say('signedInAs', { role: say(ROLE_WORDS[chrome.role]) })}</span> <button class="quiet">${say('signOut')}</button></form>`;
}

function gapBanner(chrome: Chrome, say: Say): Html {
  if (chrome.gap === 'machine') return html`<p class="gap machine">${say('gapMachine')}</p>`;
  return html`<p class="gap"><strong>${say('gapChamber')}</strong> ${say('gapChamberWhy')}</p>`;
}

export function document(chrome: Chrome, content: PageContent): string {
  const { lang, path, query, notice, role, appliance, ledgerSize } = chrome;
  const say = sayer(lang);
  const nav = role === null ? [] : NAV.filter((item) => !item.roles || item.roles.includes(role));
  const named = role !== null && appliance !== null && ledgerSize !== null;
  return framed(
    {
      lang,
      path,
      query,
      notice,
      sheet: '/console.css',
      start: role ? '/' : '/sign-in',
      nav: nav.map((item) => ({ path: item.path, words: say(item.key) })),
      tools: account(chrome, say),
      banner: gapBanner(chrome, say),
      footer: named ? say('footer', { name: appliance, size: ledgerSize }) : null,
    },
    content,
    say,
  );
}
