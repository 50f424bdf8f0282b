import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { aeadOpen, aeadSeal, ZERO_NONCE } from '../../src/base/aead.ts';
import { fromHex, toHex, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { flushFolder, overwriteInPlace, readFileCapped, writeFileAtomically } from '../../src/base/files.ts';
import { hkdfExpand } from '../../src/base/hash.ts';
import { onDisk, removeQuietly } from '../disk.ts';
import type { Appliance } from '../home.ts';
import { paths } from '../home.ts';
import { generation } from '../store/kept.ts';

/** The retention root: 32 random bytes outside the database, replaced at each destruction. It wraps the keys of kept files, and nothing else. */
export type Root = { readonly generation: number; readonly secret: Uint8Array };

const FORM = /^ecluse\.retention\/v1 ([1-9]\d{0,14}) ([0-9a-f]{64})\n$/;
const LONGEST = 128;

export function writeRoot(path: string, root: Root): void {
  writeFileAtomically(path, utf8(`ecluse.retention/v1 ${root.generation} ${toHex(root.secret)}\n`), { replace: true });
}

/** @throws RETENTION_ROOT, FILE_READ */
export function readRoot(path: string): Root {
  let text = '';
  try {
    text = Buffer.from(readFileCapped(path, LONGEST)).toString('latin1');
  } catch (cause) {
    if (cause instanceof EcluseError && cause.code === 'FILE_READ') throw cause;
    throw new EcluseError('RETENTION_ROOT', {}, { cause });
  }
  const match = FORM.exec(text);
  if (!match) throw new EcluseError('RETENTION_ROOT');
  return { generation: Number(match[1]), secret: fromHex(match[2] ?? '') };
}

/** The root in force: that of the database's generation. @throws RETENTION_ROOT */
export function rootInForce(app: Appliance): Root {
  const root = readRoot(paths(app.dir).retentionKey);
  if (root.generation !== generation(app.store)) throw new EcluseError('RETENTION_ROOT');
  return root;
}

function wrapping(root: Root, bundle: string): Uint8Array {
  return hkdfExpand(root.secret, utf8(`ecluse.retention/v1 ${bundle}`), 32);
}

export function wrapKey(root: Root, bundle: string, key: Uint8Array): Uint8Array {
  return aeadSeal(wrapping(root, bundle), ZERO_NONCE, utf8(bundle), key);
}

/** @throws KEEP_KEY when the root in force does not open it */
export function unwrapKey(root: Root, bundle: string, wrapped: Uint8Array): Uint8Array {
  const key = aeadOpen(wrapping(root, bundle), ZERO_NONCE, utf8(bundle), wrapped);
  if (key === null) throw new EcluseError('KEEP_KEY');
  return key;
}

/** Puts the next root in the place of the old one, whose bytes are written over first: from then on nothing wrapped under it opens. */
export function replaceRoot(app: Appliance): void {
  const { retentionKey, retentionNext } = paths(app.dir);
  onDisk(retentionKey, () => {
    overwriteInPlace(retentionKey);
    renameSync(retentionNext, retentionKey);
    flushFolder(dirname(retentionKey));
  });
}

export function dropNextRoot(app: Appliance): void {
  const { retentionNext } = paths(app.dir);
  onDisk(retentionNext, () => overwriteInPlace(retentionNext));
  removeQuietly(retentionNext);
}
