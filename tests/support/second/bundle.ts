import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import {
  type Any,
  base64,
  be,
  bytesEqual,
  decimal,
  Expand,
  Extract,
  H,
  hex,
  isDate,
  isHex,
  isSlug,
  isTime,
  jcs,
  join,
  must,
  step,
  text8,
  unbase64,
  unjcs,
} from './bytes.ts';
import {
  decapsulate,
  encapsulate,
  isSignedBy,
  readFields,
  readNote,
  type SecondCard,
  type SecondSecrets,
  type Signed,
  writeNote,
} from './parties.ts';

const MAGIC = 'ecluse.bundle/v1';
const CHUNK = 65_536;

const chunks = (bytes: number) => Math.max(1, Math.ceil(bytes / CHUNK));
const sealedLength = (bytes: number) => bytes + 16 * chunks(bytes);

/** RFC 9180, base mode, X-Wing / HKDF-SHA256 / ChaCha20-Poly1305. */
function hpkeKey(shared: Uint8Array, coreHash: Uint8Array) {
  const suite = join(text8('HPKE'), be(0x647a, 2), be(0x0001, 2), be(0x0003, 2));
  const empty = new Uint8Array(0);
  const extract = (salt: Uint8Array, label: string, ikm: Uint8Array) => Extract(salt, join(text8('HPKE-v1'), suite, text8(label), ikm));
  const info = join(text8(MAGIC), coreHash);
  const context = join(Uint8Array.of(0), extract(empty, 'psk_id_hash', empty), extract(empty, 'info_hash', info));
  const secret = extract(shared, 'secret', empty);
  const expand = (label: string, length: number) =>
    Expand(secret, join(be(length, 2), text8('HPKE-v1'), suite, text8(label), context), length);
  return chacha20poly1305(expand('key', 32), expand('base_nonce', 12));
}

const commitOf = (key: Uint8Array, coreHash: Uint8Array) => Expand(key, join(text8('commit'), coreHash));
const shardKey = (key: Uint8Array, coreHash: Uint8Array, index: number) => Expand(key, join(text8('shard'), coreHash, be(index, 4)));
const nonce = (chunk: number, last: boolean) => join(be(chunk, 11), Uint8Array.of(last ? 1 : 0));

function sealShard(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const count = chunks(bytes.length);
  return join(
    ...Array.from({ length: count }, (_, n) =>
      chacha20poly1305(key, nonce(n, n === count - 1)).encrypt(bytes.slice(n * CHUNK, (n + 1) * CHUNK)),
    ),
  );
}

function openShard(key: Uint8Array, sealed: Uint8Array, bytes: number): Uint8Array {
  const count = chunks(bytes);
  return join(
    ...Array.from({ length: count }, (_, n) =>
      chacha20poly1305(key, nonce(n, n === count - 1)).decrypt(sealed.slice(n * (CHUNK + 16), (n + 1) * (CHUNK + 16))),
    ),
  );
}

const SHAPES: Record<string, [documents: string[], tables: string | null]> = {
  score: [['dictionary'], 'pupils'],
  train: [['dictionary'], 'pupils'],
  result: [['report', 'quality'], 'scores'],
  evaluation: [['evaluation', 'quality'], null],
  model: [['model'], null],
};

function onlyMembers(value: Any, names: string): void {
  must(value !== null && typeof value === 'object' && !Array.isArray(value), 'BUNDLE_CORE');
  must(Object.keys(value).sort().join(' ') === names, 'BUNDLE_CORE');
}

function checkCore(core: Any): void {
  const core1 = 'BUNDLE_CORE';
  if (core !== null && typeof core === 'object') {
    const { format } = core;
    must(typeof format !== 'string' || !format.startsWith('ecluse.bundle/') || format === MAGIC, 'BUNDLE_VERSION');
  }
  onlyMembers(
    core,
    'answers checkpoint created destroyBy dictionary format id kind models preview previous recipient sender sequence shards',
  );
  must(core.format === MAGIC && isHex(core.id, 32) && Object.hasOwn(SHAPES, core.kind), core1);
  for (const party of [core.sender, core.recipient]) {
    onlyMembers(party, 'card id');
    must(isHex(party.id, 32) && isHex(party.card, 64), core1);
  }
  must(Number.isSafeInteger(core.sequence) && core.sequence >= 1, core1);
  must(core.sequence === 1 ? core.previous === null : isHex(core.previous, 64), core1);
  const request = core.kind === 'score' || core.kind === 'train';
  must(core.kind === 'result' || core.kind === 'evaluation' ? isHex(core.answers, 64) : core.answers === null, core1);
  if (core.dictionary !== null || request) {
    onlyMembers(core.dictionary, 'sha256 version');
    const { version, sha256 } = core.dictionary;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
    must(typeof version === 'string' && version.length >= 1 && version.length <= 100 && !/[\u0000-\u001f\u007f]/.test(version), core1);
    must(isHex(sha256, 64), core1);
  }
  must(isTime(core.created) && isDate(core.destroyBy) && core.destroyBy >= core.created.slice(0, 10), core1);
  if (core.checkpoint !== null) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
    must(typeof core.checkpoint === 'string' && !/[\u0000-\u0009\u000b-\u001f\u007f]/.test(core.checkpoint), core1);
    must(core.checkpoint.length <= 8192, 'BUNDLE_LIMIT');
  }
  if (core.preview !== null) {
    must(request, core1);
    onlyMembers(core.preview, 'exception sha256');
    const { exception, sha256 } = core.preview;
    must(isHex(sha256, 64) && (exception === null || isHex(exception, 64)), core1);
  }
  must(Array.isArray(core.models), core1);
  must(core.models.length <= 1024, 'BUNDLE_LIMIT');
  must(core.models.every((model: Any) => isSlug(model, 128)) && new Set(core.models).size === core.models.length, core1);
  must(Array.isArray(core.shards) && core.shards.length >= 1, core1);
  must(core.shards.length <= 1024, 'BUNDLE_LIMIT');
  for (const shard of core.shards) {
    onlyMembers(shard, 'bytes name rows type');
    const { bytes, name, rows, type } = shard;
    must((type === 'table' || type === 'document') && isSlug(name, 64), core1);
    must(Number.isSafeInteger(bytes) && bytes >= 0 && Number.isSafeInteger(rows) && rows >= 0 && (rows === 0 || type === 'table'), core1);
    must(bytes <= 268_435_456 && rows <= 200_000, 'BUNDLE_LIMIT');
  }
  const [documents, tables] = SHAPES[core.kind] ?? [[], null];
  must(core.shards.length >= documents.length, 'BUNDLE_SHAPE');
  core.shards.forEach(({ type, name }: Any, index: number) => {
    const after = core.kind === 'evaluation' ? 'document model' : tables === null ? null : `table ${tables}`;
    must(`${type} ${name}` === (index < documents.length ? `document ${documents[index]}` : after), 'BUNDLE_SHAPE');
  });
  if (!request) return;
  const pupils = core.shards.reduce((sum: number, shard: Any) => sum + shard.rows, 0);
  must(pupils > 0, 'BUNDLE_EMPTY');
  must(pupils <= 200_000, 'BUNDLE_LIMIT');
}

type Head = {
  note: Signed;
  core: Any;
  coreBytes: Uint8Array;
  enc: Uint8Array;
  wrapped: Uint8Array;
  commit: Uint8Array;
  shards: { length: number; sha256: string }[];
};

function readManifest(bytes: Uint8Array): Head {
  const bad = 'BUNDLE_MANIFEST';
  const note = readNote(bytes, 'BUNDLE_NOTE');
  const fields = readFields(note.text, 'ecluse.manifest/v1', ['core', 'key', 'wrapped', 'commit', 'shard*'], bad);
  const one = (name: string) => fields[name]?.[0] ?? '';
  const read = step(bad, () => ({
    note,
    coreBytes: text8(one('core')),
    enc: unbase64(one('key'), 1120),
    wrapped: unbase64(one('wrapped'), 48),
    commit: unbase64(one('commit'), 32),
    shards: (fields.shard ?? []).map((line) => {
      const [length = '', sha256 = '', ...more] = line.split(' ');
      must(more.length === 0 && isHex(sha256, 64), bad);
      return { length: decimal(length), sha256 };
    }),
  }));
  const core = step('BUNDLE_CORE', () => unjcs(read.coreBytes));
  checkCore(core);
  must(read.shards.length === core.shards.length, bad);
  read.shards.forEach(({ length }, index) => {
    must(length === sealedLength(core.shards[index].bytes), bad);
  });
  return { ...read, core };
}

export type Reader = {
  card: SecondCard;
  secrets: SecondSecrets;
  /** Enrolled, unrevoked cards. */
  enrolled: readonly SecondCard[];
};
export type Opened = { core: Any; coreHash: string; manifestHash: string; shards: Uint8Array[] };

/** Every step of SPEC.md's order of checks save the replay rules, which need a memory. */
export function openBundle(file: Uint8Array, reader: Reader): Opened {
  must(file.length <= 4_294_967_296, 'BUNDLE_SIZE');
  must(file.length >= 21 && bytesEqual(file.subarray(0, 16), text8(MAGIC)), 'BUNDLE_FORM');
  const size = new DataView(file.buffer, file.byteOffset).getUint32(16);
  must(size > 0, 'BUNDLE_FORM');
  must(size <= 4_194_304, 'BUNDLE_MANIFEST_SIZE');
  must(20 + size <= file.length, 'BUNDLE_LENGTH');
  const { note, core, coreBytes, enc, wrapped, commit, shards } = readManifest(file.subarray(20, 20 + size));
  const sender = reader.enrolled.find((card) => card.id === core.sender.id);
  must(sender !== undefined, 'BUNDLE_SENDER');
  must(sender.hash === core.sender.card, 'BUNDLE_CARD');
  must(isSignedBy(note, sender.id, sender.sign), 'BUNDLE_SIGNATURE');
  must(core.recipient.id === reader.card.id, 'BUNDLE_RECIPIENT');
  must(core.recipient.card === reader.card.hash, 'BUNDLE_RECIPIENT_CARD');
  must(shards.reduce((sum, { length }) => sum + length, 20 + size) === file.length, 'BUNDLE_LENGTH');
  let at = 20 + size;
  const sealed = shards.map(({ length }) => {
    at += length;
    return file.subarray(at - length, at);
  });
  sealed.forEach((bytes, index) => {
    must(hex(H(bytes)) === shards[index]?.sha256, 'BUNDLE_SHARD_HASH');
  });
  const coreHash = H(coreBytes);
  const key = step('BUNDLE_KEY', () => hpkeKey(decapsulate(reader.secrets.seal, enc), coreHash).decrypt(wrapped));
  must(bytesEqual(commitOf(key, coreHash), commit), 'BUNDLE_COMMITMENT');
  const opened = sealed.map((bytes, index) =>
    step('BUNDLE_CHUNK', () => openShard(shardKey(key, coreHash, index), bytes, core.shards[index].bytes)),
  );
  return { core, coreHash: hex(coreHash), manifestHash: hex(H(text8(note.text))), shards: opened };
}

/** Seals a bundle from SPEC.md: `core` without its shards' `bytes`, which are measured. */
export function sealBundle(
  core: Any,
  shards: readonly Uint8Array[],
  sender: { id: string; secrets: SecondSecrets },
  recipient: SecondCard,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const whole = { ...core, shards: core.shards.map((shard: Any, index: number) => ({ ...shard, bytes: shards[index]?.length })) };
  const coreBytes = text8(jcs(whole));
  const coreHash = H(coreBytes);
  const key = random(32);
  const { enc, shared } = encapsulate(recipient.seal, random(64));
  const sealed = shards.map((bytes, index) => sealShard(shardKey(key, coreHash, index), bytes));
  const lines = [
    'ecluse.manifest/v1',
    `core ${jcs(whole)}`,
    `key ${base64(enc)}`,
    `wrapped ${base64(hpkeKey(shared, coreHash).encrypt(key))}`,
    `commit ${base64(commitOf(key, coreHash))}`,
    ...sealed.map((bytes) => `shard ${bytes.length} ${hex(H(bytes))}`),
  ];
  const manifest = writeNote(`${lines.join('\n')}\n`, sender.id, sender.secrets.sign);
  return join(text8(MAGIC), be(manifest.length, 4), manifest, ...sealed);
}
