import type { EntryView } from '../views.ts';
import type { Uses } from './uses.ts';

/** Entries read between two turns given to other pages. */
const BLOCK = 500;

/**
 * Walks the ledger back from `before`, newest first, at most `span` entries, until `visit` answers true. Other pages are answered in between.
 * Tells where it stopped: every entry from there to `before` was visited.
 */
export async function walkBack(
  uses: Uses,
  { before, span }: { readonly before: number; readonly span: number },
  visit: (entry: EntryView) => boolean,
): Promise<number> {
  const end = Math.max(0, before - span);
  for (let at = before; at > end; ) {
    const from = Math.max(end, at - BLOCK);
    for (const entry of [...uses.entries({ from, limit: at - from }).entries].reverse()) if (visit(entry)) return entry.sequence;
    at = from;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return end;
}
