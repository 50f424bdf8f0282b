import { EcluseError } from '../base/errors.ts';
import { type Clock, timestamp } from '../base/random.ts';
import { checkEvent, entryBytes, type LedgerEvent, parseEntry } from './event.ts';
import { leafHash, resumeTree, type TreeNode } from './merkle.ts';
import type { LedgerStore } from './store.ts';

export type TreeHead = { readonly size: number; readonly root: Uint8Array };

/** How far the clock may step back (a correction of the time) before the log refuses to go on. Within it, an entry takes its predecessor's time. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * Appends events as one batch, all or none, and returns the new tree head. Throws `LEDGER_EVENT` for an event that does not have
 * its type's members, `LEDGER_CLOCK` when the clock stands well before the last entry, `LEDGER_RACE` when another writer was first.
 */
export function appendEvents(store: LedgerStore, events: readonly LedgerEvent[], clock: Clock): TreeHead {
  for (const event of events) checkEvent(event);
  const size = store.size();
  const time = entryTime(store, size, clock());
  const nodes: TreeNode[] = [];
  const tree = resumeTree(store, size, (level, index, hash) => nodes.push({ level, index, hash }));
  const entries = events.map((event, i) => entryBytes({ ...event, sequence: size + i, time }));
  for (const entry of entries) tree.add(leafHash(entry));
  if (entries.length > 0) store.append(size, entries, nodes);
  return { size: tree.size, root: tree.root() };
}

function entryTime(store: LedgerStore, size: number, now: Date): string {
  const time = timestamp(now);
  if (size === 0) return time;
  const last = lastTime(store, size);
  if (time >= last) return time;
  if (Date.parse(last) - Date.parse(time) > CLOCK_TOLERANCE_SECONDS * 1000) throw new EcluseError('LEDGER_CLOCK', { clock: time, last });
  return last;
}

function lastTime(store: LedgerStore, size: number): string {
  const bytes = store.entry(size - 1);
  if (bytes === null) throw new EcluseError('LEDGER_ENTRY_MISSING', { entry: size - 1 });
  return parseEntry(bytes).time;
}
