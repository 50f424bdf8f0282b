import type { ErrorCatalogue } from './entry.ts';

export const bundleErrors = {} as const satisfies ErrorCatalogue;
