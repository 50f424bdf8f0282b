import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../base/errors.ts';

/** Loopback names under which a browser may reach a server of ours; nothing else is a name of ours (DNS rebinding). */
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
export function pathOf(request: FastifyRequest): string {
  if (request.routeOptions.url === undefined) return '/';
  const path = request.url.split('?', 1)[0] ?? '/';
  const section = path.split('/', 2)[1] ?? '';
  if (request.method === 'GET') return path;
  return section === 'sign-out' ? '/sign-in' : `/${section}`;
}
