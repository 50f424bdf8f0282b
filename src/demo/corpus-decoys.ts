import { capital, letters, type Maker, nameFrom, two, WORDS } from './corpus-draw.ts';

/** Columns that resemble them and say nothing of who somebody is. */
export const DECOYS: Readonly<Record<string, { readonly kind: null; readonly maker: Maker }>> = {
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
  'amounts with four decimals': { kind: null, maker: (draw) => () => `${200 + draw.below(800)}.${draw.digits(4)}` },
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
