import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ensureFolder, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { ed25519Public, isNoteName, verifierKey } from '../base/note.ts';
import type { Random } from '../base/random.ts';
import { createKeyFile, type Kdf, KEY_FILE_BYTES, openKeyFile } from '../keys/keyfile.ts';
import { CHECKPOINT_FILE } from '../ledger/export.ts';
import { COSIGNATURE, cosign, parseWitnessKey } from '../ledger/witness.ts';
import { folderReader, readSmallFile } from './folder.ts';
import { refusalOf, type Verification, verifyExport } from './verify.ts';

/** A witness's folder: its key, its public half to give away, and the last checkpoint it saw of each ledger. */
export function witnessPaths(dir: string) {
  return { key: join(dir, 'witness.key'), vkey: join(dir, 'witness.vkey'), seen: join(dir, 'seen') } as const;
}

/** Makes a witness's folder; `name` has no blank nor plus sign (C2SP). Returns its verifier key. @throws WITNESS_NAME, FILE_EXISTS, KEY_… */
export function initWitness(
  dir: string,
  { name, passphrase, kdf }: { name: string; passphrase: Uint8Array; kdf: Kdf },
  random: Random,
): string {
  if (!isNoteName(name)) throw new EcluseError('WITNESS_NAME');
  const at = witnessPaths(dir);
  if (existsSync(at.vkey)) throw new EcluseError('FILE_EXISTS', { file: 'witness.vkey' });
  ensureFolder(dir);
  ensureFolder(at.seen);
  const file = createKeyFile(passphrase, kdf, random);
  const vkey = verifierKey(name, ed25519Public(openKeyFile(file, passphrase).sign), COSIGNATURE);
  writeFileAtomically(at.key, file, { replace: true });
  writeFileAtomically(at.vkey, utf8(`${vkey}\n`), { mode: 0o644 });
  return vkey;
}

export type Cosigned = { readonly verification: Verification; readonly checkpoint: string; readonly name: string };

/**
 * Verifies an export whole and against the last checkpoint this witness saw of that ledger, stores the new one, and only then cosigns it
 * (C2SP tlog-witness). @throws the gravest finding, WITNESS_MISSING, KEY_PASSPHRASE
 */
export function cosignExport(
  dir: string,
  folder: string,
  { passphrase, card, now }: { passphrase: Uint8Array; card?: Uint8Array; now: Date },
): Cosigned {
  const at = witnessPaths(dir);
  if (!existsSync(at.vkey)) throw new EcluseError('WITNESS_MISSING');
  const { name, key } = parseWitnessKey(fromUtf8(readSmallFile(at.vkey)));
  const { sign } = openKeyFile(readFileCapped(at.key, KEY_FILE_BYTES), passphrase);
  const same = ed25519Public(sign).every((byte, i) => byte === key[i]);
  if (!same) throw new EcluseError('WITNESS_KEY');
  const first = verifyExport(folder, card === undefined ? {} : { card });
  const seen = first.card === null ? null : join(at.seen, `${first.card.id}.note`);
  const against = seen !== null && existsSync(seen) ? [{ name: 'seen', bytes: readSmallFile(seen) }] : [];
  const verification = against.length === 0 ? first : verifyExport(folder, { against, ...(card === undefined ? {} : { card }) });
  const refusal = refusalOf(verification);
  if (refusal !== null) throw refusal;
  const bytes = folderReader(folder)(CHECKPOINT_FILE);
  if (bytes === null || seen === null) throw new EcluseError('FILE_MISSING', { file: CHECKPOINT_FILE });
  writeFileAtomically(seen, bytes, { replace: true, mode: 0o644 });
  return { verification, name, checkpoint: cosign(fromUtf8(bytes), name, sign, now) };
}
