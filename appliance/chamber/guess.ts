import type { Trainer } from '../../src/forest/train.ts';
import { bestGuesses, GUESS_FOREST, type Guess, guessTargets } from '../../src/study/guess.ts';
import { auditVariables, type Dictionary, predictors } from '../../src/table/dictionary.ts';
import type { Table } from '../../src/table/table.ts';

/** How well each audit-only attribute can be guessed from all the predictors of a bundle. */
export async function guesses(table: Table, dictionary: Dictionary, trainer: Trainer, seed: number): Promise<Guess[]> {
  const targets = guessTargets(table, auditVariables(dictionary));
  const featuresPerNode = Math.max(1, Math.floor(Math.sqrt(predictors(dictionary).length)));
  const scores: Float64Array[] = [];
  for (const { rows, inside } of targets) {
    const outcome = new Uint8Array(table.rows);
    for (const [at, row] of rows.entries()) outcome[row] = inside[at]!;
    const { oob } = await trainer.train(outcome, { ...GUESS_FOREST, featuresPerNode, seed }, { rows: Uint32Array.from(rows) });
    scores.push(Float64Array.from(rows, (row) => oob[row]!));
  }
  return bestGuesses(targets, scores);
}
