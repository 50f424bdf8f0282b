import type { ErrorCatalogue } from './entry.ts';

export const keyErrors = {} as const satisfies ErrorCatalogue;
