export { appendEvents, type TreeHead } from './append.ts';
export type { LedgerStore } from './store.ts';
