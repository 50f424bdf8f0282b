import { createHmac, timingSafeEqual } from 'node:crypto';
import { toHex, utf8 } from '../base/bytes.ts';
import { sha256 } from '../base/hash.ts';
import type { Clock, Random } from '../base/random.ts';

export const IDLE_MS = 20 * 60_000;
export const ABSOLUTE_MS = 8 * 3_600_000;
const MAX_SIGN_INS = 64;

/** A person whom a server knows, in one of its roles. `notice` is said once, on the next page. */
export type SignIn<Role extends string> = { readonly role: Role; readonly since: number; seen: number; notice: string | null };
export type Found<Role extends string> = { state: 'none' } | { state: 'expired' } | { state: 'open'; signIn: SignIn<Role> };

export type Sessions<Role extends string> = {
  /** Opens a sign-in and returns the cookie's token, always fresh: a token from before the sign-in never becomes one after it. */
  open(role: Role): string;
  /** `quiet` requests (a page that refreshes itself) do not count as activity. */
  find(token: string | null, quiet: boolean): Found<Role>;
  close(token: string | null): void;
  closeAll(): void;
  newToken(): string;
  /** The token that every form of this visitor must carry. */
  csrf(token: string): string;
  csrfMatches(token: string, given: string): boolean;
};

/** Sign-ins live in memory alone, under the digest of their token: a restart signs everybody out. */
export function createSessions<Role extends string>(clock: Clock, random: Random): Sessions<Role> {
  const secret = random(32);
  const open = new Map<string, SignIn<Role>>();
  const key = (token: string): string => toHex(sha256(utf8(token)));
  const newToken = (): string => Buffer.from(random(32)).toString('base64url');
  const csrf = (token: string): string => createHmac('sha256', secret).update(`csrf ${token}`).digest('base64url');
  // Either way: a clock set back would otherwise keep somebody in for as long.
  const isOver = ({ seen, since }: SignIn<Role>, now: number): boolean =>
    Math.abs(now - seen) >= IDLE_MS || Math.abs(now - since) >= ABSOLUTE_MS;

  return {
    newToken,
    csrf,
    csrfMatches(token, given) {
      const wanted = Buffer.from(csrf(token));
      const offered = Buffer.from(given);
      return wanted.length === offered.length && timingSafeEqual(wanted, offered);
    },
    open(role) {
      const now = clock().getTime();
      for (const [id, signIn] of open) if (isOver(signIn, now)) open.delete(id);
      const oldest = open.keys().next();
      if (open.size >= MAX_SIGN_INS && !oldest.done) open.delete(oldest.value);
      const token = newToken();
      open.set(key(token), { role, since: now, seen: now, notice: null });
      return token;
    },
    find(token, quiet) {
      if (token === null) return { state: 'none' };
      const id = key(token);
      const signIn = open.get(id);
      if (!signIn) return { state: 'expired' };
      const now = clock().getTime();
      if (isOver(signIn, now)) {
        open.delete(id);
        return { state: 'expired' };
      }
      if (!quiet) signIn.seen = now;
      return { state: 'open', signIn };
    },
    close(token) {
      if (token !== null) open.delete(key(token));
    },
    closeAll: () => open.clear(),
  };
}
