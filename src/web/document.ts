import type { Lang } from '../base/text.ts';
import type { PageContent } from './answer.ts';
import { glyph } from './glyph.ts';
import { type Html, html, nothing, type Part, toMarkup } from './html.ts';
import type { SayWeb } from './messages.ts';

export type NavItem = { readonly path: string; readonly words: string };

/** What stands around a page, whatever the server. */
export type Frame = {
  readonly lang: Lang;
  readonly path: string;
  /** Members of the query to keep when the language is switched. */
  readonly query: Readonly<Record<string, string>>;
  readonly notice: string | null;
  readonly sheet: string;
  /** Where the mark leads. */
  readonly start: string;
  readonly nav: readonly NavItem[];
  readonly tools?: Part;
  /** Said above the content of every page. */
  readonly banner?: Part;
  readonly footer: string | null;
};

function isUnder(path: string, item: string): boolean {
  return item === '/' ? path === '/' : path === item || path.startsWith(`${item}/`);
}

function navigation({ nav, path }: Frame, say: SayWeb): Html {
  if (nav.length === 0) return nothing;
  const items = nav.map(
    (item) => html`<li><a href="${item.path}"${isUnder(path, item.path) ? html` aria-current="page"` : nothing}>${item.words}</a></li>`,
  );
  return html`<nav aria-label="${say('mainMenu')}"><ul>${items}</ul></nav>`;
}

function languageSwitch(frame: Frame, say: SayWeb): Html {
  const other = frame.lang === 'fr' ? 'en' : 'fr';
  const query = new URLSearchParams({ ...frame.query, lang: other });
  query.delete('watch');
  return html`<a class="language" href="${frame.path}?${query.toString()}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a>`;
}

/** The whole document: no script, one style sheet, one icon. */
export function document(frame: Frame, content: PageContent, say: SayWeb): string {
  return toMarkup(html`<!doctype html>
<html lang="${frame.lang === 'fr' ? 'fr-CA' : 'en-CA'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${content.title} – ${say('product')}</title>
<link rel="stylesheet" href="${frame.sheet}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header>
<div class="bar"><a class="brand" href="${frame.start}">${glyph}<span>${say('product')}</span></a>
<div class="tools">${frame.tools ?? nothing}${languageSwitch(frame, say)}</div></div>
${navigation(frame, say)}
</header>
<main id="content" tabindex="-1">
${frame.banner ?? nothing}
${frame.notice === null ? nothing : html`<p class="notice" role="status">${frame.notice}</p>`}
${content.body}
</main>
${frame.footer === null ? nothing : html`<footer><p>${frame.footer}</p></footer>`}
</body>
</html>
`);
}
