import type { Logger } from 'pino';
import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import { type Answer, page, redirect } from '../../src/web/answer.ts';
import { writeCookie } from '../../src/web/cookies.ts';
import { statusOf } from '../../src/web/errors.ts';
import { createLog, faultOf } from '../../src/web/log.ts';
import { type Framed, type Listening, listen, type Site } from '../../src/web/server.ts';
import { createSessions } from '../../src/web/sessions.ts';
import { createTasks } from '../../src/web/tasks.ts';
import { checkToken } from '../../src/web/visitor.ts';
import { document } from '../console/layout.ts';
import { refusalPage } from '../console/pages/refusal.ts';
import type { Role } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { VISIT_COOKIE } from './cookies.ts';
import { defaultRoots } from './drives.ts';
import { checkRole, openVisit } from './guard.ts';
import { handlers } from './handlers.ts';
import { clearUploads, UPLOAD_LIMIT } from './intake.ts';
import { type HandlerName, ROUTES } from './routes.ts';
import { type Uses, usesOf } from './uses.ts';
import { csrfOf, type Desk, type Visit } from './visit.ts';

export type ServerOptions = {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Folders under which drives appear; the console reads and writes nowhere else. */
  readonly roots?: readonly string[];
  readonly lang?: Lang;
  readonly uploadLimit?: number;
  readonly log?: Logger;
};

export type Server = Listening;

/** Opens the console over an appliance, on this machine's loopback alone. @throws SERVER_PORT */
export function startServer(app: Appliance, options: ServerOptions): Promise<Server> {
  return serve(usesOf(app), options);
}

/** The same over any implementation of the use cases. */
export async function serve(uses: Uses, options: ServerOptions): Promise<Server> {
  const log = options.log ?? createLog();
  const desk: Desk = {
    uses,
    sessions: createSessions(uses.clock, uses.random),
    tasks: createTasks((error) => log.error(faultOf(error), 'session')),
    roots: options.roots ?? defaultRoots(uses.home),
    uploadLimit: options.uploadLimit ?? UPLOAD_LIMIT,
    upload: { busy: false },
  };
  clearUploads(uses.quarantine);
  const server = await listen(consoleOf(desk, options.lang ?? 'fr', log), options.port);
  try {
    uses.started();
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    url: server.url,
    async close() {
      await desk.tasks.stop(undefined, new EcluseError('SESSION_INTERRUPTED'));
      await server.close();
      // Its sender is gone; what it has begun to write it finishes or takes away.
      while (desk.upload.busy) await new Promise((resolve) => setTimeout(resolve, 20));
      uses.stopped();
    },
  };
}

function consoleOf(desk: Desk, lang: Lang, log: Logger): Site<Visit, Role> {
  return {
    routes: ROUTES,
    uploadLimit: desk.uploadLimit,
    log,
    visit: (request) => openVisit(request, desk, lang),
    admit: checkRole,
    checkToken: (visit, given) => checkToken(desk.sessions, visit, given),
    // The routes are the list's own: each names a handler that is there.
    handle: (route, visit, asked) => handlers[route.handler as HandlerName]({ ...visit, ...asked }),
    refuse(visit, refusal, request): Answer {
      const status = statusOf(refusal.code);
      if (status === 401 && request.method === 'GET' && !visit.signIn) {
        return redirect(refusal.code === 'SERVER_EXPIRED' ? '/sign-in?why=expired' : '/sign-in');
      }
      return page(refusalPage(refusal, visit.lang, visit.known), status);
    },
    frame,
  };
}

function frame(visit: Visit, answer: Extract<Answer, { kind: 'page' }>): Framed {
  const { signIn, desk } = visit;
  const notice = signIn?.notice ?? null;
  if (signIn) signIn.notice = null;
  const chrome = {
    lang: visit.lang,
    path: visit.path,
    query: visit.query,
    role: signIn?.role ?? null,
    csrf: csrfOf(visit),
    notice,
    ...surroundings(desk, signIn !== null),
  };
  return {
    markup: document(chrome, answer.page),
    cookies: visit.newVisit && !signIn ? [writeCookie(VISIT_COOKIE, visit.token)] : [],
  };
}

/** What the frame of a page says of the appliance; a page that tells of a broken store must still come out. */
function surroundings(desk: Desk, signedIn: boolean): { gap: 'chamber' | 'machine'; appliance: string | null; ledgerSize: number | null } {
  try {
    const { live, appliance, ledger } = desk.uses.overview();
    // Between two sessions, the gap of the last one; before the first, the weaker promise.
    const gap = live?.gap ?? desk.uses.sessions()[0]?.gap ?? 'chamber';
    return { gap, appliance: signedIn ? appliance.name : null, ledgerSize: signedIn ? ledger.size : null };
  } catch {
    return { gap: 'chamber', appliance: null, ledgerSize: null };
  }
}
