import type Database from 'better-sqlite3';
import { EcluseError } from '../../src/base/errors.ts';
import type { TreeNode } from '../../src/ledger/merkle.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';

/** The sealed log in SQLite. Two writers that saw the same size cannot both append: the second one's guard finds no row. */
export function sqliteLedger(db: Database.Database): LedgerStore {
  let prepared: ReturnType<typeof prepare> | null = null;
  const statements = () => (prepared ??= prepare(db));
  const sizeOf = () => (statements().size.get() as { size: number }).size;
  const append = (sizeBefore: number, entries: readonly Uint8Array[], nodes: readonly TreeNode[]) => {
    const { guard, addEntry, addNode } = statements();
    const { changes } = guard.run(sizeBefore + entries.length, sizeBefore);
    if (changes !== 1) throw new EcluseError('LEDGER_RACE', { expected: sizeBefore, found: sizeOf() });
    for (const [offset, bytes] of entries.entries()) addEntry.run(sizeBefore + offset, bytes);
    for (const { level, index, hash } of nodes) addNode.run(level, index, hash);
  };
  return {
    size: sizeOf,
    entry: (index) => (statements().entry.get(index) as { bytes: Uint8Array } | undefined)?.bytes ?? null,
    node: (level, index) => (statements().node.get(level, index) as { hash: Uint8Array } | undefined)?.hash ?? null,
    append: (sizeBefore, entries, nodes) => db.transaction(append).immediate(sizeBefore, entries, nodes),
  };
}

function prepare(db: Database.Database) {
  return {
    size: db.prepare('SELECT size FROM ledger_head WHERE id = 1'),
    entry: db.prepare('SELECT bytes FROM ledger_entry WHERE sequence = ?'),
    node: db.prepare('SELECT hash FROM ledger_node WHERE level = ? AND position = ?'),
    guard: db.prepare('UPDATE ledger_head SET size = ? WHERE id = 1 AND size = ?'),
    addEntry: db.prepare('INSERT INTO ledger_entry (sequence, bytes) VALUES (?, ?)'),
    addNode: db.prepare('INSERT INTO ledger_node (level, position, hash) VALUES (?, ?, ?)'),
  };
}
