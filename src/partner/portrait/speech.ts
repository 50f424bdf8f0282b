import { fill, formatNumber, type Lang, type Params } from '../../base/text.ts';
import { words } from './words.ts';

/** Words and figures of a page, in its language. */
export type Speech = {
  readonly lang: Lang;
  say(key: keyof typeof words, params?: Params): string;
  number(value: number, digits?: number): string;
  /** 0.123 → « 12 % » */
  percent(share: number): string;
  /** A probability: no forest is ever sure, whatever its calibration rounds to. */
  chance(share: number): string;
  /** An effect in points of 100, with its sign: « +3,8 », « −0,9 ». */
  points(effect: number): string;
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
    chance(share) {
      const whole = (value: number) => formatNumber(value, lang, { style: 'percent', maximumFractionDigits: 0 });
      if (share > 0.99) return fill(words.moreThan[lang], { share: whole(0.99) }, lang);
      return share < 0.01 ? fill(words.lessThan[lang], { share: whole(0.01) }, lang) : whole(share);
    },
    points(effect) {
      const text = number(Math.abs(effect) * 100, 1);
      return effect * 100 >= 0.05 ? `+${text}` : effect * 100 <= -0.05 ? `−${text}` : text;
    },
    count: (value) => (value === null ? words.hidden[lang] : number(value)),
  };
}
