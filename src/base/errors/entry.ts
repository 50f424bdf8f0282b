import type { Text } from '../text.ts';

/** `what`: what is wrong, where and why. `fix`: what the reader does next. Neither ever shows a value. */
export type ErrorEntry = { readonly what: Text; readonly fix: Text };
export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>;
