import { equalBytes, fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import type { Calibration } from './calibration.ts';
import { classifierText } from './classifier-json.ts';
import type { Forest } from './forest.ts';
import type { FeatureShape } from './histogram.ts';
import { readModel } from './model-read.ts';
import { modelForm } from './shape.ts';

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

/** How far a table may be from the one learnt: PSI and change of the share missing of a variable, then the part of what the model relies on that passes either. */
export type DistanceLimits = { readonly drift: number; readonly missing: number; readonly distance: number };

export type Model = {
  readonly identity: ModelIdentity;
  readonly dictionary: { readonly version: string; readonly sha256: string };
  readonly features: readonly string[];
  readonly training: TrainingFacts;
  readonly calibration: Calibration;
  /** One a feature: the training table's shape, for drift and for values out of the ordinary. */
  readonly histograms: readonly FeatureShape[];
  readonly cutoffs: Cutoffs;
  /** Cuts between the bands, from the highest: one to four, falling. */
  readonly bands: readonly number[];
  /** Null: no table is too far. */
  readonly limits: DistanceLimits | null;
  readonly evaluation: Json;
  readonly forest: Forest;
};

export const MODEL_FORMAT = 'ecluse.model/v3';
const OLD_FORMATS: readonly unknown[] = ['ecluse.model/v1', 'ecluse.model/v2'];
/** A model's file, as the largest forest makes it. */
export const MODEL_BYTES = 480 * 2 ** 20;

/** `family-target-` (and the grade, where there is one) and eight hex digits of SHA-256(data digest ‖ what is asked ‖ options), a lower-case slug. */
export function modelId(
  { family, target, grade }: Omit<ModelIdentity, 'id' | 'partner' | 'year'>,
  dataDigest: string,
  asked: Json,
  options: ModelOptions,
): string {
  const digest = toHex(sha256(utf8(canonicalJson([dataDigest, asked, options])))).slice(0, 8);
  return [slug(family), slug(target), slug(grade ?? ''), digest].filter((part) => part !== '').join('-');
}

/** Letters without accents and digits, in words tied by hyphens; at most 36. */
function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replace(/^-+|-+$/g, '');
}

/** The model's file: canonical JSON, with the digest of the model beside it. Throws `MODEL_FORM` where it passes the file's bound. */
export function encodeModel(model: Model): Uint8Array {
  const members = Object.entries(model).map(([name, member]) => {
    return `"${name}":${name === 'forest' ? classifierText(model.forest) : canonicalJson(member as Json)}`;
  });
  const text = `{${members.sort().join(',')}}`;
  const bytes = utf8(`{"format":"${MODEL_FORMAT}","model":${text},"sha256":"${toHex(sha256(utf8(text)))}"}`);
  if (bytes.length > MODEL_BYTES) throw new EcluseError('FOREST_LIMIT', { where: 'bytes', limit: MODEL_BYTES });
  return bytes;
}

/** Attacker-controlled: closed schema, bounded, finite, acyclic by construction, re-encoded and compared. Throws `MODEL_…` or `FOREST_…`. */
export function decodeModel(bytes: Uint8Array): Model {
  if (bytes.length > MODEL_BYTES) throw new EcluseError('FOREST_LIMIT', { where: 'bytes', limit: MODEL_BYTES });
  const { format, model, digest } = readEnvelope(bytes);
  if (OLD_FORMATS.includes(format)) throw new EcluseError('MODEL_OLD', { format: String(format) });
  if (format !== MODEL_FORMAT) throw modelForm('format');
  const read = readModel(model);
  const again = encodeModel(read);
  if (!equalBytes(again, bytes)) {
    const sameModel = equalBytes(again.subarray(0, -TAIL), bytes.subarray(0, -TAIL));
    throw sameModel && typeof digest === 'string' ? new EcluseError('MODEL_DIGEST') : modelForm('canonical form');
  }
  return read;
}

/** `"64 hex digits"}`, the end of every file. */
const TAIL = 67;

function readEnvelope(bytes: Uint8Array): { format: unknown; model: unknown; digest: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    throw modelForm('syntax');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw modelForm('format');
  const { format, model, sha256: digest, ...others } = value as Record<string, unknown>;
  if (Object.keys(others).length > 0) throw modelForm('format');
  return { format, model, digest };
}

/** SHA-256 of the model's file, in hex: what an approval signs. */
export function modelDigest(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}
