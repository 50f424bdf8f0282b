import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { concat, fromBase64, fromUtf8, toBase64, toHex, u32, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { signNote } from '../../src/base/note.ts';
import { type CheckOptions, checkBundle } from '../../src/bundle/check.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import type { Card } from '../../src/keys/card.ts';
import { signerName } from '../../src/keys/signer.ts';
import type { PartyKeys } from './parties.ts';
import { openBundle } from './second/bundle.ts';
import { Refused } from './second/bytes.ts';
import { readCard } from './second/parties.ts';

// biome-ignore lint/suspicious/noExplicitAny: a core that a test is about to spoil
export type LooseCore = any;
/** A bundle in pieces. What a test does not change is put together again as the sender would. */
export type Parts = {
  core: LooseCore;
  enc: Uint8Array;
  wrapped: Uint8Array;
  commit: Uint8Array;
  shards: Uint8Array[];
};

export function takeApart(file: Uint8Array): Parts {
  const size = new DataView(file.buffer, file.byteOffset).getUint32(16);
  const lines = fromUtf8(file.slice(20, 20 + size)).split('\n');
  const value = (name: string) => (lines.find((line) => line.startsWith(`${name} `)) ?? '').slice(name.length + 1);
  let at = 20 + size;
  const shards = lines
    .filter((line) => line.startsWith('shard '))
    .map((line) => {
      const length = Number(line.split(' ')[1]);
      at += length;
      return file.slice(at - length, at);
    });
  const [enc, wrapped, commit] = ['key', 'wrapped', 'commit'].map((name) => fromBase64(value(name)));
  return { core: JSON.parse(value('core')), enc: enc!, wrapped: wrapped!, commit: commit!, shards };
}

export function manifestOf({ core, enc, wrapped, commit, shards }: Parts): string {
  const lines = [
    'ecluse.manifest/v1',
    `core ${canonicalJson(core as Json)}`,
    `key ${toBase64(enc)}`,
    `wrapped ${toBase64(wrapped)}`,
    `commit ${toBase64(commit)}`,
    ...shards.map((bytes) => `shard ${bytes.length} ${toHex(sha256(bytes))}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A file around any manifest bytes. */
export function fileOf(manifest: Uint8Array, shards: readonly Uint8Array[], declared = manifest.length): Uint8Array {
  return concat(utf8('ecluse.bundle/v1'), u32(declared), manifest, ...shards);
}

/** Signs a manifest's text as `signer` and lays the shards after it: what a party that holds this key could hand over. */
export function signedFile(text: string, signer: PartyKeys, shards: readonly Uint8Array[] = []): Uint8Array {
  return fileOf(utf8(signNote(text, signerName(signer.card.id), signer.secrets.sign)), shards);
}

export function putTogether(parts: Parts, signer: PartyKeys): Uint8Array {
  return signedFile(manifestOf(parts), signer, parts.shards);
}

/** Runs something that must refuse, and tells its code. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
  return 'taken';
}

export type ReaderSetup = { folder: string; reader: PartyKeys; enrolled: readonly Card[] };

/**
 * Hands `file` to the product, from the disk, and to the second reader: both must say the same. Returns the code, or `taken` when every
 * shard opened. `stage` tells how far the product went: `check` without a key, `unlock` with it, `read` in the shards.
 */
export function handOver({ folder, reader, enrolled }: ReaderSetup, file: Uint8Array, options: Partial<CheckOptions> = {}) {
  const path = join(folder, 'lot.bundle');
  writeFileSync(path, file);
  let stage = 'check';
  const code = codeOf(() => {
    const checked = checkBundle(path, {
      recipientId: reader.card.id,
      recipientCard: reader.card.hash,
      cardOf: (id) => enrolled.find((card) => card.id === id) ?? null,
      ...options,
    });
    stage = 'unlock';
    const unlocked = unlockBundle(checked, reader.secrets);
    stage = 'read';
    for (const index of checked.core.shards.keys()) readShard(unlocked, index);
  });
  if (Object.keys(options).length === 0) expect(secondCode({ reader, enrolled }, file)).toBe(code);
  return { code, stage: code === 'taken' ? 'taken' : stage };
}

export function secondCode({ reader, enrolled }: Omit<ReaderSetup, 'folder'>, file: Uint8Array): string {
  try {
    openBundle(file, {
      card: readCard(utf8(reader.card.text)),
      secrets: reader.secrets,
      enrolled: enrolled.map((card) => ({ ...card })),
    });
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'taken';
}
