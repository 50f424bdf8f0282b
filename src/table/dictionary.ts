import { fromUtf8, toHex } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson, parseJson } from '../base/json.ts';
import type { Text } from '../base/text.ts';
import { namesTeaching } from '../pseudonym/teaching.ts';
import { type Closed, closed, isCleanText } from './closed.ts';

export const CATEGORIES = ['profile', 'behaviour', 'attendance', 'performance', 'sociodemography'] as const;
export const ROLES = ['predictor', 'audit-only', 'identifier', 'direct-identifier', 'group', 'outcome'] as const;
export const TYPES = ['number', 'integer', 'boolean', 'code', 'text'] as const;
/** What a group may be. A closed list: neither a teacher nor a class nor a teaching group can be said. */
export const GROUPS = ['school', 'grade', 'cohort'] as const;

export type Category = (typeof CATEGORIES)[number];
export type Role = (typeof ROLES)[number];
export type VariableType = (typeof TYPES)[number];
export type Group = (typeof GROUPS)[number];

/** One standard code and the spellings under which a CSS's own systems write it. */
export type Code = { readonly code: string; readonly label: Text; readonly aliases?: readonly string[] };
export type Positive = { readonly codes: readonly string[] } | { readonly below: number } | { readonly atLeast: number };
/** `family`, `target`: lower-case slugs of [a-z0-9-]; `definition` says in words what was observed. */
export type Outcome = {
  readonly family: string;
  readonly target: string;
  readonly grade?: string;
  readonly positive: Positive;
  readonly definition: Text;
  /** The moment at which the prediction is made, one of the dictionary's. */
  readonly predictedAt?: string;
  /** School years from the cohort's own until the outcome is known for all of it. */
  readonly horizon?: number;
};

/** A moment of the school year, in the dictionary's order: « rentrée », « étape 1 »… */
export type Moment = { readonly name: string; readonly label: Text };

export type Variable = {
  readonly name: string;
  readonly label: Text;
  readonly role: Role;
  readonly type: VariableType;
  readonly category?: Category;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Text;
  readonly actionable?: boolean;
  readonly codes?: readonly Code[];
  readonly group?: Group;
  readonly outcome?: Outcome;
  /** The moment from which its value is known, one of the dictionary's; from the first unless told. */
  readonly knownFrom?: string;
};

export type Dictionary = {
  readonly format: 'ecluse.dictionary/v1';
  readonly version: string;
  readonly name: Text;
  readonly moments?: readonly Moment[];
  readonly variables: readonly Variable[];
};

export const DICTIONARY_FORMAT = 'ecluse.dictionary/v1';
export const DICTIONARY_LIMITS = {
  bytes: 16 * 1024 * 1024,
  predictors: 2000,
  variables: 2200,
  codes: 5000,
  aliases: 2000,
  moments: 40,
} as const;
/** The column that stands for the pupil inside a bundle; no variable may take its name. */
export const PSEUDONYM = 'pseudonym';

/**
 * Reads a dictionary against its closed schema. `canonical: true` (inside a bundle, where bytes are hashed) also demands
 * canonical JSON. Errors: `DICTIONARY_…`, each naming the variable and the member.
 */
export function parseDictionary(bytes: Uint8Array, options: { canonical?: boolean } = {}): Dictionary {
  if (bytes.length > DICTIONARY_LIMITS.bytes) throw new EcluseError('DICTIONARY_TOO_LARGE', { limit: DICTIONARY_LIMITS.bytes });
  const what = DICTIONARY_FORMAT;
  const json = options.canonical ? parseCanonicalJson(bytes, what) : parseJson(fromUtf8(bytes, what).replace(/^\uFEFF/, ''), what);
  if (json !== null && typeof json === 'object' && 'toConfirm' in json) {
    const { toConfirm } = json;
    throw new EcluseError('DICTIONARY_TO_CONFIRM', { count: Array.isArray(toConfirm) ? toConfirm.length : 0 });
  }
  const root = closed(json, ['format', 'version', 'name', 'moments', 'variables'], '/');
  const moments = root.has('moments') ? readMoments(root) : undefined;
  const variables = root.list('variables', DICTIONARY_LIMITS.variables).map(readVariable);
  const dictionary: Dictionary = {
    format: root.oneOf('format', [DICTIONARY_FORMAT]),
    version: root.text('version', 40),
    name: root.both('name', 200),
    ...(moments ? { moments } : {}),
    variables,
  };
  checkWhole(dictionary);
  return dictionary;
}

const MEMBERS = ['name', 'label', 'role', 'type', 'category', 'min', 'max', 'unit', 'actionable', 'codes', 'group', 'outcome', 'knownFrom'];
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function slugOf(from: Closed, member: string): string {
  const text = from.text(member, 40);
  return SLUG.test(text) ? text : from.refuse(member);
}

function readMoments(root: Closed): Moment[] {
  const moments = root.list('moments', DICTIONARY_LIMITS.moments).map((item, at) => {
    const each = closed(item, ['name', 'label'], '/', `moments[${at}]`);
    return { name: slugOf(each, 'name'), label: each.both('label', 200) };
  });
  if (new Set(moments.map(({ name }) => name)).size < moments.length) root.refuse('moments');
  return moments;
}

function readVariable(value: Json, index: number): Variable {
  const each = closed(value, MEMBERS, placeOf(value, index));
  const name = each.text('name', 120);
  const role = each.oneOf('role', ROLES);
  const type = each.oneOf('type', TYPES);
  const numeric = type === 'number' || type === 'integer';
  const leaves = role === 'predictor' || role === 'audit-only' || role === 'outcome';
  if (name.toLowerCase() === PSEUDONYM) each.refuse('name');
  if (namesTeaching(name)) throw new EcluseError('DICTIONARY_TEACHING', { variable: name });
  if (type === 'text' && leaves) throw new EcluseError('DICTIONARY_FREE_TEXT', { variable: name });
  if (role === 'identifier' && type !== 'text' && type !== 'integer') each.refuse('type');
  for (const [member, allowed] of [
    ['category', role === 'predictor' || role === 'audit-only'],
    ['actionable', role === 'predictor'],
    ['knownFrom', role === 'predictor'],
    ['min', numeric],
    ['max', numeric],
    ['unit', numeric],
    ['codes', type === 'code'],
    ['group', role === 'group'],
    ['outcome', role === 'outcome'],
  ] as const) {
    if (each.has(member) && !allowed) throw new EcluseError('DICTIONARY_MEMBER_FOREIGN', { variable: name, member });
  }
  const codes = type === 'code' ? readCodes(each) : undefined;
  const variable: Variable = {
    name,
    label: each.both('label', 300),
    role,
    type,
    ...(role === 'predictor' || each.has('category') ? { category: each.oneOf('category', CATEGORIES) } : {}),
    ...(each.has('min') ? { min: each.number('min') } : {}),
    ...(each.has('max') ? { max: each.number('max') } : {}),
    ...(each.has('unit') ? { unit: each.both('unit', 60) } : {}),
    ...(each.has('actionable') ? { actionable: each.flag('actionable') } : {}),
    ...(codes ? { codes } : {}),
    ...(role === 'group' ? { group: each.oneOf('group', GROUPS) } : {}),
    ...(role === 'outcome' ? { outcome: readOutcome(each, type, codes) } : {}),
    ...(each.has('knownFrom') ? { knownFrom: slugOf(each, 'knownFrom') } : {}),
  };
  if (variable.min !== undefined && variable.max !== undefined && variable.min > variable.max) each.refuse('max');
  return variable;
}

/** What an error calls a variable: its name, or its number where it has none. */
function placeOf(value: Json, index: number): string {
  const name = value !== null && typeof value === 'object' && 'name' in value ? value.name : null;
  const normal = typeof name === 'string' ? name.normalize('NFC') : '';
  return isCleanText(normal, 120) ? normal : `#${index + 1}`;
}

/** Codes and aliases share one namespace per variable, so that a cell means one thing. */
function readCodes(variable: Closed): Code[] {
  const taken = new Set<string>();
  const take = (spelling: string, member: string) => {
    if (taken.has(spelling)) throw new EcluseError('DICTIONARY_CODE_TWICE', { variable: variable.place, member });
    taken.add(spelling);
  };
  return variable.list('codes', DICTIONARY_LIMITS.codes).map((value, index) => {
    const path = `codes[${index}]`;
    const each = closed(value, ['code', 'label', 'aliases'], variable.place, path);
    const code = each.text('code', 60);
    take(code, `${path}.code`);
    const aliases = each.has('aliases') ? readSpellings(each, 'aliases', DICTIONARY_LIMITS.aliases) : undefined;
    for (const [at, alias] of (aliases ?? []).entries()) take(alias, `${path}.aliases[${at}]`);
    return { code, label: each.both('label', 300), ...(aliases ? { aliases } : {}) };
  });
}

function readSpellings(from: Closed, member: string, limit: number): string[] {
  return from.list(member, limit).map((item) => {
    if (typeof item !== 'string') return from.refuse(member);
    const text = item.normalize('NFC');
    return text.length > 0 && text.length <= 60 && text === text.trim() && !/\p{Cc}/u.test(text) ? text : from.refuse(member);
  });
}

function readOutcome(variable: Closed, type: VariableType, codes: readonly Code[] | undefined): Outcome {
  const each = variable.object('outcome', ['family', 'target', 'grade', 'positive', 'definition', 'predictedAt', 'horizon']);
  return {
    family: slugOf(each, 'family'),
    target: slugOf(each, 'target'),
    ...(each.has('grade') ? { grade: each.text('grade', 20) } : {}),
    positive: readPositive(each, type, codes),
    definition: each.both('definition', 2000),
    ...(each.has('predictedAt') ? { predictedAt: slugOf(each, 'predictedAt') } : {}),
    ...(each.has('horizon') ? { horizon: readHorizon(each) } : {}),
  };
}

function readHorizon(outcome: Closed): number {
  const years = outcome.number('horizon');
  return Number.isInteger(years) && years >= 0 && years <= 20 ? years : outcome.refuse('horizon');
}

function readPositive(outcome: Closed, type: VariableType, codes: readonly Code[] | undefined): Positive {
  const each = outcome.object('positive', type === 'code' ? ['codes'] : ['below', 'atLeast']);
  if (type === 'code') {
    const positive = readSpellings(each, 'codes', DICTIONARY_LIMITS.codes);
    const known = positive.every((code, at) => codes?.some((one) => one.code === code) && positive.indexOf(code) === at);
    return known && positive.length < (codes?.length ?? 0) ? { codes: positive } : each.refuse('codes');
  }
  if (each.has('below') === each.has('atLeast')) each.refuse('');
  return each.has('below') ? { below: each.number('below') } : { atLeast: each.number('atLeast') };
}

function checkWhole(dictionary: Dictionary): void {
  const names = new Set<string>();
  for (const { name } of dictionary.variables) {
    if (names.has(name)) throw new EcluseError('DICTIONARY_TWICE', { variable: name });
    names.add(name);
  }
  const moments = new Set(dictionary.moments?.map(({ name }) => name));
  for (const { name, knownFrom, outcome } of dictionary.variables) {
    const told = knownFrom ?? outcome?.predictedAt;
    if (told !== undefined && !moments.has(told)) throw new EcluseError('DICTIONARY_MOMENT', { variable: name, moment: told });
  }
  const count = (role: Role) => dictionary.variables.filter((each) => each.role === role).length;
  if (count('identifier') !== 1) throw new EcluseError('DICTIONARY_IDENTIFIER', { count: count('identifier') });
  const predictorCount = count('predictor');
  if (predictorCount === 0) throw new EcluseError('DICTIONARY_NO_PREDICTOR');
  if (predictorCount > DICTIONARY_LIMITS.predictors) {
    throw new EcluseError('DICTIONARY_PREDICTORS', { count: predictorCount, limit: DICTIONARY_LIMITS.predictors });
  }
}

/** The dictionary as canonical JSON: what a bundle carries and what the digest covers. */
export function dictionaryBytes(dictionary: Dictionary): Uint8Array {
  return canonicalJsonBytes(dictionary as unknown as Json);
}

/** SHA-256 of `dictionaryBytes`, in hexadecimal. */
export function dictionaryDigest(dictionary: Dictionary): string {
  return toHex(sha256(dictionaryBytes(dictionary)));
}

const withRole = (dictionary: Dictionary, role: Role) => dictionary.variables.filter((each) => each.role === role);

/** Predictors in the dictionary's order: the columns of every forest. */
export function predictors(dictionary: Dictionary): Variable[] {
  return withRole(dictionary, 'predictor');
}

export function outcomes(dictionary: Dictionary): Variable[] {
  return withRole(dictionary, 'outcome');
}

/** Variables kept for fairness checks alone: in training bundles, never columns of a forest. */
export function auditVariables(dictionary: Dictionary): Variable[] {
  return withRole(dictionary, 'audit-only');
}

export function groupVariables(dictionary: Dictionary): Variable[] {
  return withRole(dictionary, 'group');
}

/** The variable that holds the file number; exactly one stands in a dictionary. */
export function identifierVariable(dictionary: Dictionary): Variable {
  const found = withRole(dictionary, 'identifier')[0];
  if (!found) throw new EcluseError('DICTIONARY_IDENTIFIER', { count: 0 });
  return found;
}

export function featureNames(dictionary: Dictionary): string[] {
  return predictors(dictionary).map((each) => each.name);
}

/** Place of a moment in the dictionary's order; what is known from the start has place 0. */
export function momentPlace(dictionary: Dictionary, moment: string | undefined): number {
  return moment === undefined ? 0 : (dictionary.moments ?? []).findIndex(({ name }) => name === moment);
}
