import type { ErrorCatalogue } from './entry.ts';

export const ledgerErrors = {} as const satisfies ErrorCatalogue;
