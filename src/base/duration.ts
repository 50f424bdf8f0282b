import { fill, type Lang, type Text } from './text.ts';

const LEFT: Readonly<Record<'soon' | 'minutes' | 'hours', Text>> = {
  soon: { fr: 'encore moins d’une minute', en: 'less than a minute left' },
  minutes: { fr: 'encore environ {count} min', en: 'about {count} min left' },
  hours: { fr: 'encore environ {count} h', en: 'about {count} h left' },
};

/** How long remains, as precisely as anyone can promise. */
export function timeLeft(seconds: number, lang: Lang): string {
  if (seconds < 60) return LEFT.soon[lang];
  if (seconds < 5400) return fill(LEFT.minutes[lang], { count: Math.ceil(seconds / 60) }, lang);
  return fill(LEFT.hours[lang], { count: Math.ceil(seconds / 3600) }, lang);
}
