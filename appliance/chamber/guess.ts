import type { Matrix } from '../../src/forest/forest.ts';
import { train } from '../../src/forest/train.ts';
import { bestGuesses, GUESS_FOREST, type Guess, guessTargets } from '../../src/study/guess.ts';
import { auditVariables, type Dictionary } from '../../src/table/dictionary.ts';
import type { Table } from '../../src/table/table.ts';

/** How well each audit-only attribute can be guessed from all the predictors of a bundle. */
export async function guesses(
  table: Table,
  dictionary: Dictionary,
  matrix: Matrix,
  options: { readonly seed: number; readonly workers: number },
): Promise<Guess[]> {
  const targets = guessTargets(table, auditVariables(dictionary));
  const featuresPerNode = Math.max(1, Math.floor(Math.sqrt(matrix.columns.length)));
  const scores: Float64Array[] = [];
  for (const { rows, inside } of targets) {
    const columns = matrix.columns.map((column) => Float32Array.from(rows, (row) => column[row]!));
    scores.push((await train({ rows: rows.length, columns }, inside, { ...GUESS_FOREST, featuresPerNode, ...options })).oob);
  }
  return bestGuesses(targets, scores);
}
