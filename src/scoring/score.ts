import { openScorer } from '../forest/score.ts';
import { actionableFeatures, categoryOfFeatures } from '../study/categories.ts';
import { doubter } from '../study/doubts.ts';
import { chosenBands, chosenCutoffs } from '../study/thresholds.ts';
import { CATEGORIES } from '../table/dictionary.ts';
import { featureMatrix } from '../table/features.ts';
import type { AdmittedModel } from './models.ts';
import type { Pupils } from './pupils.ts';
import { type ModelScores, modelScores, TOP } from './scores.ts';

/** Explanations take the longest: a block of this many pupils at a time, so that progress is seen. */
const ROWS_AT_ONCE = 1000;

/** Of each model, its scores and what it says of a pupil of whom nothing is known; and the pupils in their order. */
export type Scored = { readonly scores: readonly ModelScores[]; readonly bases: readonly number[]; readonly pseudonyms: readonly string[] };

/** Walks the tables: each is scored and explained by every model, and forgotten. `workers`: threads. */
export async function scorePupils(
  pupils: Pupils,
  loaded: readonly AdmittedModel[],
  workers: number,
  progress: (done: number, total: number) => void,
): Promise<Scored> {
  const scores = loaded.map(({ model, approval }) => {
    const cutoffs = chosenCutoffs(model.cutoffs, approval);
    return modelScores({ ...model, cutoffs, bands: chosenBands(model.bands, model.cutoffs, cutoffs) }, pupils.rows);
  });
  const pseudonyms: string[] = [];
  const groups = categoryOfFeatures(pupils.dictionary);
  const marked = actionableFeatures(pupils.dictionary);
  const doubters = loaded.map(({ model }) => doubter(model));
  const scorer = await openScorer(
    loaded.map(({ model }) => model.forest),
    { workers },
  );
  let bases: readonly number[] = [];
  try {
    for await (const piece of pupils.tables()) {
      const { rows, columns } = featureMatrix(piece.table, pupils.dictionary);
      for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
        const to = Math.min(rows, from + ROWS_AT_ONCE);
        const matrix = { rows: to - from, columns: columns.map((column) => column.subarray(from, to)) };
        const each = await scorer.score(matrix);
        const explained = await scorer.explain(matrix, { groups, groupCount: CATEGORIES.length, top: TOP, marked });
        for (const [index, model] of scores.entries()) model.add(each[index]!, explained[index]!, doubters[index]!(matrix));
        bases = explained.map(({ base }) => base);
        progress(pseudonyms.length + to, pupils.rows);
      }
      pseudonyms.push(...piece.pseudonyms);
    }
  } finally {
    await scorer.close();
  }
  return { scores, bases, pseudonyms };
}
