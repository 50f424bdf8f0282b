import { escapeHtml } from '../base/escape.ts';

/**
 * A template that escapes by default. What is interpolated is text unless it is itself `Html`; text is escaped for both
 * element content and quoted attributes (attributes are always quoted in the templates).
 */
const MARKUP = Symbol('markup');
export type Html = { readonly [MARKUP]: string };
export type Part = Html | string | number | null | undefined | false | readonly Part[];

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if (MARKUP in part) return part[MARKUP];
  return part.map(render).join('');
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = strings[0] ?? '';
  for (let i = 0; i < parts.length; i++) out += render(parts[i]) + (strings[i + 1] ?? '');
  return { [MARKUP]: out };
}

export function toMarkup(content: Html): string {
  return content[MARKUP];
}

export const nothing: Html = html``;
