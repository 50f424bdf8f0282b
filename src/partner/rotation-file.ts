import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { equalBytes, fromBase64, toBase64 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ensureFolder, flushFolder, overwriteInPlace, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { canonicalJsonBytes, parseCanonicalJson } from '../base/json.ts';

const FORMAT = 'ecluse.partner-rotation/v1';
const LIMIT = 1 << 20;
/** What a rotation writes, beside the file that decides it. */
const FILE = /^(party\.key|(card|signers)\.note|past\/[0-9a-f]{64}\.(vault|note))$/;

/** Writes all that a rotation changes as one file: once it stands, the new keys are this home's. */
export function decideRotation(path: string, files: { readonly [name: string]: Uint8Array }): void {
  const written = Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, toBase64(bytes)]));
  writeFileAtomically(path, canonicalJsonBytes({ format: FORMAT, files: written }), { replace: true });
}

/** Puts the files of a rotation in their places, over the bytes of those they replace: at once, or at the next opening after a crash. */
export function finishRotation(path: string, past: string): void {
  if (existsSync(path)) apply(path, past);
  const done = doneOf(path);
  overwriteInPlace(done);
  rmSync(done, { force: true });
  flushFolder(dirname(path));
}

/** A decision that was carried out, and holds keys still: not to be carried out again once its bytes are being written over. */
function doneOf(path: string): string {
  return `${path}.done`;
}

export function isRotating(path: string): boolean {
  return existsSync(path) || existsSync(doneOf(path));
}

function apply(path: string, past: string): void {
  const damaged = () => new EcluseError('HOME_DAMAGED', { file: 'rotation.next', where: 'files' });
  const { format, files } = parseCanonicalJson(readFileCapped(path, LIMIT), 'rotation.next') as { format?: unknown; files?: unknown };
  if (format !== FORMAT || typeof files !== 'object' || files === null) throw damaged();
  ensureFolder(past);
  for (const [file, text] of Object.entries(files)) {
    if (!FILE.test(file) || typeof text !== 'string') throw damaged();
    const target = join(dirname(path), file);
    const bytes = fromBase64(text);
    if (existsSync(target) && equalBytes(readFileCapped(target, LIMIT), bytes)) continue;
    if (file === 'party.key' || file.endsWith('.vault')) overwriteInPlace(target);
    writeFileAtomically(target, bytes, { replace: true });
  }
  renameSync(path, doneOf(path));
  flushFolder(dirname(path));
}
