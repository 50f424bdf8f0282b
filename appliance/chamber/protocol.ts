import { concat, fromUtf8, u32, utf8 } from '../../src/base/bytes.ts';
import { EcluseError, isErrorCode } from '../../src/base/errors.ts';
import { canonicalJson, type Json, parseCanonicalJson } from '../../src/base/json.ts';
import type { Params } from '../../src/base/text.ts';
import type { CustodianSecret, Pair } from '../../src/keys/custody.ts';
import { closed, finite, integer, list, map, nullable, oneOf, type Shape, type Shaped, tagged, text } from './shape.ts';

/**
 * What passes between the appliance and its chamber. Out of the chamber first, one line: `isolated`, with its evidence. Then into it,
 * on stdin: one line, the job; then two custodians' passphrases, each as `u32 number ‖ u32 length ‖ bytes`, so that they never become strings of the
 * sender's heap. Then out of it, on stdout, one event a line. Every line is canonical JSON (RFC 8785) of a closed schema:
 * the schema is what keeps a pupil's row from coming out this way.
 */
export const JOB_LINE_LIMIT = 32 << 20;
export const EVENT_LINE_LIMIT = 4 << 20;
export const SECRET_LIMIT = 4096;

const hex = text(64, /^[0-9a-f]{64}$/);
const partyId = text(32, /^[0-9a-f]{32}$/);
const bundleId = text(32, /^[0-9a-f]{32}$/);
const modelId = text(200, /^[a-z0-9][a-z0-9._-]*$/);
const path = text(4096, /^\/[^\0]*$/);
const note = text(64 << 10);
const time = text(20, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const hiddenCount = nullable(count);
const label = text(400);
const gap = oneOf('chamber', 'machine');

/** The last bundle sent from the appliance to a party: sequence 0 and null before the first. `previous` is its manifest's SHA-256. */
const chain = closed({ sequence: count, previous: nullable(hex) });

const jobShape = closed({
  format: oneOf('ecluse.chamber/v1'),
  gap,
  /** Time of the session, for `created`, approvals and destruction dates. */
  now: time,
  /** The appliance's custody file. */
  custody: path,
  /** The appliance's own card, as its signed note. */
  card: note,
  /**
   * Bundles in quarantine, taken in this order. `purpose` must be the bundle's own kind: training yields models and an evaluation, scoring a
   * result. `coreHash` is the one taken at receipt; `sender` is the enrolled card's signed note.
   */
  bundles: list(closed({ purpose: oneOf('train', 'score'), id: bundleId, path, coreHash: hex, sender: note }), 1024),
  /** The appliance's own model bundles, with the card id of the CSS that each belongs to. */
  models: list(closed({ id: modelId, path, partner: partyId }), 4096),
  /** Approvals received, as signed notes. The chamber verifies each again. */
  approvals: list(note, 4096),
  /** Rotation notes of this appliance and of these senders: what bears a card that gave way is taken through them alone. */
  rotations: list(note, 4096),
  /** Hash of a past card of this appliance, and the vault of its decryption key, base64. */
  past: list(closed({ card: hex, vault: text(400, /^[A-Za-z0-9+/]+={0,2}$/) }), 64),
  /** Models the operator restricts this session to; null for all that the requests ask for. */
  only: nullable(list(modelId, 4096)),
  /** Card id → head of the chain towards that party (and towards the appliance itself, for models). */
  chains: map(/^[0-9a-f]{32}$/, chain, 2048),
  /** The ledger's signed checkpoint, which travels home in every bundle. */
  checkpoint: nullable(note),
  /** Folder of the sealed results and evaluations, and folder of the sealed models: `<bundle id>.bundle`, `<model id>.bundle`. */
  outgoing: path,
  modelsFolder: path,
  forest: closed({
    trees: integer(1, 2000),
    maxDepth: integer(1, 30),
    minLeaf: integer(1, 100_000),
    /** null: the square root of the number of predictors. */
    featuresPerNode: nullable(integer(1, 2000)),
    seed: integer(0, 0xffffffff),
  }),
  workers: integer(1, 64),
  /** A bundle that takes longer is set aside. The appliance kills a chamber that goes on past it. */
  secondsPerBundle: integer(1, 604_800),
  /**
   * How files rest on this disk (SPEC.md, Kept files): the key of each file given above, by its path, and the secret from which those of the files
   * that the chamber seals follow. Null: plain bundles.
   */
  keep: nullable(closed({ secret: hex, keys: map(/^\/[^\0]*$/, hex, 8192) })),
});
export type ChamberJob = Shaped<typeof jobShape>;

export const FOREST_DEFAULTS = { trees: 300, maxDepth: 12, minLeaf: 5, featuresPerNode: null, seed: 1 } as const;

const paramsShape: Shape<Params> = (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  const out: Record<string, string | number> = {};
  const entries = Object.entries(value as { readonly [key: string]: Json });
  if (entries.length > 16) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  for (const [name, param] of entries) {
    if (!/^[a-zA-Z]\w{0,39}$/.test(name)) throw new EcluseError('CHAMBER_PROTOCOL', { where });
    out[name] = typeof param === 'number' ? finite(param, where) : text(400)(param, where);
  }
  return out;
};
const code: Shape<EcluseError['code']> = (value, where) => {
  if (!isErrorCode(value)) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  return value;
};

const space = text(64, /^[a-z]+:\[[0-9]+\]$/);

/** What the child read about itself before it asked for anything secret. */
const evidence = closed({
  /** `readlink /proc/self/ns/net` */
  net: text(64, /^net:\[[0-9]+\]$/),
  /** Names in /proc/net/dev. */
  interfaces: list(text(64), 64),
  /** Lines of /proc/net/route and routes of /proc/net/ipv6_route whose device is not lo. */
  routes: count,
  /** Addresses that any interface bears, lo included: none while lo is down. */
  addresses: count,
  /** Bytes and packets counted on every interface, both ways. */
  traffic: count,
  /** Soft limit of a core file, in bytes. */
  coreLimit: integer(0, 1),
  /** Capabilities it holds, as /proc/self/status writes them, and whether it may ever gain one. */
  rights: text(16, /^[0-9a-f]{16}$/),
  noNewPrivs: integer(0, 1),
  /** Hard limits: files held open, threads and processes, bytes of one file. */
  limits: closed({ files: nullable(count), threads: nullable(count), fileSize: nullable(count) }),
  /** Its namespaces, the capabilities it could ever have, and the mounts it may write to; null where it has no room of its own. */
  room: nullable(
    closed({
      spaces: closed({ cgroup: space, ipc: space, mnt: space, pid: space, uts: space }),
      ceiling: text(16, /^[0-9a-f]{16}$/),
      writable: list(text(4096), 64),
    }),
  ),
  swap: oneOf('none', 'encrypted', 'plain'),
});
export type IsolationEvidence = Shaped<typeof evidence>;

const sealed = closed({
  id: bundleId,
  path,
  recipient: partyId,
  sequence: count,
  coreHash: hex,
  manifestHash: hex,
  bytes: count,
  /** SHA-256 of the plaintext shards' SHA-256, one after the other: the whole content, pseudonyms included, so not to be guessed. */
  digest: hex,
});
export type SealedBundle = Shaped<typeof sealed>;

/** From the highest. */
const bands = list(closed({ name: oneOf('very-high', 'high', 'moderate', 'low', 'very-low'), pupils: hiddenCount }), 5);
const contributions = closed({ profile: finite, behaviour: finite, attendance: finite, performance: finite, sociodemography: finite });

const scoredModel = closed({
  id: modelId,
  digest: hex,
  family: label,
  target: label,
  grade: nullable(label),
  /** Counts under 10, and those from which one could be worked out, are null; all of them, where this one is. */
  rows: hiddenCount,
  bands,
  /** Mean contribution of each category on the score scale; null where the rows are. */
  meanContributions: nullable(contributions),
});
export type ScoredModel = Shaped<typeof scoredModel>;

const ratio = closed({ value: nullable(finite), low: nullable(finite), high: nullable(finite), of: hiddenCount });
const stance = closed({ cutoff: finite, recall: ratio, precision: ratio });
const trainedModel = closed({
  id: modelId,
  digest: hex,
  outcome: label,
  family: label,
  target: label,
  grade: nullable(label),
  /** Null when it would say how few pupils have no known outcome. */
  rows: hiddenCount,
  positives: hiddenCount,
  auc: finite,
  brier: finite,
  targeted: stance,
  wide: stance,
  sealed,
});
export type TrainedModel = Shaped<typeof trainedModel>;

const refusedModel = closed({ id: modelId, code, params: paramsShape });
const skippedOutcome = closed({ outcome: label, grade: nullable(text(20)), code, params: paramsShape });

const qualitySummary = closed({
  rows: hiddenCount,
  variables: count,
  /** Per variable, in dictionary order: share of missing values, null where a count under 10 could be worked out. */
  missing: list(closed({ name: label, share: nullable(finite) }), 2100),
});
export type QualitySummary = Shaped<typeof qualitySummary>;

const request = { bundle: bundleId, coreHash: hex, sender: partyId };
const eventShapes = {
  isolated: closed({ event: oneOf('isolated'), evidence }),
  /** argon2id runs, once for each of two custodians: `done` of them. */
  unlocking: closed({ event: oneOf('unlocking'), done: integer(0, 2), total: integer(2, 2) }),
  /** Both together opened the custody file. */
  unlocked: closed({ event: oneOf('unlocked') }),
  progress: closed({
    event: oneOf('progress'),
    bundle: bundleId,
    stage: oneOf('opening', 'checking', 'training', 'scoring', 'sealing'),
    model: nullable(label),
    done: count,
    total: count,
  }),
  /** A bundle opened and passed every check. `digest`: SHA-256 over its plaintext shards, as for what is sealed. */
  opened: closed({ event: oneOf('opened'), ...request, rows: count, columns: count, digest: hex }),
  'set-aside': closed({ event: oneOf('set-aside'), bundle: bundleId, code, params: paramsShape }),
  /** A model of `score` was found good for this sender and loaded. */
  'model-loaded': closed({ event: oneOf('model-loaded'), bundle: bundleId, model: modelId, digest: hex, approval: hex }),
  scored: closed({
    event: oneOf('scored'),
    ...request,
    rows: hiddenCount,
    models: list(scoredModel, 4096),
    refused: list(refusedModel, 4096),
    quality: qualitySummary,
    sealed,
  }),
  trained: closed({
    event: oneOf('trained'),
    ...request,
    rows: hiddenCount,
    models: list(trainedModel, 1024),
    /** Of those models, how many went in the evaluation, as their CSS asked. */
    home: count,
    skipped: list(skippedOutcome, 1024),
    quality: qualitySummary,
    sealed,
  }),
  done: closed({ event: oneOf('done') }),
  failed: closed({ event: oneOf('failed'), code, params: paramsShape }),
} as const;

export type ChamberEvent = { [K in keyof typeof eventShapes]: Shaped<(typeof eventShapes)[K]> }[keyof typeof eventShapes];
export type EventOf<K extends ChamberEvent['event']> = Extract<ChamberEvent, { event: K }>;
const eventShape = tagged<ChamberEvent>('event', eventShapes as unknown as Record<string, Shape<ChamberEvent>>);

function encodeLine(value: unknown, limit: number, where: string): Uint8Array {
  const line = utf8(`${canonicalJson(value as Json)}\n`);
  if (line.length > limit) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  return line;
}

function decodeLine(line: Uint8Array, limit: number, where: string): Json {
  if (line.length === 0 || line.length > limit || line[line.length - 1] !== 0x0a) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  const body = line.subarray(0, -1);
  if (body.includes(0x0a)) throw new EcluseError('CHAMBER_PROTOCOL', { where });
  try {
    fromUtf8(body, where);
    return parseCanonicalJson(body, where);
  } catch {
    throw new EcluseError('CHAMBER_PROTOCOL', { where });
  }
}

/** One line, newline included. What is written is checked by the reader's own schema first. */
export function encodeJob(job: ChamberJob): Uint8Array {
  return encodeLine(jobShape(job as unknown as Json, 'job'), JOB_LINE_LIMIT, 'job');
}

export function decodeJob(line: Uint8Array): ChamberJob {
  return jobShape(decodeLine(line, JOB_LINE_LIMIT, 'job'), 'job');
}

export function encodeEvent(event: ChamberEvent): Uint8Array {
  return encodeLine(eventShape(event as unknown as Json, 'event'), EVENT_LINE_LIMIT, 'event');
}

export function decodeEvent(line: Uint8Array): ChamberEvent {
  return eventShape(decodeLine(line, EVENT_LINE_LIMIT, 'event'), 'event');
}

/** Twice `u32 number ‖ u32 length ‖ passphrase`: the caller wipes both passphrases, and this, once written. */
export function encodeSecrets(pair: Pair): Uint8Array {
  return concat(
    ...pair.flatMap(({ number, passphrase }) => {
      if (passphrase.length === 0 || passphrase.length > SECRET_LIMIT) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'secret' });
      return [u32(number), u32(passphrase.length), passphrase];
    }),
  );
}

/** Copies; null when they have not all come yet. */
export function decodeSecrets(bytes: Uint8Array): Pair | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const secrets: CustodianSecret[] = [];
  let at = 0;
  while (secrets.length < 2) {
    if (bytes.length < at + 8) return null;
    const [number, length] = [view.getUint32(at), view.getUint32(at + 4)];
    if (length === 0 || length > SECRET_LIMIT) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'secret' });
    if (bytes.length < at + 8 + length) return null;
    secrets.push({ number, passphrase: bytes.slice(at + 8, at + 8 + length) });
    at += 8 + length;
  }
  if (bytes.length > at) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'secret' });
  return secrets as unknown as Pair;
}
