import { equalBytes } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readExactly, readingFileInSteps } from '../base/files.ts';
import type { Note } from '../base/note.ts';
import { inOneGo, type Steps } from '../base/steps.ts';
import { type Card, signedByCard } from '../keys/card.ts';
import { type Core, hashOfCore } from './core.ts';
import { KEPT_OVERHEAD, openHead } from './kept.ts';
import { LIMITS, type Limits } from './limits.ts';
import { HEAD_BYTES, hashOfManifest, MAGIC, type Manifest, type ParsedManifest, parseManifest } from './manifest.ts';
import { checkHashes } from './shard-hashes.ts';

/** A bundle whose origin, address and sealed bytes have been verified. Nothing in it has been decrypted. Structured-cloneable. */
export type CheckedBundle = {
  readonly path: string;
  /** Bytes of the bundle. */
  readonly size: number;
  readonly core: Core;
  readonly coreHash: string;
  readonly manifestHash: string;
  readonly sender: Card;
  readonly manifest: Manifest;
  /** Where each sealed shard begins in the file. */
  readonly offsets: readonly number[];
};

export type CheckOptions = {
  readonly recipientId: string;
  /** Hashes of the reader's cards whose keys it has; then a bundle sealed to another of its cards is refused here. */
  readonly recipientCard?: string | readonly string[];
  /** The enrolled, unrevoked card of a party; null for any other. `hash`: the card that the bundle names, should the reader still take an earlier one. */
  readonly cardOf: (id: string, hash: string) => Card | null;
  readonly limits?: Limits;
  /** Key of the file, where it rests as the appliance keeps it. */
  readonly keptUnder?: Uint8Array | null;
  /** The reader's memory of this sender, asked between the recipient and the shard hashes: throws as `checkReplay` does. */
  readonly replay?: (core: Core, manifestHash: string) => void;
};

/**
 * Every check that needs no key, in the order of SPEC.md (Order of checks); the first that fails throws its code. Attacker-controlled:
 * the file is read in small pieces, and never more of it than its checked lengths allow.
 */
export function checkBundle(path: string, options: CheckOptions): CheckedBundle {
  return inOneGo(checkingBundle(path, options));
}

/** The same in pieces, for whoever others wait for. */
export function* checkingBundle(path: string, options: CheckOptions): Steps<CheckedBundle> {
  const limits = options.limits ?? LIMITS;
  return yield* readingFileInSteps(path, function* (fd, length): Steps<CheckedBundle> {
    const kept = options.keptUnder ? openHead(fd, length, path, options.keptUnder, limits.manifestBytes) : null;
    const size = kept ? length - KEPT_OVERHEAD : length;
    const manifestLength = manifestLengthOf(kept?.head ?? firstBytes(fd, length, path), size, limits);
    const bytes = kept ? kept.head.subarray(HEAD_BYTES) : new Uint8Array(manifestLength);
    if (!kept) readExactly(fd, bytes, HEAD_BYTES, path);
    else if (bytes.length !== manifestLength) throw new EcluseError('BUNDLE_LENGTH', { size, declared: HEAD_BYTES + manifestLength });
    const { note, manifest, core }: ParsedManifest = parseManifest(bytes, limits);
    const sender = senderOf(core, note, options.cardOf);
    if (core.recipient.id !== options.recipientId) throw new EcluseError('BUNDLE_RECIPIENT', { recipient: core.recipient.id });
    if (options.recipientCard !== undefined && ![options.recipientCard].flat().includes(core.recipient.card))
      throw new EcluseError('BUNDLE_RECIPIENT_CARD');
    const manifestHash = hashOfManifest(note.text);
    options.replay?.(core, manifestHash);
    const offsets = offsetsOf(manifest, kept?.start ?? HEAD_BYTES + manifestLength, length);
    yield* checkHashes(fd, path, manifest.shards, offsets);
    return { path, size, core, coreHash: hashOfCore(manifest.core), manifestHash, sender, manifest, offsets };
  });
}

/** As much of the head as the file has. */
function firstBytes(fd: number, size: number, path: string): Uint8Array {
  const head = new Uint8Array(Math.min(HEAD_BYTES, size));
  readExactly(fd, head, 0, path);
  return head;
}

/** Length of the manifest, from a file's first bytes and its size. @throws BUNDLE_SIZE, BUNDLE_FORM, BUNDLE_MANIFEST_SIZE, BUNDLE_LENGTH */
export function manifestLengthOf(head: Uint8Array, size: number, limits: Limits = LIMITS): number {
  if (size > limits.fileBytes) throw new EcluseError('BUNDLE_SIZE', { size, limit: limits.fileBytes });
  if (size <= HEAD_BYTES || head.length < HEAD_BYTES) throw new EcluseError('BUNDLE_FORM');
  if (!equalBytes(head.subarray(0, MAGIC.length), MAGIC)) throw new EcluseError('BUNDLE_FORM');
  const length = new DataView(head.buffer, head.byteOffset).getUint32(MAGIC.length);
  if (length === 0) throw new EcluseError('BUNDLE_FORM');
  if (length > limits.manifestBytes) throw new EcluseError('BUNDLE_MANIFEST_SIZE', { size: length, limit: limits.manifestBytes });
  if (HEAD_BYTES + length > size) throw new EcluseError('BUNDLE_LENGTH', { size, declared: HEAD_BYTES + length });
  return length;
}

function senderOf(core: Core, note: Note, cardOf: CheckOptions['cardOf']): Card {
  const card = cardOf(core.sender.id, core.sender.card);
  if (card === null) throw new EcluseError('BUNDLE_SENDER', { sender: core.sender.id });
  if (card.hash !== core.sender.card) throw new EcluseError('BUNDLE_CARD', { sender: core.sender.id });
  if (!signedByCard(note, card)) throw new EcluseError('BUNDLE_SIGNATURE', { sender: core.sender.id });
  return card;
}

function offsetsOf(manifest: Manifest, start: number, size: number): number[] {
  let at = start;
  const offsets = manifest.shards.map(({ length }) => {
    at += length;
    return at - length;
  });
  if (at !== size) throw new EcluseError('BUNDLE_LENGTH', { size, declared: at });
  return offsets;
}
