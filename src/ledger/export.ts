import { concat, equalBytes, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import type { Steps } from '../base/steps.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { storedNode, treeRoot } from './merkle.ts';
import type { LedgerStore } from './store.ts';
import { encodeEntries, TILE_WIDTH, tileLevels, tilePath, tilesOfLevel } from './tile.ts';

export type ExportedLog = { readonly size: number; readonly root: Uint8Array; readonly files: number };

/** Files of an export beside the tiles. */
export const CHECKPOINT_FILE = 'checkpoint';
export const CARD_FILE = 'card.note';

/** The appliance's rotation notes, numbered from 1 in their order. */
export function rotationFile(number: number): string {
  return `rotation/${number}.note`;
}

/**
 * Writes the log that `checkpoint` (a whole signed note) seals, in the tlog-tiles layout, with the appliance's `card` (a whole signed
 * note) and the `rotations` that led to it. `write` receives paths relative to the export's folder, `/` between elements; the checkpoint comes last, so
 * that a folder that has one is whole; a pause follows each file. Throws `LEDGER_FORKED` when the log is not the one that the checkpoint seals.
 */
export function* exportingLog(
  store: LedgerStore,
  checkpoint: string,
  card: Uint8Array | string,
  write: (path: string, bytes: Uint8Array) => void,
  rotations: readonly string[] = [],
): Steps<ExportedLog> {
  const { size, root } = parseCheckpoint(checkpoint);
  if (size > store.size()) throw new EcluseError('LEDGER_ROLLED_BACK', { size: store.size(), kept: size });
  if (!equalBytes(treeRoot(store, size), root)) throw new EcluseError('LEDGER_FORKED', { kept: size });
  let files = 0;
  const put = function* (path: string, bytes: Uint8Array): Steps<void> {
    write(path, bytes);
    files++;
    yield null;
  };
  yield* put(CARD_FILE, typeof card === 'string' ? utf8(card) : card);
  for (const [i, note] of rotations.entries()) yield* put(rotationFile(i + 1), utf8(note));
  for (const tile of tilesOfLevel('entries', size))
    yield* put(tilePath(tile), encodeEntries(entriesOf(store, tile.index * TILE_WIDTH, tile.width)));
  for (let level = 0; level < tileLevels(size); level++) {
    for (const tile of tilesOfLevel(level, size)) yield* put(tilePath(tile), tileBytes(store, level, tile.index, tile.width));
  }
  yield* put(CHECKPOINT_FILE, utf8(checkpoint));
  return { size, root, files };
}

function entriesOf(store: LedgerStore, from: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const entry = store.entry(from + i);
    if (entry === null) throw new EcluseError('LEDGER_ENTRY_MISSING', { entry: from + i });
    return entry;
  });
}

/** The hashes of a tile: nodes of tree level 8·`level`. */
export function tileBytes(store: Pick<LedgerStore, 'node'>, level: number, index: number, width: number): Uint8Array {
  return concat(...Array.from({ length: width }, (_, i) => storedNode(store, 8 * level, index * TILE_WIDTH + i)));
}
