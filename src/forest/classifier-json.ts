import type { Json } from '../base/json.ts';
import type { Forest } from './forest.ts';

/** The forest as `RandomForestClassifier.load` of ml-random-forest 2.1 takes it. */
export function toRandomForestClassifier(forest: Forest): Json {
  void forest;
  throw new Error('being built');
}

/** Attacker-controlled JSON of `RandomForestClassifier.toJSON()`; `features` is the number of columns of the tables it will meet. */
export function fromRandomForestClassifier(json: unknown, features: number): Forest {
  void json;
  void features;
  throw new Error('being built');
}
