import { timingSafeEqual } from 'node:crypto';
import { utf8 } from '../base/bytes.ts';
import { sha256 } from '../base/hash.ts';
import type { Clock, Random } from '../base/random.ts';

export const LINK_MS = 10 * 60_000;
/** A page may ask for a new link; the terminal is not to be flooded. */
const AGAIN_MS = 5_000;

/**
 * The key in the link that the terminal shows: 256 bits, good once, for ten minutes. It is exchanged at once for a cookie, so that what stays
 * in the browser's history opens nothing. Another user of the machine reads neither this process's terminal nor its memory.
 */
export type Links = {
  /** A new key, the one before it void; null where one was made a moment ago. */
  issue(): string | null;
  /** True once, for the live key. */
  take(key: string): boolean;
};

export function createLinks(clock: Clock, random: Random): Links {
  let live: { digest: Uint8Array; until: number } | null = null;
  let issued = Number.NEGATIVE_INFINITY;
  return {
    issue() {
      const now = clock().getTime();
      if (now - issued < AGAIN_MS) return null;
      issued = now;
      const key = Buffer.from(random(32)).toString('base64url');
      live = { digest: sha256(utf8(key)), until: now + LINK_MS };
      return key;
    },
    take(key) {
      const good = live !== null && clock().getTime() < live.until && timingSafeEqual(sha256(utf8(key)), live.digest);
      if (good) live = null;
      return good;
    },
  };
}
