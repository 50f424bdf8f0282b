import { fromBase64, fromDecimal, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { sha256 } from '../base/hash.ts';
import { type Note, parseNote, signNote } from '../base/note.ts';
import { signerName } from '../keys/signer.ts';
import { XWING } from '../keys/xwing.ts';
import { type Core, parseCore } from './core.ts';
import type { Limits } from './limits.ts';
import { sealedLength } from './stream.ts';

export const MANIFEST_FORMAT = 'ecluse.manifest/v1';
export const MAGIC = utf8('ecluse.bundle/v1');
/** Magic, then the manifest's length (u32). */
export const HEAD_BYTES = 20;

/** A sealed shard as the manifest declares it: length and SHA-256 of the sealed bytes. */
export type SealedShard = { readonly length: number; readonly sha256: string };
export type Manifest = {
  readonly core: Uint8Array;
  readonly enc: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly commit: Uint8Array;
  readonly shards: readonly SealedShard[];
};

export function manifestText({ core, enc, wrapped, commit, shards }: Manifest): string {
  return writeFields(MANIFEST_FORMAT, [
    ['core', fromUtf8(core)],
    ['key', toBase64(enc)],
    ['wrapped', toBase64(wrapped)],
    ['commit', toBase64(commit)],
    ...shards.map((shard) => ['shard', `${shard.length} ${shard.sha256}`] as const),
  ]);
}

/** The whole signed note. */
export function signManifest(manifest: Manifest, senderId: string, seed: Uint8Array): Uint8Array {
  return utf8(signNote(manifestText(manifest), signerName(senderId), seed));
}

export function hashOfManifest(text: string): string {
  return toHex(sha256(utf8(text)));
}

export type ParsedManifest = { readonly note: Note; readonly manifest: Manifest; readonly core: Core };

/**
 * Note syntax, fields, core and what it declares, shard lines against the core; the signature is not looked at yet. Attacker-controlled.
 * Errors: `BUNDLE_NOTE`, `BUNDLE_MANIFEST`, those of `parseCore`, `BUNDLE_MANIFEST` again when the lines are not those of the core's shards.
 */
export function parseManifest(bytes: Uint8Array, limits: Limits): ParsedManifest {
  const note = readNote(bytes);
  const manifest = readManifest(note.text);
  const core = parseCore(manifest.core, limits);
  if (manifest.shards.length !== core.shards.length) throw malformed('shard');
  for (const [index, { length }] of manifest.shards.entries()) {
    if (length !== sealedLength(core.shards[index]?.bytes ?? -1)) throw malformed(`shard ${index}`);
  }
  return { note, manifest, core };
}

function readNote(bytes: Uint8Array): Note {
  let note: Note;
  try {
    note = parseNote(bytes);
  } catch (cause) {
    throw new EcluseError('BUNDLE_NOTE', {}, { cause });
  }
  if (note.signatures.length !== 1) throw new EcluseError('BUNDLE_NOTE');
  return note;
}

const malformed = (where: string, cause?: unknown) => new EcluseError('BUNDLE_MANIFEST', { where }, { cause });

function readManifest(text: string): Manifest {
  const fields = readFields(text, MANIFEST_FORMAT, malformed);
  const bytes = (name: string, length: number) =>
    fields.read(name, (value) => {
      const read = fromBase64(value);
      if (read.length !== length) throw malformed(name);
      return read;
    });
  const core = utf8(fields.take('core'));
  const enc = bytes('key', XWING.encapsulation);
  const wrapped = bytes('wrapped', 48);
  const commit = bytes('commit', 32);
  const shards: SealedShard[] = [];
  while (fields.next('shard')) shards.push(fields.read('shard', readShard));
  fields.end();
  const manifest = { core, enc, wrapped, commit, shards };
  if (manifestText(manifest) !== text) throw malformed('canonical form');
  return manifest;
}

function readShard(value: string): SealedShard {
  const [length = '', sha = '', ...rest] = value.split(' ');
  if (rest.length > 0 || fromHex(sha).length !== 32) throw malformed('shard');
  return { length: fromDecimal(length), sha256: sha };
}
