import type { Matrix } from '../forest/forest.ts';
import type { Model } from '../forest/model.ts';
import { isUsual } from '../forest/usual.ts';
import { reliedOn } from './distance.ts';
import { rounded } from './psi.ts';

/** Why a score may be wrong about one pupil: values that the model relies on are missing, or are rare among those it learnt from. */
export const DOUBTS = ['missing', 'unusual'] as const;
export type DoubtName = (typeof DOUBTS)[number];
/** From which part of what a model relies on on a pupil lacks much, or is out of the ordinary. */
export const MUCH: Readonly<Record<DoubtName, number>> = { missing: 0.2, unusual: 0.1 };
/** Variables named for each. */
export const NAMED = 3;

/** Of each row, the part of what the model relies on, to two decimals; and the `NAMED` heaviest features of that part, −1 where there are fewer. */
export type Doubt = { readonly share: Float64Array; readonly features: readonly Int16Array[] };
export type Doubts = Readonly<Record<DoubtName, Doubt>> & {
  /** What is doubtful of one value, whether the model relies on it or not. */
  of(feature: number, row: number): DoubtName | null;
};

/** Of some rows of a matrix, or of all. */
export type Doubter = (matrix: Matrix, rows?: Uint32Array) => Doubts;

/** Weights are added from the heaviest down, row by row: the same for a row whatever rows stand beside it. */
export function doubter(model: Pick<Model, 'forest' | 'histograms'>): Doubter {
  const usual = model.histograms.map((shape) => Float64Array.from(shape.usual.flat()));
  const relied = [...reliedOn(model)].map(([feature, weight]) => ({ feature, weight, usual: usual[feature]! }));
  return (matrix, rows) => {
    const count = rows ? rows.length : matrix.rows;
    const of = (feature: number, row: number): DoubtName | null => {
      const value = matrix.columns[feature]![rows ? rows[row]! : row]!;
      if (Number.isNaN(value)) return 'missing';
      return isUsual(usual[feature]!, value) ? null : 'unusual';
    };
    const [missing, unusual] = [noted(count), noted(count)];
    for (const { feature, weight, usual: held } of relied) {
      const column = matrix.columns[feature]!;
      for (let at = 0; at < count; at++) {
        const value = column[rows ? rows[at]! : at]!;
        if (Number.isNaN(value)) missing.add(at, feature, weight);
        else if (!isUsual(held, value)) unusual.add(at, feature, weight);
      }
    }
    return { missing: missing.doubt(), unusual: unusual.doubt(), of };
  };
}

function noted(rows: number) {
  const share = new Float64Array(rows);
  const features = Array.from({ length: NAMED }, () => new Int16Array(rows).fill(-1));
  const named = new Uint8Array(rows);
  return {
    add(at: number, feature: number, weight: number): void {
      share[at]! += weight;
      if (named[at]! < NAMED) features[named[at]!++]![at] = feature;
    },
    doubt: (): Doubt => ({ share: share.map(rounded), features }),
  };
}
