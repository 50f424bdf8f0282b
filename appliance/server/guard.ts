import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import { LANG_COOKIE, readCookie } from '../../src/web/cookies.ts';
import type { Form } from '../../src/web/forms.ts';
import { pathOf } from '../../src/web/provenance.ts';
import { SESSION_COOKIE, VISIT_COOKIE } from './cookies.ts';
import type { RouteSpec } from './routes.ts';
import type { Desk, Visit } from './visit.ts';

export function openVisit(request: FastifyRequest, desk: Desk, defaultLang: Lang): Visit {
  const cookies = request.headers.cookie;
  const query = (request.query ?? {}) as Form;
  const asked = query.lang === 'fr' || query.lang === 'en' ? query.lang : null;
  const kept = readCookie(cookies, LANG_COOKIE);
  const sessionToken = readCookie(cookies, SESSION_COOKIE) || null;
  const found = desk.sessions.find(sessionToken, query.watch === '1');
  const signIn = found.state === 'open' ? found.signIn : null;
  const visitToken = readCookie(cookies, VISIT_COOKIE) || null;
  const known = signIn ? sessionToken : visitToken;
  return {
    desk,
    lang: asked ?? (kept === 'fr' || kept === 'en' ? kept : defaultLang),
    langChosen: asked !== null,
    token: known ?? desk.sessions.newToken(),
    newVisit: known === null,
    known: signIn !== null,
    signIn,
    expired: found.state === 'expired',
    path: pathOf(request),
    query,
  };
}

/** @throws SERVER_SIGN_IN, SERVER_EXPIRED, SERVER_ROLE */
export function checkRole(visit: Visit, route: RouteSpec): void {
  if (route.roles === 'anyone') return;
  if (!visit.signIn) throw new EcluseError(visit.expired ? 'SERVER_EXPIRED' : 'SERVER_SIGN_IN');
  if (!route.roles.includes(visit.signIn.role)) throw new EcluseError('SERVER_ROLE');
}

/** @throws SERVER_CSRF */
export function checkCsrf(visit: Visit, given: unknown): void {
  if (typeof given !== 'string' || !visit.desk.sessions.csrfMatches(visit.token, given)) throw new EcluseError('SERVER_CSRF');
}
