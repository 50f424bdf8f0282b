import { identifierCorpus, measureDetectors } from '../../dist/src/demo/corpus.js';
import { contentOf } from '../../dist/src/pseudonym/identifiers.js';

/** Recall and precision of the detectors by kind, over corpora of several seeds taken together. */
export function detectors(seeds = [2026, 7, 8]) {
  const corpus = seeds.flatMap((seed) => identifierCorpus(seed));
  return measureDetectors(corpus, ({ cells, rows }) => contentOf(new Set(cells), { names: true, rows }));
}
