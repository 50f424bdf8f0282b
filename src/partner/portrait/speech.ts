import { fill, formatNumber, type Lang, type Params } from '../../base/text.ts';
import { words } from './words.ts';

/** Words and figures of a page, in its language. */
export type Speech = {
  readonly lang: Lang;
  say(key: keyof typeof words, params?: Params): string;
  number(value: number, digits?: number): string;
  /** 0.123 → « 12 % »; 0.996 → « 99,6 % » */
  percent(share: number): string;
  /** An interval in whole percents that hold it, as the sentences beside it say it. */
  between(low: number, high: number): string;
  /** A probability: no forest is ever sure, whatever its calibration rounds to. */
  chance(share: number): string;
  /** An effect in points of 100, with its sign: « +3,8 », « −0,9 ». */
  points(effect: number): string;
  /** A count, or the word that stands in its place. */
  count(value: number | null): string;
};

export function speech(lang: Lang): Speech {
  const number = (value: number, digits = 0) => formatNumber(value, lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = (value: number) => formatNumber(value, lang, { style: 'percent', maximumFractionDigits: 0 });
  return {
    lang,
    say: (key, params = {}) => fill(words[key][lang], params, lang),
    number,
    percent(share) {
      // What is not all never reads as all, nor what is not nothing as nothing.
      const near = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
      const told = near ? Math.min(0.999, Math.max(0.001, share)) : share;
      return formatNumber(told, lang, { style: 'percent', maximumFractionDigits: near ? 1 : 0 });
    },
    between: (low, high) =>
      fill(words.intervalOf[lang], { low: whole(Math.floor(low * 100) / 100), high: whole(Math.ceil(high * 100) / 100) }, lang),
    chance(share) {
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
