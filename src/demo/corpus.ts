import { seeded } from '../base/random.ts';
import { type Identifying, isSocialInsuranceNumber } from '../pseudonym/identifiers.ts';

/** A column of cells without a telling name, and what it holds: null where nothing in it says who somebody is. */
export type CorpusColumn = {
  readonly what: string;
  readonly kind: Identifying | null;
  readonly rows: number;
  readonly cells: readonly string[];
};

type Draw = {
  below(limit: number): number;
  of<T>(values: readonly T[]): T;
  digits(count: number): string;
  chance(share: number): boolean;
};
type Maker = (draw: Draw) => () => string;

const COLUMNS_EACH = 40;

/**
 * Columns of every kind the detectors know, in the spellings of the field, and of what resembles them without being one. Made of syllables and
 * digits: nobody bears these names or numbers, save by chance. The same seed gives the same columns.
 */
export function identifierCorpus(seed = 2026): CorpusColumn[] {
  const draw = drawFrom(seeded(seed));
  return [...Object.entries(IDENTIFIERS), ...Object.entries(DECOYS)].flatMap(([what, { kind, maker }]) =>
    Array.from({ length: COLUMNS_EACH }, (): CorpusColumn => {
      const rows = draw.of([15, 40, 120, 400]) + draw.below(40);
      const make = maker(draw);
      const blank = draw.of([0, 0, 0.05, 0.3]);
      // A column is rarely clean: a few cells say that nothing is known, or hold something else.
      const stray = draw.of([0, 0, 0.05, 0.25]);
      const cells = Array.from({ length: rows }, () => {
        if (draw.chance(blank)) return draw.of(['', ' ']);
        return draw.chance(stray)
          ? draw.of(['N/D', 'inconnu', '?', 'à venir', '0', `dossier ${draw.digits(3)}`, `${draw.digits(4)}`])
          : make();
      });
      return { what, kind, rows, cells };
    }),
  );
}

function drawFrom(random: () => number): Draw {
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    of: (values) => values[below(values.length)] as (typeof values)[number],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    chance: (share) => random() < share,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const two = (value: number) => String(value).padStart(2, '0');

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

function nameFrom(draw: Draw): string {
  const [first, middle, last] = draw.of(SYLLABLES);
  const one = capital(`${draw.of(first)}${draw.chance(0.5) ? draw.of(middle) : ''}${draw.of(last)}`);
  return draw.chance(0.1) ? `${one}-${capital(draw.of(last))}` : one;
}

const NON_LATIN = [...'ᐊᐃᐅᐱᑎᑭᒥᓂᓯᓕ'];

const birth = (draw: Draw) => ({ year: 1960 + draw.below(60), month: 1 + draw.below(12), day: 1 + draw.below(28) });
const letters = (draw: Draw, count: number) => Array.from({ length: count }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[draw.below(26)]).join('');

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

const IDENTIFIERS: Readonly<Record<string, { readonly kind: Identifying; readonly maker: Maker }>> = {
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
      const by = draw.of([' ', '', '-']);
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

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const WORDS =
  'élève rencontre parent appel suivi école retard difficulté mathématique français plan aide soutien équipe demande réponse comportement motivation fatigue médecin absence projet stage travail remis non très peu bien depuis avec sans pour et la le une'.split(
    ' ',
  );

const DECOYS: Readonly<Record<string, { readonly kind: null; readonly maker: Maker }>> = {
  'local codes': {
    kind: null,
    maker: (draw) => {
      const known = Array.from(
        { length: 5 + draw.below(100) },
        () => `${letters(draw, 1 + draw.below(3))}${draw.digits(1 + draw.below(3))}`,
      );
      return () => draw.of(known);
    },
  },
  'words as codes': {
    kind: null,
    maker: (draw) => {
      const known = Array.from({ length: 4 + draw.below(20) }, () => capital(draw.of(WORDS)));
      return () => draw.of(known);
    },
  },
  'reasons in several words': {
    kind: null,
    maker: (draw) => {
      const known = Array.from(
        { length: 5 + draw.below(25) },
        () => `${capital(draw.of(WORDS))} ${draw.of(WORDS)} ${draw.of(WORDS)} ${draw.of(WORDS)}`,
      );
      return () => draw.of(known);
    },
  },
  'names of schools': {
    kind: null,
    maker: (draw) => {
      const known = Array.from({ length: 3 + draw.below(25) }, () => `École ${nameFrom(draw)}`);
      return () => draw.of(known);
    },
  },
  'many municipalities': {
    kind: null,
    maker: (draw) => {
      const known = Array.from({ length: 30 + draw.below(60) }, () => nameFrom(draw));
      return () => draw.of(known);
    },
  },
  trades: {
    kind: null,
    maker: (draw) => {
      const known = Array.from(
        { length: 10 + draw.below(50) },
        () => `${capital(draw.of(WORDS))} ${draw.of(['de', 'en', 'au'])} ${draw.of(WORDS)}`,
      );
      return () => draw.of(known);
    },
  },
  municipalities: {
    kind: null,
    maker: (draw) => {
      const known = Array.from({ length: 3 + draw.below(17) }, () => nameFrom(draw));
      return () => draw.of(known);
    },
  },
  marks: { kind: null, maker: (draw) => (draw.chance(0.5) ? () => String(draw.below(101)) : () => `${draw.below(100)},${draw.below(10)}`) },
  counts: { kind: null, maker: (draw) => () => String(Math.floor(draw.below(30) ** 2 / 20)) },
  'course codes': {
    kind: null,
    maker: (draw) => {
      const form = draw.of([
        () => `${draw.of(['132', '063', '134', '055', '085'])}${draw.digits(3)}`,
        () => `${letters(draw, 3)}-${draw.digits(4)}-${1 + draw.below(3)}`,
      ]);
      const known = Array.from({ length: 60 }, form);
      return () => draw.of(known);
    },
  },
  'almost postal codes': {
    kind: null,
    maker: (draw) => () =>
      `${draw.of(['D', 'W', 'Z', 'G'])}${draw.below(10)}${draw.of(['D', 'O', 'U', 'F'])}${draw.of([' ', ''])}${draw.below(10)}${draw.of(['I', 'Q', 'O'])}${draw.below(10)}`,
  },
  'nine-digit amounts': { kind: null, maker: (draw) => () => `${1 + draw.below(7)}${draw.digits(8)}` },
  'ten-digit numbers': { kind: null, maker: (draw) => () => `${1 + draw.below(9)}${draw.digits(9)}` },
  'eight-digit numbers': { kind: null, maker: (draw) => () => `${1 + draw.below(9)}${draw.digits(7)}` },
  incomes: { kind: null, maker: (draw) => () => String(12_000 + draw.below(180_000)) },
  'school years': { kind: null, maker: (draw) => () => draw.of(['2021-2022', '2022-2023', '2023-2024', '2024-2025', '2025-2026']) },
  'years and months': { kind: null, maker: (draw) => () => `20${two(10 + draw.below(16))}-${two(1 + draw.below(12))}` },
  times: { kind: null, maker: (draw) => () => `${two(6 + draw.below(14))}:${two(draw.below(60))}` },
  'letters and eight digits': { kind: null, maker: (draw) => () => `${letters(draw, 4)}${draw.digits(8)}` },
  'decimal measures': { kind: null, maker: (draw) => () => `${draw.below(400)}.${draw.digits(3)}` },
  'languages and countries': {
    kind: null,
    maker: (draw) => {
      const known =
        'Français Anglais Espagnol Arabe Innu Cri Inuktitut Créole Mandarin Portugais Vietnamien Tamoul Russe Ourdou Roumain'.split(' ');
      return () => draw.of(known);
    },
  },
};

export type Measured = {
  readonly kind: Identifying;
  readonly columns: number;
  readonly found: number;
  readonly claimed: number;
  readonly right: number;
};

/** Recall and precision by kind, a column being found when `detect` says what it holds. */
export function measureDetectors(corpus: readonly CorpusColumn[], detect: (column: CorpusColumn) => Identifying | null): Measured[] {
  const claims = corpus.map((column) => ({ column, claim: detect(column) }));
  const kinds = [...new Set(corpus.flatMap(({ kind }) => kind ?? []))];
  return kinds.map((kind) => {
    const own = claims.filter(({ column }) => column.kind === kind);
    const claimed = claims.filter(({ claim }) => claim === kind);
    const right = claimed.filter(({ column }) => column.kind === kind).length;
    return { kind, columns: own.length, found: own.filter(({ claim }) => claim === kind).length, claimed: claimed.length, right };
  });
}
