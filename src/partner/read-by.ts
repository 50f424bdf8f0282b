import { type Dictionary, predictors, type Variable } from '../table/dictionary.ts';
import type { Measures } from './measures.ts';

/** The predictors that a model reads: those of its dictionary, less what was left out of it whole. */
export function readBy(dictionary: Dictionary, { dropped }: Pick<Measures, 'dropped'>): readonly Variable[] {
  const left = new Set(dropped.flatMap(({ variable, cohort }) => (cohort === null ? [variable] : [])));
  return predictors(dictionary).filter(({ name }) => !left.has(name));
}
