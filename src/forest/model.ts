import type { Json } from '../base/json.ts';
import type { Calibration } from './calibration.ts';
import type { Forest } from './forest.ts';
import type { FeatureHistogram } from './histogram.ts';

/** `partner`: id of the CSS's card. `year`: the school year's first, 2026 for 2026–2027. */
export type ModelIdentity = {
  readonly id: string;
  readonly family: string;
  readonly target: string;
  readonly grade: string | null;
  readonly partner: string;
  readonly year: number;
};

/** `date` is YYYY-MM-DD; `dataDigest` the SHA-256, in hex, of the training shard. */
export type TrainingFacts = {
  readonly rows: number;
  readonly positives: number;
  readonly seed: number;
  readonly options: ModelOptions;
  readonly date: string;
  readonly dataDigest: string;
};
export type ModelOptions = {
  readonly trees: number;
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly featuresPerNode: number;
  readonly bins: number;
  readonly positiveWeight: number;
  readonly weighted: boolean;
};

/** Cuts on the calibrated probability. */
export type Cutoffs = { readonly targeted: number; readonly wide: number };

export type Model = {
  readonly identity: ModelIdentity;
  readonly dictionary: { readonly version: string; readonly sha256: string };
  readonly features: readonly string[];
  readonly training: TrainingFacts;
  readonly calibration: Calibration;
  /** One a feature: the training table's shape, for drift. */
  readonly histograms: readonly FeatureHistogram[];
  readonly cutoffs: Cutoffs;
  readonly evaluation: Json;
  readonly forest: Forest;
};

/** `family-target-` and eight hex digits of SHA-256(data digest ‖ outcome ‖ options), a lower-case slug. */
export function modelId(family: string, target: string, dataDigest: string, outcome: string, options: ModelOptions): string {
  return `${family}${target}${dataDigest}${outcome}${options.trees}`;
}

export function encodeModel(model: Model): Uint8Array {
  void model;
  throw new Error('being built');
}

/** Attacker-controlled: closed schema, bounded, finite, acyclic by construction, re-encoded and compared. Throws `MODEL_…`. */
export function decodeModel(bytes: Uint8Array): Model {
  void bytes;
  throw new Error('being built');
}

/** SHA-256 of the model's file, in hex: what an approval signs. */
export function modelDigest(bytes: Uint8Array): string {
  void bytes;
  throw new Error('being built');
}
