import { existsSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { ensureFolder, flushFolder, writeFileAtomically } from '../../src/base/files.ts';
import { inOneGo, type Steps } from '../../src/base/steps.ts';
import { ledgerOrigin, parseCheckpoint, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { exportingLog } from '../../src/ledger/export.ts';
import { treeRoot } from '../../src/ledger/merkle.ts';
import { removeQuietly, workingOnDisk } from '../disk.ts';
import type { Appliance } from '../home.ts';
import { tell } from '../store/change.ts';
import { rotationsOf } from '../store/rotation.ts';
import { sweepParts } from './parts.ts';

export type ExportedLedger = { readonly size: number; readonly root: string; readonly files: number };

/** The ledger's signed head at this moment: a C2SP checkpoint note. */
export function currentCheckpoint({ store, card, ledgerSeed }: Appliance): string {
  const size = store.ledger.size();
  return signCheckpoint({ origin: ledgerOrigin(card.id), size, root: treeRoot(store.ledger, size) }, ledgerSeed);
}

/**
 * Writes the whole ledger in tlog-tiles layout, with card and checkpoint, into an empty or absent folder. The entry that tells of it comes first,
 * hence not in it. Written aside: a folder that bears the name is whole. @throws FILE_EXISTS, FILE_WRITE
 */
export function exportLedger(app: Appliance, to: string): ExportedLedger {
  return inOneGo(exportingLedger(app, to));
}

/** The same in pieces. */
export function* exportingLedger(app: Appliance, to: string): Steps<ExportedLedger> {
  const folder = resolve(to);
  const file = basename(folder);
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
    throw new EcluseError('FILE_EXISTS', { file });
  const checkpoint = currentCheckpoint(app);
  const { size, root } = parseCheckpoint(checkpoint);
  tell(app.store, { actor: 'appliance', type: 'ledger.exported', digests: { root: toHex(root) }, counts: { size } });
  return yield* workingOnDisk(folder, function* (): Steps<ExportedLedger> {
    sweepParts(folder);
    const aside = join(dirname(folder), `.${file}.${toHex(app.random(6))}.part`);
    try {
      ensureFolder(aside, 0o755);
      const write = (path: string, bytes: Uint8Array) => {
        const target = join(aside, path);
        ensureFolder(dirname(target), 0o755);
        writeFileAtomically(target, bytes, { mode: 0o644 });
      };
      const rotations = rotationsOf(app.store, app.card.id).map(({ note }) => note);
      const { files } = yield* exportingLog(app.store.ledger, checkpoint, app.card.text, write, rotations);
      if (existsSync(folder)) rmdirSync(folder);
      renameSync(aside, folder);
      flushFolder(dirname(folder));
      return { size, root: toHex(root), files };
    } catch (error) {
      removeQuietly(aside);
      throw error;
    }
  });
}
