import { concat, equalBytes, fromHex, toHex, u32 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Sink, writeAt } from '../base/files.ts';
import { ed25519Public } from '../base/note.ts';
import type { Random } from '../base/random.ts';
import type { Card } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { BUNDLE_FORMAT, type Core, checkCore, coreBytes, hashOfCore, type ShardEntry } from './core.ts';
import { hpkeSeal } from './hpke.ts';
import { KEPT_OVERHEAD, sealHead } from './kept.ts';
import { LIMITS } from './limits.ts';
import { HEAD_BYTES, hashOfManifest, MAGIC, type Manifest, manifestText, type SealedShard, signManifest } from './manifest.ts';
import { bundleInfo, commitment, shardKey } from './schedule.ts';
import { openShardWriter } from './shard-writer.ts';
import { sealedLength, sealStream } from './stream.ts';

export type ShardInput = Omit<ShardEntry, 'bytes'> & { readonly bytes: Uint8Array };
export type SealInput = {
  readonly core: Omit<Core, 'format' | 'shards' | 'sender' | 'recipient' | 'preview'> & Partial<Pick<Core, 'preview'>>;
  readonly shards: readonly ShardInput[];
  readonly sender: { readonly card: Card; readonly secrets: Secrets };
  readonly recipient: Card;
  readonly random: Random;
  /** Key under which the file rests where it is made: its head never lies open on that disk. */
  readonly keptUnder?: Uint8Array | null;
};
/** `bytes`: length of the bundle. */
export type Sealed = { readonly core: Core; readonly coreHash: string; readonly manifestHash: string; readonly bytes: number };

/**
 * Writes one whole bundle into `sink`, which must stand at the start of an empty file: the shards go out as they are sealed, a
 * megabyte at a time, then the manifest, which tells their hashes, is written into the place kept for it.
 *
 * Errors: those of `checkCore` (the sender refuses what a reader would), `KEY_CARD` when the secrets are not the card's,
 * `CARD_KEY` when the recipient's key admits no encapsulation, `BUNDLE_SIZE` above 4 GiB.
 */
export function sealBundle(input: SealInput, sink: Sink): Sealed {
  const { sender, recipient, shards, random } = input;
  if (!equalBytes(ed25519Public(sender.secrets.sign), sender.card.sign)) throw new EcluseError('KEY_CARD');
  const core = coreOf(input);
  const bytes = coreBytes(core);
  const coreHash = fromHex(hashOfCore(bytes));

  const bundleKey = random(32);
  const { enc, wrapped } = hpkeSeal(recipient.seal, bundleInfo(coreHash), bundleKey, random);
  const commit = commitment(bundleKey, coreHash);
  const manifestOf = (sealed: readonly SealedShard[]): Manifest => ({ core: bytes, enc, wrapped, commit, shards: sealed });
  const sign = (manifest: Manifest) => signManifest(manifest, sender.card.id, sender.secrets.sign);

  const blank = sign(manifestOf(shards.map((shard) => ({ length: sealedLength(shard.bytes.length), sha256: '0'.repeat(64) }))));
  const size = shards.reduce((sum, shard) => sum + sealedLength(shard.bytes.length), HEAD_BYTES + blank.length);
  if (size > LIMITS.fileBytes) throw new EcluseError('BUNDLE_SIZE', { size, limit: LIMITS.fileBytes });
  const { keptUnder } = input;
  const start = HEAD_BYTES + blank.length + (keptUnder ? KEPT_OVERHEAD : 0);
  sink.write(new Uint8Array(start));

  const manifest = manifestOf(sealShards(shards, (index) => shardKey(bundleKey, coreHash, index), sink, start));
  const note = sign(manifest);
  if (note.length !== blank.length) throw new EcluseError('INTERNAL', { where: 'manifest' });
  bundleKey.fill(0);
  const head = concat(MAGIC, u32(note.length), note);
  writeAt(sink.fd, keptUnder ? sealHead(keptUnder, head) : head, 0);
  return { core, coreHash: toHex(coreHash), manifestHash: hashOfManifest(manifestText(manifest)), bytes: size };
}

function coreOf({ core, shards, sender, recipient }: SealInput): Core {
  const whole: Core = {
    preview: null,
    ...core,
    format: BUNDLE_FORMAT,
    sender: { id: sender.card.id, card: sender.card.hash },
    recipient: { id: recipient.id, card: recipient.hash },
    shards: shards.map(({ type, name, rows, bytes }) => ({ type, name, rows, bytes: bytes.length })),
  };
  return checkCore(whole, LIMITS);
}

function sealShards(shards: readonly ShardInput[], keyOf: (index: number) => Uint8Array, sink: Sink, start: number): SealedShard[] {
  const lengths = shards.map(({ bytes }) => sealedLength(bytes.length));
  const writer = openShardWriter(lengths, sink, start);
  try {
    for (const [index, { bytes }] of shards.entries()) {
      sealStream(keyOf(index), bytes, writer.room, ({ length }) => writer.filled(length));
    }
    return writer.digests().map((sha256, index) => ({ length: lengths[index] ?? 0, sha256 }));
  } finally {
    writer.close();
  }
}
