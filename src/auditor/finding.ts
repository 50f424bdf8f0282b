import type { ErrorCode } from '../base/errors.ts';
import type { Params } from '../base/text.ts';

/** The files of an export: the bytes at a path relative to its folder, or null when there is no such file. */
export type Read = (path: string) => Uint8Array | null;

/** Something that does not hold. `entry` is the first entry concerned; with `last`, the fault lies between the two. Words: `explain`. */
export type Finding = { readonly code: ErrorCode; readonly params: Params; readonly entry: number | null; readonly last: number | null };

export function finding(code: ErrorCode, params: Params = {}): Finding {
  const { entry, last } = params;
  return { code, params, entry: typeof entry === 'number' ? entry : null, last: typeof last === 'number' ? last : null };
}
