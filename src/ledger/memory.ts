import { EcluseError } from '../base/errors.ts';
import type { LedgerStore } from './store.ts';

/** A log kept in memory: for tests, measures, and for reading an export back. */
export function memoryLedger(): LedgerStore {
  const entries: Uint8Array[] = [];
  const levels: Uint8Array[][] = [];
  return {
    size: () => entries.length,
    entry: (index) => entries[index] ?? null,
    node: (level, index) => levels[level]?.[index] ?? null,
    append(sizeBefore, added, nodes) {
      if (entries.length !== sizeBefore) throw new EcluseError('LEDGER_RACE', { expected: sizeBefore, found: entries.length });
      for (const entry of added) entries.push(entry);
      for (const { level, index, hash } of nodes) {
        levels[level] ??= [];
        levels[level][index] = hash;
      }
    },
  };
}
