import { seeded } from '../base/random.ts';
import { both } from '../base/text.ts';
import { DICTIONARY_FORMAT, type Dictionary } from '../table/dictionary.ts';
import { RECIPE_FORMAT } from '../table/recipe.ts';
import { cellOf, drawFrom, pupilOf } from './css.ts';
import { delimitedWriter } from './delimited.ts';
import type { Synthetic } from './shapes.ts';
import { syntheticVariables } from './variables.ts';

export type ExtractOptions = { readonly seed: number; readonly pupils: number; readonly variables: number; readonly files: number };
/** `bytes` writes one file anew: they need not all be held at once. */
export type SpreadExtract = {
  readonly dictionary: Dictionary;
  readonly recipe: unknown;
  readonly files: readonly { readonly name: string; bytes(): Uint8Array }[];
};

/**
 * One fictional CSS's extract as its systems give it: variables spread over several files, in two dialects, each in an order of its own, and
 * the recipe that joins them. The same options give the same bytes.
 */
export function spreadExtract({ seed, pupils, variables, files }: ExtractOptions): SpreadExtract {
  const predictors = syntheticVariables(variables, seed);
  const each = Math.ceil(variables / files);
  const parts = Array.from({ length: files }, (_, at) => predictors.slice(at * each, (at + 1) * each));
  const name = (at: number) => `${at === 0 ? 'eleves' : `source-${at}`}.csv`;
  return {
    dictionary: {
      format: DICTIONARY_FORMAT,
      version: 'extrait-1',
      name: both('Dictionnaire de l’extrait', 'Dictionary of the extract'),
      variables: [
        { name: 'fiche', label: both('Numéro de fiche', 'File number'), role: 'identifier', type: 'text' },
        ...predictors.map(({ variable }) => variable),
      ],
    },
    recipe: {
      format: RECIPE_FORMAT,
      name: both('Extrait en plusieurs fichiers', 'Extract in several files'),
      pupils: { file: name(0), fileNumber: 'fiche' },
      sources: parts.slice(1).map((part, i) => ({
        name: `source-${i + 1}`,
        file: name(i + 1),
        fileNumber: 'fiche',
        columns: part.map(({ variable }) => variable.name),
      })),
    },
    files: parts.map((part, at) => ({ name: name(at), bytes: () => fileOf(part, at, seed, pupils) })),
  };
}

/** Steps by a number that shares no factor with the count: every pupil once, in an order that is the file's own. */
function fileOf(part: readonly Synthetic[], at: number, seed: number, pupils: number): Uint8Array {
  const writer = delimitedWriter(at % 2 === 0 ? 'windows-1252' : 'utf-8');
  writer.row(['fiche', ...part.map(({ variable }) => variable.name)]);
  let step = 1 + at * 7919;
  while (common(step, pupils) !== 1) step++;
  const draw = drawFrom(seeded(Math.imul(seed, 2654435761) + at));
  for (let i = 0; i < pupils; i++) {
    const number = (i * step) % pupils;
    const pupil = pupilOf(draw);
    writer.row([`F${String(number).padStart(7, '0')}`, ...part.map((variable) => cellOf(variable, pupil, draw, writer))]);
  }
  return writer.bytes();
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}
