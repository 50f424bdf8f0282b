import type { ErrorCatalogue } from './entry.ts';

export const tableErrors = {} as const satisfies ErrorCatalogue;
