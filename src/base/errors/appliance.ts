import type { ErrorCatalogue } from './entry.ts';

export const applianceErrors = {} as const satisfies ErrorCatalogue;
