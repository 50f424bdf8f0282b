import { fill, formatNumber, type Lang, type Params, type Text } from '../base/text.ts';
import { ofHundred as hundreds } from '../partner/costs.ts';
import type { ShareRead } from '../partner/groups-read.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { page } from '../partner/portrait/page.ts';
import { commonWords } from './words/common.ts';

type Catalogue = Readonly<Record<string, Text>>;
/** Words of one catalogue and those common to all pages, in one language. */
export type Say<C extends Catalogue> = (key: keyof C | keyof typeof commonWords, params?: Params) => string;

/** Words common to all pages. */
export type CommonSay = (key: keyof typeof commonWords, params?: Params) => string;

export function speaker<C extends Catalogue>(words: C, lang: Lang): Say<C> {
  const all: Catalogue = { ...commonWords, ...words };
  return (key, params = {}) => fill(all[key as string]![lang], params, lang);
}

/** A page of the regulator's file; `foot` says where its facts come from. */
export function sheet(
  lang: Lang,
  { css, today }: { readonly css: string; readonly today: string },
  options: { readonly title: string; readonly kind: string; readonly body: readonly Markup[]; readonly destroyBy?: string },
): Uint8Array {
  const foot = html`<p>${fill(commonWords.made[lang], { css, today }, lang)}</p>`;
  return page(lang, { ...options, subtitle: css, destroyBy: options.destroyBy ?? null, foot });
}

export type Cell = string | Markup;

export function table(heads: readonly string[], rows: readonly (readonly Cell[])[], numbers: readonly number[] = []): Markup {
  const style = (at: number) => (numbers.includes(at) ? html` class="n"` : html``);
  const body = rows.map(
    (row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${style(at)}>${cell}</td>`))}</tr>`,
  );
  return html`<table><thead><tr>${heads.map((head, at) => html`<th scope="col"${style(at)}>${head}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Facts by name, without heads. */
export function pairs(rows: readonly (readonly [string, Cell])[]): Markup {
  return html`<table><tbody>${rows.map(([name, said]) => html`<tr><th scope="row">${name}</th><td>${said}</td></tr>`)}</tbody></table>`;
}

export function list(lines: readonly Cell[]): Markup {
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** What no data can tell: left for a person, and seen to be so. */
export function toComplete(say: CommonSay, names: readonly string[]): Markup {
  return html`<section class="panel"><h3>${say('toComplete')}</h3>${pairs(names.map((name) => [name, say('blank')]))}</section>`;
}

/** « de 38 à 46 », in pupils of a hundred. */
export function ofHundred(say: CommonSay, share: ShareRead, lang: Lang): string | null {
  const heads = hundreds(share);
  return heads && say('intervalOf', { low: formatNumber(heads.low, lang), high: formatNumber(heads.high, lang) });
}
