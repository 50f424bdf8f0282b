import { toHex } from '../base/bytes.ts';
import { isDay, isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson } from '../base/json.ts';
import type { Limits } from './limits.ts';

export const BUNDLE_FORMAT = 'ecluse.bundle/v1';
export const KINDS = ['score', 'train', 'result', 'evaluation', 'model'] as const;

export type Kind = (typeof KINDS)[number];
export type Party = { readonly id: string; readonly card: string };
/** SHA-256 of the page its sender kept of what leaves, and of the exception to the ceiling of risk under which it leaves, if any; hex. */
export type KeptPreview = { readonly sha256: string; readonly exception: string | null };
/** `bytes`: length of the plaintext. `rows`: 0 in a document. */
export type ShardEntry = { readonly type: 'table' | 'document'; readonly name: string; readonly rows: number; readonly bytes: number };

/** What the sender says of a bundle, signed as it stands (SPEC.md, Core). */
export type Core = {
  readonly format: typeof BUNDLE_FORMAT;
  readonly id: string;
  readonly kind: Kind;
  readonly sender: Party;
  readonly recipient: Party;
  readonly sequence: number;
  /** Hash of the sender's previous manifest to this recipient; null when sequence is 1. */
  readonly previous: string | null;
  /** SHA-256 of the request's core, in a result or an evaluation. */
  readonly answers: string | null;
  readonly dictionary: { readonly version: string; readonly sha256: string } | null;
  readonly models: readonly string[];
  readonly shards: readonly ShardEntry[];
  readonly created: string;
  readonly destroyBy: string;
  /** The whole signed checkpoint that the sender saw last. */
  readonly checkpoint: string | null;
  /** In a request alone, and null where no page was kept. */
  readonly preview: KeptPreview | null;
};

export function coreBytes(core: Core): Uint8Array {
  return canonicalJsonBytes(core);
}

/** SHA-256 of the core's bytes, hex: what a result `answers`. */
export function hashOfCore(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

const HEX32 = /^[0-9a-f]{32}$/;
const HEX64 = /^[0-9a-f]{64}$/;
const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const CORE_MEMBERS =
  'answers,checkpoint,created,destroyBy,dictionary,format,id,kind,models,preview,previous,recipient,sender,sequence,shards'.split(',');

export function isSlug(text: unknown, longest: number): text is string {
  return typeof text === 'string' && text.length <= longest && SLUG.test(text);
}

export function isHash(text: unknown): text is string {
  return typeof text === 'string' && HEX64.test(text);
}

export function isId(text: unknown): text is string {
  return typeof text === 'string' && HEX32.test(text);
}

function need(condition: boolean, where: string): void {
  if (!condition) throw new EcluseError('BUNDLE_CORE', { where });
}

type Loose = { readonly [member: string]: Json | undefined };

/** An object with exactly these members. */
function members(value: Json | undefined, names: readonly string[], where: string): Loose {
  need(typeof value === 'object' && value !== null && !Array.isArray(value), where);
  const record = value as Loose;
  const keys = Object.keys(record);
  need(keys.length === names.length && names.every((name) => Object.hasOwn(record, name)), where);
  return record;
}

/**
 * Reads a core. Attacker-controlled: closed schema, canonical form. Errors: `BUNDLE_VERSION`, `BUNDLE_CORE` (naming the member),
 * then `BUNDLE_LIMIT`, `BUNDLE_SHAPE` and `BUNDLE_EMPTY` for what it declares.
 */
export function parseCore(bytes: Uint8Array, limits: Limits): Core {
  let value: Json;
  try {
    value = parseCanonicalJson(bytes, 'lot');
  } catch (cause) {
    throw new EcluseError('BUNDLE_CORE', { where: 'JSON' }, { cause });
  }
  return checkCore(value, limits);
}

export function checkCore(value: Json, limits: Limits): Core {
  const format = typeof value === 'object' && value !== null ? (value as Loose).format : undefined;
  if (typeof format === 'string' && format.startsWith('ecluse.bundle/') && format !== BUNDLE_FORMAT)
    throw new EcluseError('BUNDLE_VERSION');
  const core = members(value, CORE_MEMBERS, 'membres');
  need(format === BUNDLE_FORMAT, 'format');
  need(isId(core.id), 'id');
  const { kind } = core;
  need(typeof kind === 'string' && (KINDS as readonly string[]).includes(kind), 'kind');
  checkParty(core.sender, 'sender');
  checkParty(core.recipient, 'recipient');
  need(Number.isSafeInteger(core.sequence) && (core.sequence as number) >= 1, 'sequence');
  need(core.sequence === 1 ? core.previous === null : isHash(core.previous), 'previous');
  need(kind === 'result' || kind === 'evaluation' ? isHash(core.answers) : core.answers === null, 'answers');
  checkDictionary(core.dictionary, kind === 'score' || kind === 'train');
  checkDates(core);
  checkCheckpoint(core.checkpoint, limits);
  checkPreview(core.preview, kind === 'score' || kind === 'train');
  checkModels(core.models, limits);
  checkShards(core.shards, limits, kind === 'model' ? limits.modelBytes : limits.shardBytes);
  const checked = value as unknown as Core;
  checkShape(checked, limits);
  return checked;
}

function checkParty(value: Json | undefined, where: string): void {
  const party = members(value, ['card', 'id'], where);
  need(isId(party.id) && isHash(party.card), where);
}

function checkDictionary(value: Json | undefined, mandatory: boolean): void {
  if (value === null && !mandatory) return;
  const { version, sha256: digest } = members(value, ['sha256', 'version'], 'dictionary');
  need(typeof version === 'string' && version.length >= 1 && version.length <= 100 && !CONTROL.test(version), 'dictionary');
  need(isHash(digest), 'dictionary');
}

function checkDates({ created, destroyBy }: Loose): void {
  need(typeof created === 'string' && isTimestamp(created), 'created');
  need(typeof destroyBy === 'string' && isDay(destroyBy) && destroyBy >= (created as string).slice(0, 10), 'destroyBy');
}

function checkCheckpoint(value: Json | undefined, limits: Limits): void {
  if (value === null) return;
  need(typeof value === 'string' && !CONTROL.test((value as string).replaceAll('\n', '')), 'checkpoint');
  atMost('checkpoint', (value as string).length, limits.checkpointChars);
}

function checkPreview(value: Json | undefined, request: boolean): void {
  if (value === null) return;
  need(request, 'preview');
  const { exception, sha256: digest } = members(value, ['exception', 'sha256'], 'preview');
  need(isHash(digest) && (exception === null || isHash(exception)), 'preview');
}

function checkModels(value: Json | undefined, limits: Limits): void {
  need(Array.isArray(value), 'models');
  const models = value as readonly Json[];
  atMost('models', models.length, limits.models);
  need(models.every((model) => isSlug(model, 128)) && new Set(models).size === models.length, 'models');
}

function checkShards(value: Json | undefined, limits: Limits, shardBytes: number): void {
  need(Array.isArray(value) && value.length >= 1, 'shards');
  const shards = value as readonly Json[];
  atMost('shards', shards.length, limits.shards);
  for (const [index, item] of shards.entries()) {
    const where = `shards[${index}]`;
    const { type, name, rows, bytes } = members(item, ['bytes', 'name', 'rows', 'type'], where);
    need(type === 'table' || type === 'document', where);
    need(isSlug(name, 64) && isCount(rows) && isCount(bytes) && (type === 'table' || rows === 0), where);
    atMost(`${where}.bytes`, bytes as number, shardBytes);
    atMost(`${where}.rows`, rows as number, limits.rows);
  }
}

function isCount(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function atMost(where: string, declared: number, limit: number): void {
  if (declared > limit) throw new EcluseError('BUNDLE_LIMIT', { where, declared, limit });
}

type KindShape = {
  readonly documents: readonly string[];
  readonly optional: string | null;
  readonly more: string | null;
  readonly tables: string | null;
};
/** What each kind carries: its documents, in order, one that it may have, any number of another (`more`), then tables of one name (null: none). */
export const SHAPES: { readonly [kind in Kind]: KindShape } = {
  score: { documents: ['dictionary'], optional: null, more: null, tables: 'pupils' },
  train: { documents: ['dictionary'], optional: 'campaign', more: null, tables: 'pupils' },
  result: { documents: ['report', 'quality'], optional: null, more: null, tables: 'scores' },
  evaluation: { documents: ['evaluation', 'quality'], optional: null, more: 'model', tables: null },
  model: { documents: ['model'], optional: null, more: null, tables: null },
};

/** Documents that stand before the tables of these shards. */
export function documentCount(shards: readonly ShardEntry[]): number {
  const table = shards.findIndex(({ type }) => type === 'table');
  return table < 0 ? shards.length : table;
}

function checkShape({ kind, shards }: Core, limits: Limits): void {
  const { documents: mandatory, optional, more: repeated, tables } = SHAPES[kind];
  const more = shards[mandatory.length];
  const documents = optional !== null && more?.type === 'document' && more.name === optional ? [...mandatory, optional] : mandatory;
  const wrong = (index: number) => new EcluseError('BUNDLE_SHAPE', { kind, where: `shards[${index}]` });
  const odd = shards.findIndex(({ type, name }, index) => {
    const document = documents[index];
    if (document !== undefined) return type !== 'document' || name !== document;
    return repeated === null ? type !== 'table' || name !== tables : type !== 'document' || name !== repeated;
  });
  if (odd >= 0) throw wrong(odd);
  if (shards.length < documents.length) throw wrong(shards.length);
  if (kind !== 'score' && kind !== 'train') return;
  const pupils = shards.reduce((sum, shard) => sum + shard.rows, 0);
  if (pupils === 0) throw new EcluseError('BUNDLE_EMPTY', { kind });
  atMost('rows', pupils, limits.rows);
}
