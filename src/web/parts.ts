import { type EcluseError, explain, isErrorCode } from '../base/errors.ts';
import type { Lang, Params } from '../base/text.ts';
import { type Html, html, nothing, type Part } from './html.ts';
import type { SayWeb } from './messages.ts';

/** The token that ties a form to the visitor whose page it stands on. */
export function csrfField(token: string): Html {
  return html`<input type="hidden" name="csrf" value="${token}">`;
}

export type Column = { readonly head: string; readonly number?: true };

/** A table that scrolls in its own box on a narrow screen, within reach of the keyboard. The first cell names its row. */
export function table(name: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Html {
  const kind = (i: number): Html => (columns[i]?.number ? html` class="number"` : nothing);
  const heads = columns.map(({ head }, i) => html`<th scope="col"${kind(i)}>${head}</th>`);
  const lines = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) => (i === 0 ? html`<th scope="row"${kind(i)}>${cell}</th>` : html`<td${kind(i)}>${cell}</td>`))}</tr>`,
  );
  return html`<div class="table" role="group" aria-label="${name}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

export function facts(items: readonly (readonly [string, Part])[]): Html {
  return html`<dl class="facts">${items.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export type Tone = 'quiet' | 'wait' | 'good' | 'bad' | 'busy';

export function badge(words: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

/** A refusal as it is shown wherever it is met: what, what to do, and the code to quote. */
export function refusal(error: EcluseError, lang: Lang, say: SayWeb, title: string, more: Part = null, level: 1 | 2 = 2): Html {
  const { code, what, fix } = explain(error, lang);
  const heading = level === 1 ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`;
  return html`<section class="refusal" role="alert">${heading}<p>${what}</p><p>${fix}</p>${more}<p class="code">${say('errorCode', { code })}</p></section>`;
}

/** A code kept without its parameters: its words, with an ellipsis for each one that is not known, and the code to quote. */
export function reason(code: string | null, lang: Lang, params: Params = {}): Html {
  if (code === null) return nothing;
  if (!isErrorCode(code)) return html`<code>${code}</code>`;
  const what = explain({ code, params }, lang)
    .what.replace(/[\s\u00a0]?\(\{\w+\}\)/g, '')
    .replace(/\{\w+\}/g, '…');
  return html`<span class="reason">${what} <code>${code}</code></span>`;
}

export function words(list: readonly string[]): Html {
  return html`<ol class="words">${list.map((word) => html`<li lang="fr">${word.normalize('NFC')}</li>`)}</ol>`;
}
