import { createHash } from 'node:crypto';
import { lchownSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { readExactly, readingFile } from '../../src/base/files.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import type { Kind } from '../../src/bundle/core.ts';
import type { SealedBundle } from '../chamber/protocol.ts';
import { onDisk } from '../disk.ts';
import type { Appliance } from '../home.ts';
import { keptDigest } from '../retention/kept.ts';

export type Expected = {
  readonly folder: string;
  readonly recipient: string;
  readonly recipientCard: string;
  readonly kind: Kind;
  /** Core hash of the request it answers. */
  readonly answers: string | null;
  /** Head of the chain towards the recipient. */
  /** Under which the file must rest. */
  readonly key: Uint8Array;
  readonly chain: { readonly sequence: number; readonly previous: string | null };
};

/**
 * Reads again, without a key, what the chamber says it has sealed: by this appliance, to this party and no other, in answer to this request, next in its
 * chain, in its place. Returns the file's SHA-256. @throws CHAMBER_PROTOCOL
 */
export function requireSealed(app: Appliance, sealed: SealedBundle, expected: Expected): string {
  const wrong = (where: string, cause?: unknown) => new EcluseError('CHAMBER_PROTOCOL', { where: `sealed.${where}` }, { cause });
  if (dirname(sealed.path) !== expected.folder || !lstatSync(sealed.path, { throwIfNoEntry: false })?.isFile()) throw wrong('path');
  if (sealed.recipient !== expected.recipient) throw wrong('recipient');
  let checked: ReturnType<typeof checkBundle>;
  try {
    const cardOf = (id: string) => (id === app.card.id ? app.card : null);
    checked = checkBundle(sealed.path, {
      keptUnder: expected.key,
      recipientId: expected.recipient,
      recipientCard: expected.recipientCard,
      cardOf,
    });
  } catch (error) {
    throw wrong(error instanceof EcluseError ? error.code : 'path', error);
  }
  const { core } = checked;
  const { chain } = expected;
  if (core.id !== sealed.id || checked.size !== sealed.bytes) throw wrong('id');
  if (checked.coreHash !== sealed.coreHash || checked.manifestHash !== sealed.manifestHash) throw wrong('hash');
  if (core.kind !== expected.kind || core.answers !== expected.answers) throw wrong('answers');
  // A number may be passed over, when a bundle failed after sealing; a number used twice would split the chain.
  if (core.sequence !== sealed.sequence || core.sequence <= chain.sequence) throw wrong('sequence');
  if (core.sequence === chain.sequence + 1 && core.previous !== chain.previous) throw wrong('previous');
  own(sealed.path, expected.folder);
  return keptDigest(sealed.path, expected.key);
}

/**
 * Root's chamber works under an id of its own: what it sealed goes to whoever has the folder, and no later chamber may touch it. It lives still, and
 * could put a link in the file's place: no link is followed.
 */
function own(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  onDisk(path, () => lchownSync(path, uid, gid));
}

/** SHA-256 of a file, hex, read piece by piece. */
export function fileDigest(path: string): string {
  return readingFile(path, (fd, size) => {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(Math.min(1 << 20, size));
    for (let done = 0; done < size; ) {
      const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
      readExactly(fd, piece, done, path);
      hash.update(piece);
      done += piece.length;
    }
    return hash.digest('hex');
  });
}
