import { toBase64, utf8 } from '../../base/bytes.ts';
import { sha256 } from '../../base/hash.ts';
import type { Lang } from '../../base/text.ts';
import { html, type Markup } from './markup.ts';
import { STYLE } from './style.ts';

/** Printed at the foot of every sheet. Only a checked date enters it; what is made public has none. */
function sheetFoot(lang: Lang, destroyBy: string | null): string {
  const words = lang === 'fr' ? `À détruire au plus tard le ${destroyBy}` : `To be destroyed by ${destroyBy}`;
  return `@page{@bottom-left{content:"${destroyBy === null ? '' : words}";font:8pt sans-serif;color:#4b5763}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#4b5763}}`;
}

const LOCK_MARK: Markup = html`<svg viewBox="0 0 38 26" aria-hidden="true" focusable="false"><path d="M2 3v20M36 3v20M8 23 19 8l11 15M19 8V3"/></svg>`;

/**
 * A whole page in one file: no script, no address, one style sheet whose hash is the only thing its policy allows, so that even a label
 * gone wrong could fetch nothing and run nothing.
 */
export function page(
  lang: Lang,
  options: {
    readonly title: string;
    readonly subtitle: string;
    readonly kind: string;
    readonly destroyBy: string | null;
    readonly body: readonly Markup[];
    readonly foot: Markup;
  },
): Uint8Array {
  const style = `${STYLE}\n${sheetFoot(lang, options.destroyBy)}`;
  const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(utf8(style)))}'; base-uri 'none'; form-action 'none'`;
  const { markup } = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${options.title} — ${options.subtitle}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header>
<div class="mark">${LOCK_MARK}<span class="label">Écluse · ${options.kind}</span></div>
<h1>${options.title}</h1>
<p class="lead">${options.subtitle}</p>
</header>
<main>
${options.body}
</main>
<footer><div class="rule">${options.foot}</div></footer>
</body>
</html>
`;
  return utf8(markup);
}
