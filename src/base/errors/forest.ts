import type { ErrorCatalogue } from './entry.ts';

export const forestErrors = {} as const satisfies ErrorCatalogue;
