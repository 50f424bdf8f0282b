import type { ErrorCatalogue } from './entry.ts';

export const partnerErrors = {} as const satisfies ErrorCatalogue;
