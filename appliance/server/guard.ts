import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import { LANG_COOKIE, readCookie, SESSION_COOKIE, VISIT_COOKIE } from './cookies.ts';
import type { Form } from './forms.ts';
import type { RouteSpec } from './routes.ts';
import type { Desk, Visit } from './visit.ts';

/** Loopback names under which a browser may reach the console; nothing else is a name of ours (DNS rebinding). */
export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** @throws SERVER_HOST, SERVER_ORIGIN. Holds for every request, whether or not a route answers it. */
export function checkProvenance(request: FastifyRequest, port: number): void {
  const { host, origin } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  if (host === undefined || !ownHosts(port).includes(host)) throw new EcluseError('SERVER_HOST');
  const reads = request.method === 'GET';
  // A form always says where it comes from; a page asked for from the address bar says nothing.
  if (origin === undefined ? !reads : origin !== `http://${host}`) throw new EcluseError('SERVER_ORIGIN');
  const allowed = reads ? ['same-origin', 'none'] : ['same-origin'];
  if (fetchSite !== undefined && !allowed.includes(String(fetchSite))) throw new EcluseError('SERVER_ORIGIN');
}

/**
 * The page to which this request belongs, for the links that the frame draws. An address that no route serves stays out of
 * every link (`//elsewhere.example` would lead there), and what a form posts to is not a page.
 */
function pathOf(request: FastifyRequest): string {
  if (request.routeOptions.url === undefined) return '/';
  const path = request.url.split('?', 1)[0] ?? '/';
  const section = path.split('/', 2)[1] ?? '';
  if (request.method === 'GET') return path;
  return section === 'sign-out' ? '/sign-in' : `/${section}`;
}

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
