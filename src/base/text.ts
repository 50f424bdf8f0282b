/** The two languages of the product. French is the first, English on request. */
export type Lang = 'fr' | 'en';

/** A text in both languages: a catalogue entry without one of them does not compile. */
export type Text = { readonly fr: string; readonly en: string };

export const both = (fr: string, en: string): Text => ({ fr, en });

/** Values that may stand in a message: names of columns, lines, counts. Never a cell's value, never a secret. */
export type Params = Readonly<Record<string, string | number>>;

/** `{count|lot|lots}`: the singular or the plural, as the language counts: in French nought and one are singular. */
const CHOICE = /\{(\w+)\|([^|}]*)\|([^|}]*)\}/g;

function agree(template: string, params: Params, lang: Lang): string {
  return template.replace(CHOICE, (_, name: string, one: string, many: string) => {
    const value = Number(params[name]);
    return (lang === 'fr' ? Math.abs(value) < 2 : value === 1) ? one : many;
  });
}

/** What gives a terminal orders, ends a line or turns its direction: a stranger who names a file or a column speaks in no voice but the message's. */
const ORDERS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Replaces each `{name}` by its parameter, numbers as the language writes them, and each `{name|one|many}` by the form that agrees with it. */
export function fill(template: string, params: Params, lang: Lang): string {
  return agree(template, params, lang).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, lang) : value.replace(ORDERS, '\ufffd');
  });
}

/** Making one takes as long as a thousand numbers. */
const formats = new Map<string, Intl.NumberFormat>();

/** 12345.6 → « 12 345,6 » in French (U+202F and U+00A0 as CLDR gives them), "12,345.6" in English. */
export function formatNumber(value: number, lang: Lang, options: Intl.NumberFormatOptions = {}): string {
  const key = `${lang} ${JSON.stringify(options)}`;
  const held = formats.get(key) ?? new Intl.NumberFormat(lang === 'fr' ? 'fr-CA' : 'en-CA', options);
  formats.set(key, held);
  return held.format(value);
}
