import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex } from '../../src/base/bytes.ts';
import { writeAtomically } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { Core } from '../../src/bundle/core.ts';
import { keptKey } from '../../src/bundle/kept.ts';
import { type Sealed, type ShardInput, sealBundle } from '../../src/bundle/seal.ts';
import type { Card } from '../../src/keys/card.ts';
import type { Context } from './context.ts';
import type { SealedBundle } from './protocol.ts';
import { plaintextDigest } from './request.ts';

export type Sealing = Pick<Core, 'kind' | 'answers' | 'dictionary' | 'models' | 'destroyBy'> & {
  readonly recipient: Card;
  readonly shards: readonly ShardInput[];
  readonly folder: string;
  /** Name of the file before `.bundle`; the bundle's own id by default. */
  readonly name?: string;
};

/** Seals one bundle to its recipient and puts it in its place: the next of the chain towards that party. */
export function sealTo(context: Context, { recipient, shards, folder, name, ...core }: Sealing): SealedBundle {
  const { job, chains, card, secrets, random } = context;
  const head = chains.get(recipient.id) ?? { sequence: 0, previous: null };
  const id = toHex(random(16));
  const sequence = head.sequence + 1;
  // The same data trained twice give a model of the same name: the first is never overwritten.
  const taken = name !== undefined && existsSync(join(folder, `${name}.bundle`));
  const path = join(folder, `${name ?? id}${taken ? `.${id}` : ''}.bundle`);
  const keptUnder = job.keep === null ? null : keptKey(fromHex(job.keep.secret), id);
  let sealed: Sealed | null = null;
  writeAtomically(path, (sink) => {
    sealed = sealBundle(
      {
        core: { ...core, id, sequence, previous: head.previous, created: job.now, checkpoint: job.checkpoint },
        shards,
        sender: { card, secrets },
        recipient,
        random,
        keptUnder,
      },
      sink,
    );
  });
  context.sealed.push(path);
  const { coreHash, manifestHash, bytes } = sealed as unknown as Sealed;
  chains.set(recipient.id, { sequence, previous: manifestHash });
  const digest = plaintextDigest(shards.map((shard) => toHex(sha256(shard.bytes))));
  return { id, path, recipient: recipient.id, sequence, coreHash, manifestHash, bytes, digest };
}
