import { fill, formatNumber, type Lang, type Params } from '../../base/text.ts';
import { words } from './words.ts';

/** Words and figures of a page, in its language. */
export type Speech = {
  readonly lang: Lang;
  say(key: keyof typeof words, params?: Params): string;
  number(value: number, digits?: number): string;
  /** 0.123 → « 12 % » */
  percent(share: number): string;
  /** A count, or the word that stands in its place. */
  count(value: number | null): string;
};

export function speech(lang: Lang): Speech {
  const number = (value: number, digits = 0) => formatNumber(value, lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    lang,
    say: (key, params = {}) => fill(words[key][lang], params, lang),
    number,
    percent: (share) => formatNumber(share, lang, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }),
    count: (value) => (value === null ? words.hidden[lang] : number(value)),
  };
}
