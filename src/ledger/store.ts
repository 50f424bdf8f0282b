import type { NodeReader, TreeNode } from './merkle.ts';

/**
 * What keeps a log. `append` writes entries and nodes in one transaction, and only if the log still holds exactly `sizeBefore`
 * entries: the loser of a race gets `LEDGER_RACE` and nothing is written.
 */
export type LedgerStore = NodeReader & {
  size(): number;
  entry(index: number): Uint8Array | null;
  append(sizeBefore: number, entries: readonly Uint8Array[], nodes: readonly TreeNode[]): void;
};
