import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import { openVisitor } from '../../src/web/visitor.ts';
import { SESSION_COOKIE, VISIT_COOKIE } from './cookies.ts';
import type { RouteSpec } from './routes.ts';
import type { Desk, Visit } from './visit.ts';

export function openVisit(request: FastifyRequest, desk: Desk, defaultLang: Lang): Visit {
  return { ...openVisitor(request, desk.sessions, { session: SESSION_COOKIE, visit: VISIT_COOKIE }, defaultLang), desk };
}

/** @throws SERVER_SIGN_IN, SERVER_EXPIRED, SERVER_ROLE */
export function checkRole(visit: Visit, route: RouteSpec): void {
  if (route.roles === 'anyone') return;
  if (!visit.signIn) throw new EcluseError(visit.expired ? 'SERVER_EXPIRED' : 'SERVER_SIGN_IN');
  if (!route.roles.includes(visit.signIn.role)) throw new EcluseError('SERVER_ROLE');
}
