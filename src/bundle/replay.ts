import { EcluseError } from '../base/errors.ts';
import type { Core } from './core.ts';

/** What a reader remembers of one sender: the highest sequence taken and that bundle's manifest hash (0 and null before the first). */
export type ChainHead = { readonly sequence: number; readonly manifest: string | null };

/**
 * Refuses what was taken before. `seen` tells whether a bundle id was ever taken from this sender. A sequence may jump (a bundle was
 * lost on the way), never fall; when it follows the last by one, `previous` must be that last manifest.
 * Errors: `BUNDLE_REPLAY`, `BUNDLE_SEQUENCE`, `BUNDLE_CHAIN`.
 */
export function checkReplay(core: Core, head: ChainHead, seen: (id: string) => boolean): void {
  const { sequence } = core;
  if (seen(core.id)) throw new EcluseError('BUNDLE_REPLAY', { id: core.id });
  if (sequence <= head.sequence) throw new EcluseError('BUNDLE_SEQUENCE', { sequence, last: head.sequence });
  if (sequence === head.sequence + 1 && core.previous !== head.manifest) throw new EcluseError('BUNDLE_CHAIN', { sequence });
}
