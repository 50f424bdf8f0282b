import { type Identifying, isSocialInsuranceNumber } from '../pseudonym/identifiers.ts';
import { capital, type Draw, letters, type Maker, nameFrom, two, WORDS } from './corpus-draw.ts';

const NON_LATIN = [...'ᐊᐃᐅᐱᑎᑭᒥᓂᓯᓕ'];

const birth = (draw: Draw) => ({ year: 1960 + draw.below(60), month: 1 + draw.below(12), day: 1 + draw.below(28) });

function insured(draw: Draw): string {
  for (;;) {
    const text = `${1 + draw.below(7)}${draw.digits(8)}`;
    if (isSocialInsuranceNumber(text)) return text;
  }
}

const spaced = (text: string, sizes: readonly number[], by: string) => {
  let at = 0;
  return sizes
    .map((size) => {
      at += size;
      return text.slice(at - size, at);
    })
    .join(by);
};

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

/** Columns of every kind that the detectors know, in the spellings of the field. */
export const IDENTIFIERS: Readonly<Record<string, { readonly kind: Identifying; readonly maker: Maker }>> = {
  'full names': {
    kind: 'name',
    maker: (draw) => {
      const form = draw.of<(a: string, b: string) => string>([
        (a, b) => `${a} ${b}`,
        (a, b) => `${b}, ${a}`,
        (a, b) => `${b.toUpperCase()} ${a}`,
        (a, b) => `${b.toUpperCase()}, ${a.toUpperCase()}`,
        (a, b) => `${a.toLowerCase()} ${b.toLowerCase()}`,
        (a, b) => `${a.charAt(0)}. ${b}`,
      ]);
      return () => form(nameFrom(draw), nameFrom(draw));
    },
  },
  'first names': {
    kind: 'name',
    maker: (draw) => {
      // First names come back: a school has few of them.
      const known = Array.from({ length: 40 + draw.below(120) }, () => nameFrom(draw));
      const upper = draw.chance(0.3);
      return () => (upper ? draw.of(known).toUpperCase() : draw.of(known));
    },
  },
  surnames: { kind: 'name', maker: (draw) => (draw.chance(0.5) ? () => nameFrom(draw).toUpperCase() : () => nameFrom(draw)) },
  'names in syllabics': {
    kind: 'name',
    maker: (draw) => () => Array.from({ length: 3 + draw.below(4) }, () => draw.of(NON_LATIN)).join(''),
  },
  'e-mail': {
    kind: 'email',
    maker: (draw) => {
      const shown = draw.chance(0.15);
      return () => {
        const address = `${nameFrom(draw)
          .toLowerCase()
          .replace(/[^a-z]/g, '')}${draw.below(99)}@${draw.of(['exemple.ca', 'courrier.exemple.org', 'css.exemple.quebec'])}`;
        return shown ? `${nameFrom(draw)} <${address}>` : address;
      };
    },
  },
  telephone: {
    kind: 'phone',
    maker: (draw) => {
      const form = draw.of<(a: string, b: string, c: string) => string>([
        (a, b, c) => `${a}-${b}-${c}`,
        (a, b, c) => `(${a}) ${b}-${c}`,
        (a, b, c) => `${a} ${b} ${c}`,
        (a, b, c) => `${a}.${b}.${c}`,
        (a, b, c) => `+1 ${a} ${b}-${c}`,
        (a, b, c) => `${a}${b}${c}`,
        (a, b, c) => `${a} ${b}-${c} poste 12`,
        (_, b, c) => `${b}-${c}`,
        (a, b, c) => `${a}\u00a0${b}-${c}`,
        (a, b, c) => `${a}\u2011${b}\u2011${c}`,
        (a, b, c) => `${a}-${b}-${c}, poste 12`,
      ]);
      return () => form(draw.of(['418', '514', '450', '819', '581', '367']), `${2 + draw.below(8)}${draw.digits(2)}`, draw.digits(4));
    },
  },
  'social insurance': {
    kind: 'social-insurance',
    maker: (draw) => {
      const by = draw.of(['', ' ', '-']);
      return () => spaced(insured(draw), [3, 3, 3], by);
    },
  },
  'permanent code': {
    kind: 'permanent-code',
    maker: (draw) => {
      const by = draw.of(['', '', ' ']);
      return () => {
        const { year, month, day } = birth(draw);
        const code = `${letters(draw, 4)}${two(year >= 2000 ? day + 62 : day)}${two(draw.chance(0.5) ? month + 50 : month)}${two(year % 100)}${draw.digits(2)}`;
        return spaced(code, [4, 4, 4], by);
      };
    },
  },
  'health insurance': {
    kind: 'health-insurance',
    maker: (draw) => {
      const by = draw.of(['', ' ']);
      return () => {
        const { year, month, day } = birth(draw);
        return spaced(
          `${letters(draw, 4)}${two(year % 100)}${two(draw.chance(0.5) ? month + 50 : month)}${two(day)}${draw.digits(2)}`,
          [4, 4, 4],
          by,
        );
      };
    },
  },
  'postal code': {
    kind: 'postal-code',
    maker: (draw) => {
      const by = draw.of([' ', '', '-', '\u00a0']);
      const lower = draw.chance(0.2);
      return () => {
        const code = `${draw.of(['G', 'H', 'J', 'K'])}${draw.below(10)}${draw.of([...'ABCEGHJKLMNPRSTVWXYZ'])}${by}${draw.below(10)}${draw.of([...'ABCEGHJKLMNPRSTVWXYZ'])}${draw.below(10)}`;
        return lower ? code.toLowerCase() : code;
      };
    },
  },
  'date of birth': {
    kind: 'birth',
    maker: (draw) => {
      const form = draw.of<(y: number, m: number, d: number) => string>([
        (y, m, d) => `${y}-${two(m)}-${two(d)}`,
        (y, m, d) => `${two(d)}/${two(m)}/${y}`,
        (y, m, d) => `${m}/${d}/${y}`,
        (y, m, d) => `${y}${two(m)}${two(d)}`,
        (y, m, d) => `${y}/${two(m)}/${two(d)}`,
        (y, m, d) => `${two(d)}-${two(m)}-${y}`,
        (y, m, d) => `${two(d)}.${two(m)}.${y}`,
        (y, m, d) => `${y}-${two(m)}-${two(d)} 00:00:00`,
        (y, m, d) => `${y}-${two(m)}-${two(d)}T00:00:00`,
        (y, m, d) => `${d} ${MONTHS[m - 1]} ${y}`,
        (y, m, d) => `${two(d)}/${two(m)}/${two(y % 100)}`,
        (y, m, d) => `${y}-${two(m)}-${two(d)} 0:00`,
        (y, m, d) => `${two(d)}${two(m)}${y}`,
        (y, m, d) => `${y} ${two(m)} ${two(d)}`,
      ]);
      return () => {
        const { year, month, day } = birth(draw);
        return form(year, month, day);
      };
    },
  },
  address: {
    kind: 'address',
    maker: (draw) => {
      const way = draw.of([
        'rue',
        'avenue',
        'boul.',
        'chemin',
        'rang',
        'route',
        'av.',
        'rue de la',
        'boulevard des',
        'place',
        'montée',
        'côte',
      ]);
      const comma = draw.chance(0.5) ? ',' : '';
      return () => `${1 + draw.below(9000)}${comma} ${way} ${nameFrom(draw)}${draw.chance(0.3) ? `, app. ${1 + draw.below(40)}` : ''}`;
    },
  },
  'free text': {
    kind: 'free-text',
    maker: (draw) => () => {
      const length = 4 + draw.below(14);
      const text = Array.from({ length }, () => draw.of(WORDS)).join(' ');
      return draw.chance(0.2) ? `${capital(text)} (${nameFrom(draw)}).` : `${capital(text)}.`;
    },
  },
};
