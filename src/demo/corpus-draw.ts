/** Seeded choices. */
export type Draw = {
  below(limit: number): number;
  of<T>(values: readonly T[]): T;
  digits(count: number): string;
  chance(share: number): boolean;
};
/** One column's way of making cells: what the whole column shares is drawn once. */
export type Maker = (draw: Draw) => () => string;

export function drawFrom(random: () => number): Draw {
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    of: (values) => values[below(values.length)] as (typeof values)[number],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    chance: (share) => random() < share,
  };
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const two = (value: number) => String(value).padStart(2, '0');

/** Beginnings and ends of made-up names, as several languages of Quebec's schools sound. */
const SYLLABLES: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
  [
    ['Bel', 'Char', 'Mar', 'Jo', 'Thé', 'Lau', 'Phi', 'Gau', 'Ro', 'Élo', 'Fé', 'Œn'],
    ['li', 'ro', 'che', 'ga', 'mi', 'vé', 'nau'],
    ['ne', 'tte', 'ric', 'in', 'ard', 'eau', 'ève', 'lle', 'quin'],
  ],
  [
    ['Whit', 'Har', 'Mc', 'Wil', 'Ash', 'Brad', 'Kel', 'O’', 'Stan'],
    ['ing', 'er', 'Don', 'ders', 'al', 'Bri'],
    ['ton', 'ley', 'son', 'ford', 'field', 'den', 'wick'],
  ],
  [
    ['Api', 'Kat', 'Nish', 'Mik', 'Siq', 'Aiv', 'Tuk', 'Uap', 'Ku'],
    ['ni', 'ki', 'ta', 'sku', 'qi', 'ma', 'aa'],
    ['niq', 'shish', 'tuk', 'kan', 'miuk', 'luk', 'sipi', 'nak'],
  ],
  [
    ['Ngu', 'Trầ', 'Ab', 'El-', 'Moh', 'Ou', 'Dia', 'Ro', 'Yıl', 'Şa', 'Kow', 'Živ', 'Xi', 'Zh', 'Íñ'],
    ['dou', 'am', 'ra', 'bi', 'li', 'wan', 'yễ', 'al'],
    ['hin', 'ng', 'llah', 'drigues', 'ović', 'ski', 'mba', 'maz', 'ou', 'ya'],
  ],
];

export function nameFrom(draw: Draw): string {
  const [first, middle, last] = draw.of(SYLLABLES);
  const one = capital(`${draw.of(first)}${draw.chance(0.5) ? draw.of(middle) : ''}${draw.of(last)}`);
  return draw.chance(0.1) ? `${one}-${capital(draw.of(last))}` : one;
}

export const letters = (draw: Draw, count: number) =>
  Array.from({ length: count }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[draw.below(26)]).join('');

/** Words of a note about a pupil. */
export const WORDS =
  'élève rencontre parent appel suivi école retard difficulté mathématique français plan aide soutien équipe demande réponse comportement motivation fatigue médecin absence projet stage travail remis non très peu bien depuis avec sans pour et la le une'.split(
    ' ',
  );
