import { escapeHtml } from '../../base/escape.ts';

/** Text that is already HTML. Everything else is escaped when it enters a page. */
export type Markup = { readonly markup: string };
type Value = Markup | string | number | null | readonly (Markup | string)[];

function render(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map(render).join('');
}

/** A template whose values are escaped unless they are markup: a label can never become a tag. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Markup {
  let out = strings[0] ?? '';
  values.forEach((value, i) => {
    out += render(value) + (strings[i + 1] ?? '');
  });
  return { markup: out };
}
