import { seeded } from '../base/random.ts';
import type { Identifying } from '../pseudonym/identifiers.ts';
import { DECOYS } from './corpus-decoys.ts';
import { drawFrom } from './corpus-draw.ts';
import { IDENTIFIERS } from './corpus-identifiers.ts';

/** A column of cells without a telling name, and what it holds: null where nothing in it says who somebody is. */
export type CorpusColumn = {
  readonly what: string;
  readonly kind: Identifying | null;
  readonly rows: number;
  readonly cells: readonly string[];
};

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
