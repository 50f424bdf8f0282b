import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import { document } from '../console/layout.ts';
import { refusalPage } from '../console/pages/refusal.ts';
import type { Appliance } from '../home.ts';
import { LANG_COOKIE, VISIT_COOKIE, writeCookie } from './cookies.ts';
import { defaultRoots } from './drives.ts';
import { asRefusal, statusOf } from './errors.ts';
import { type Form, parseForm } from './forms.ts';
import { checkCsrf, checkProvenance, checkRole, openVisit } from './guard.ts';
import { handlers } from './handlers.ts';
import { PAGE_REFERRER_POLICY, rawBadRequest, SECURITY_HEADERS } from './headers.ts';
import { clearUploads, UPLOAD_LIMIT } from './intake.ts';
import { createLog, faultOf } from './log.ts';
import { boundaryOf } from './multipart.ts';
import { ROUTES, type RouteSpec, schemasOf } from './routes.ts';
import { createSessions } from './sessions.ts';
import { createTasks } from './tasks.ts';
import { type Uses, usesOf } from './uses.ts';
import { type Answer, csrfOf, type Desk, page, redirect, type Visit } from './visit.ts';

export type ServerOptions = {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Folders under which drives appear; the console reads and writes nowhere else. */
  readonly roots?: readonly string[];
  readonly lang?: Lang;
  readonly uploadLimit?: number;
  readonly log?: Logger;
};

export type Server = { readonly url: string; close(): Promise<void> };

const HOST = '127.0.0.1';
const FORM_LIMIT = 64 * 1024;
const MAX_CONNECTIONS = 64;
/** An upload of the largest bundle from a slow drive fits; a peer that trickles its headers does not. */
const TIMES = { headers: 10_000, idle: 120_000, request: 30 * 60_000, keepAlive: 5_000, check: 2_000 } as const;

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
  const console = createConsole(desk, options.lang ?? 'fr', log);
  await listen(console.fastify, options.port);
  const address = console.fastify.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  console.port = port;
  try {
    uses.started();
  } catch (error) {
    await console.fastify.close();
    throw error;
  }
  return {
    url: `http://${HOST}:${port}`,
    async close() {
      await desk.tasks.stop();
      await console.fastify.close();
      // Its sender is gone; what it has begun to write it finishes or takes away.
      while (desk.upload.busy) await new Promise((resolve) => setTimeout(resolve, 20));
      uses.stopped();
    },
  };
}

async function listen(fastify: FastifyInstance, port: number): Promise<void> {
  try {
    await fastify.listen({ host: HOST, port });
  } catch (error) {
    await fastify.close();
    throw new EcluseError('SERVER_PORT', { port: String(port), reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, { cause: error });
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null;
  }
}

function createConsole(desk: Desk, lang: Lang, log: Logger): { fastify: FastifyInstance; port: number } {
  const fastify = Fastify({
    logger: false,
    bodyLimit: FORM_LIMIT,
    connectionTimeout: TIMES.idle,
    requestTimeout: TIMES.request,
    keepAliveTimeout: TIMES.keepAlive,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    trustProxy: false,
    http: { headersTimeout: TIMES.headers, connectionsCheckingInterval: TIMES.check, maxHeaderSize: 8192 },
    // Nothing is coerced, completed or dropped in silence.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } },
    routerOptions: { querystringParser: parseQuery, ignoreTrailingSlash: false, caseSensitive: true, maxParamLength: 128 },
    clientErrorHandler: refuseBytes,
    frameworkErrors: (error, request, reply) => void answerError(error, request as FastifyRequest, reply as FastifyReply),
  }) as unknown as FastifyInstance;
  fastify.server.maxConnections = MAX_CONNECTIONS;
  const state = { fastify, port: 0 };

  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseForm(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
  // Left as a stream: only the handler of an upload reads it, after the guard has let its sender through.
  fastify.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));

  fastify.decorateRequest('visit', null);
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    checkProvenance(request, state.port);
    request.visit = openVisit(request, desk, lang);
    const route = request.routeOptions.config as unknown as { route?: RouteSpec };
    if (route.route) checkRole(request.visit, route.route);
    // Once all of a form is here, whoever sent it may be kept waiting: a large bundle takes minutes to be judged.
    if (request.method === 'POST' && request.visit.signIn) request.raw.once('end', () => request.raw.socket.setTimeout(TIMES.request));
  });
  fastify.addHook('preValidation', async (request) => {
    const { route } = request.routeOptions.config as unknown as { route?: RouteSpec };
    if (!request.visit || route?.method !== 'POST' || route.form === 'upload') return;
    checkCsrf(request.visit, (request.body as Form | null | undefined)?.csrf);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    log.debug({
      route: request.routeOptions.url ?? null,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });

  for (const route of ROUTES) {
    fastify.route({
      method: route.method,
      url: route.path,
      schema: schemasOf(route),
      config: { route } as object,
      ...(isUpload(route) ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
      handler: async (request, reply) => {
        const visit = request.visit as Visit;
        const answer = await handlers[route.handler]({
          ...visit,
          params: (request.params ?? {}) as Form,
          form: isUpload(route) ? {} : ((request.body ?? {}) as Form),
          upload: isUpload(route) ? uploadOf(request) : null,
        });
        return send(reply, visit, answer);
      },
    });
  }
  fastify.setNotFoundHandler(() => {
    throw new EcluseError('SERVER_NOT_FOUND');
  });
  fastify.setErrorHandler((error, request, reply) => answerError(error, request, reply));

  function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const refusal = asRefusal(error, isUploadRequest(request) ? desk.uploadLimit : FORM_LIMIT);
    if (refusal.code === 'INTERNAL' && !(error instanceof EcluseError)) {
      log.error({ route: request.routeOptions?.url ?? null, ...faultOf(error as FastifyError) }, 'fault');
    }
    reply.headers(SECURITY_HEADERS);
    const visit = request.visit;
    // What an upload still holds in the pipe is not worth reading.
    if (isUploadRequest(request)) reply.header('connection', 'close');
    const status = statusOf(refusal.code);
    if (!visit) return reply.code(status).type('text/plain; charset=utf-8').send(`${refusal.code}\n`);
    if (status === 401 && request.method === 'GET' && !visit.signIn) {
      return send(reply, visit, redirect(refusal.code === 'SERVER_EXPIRED' ? '/sign-in?why=expired' : '/sign-in'));
    }
    return send(reply, visit, page(refusalPage(refusal, visit.lang, visit.signIn !== null), status));
  }

  return state;
}

function isUpload(route: RouteSpec): boolean {
  return route.form === 'upload';
}

function isUploadRequest(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');
}

/** @throws SERVER_MEDIA_TYPE, SERVER_REQUEST */
function uploadOf(request: FastifyRequest): { source: AsyncIterable<Uint8Array>; boundary: string } {
  if (!isUploadRequest(request)) throw new EcluseError('SERVER_MEDIA_TYPE');
  const boundary = boundaryOf(request.headers['content-type']);
  if (boundary === null) throw new EcluseError('SERVER_REQUEST', { where: 'multipart: boundary' });
  return { source: request.body as AsyncIterable<Uint8Array>, boundary };
}

/** A malformed query becomes one that no schema lets through. */
function parseQuery(query: string): Form {
  try {
    return parseForm(query);
  } catch {
    return { '?': '' };
  }
}

function send(reply: FastifyReply, visit: Visit, answer: Answer): FastifyReply {
  const cookies: string[] = [];
  if (visit.langChosen) cookies.push(writeCookie(LANG_COOKIE, visit.lang));
  if (answer.kind === 'file') {
    if (answer.name !== undefined) reply.header('content-disposition', `attachment; filename="${answer.name}"`);
    return reply
      .code(200)
      .type(answer.type)
      .send(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body));
  }
  if (answer.kind === 'redirect') {
    return reply
      .header('set-cookie', [...cookies, ...(answer.cookies ?? [])])
      .code(303)
      .header('location', answer.to)
      .send();
  }
  if (visit.newVisit && !visit.signIn) cookies.push(writeCookie(VISIT_COOKIE, visit.token));
  if (answer.refreshSeconds !== undefined) reply.header('refresh', String(answer.refreshSeconds));
  const { signIn, desk } = visit;
  const notice = signIn?.notice ?? null;
  if (signIn) signIn.notice = null;
  const markup = document(
    {
      lang: visit.lang,
      path: visit.path,
      query: visit.query,
      role: signIn?.role ?? null,
      csrf: csrfOf(visit),
      notice,
      ...surroundings(desk, signIn !== null),
    },
    answer.page,
  );
  return reply
    .code(answer.status)
    .header('referrer-policy', PAGE_REFERRER_POLICY)
    .header('set-cookie', cookies)
    .type('text/html; charset=utf-8')
    .send(markup);
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

function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  socket.end(rawBadRequest(status), () => socket.destroy());
}
