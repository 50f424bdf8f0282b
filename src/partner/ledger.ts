import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { equalBytes } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ensureFolder, readFileCapped, writeFileAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import { inOneGo } from '../base/steps.ts';
import type { Secrets } from '../keys/secrets.ts';
import { appendEvents } from '../ledger/append.ts';
import { ledgerOrigin, type SignedCheckpoint, signCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { type LedgerEvent, parseEntry } from '../ledger/event.ts';
import { CHECKPOINT_FILE, exportingLog } from '../ledger/export.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { leafHash, resumeTree, type TreeNode } from '../ledger/merkle.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { decodeEntries, tilePath, tilesOfLevel } from '../ledger/tile.ts';
import { ownRotations } from './cards.ts';
import { homePaths, type PartnerHome } from './home.ts';
import type { PartnerState } from './state.ts';

const NOTE_LIMIT = 16_384;
const TILE_LIMIT = 32 << 20;

/**
 * The home's own log of what was scored in it, in the layout that an appliance exports: entries hashed again, the tree rebuilt, the root held beside the
 * checkpoint that this home signed, and every scoring that the home remembers looked for.
 * @throws LEDGER_…, LOCAL_LEDGER, FILE_MISSING
 */
export function readHomeLedger(home: PartnerHome, { requests }: Pick<PartnerState, 'requests'>): LedgerStore {
  const store = memoryLedger();
  const told = new Set<string>();
  const folder = homePaths(home.dir).ledger;
  const path = join(folder, CHECKPOINT_FILE);
  if (existsSync(path)) {
    const { size, root } = verified(home, readFileCapped(path, NOTE_LIMIT));
    const entries: Uint8Array[] = [];
    for (const tile of tilesOfLevel('entries', size)) {
      const read = decodeEntries(readFileCapped(join(folder, tilePath(tile)), TILE_LIMIT));
      if (read.cut || read.entries.length !== tile.width) throw new EcluseError('LOCAL_LEDGER', { size });
      entries.push(...read.entries);
    }
    const nodes: TreeNode[] = [];
    const tree = resumeTree(store, 0, (level, index, hash) => nodes.push({ level, index, hash }));
    for (const entry of entries) tree.add(leafHash(entry));
    if (!equalBytes(tree.root(), root)) throw new EcluseError('LOCAL_LEDGER', { size });
    store.append(0, entries, nodes);
    for (const entry of entries) {
      const { type, subjects } = parseEntry(entry);
      if (type === 'bundle.scored') told.add(subjects?.bundle ?? '');
    }
  }
  if (requests.some(({ id, kind }) => kind === 'local' && !told.has(id))) throw new EcluseError('LOCAL_LEDGER', { size: store.size() });
  return store;
}

/** By this home's card, or by one that gave way to it. */
function verified(home: PartnerHome, note: Uint8Array): SignedCheckpoint {
  const origin = ledgerOrigin(home.id);
  for (const { from } of ownRotations(home)) {
    try {
      return verifyCheckpoint(note, origin, from.sign);
    } catch (error) {
      if (!(error instanceof EcluseError) || error.code !== 'LEDGER_CHECKPOINT_SIGNATURE') throw error;
    }
  }
  return verifyCheckpoint(note, origin, home.card.sign);
}

/** Adds to the log, under the home's lock; the checkpoint is written last, so that a crash leaves the log as it was. @throws as `readHomeLedger` does */
export function appendHomeLedger(
  home: PartnerHome,
  secrets: Secrets,
  state: PartnerState,
  events: readonly LedgerEvent[],
  clock: Clock,
): { readonly note: string; readonly size: number } {
  const store = readHomeLedger(home, state);
  const { size, root } = appendEvents(store, events, clock);
  const note = signCheckpoint({ origin: ledgerOrigin(home.id), size, root }, secrets.sign);
  const write = (name: string, bytes: Uint8Array) => {
    const path = join(homePaths(home.dir).ledger, name);
    ensureFolder(dirname(path));
    writeFileAtomically(path, bytes, { replace: true });
  };
  const rotations = ownRotations(home).map(({ text }) => text);
  inOneGo(exportingLog(store, note, home.card.text, write, rotations));
  return { note, size };
}
