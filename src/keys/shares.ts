import { timingSafeEqual } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { concat, equalBytes, fromBase64, fromHex, toBase64, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { ed25519Public } from '../base/note.ts';
import type { Card } from './card.ts';
import { secretsFromRoot } from './secrets.ts';
import { bytesOfWords, wordsOf } from './words.ts';
import { xwingPublic } from './xwing.ts';

export const SHARE_FORMAT = 'ecluse.share/v1';
export const SHARES = { made: 3, needed: 2 } as const;
export const SHARE_WORDS = 30;
const SHARE_BYTES = 41;
const BODY = 33;

/**
 * A root split on paper (SPEC.md, Recovery shares): any two of three give it back, one alone says nothing of it. `x ‖ y ‖ check`, 41 bytes. The
 * randomness is the library's own, the system's: it takes no other.
 */
export async function makeShares(root: Uint8Array, id: string): Promise<Uint8Array[]> {
  const parts = await split(Uint8Array.from(root), SHARES.made, SHARES.needed);
  return parts.map((part) => {
    const body = concat(part.subarray(32), part.subarray(0, 32));
    part.fill(0);
    return concat(body, check(body, id));
  });
}

export function shareWords(share: Uint8Array): string[] {
  return wordsOf(share, SHARE_WORDS);
}

/** What the QR code of a share holds. */
export function shareCode(share: Uint8Array, id: string): string {
  return `${SHARE_FORMAT} ${id} ${toBase64(share)}`;
}

/** A share as its thirty words or the text of its QR code give it. @throws SHARE_OTHER, SHARE_FORM, SHARE_WORD {position}, SHARE_CHECK */
export function readShare(text: string, id: string): Uint8Array {
  const tidy = text.trim().replace(/\s+/gu, ' ');
  const share = tidy.startsWith('ecluse.') ? readCode(tidy, id) : bytesOfWords(tidy.split(' '), SHARE_BYTES);
  if (share[0] === 0 || !equalBytes(check(share.subarray(0, BODY), id), share.subarray(BODY))) throw new EcluseError('SHARE_CHECK');
  return share;
}

function readCode(text: string, id: string): Uint8Array {
  const [format, owner, body = '', ...more] = text.split(' ');
  if (format !== SHARE_FORMAT || more.length > 0) throw new EcluseError('SHARE_FORM');
  if (owner !== id) throw new EcluseError('SHARE_OTHER');
  try {
    const share = fromBase64(body);
    if (share.length === SHARE_BYTES) return share;
  } catch {
    // Told below.
  }
  throw new EcluseError('SHARE_FORM');
}

/** The root that two shares give, which must be that of the card. @throws SHARE_SAME, SHARE_ROOT */
export async function rootOfShares([first, second]: readonly [Uint8Array, Uint8Array], card: Card): Promise<Uint8Array> {
  if (first[0] === second[0]) throw new EcluseError('SHARE_SAME');
  const root = await combine([first, second].map((share) => concat(share.subarray(1, BODY), share.subarray(0, 1))));
  const secrets = secretsFromRoot(root);
  const same = timingSafeEqual(ed25519Public(secrets.sign), card.sign) && timingSafeEqual(xwingPublic(secrets.seal), card.seal);
  if (!same) throw new EcluseError('SHARE_ROOT');
  return root;
}

/** Bound to its owner, so that a share of another's root is told before anything is combined. */
function check(body: Uint8Array, id: string): Uint8Array {
  return sha256(utf8(SHARE_FORMAT), fromHex(id), body).subarray(0, SHARE_BYTES - BODY);
}
