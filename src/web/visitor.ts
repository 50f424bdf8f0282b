import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../base/errors.ts';
import type { Lang } from '../base/text.ts';
import { LANG_COOKIE, readCookie } from './cookies.ts';
import type { Form } from './forms.ts';
import { pathOf } from './provenance.ts';
import type { Sessions, SignIn } from './sessions.ts';

/** Who asks, in which language: what every server knows of a request once its provenance is checked. */
export type Visitor<Role extends string> = {
  readonly lang: Lang;
  /** Asked for in this very request: to be kept in a cookie. */
  readonly langChosen: boolean;
  /** The session cookie or, before sign-in, the visit cookie; the CSRF token is derived from it. */
  readonly token: string;
  readonly newVisit: boolean;
  /** Signed in. */
  readonly known: boolean;
  readonly signIn: SignIn<Role> | null;
  readonly expired: boolean;
  readonly path: string;
  readonly query: Form;
};

/** Names of a server's two cookies: browsers do not tell ports apart, so no two servers of ours share them. */
export type CookieNames = { readonly session: string; readonly visit: string };

export function openVisitor<Role extends string>(
  request: FastifyRequest,
  sessions: Sessions<Role>,
  names: CookieNames,
  defaultLang: Lang,
): Visitor<Role> {
  const cookies = request.headers.cookie;
  const query = (request.query ?? {}) as Form;
  const asked = query.lang === 'fr' || query.lang === 'en' ? query.lang : null;
  const kept = readCookie(cookies, LANG_COOKIE);
  const sessionToken = readCookie(cookies, names.session) || null;
  const found = sessions.find(sessionToken, query.watch === '1');
  const signIn = found.state === 'open' ? found.signIn : null;
  const visitToken = readCookie(cookies, names.visit) || null;
  const known = signIn ? sessionToken : visitToken;
  return {
    lang: asked ?? (kept === 'fr' || kept === 'en' ? kept : defaultLang),
    langChosen: asked !== null,
    token: known ?? sessions.newToken(),
    newVisit: known === null,
    known: signIn !== null,
    signIn,
    expired: found.state === 'expired',
    path: pathOf(request),
    query,
  };
}

/** @throws SERVER_CSRF */
export function checkToken<Role extends string>(sessions: Sessions<Role>, { token }: Visitor<Role>, given: unknown): void {
  if (typeof given !== 'string' || !sessions.csrfMatches(token, given)) throw new EcluseError('SERVER_CSRF');
}
