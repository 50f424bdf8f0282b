import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '../../src/base/bytes.ts';
import { writeAtomically } from '../../src/base/files.ts';
import type { Random } from '../../src/base/random.ts';
import { type Core, type Kind, SHAPES } from '../../src/bundle/core.ts';
import { type Sealed, type SealInput, type ShardInput, sealBundle } from '../../src/bundle/seal.ts';
import { type Card, makeCard } from '../../src/keys/card.ts';
import { type Secrets, secretsFromRoot } from '../../src/keys/secrets.ts';

/** Bytes that depend on the seed alone: SHA-256 in counter mode. For tests. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return (length) => {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed}/${counter++}`).digest();
      out.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return out;
  };
}

export type PartyKeys = { card: Card; secrets: Secrets };

/** A party whose keys and id follow from its name. */
export function party(role: 'partner' | 'appliance', name: string): PartyKeys {
  const random = seededRandom(`${role}/${name}`);
  const secrets = secretsFromRoot(random(32));
  const id = Buffer.from(random(16)).toString('hex');
  const log = role === 'appliance' ? secretsFromRoot(random(32)) : null;
  return { secrets, card: makeCard({ role, name, id, created: '2026-09-01T12:00:00Z', log: log && logKey(name) }, secrets) };
}

function logKey(name: string): Uint8Array {
  return makeCard(
    { role: 'partner', name, id: '0'.repeat(32), created: '2026-09-01T12:00:00Z', log: null },
    secretsFromRoot(seededRandom(`log/${name}`)(32)),
  ).sign;
}

export const CORES: { readonly [kind in Kind]: Partial<Core> } = {
  score: { dictionary: { version: '2026.1', sha256: 'd'.repeat(64) } },
  train: { dictionary: { version: '2026.1', sha256: 'd'.repeat(64) } },
  result: { answers: 'a'.repeat(64) },
  evaluation: { answers: 'a'.repeat(64) },
  model: {},
};

/** Shards as the kind wants them: its small documents, then tables of the given sizes (a kind without tables takes none). */
export function shardsOf(kind: Kind, ...sizes: number[]): ShardInput[] {
  const { documents, tables } = SHAPES[kind];
  const random = seededRandom(`shards/${kind}`);
  return [
    ...documents.map((name) => ({ type: 'document' as const, name, rows: 0, bytes: utf8(`{"format":"${name}"}`) })),
    ...(tables === null ? [] : sizes).map((size) => ({ type: 'table' as const, name: tables ?? '', rows: 3, bytes: random(size) })),
  ];
}

export function coreFields(kind: Kind, changes: Partial<Core> = {}): SealInput['core'] {
  return {
    id: '0123456789abcdef0123456789abcdef',
    kind,
    sequence: 1,
    previous: null,
    answers: null,
    dictionary: null,
    models: [],
    created: '2026-09-02T08:00:00Z',
    destroyBy: '2027-06-30',
    checkpoint: null,
    ...CORES[kind],
    ...changes,
  };
}

export type SealOptions = { kind?: Kind; shards?: ShardInput[]; core?: Partial<Core>; seed?: string };

/** Seals a bundle at `path`; everything random follows from `seed`. */
export function sealAt(path: string, sender: PartyKeys, recipient: Card, options: SealOptions = {}): Sealed {
  const kind = options.kind ?? 'score';
  const shards = options.shards ?? shardsOf(kind, 100);
  const random = seededRandom(options.seed ?? 'bundle');
  let sealed: Sealed | undefined;
  writeAtomically(path, (sink) => {
    sealed = sealBundle({ core: coreFields(kind, options.core), shards, sender, recipient, random }, sink);
  });
  return sealed!;
}

/** A folder for one test file, and how to take it away. */
export function scratch(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ecluse-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
