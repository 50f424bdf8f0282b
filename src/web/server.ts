import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { EcluseError } from '../base/errors.ts';
import type { Answer, Asked } from './answer.ts';
import { LANG_COOKIE, writeCookie } from './cookies.ts';
import { asRefusal, statusOf } from './errors.ts';
import { type Form, parseForm } from './forms.ts';
import { PAGE_REFERRER_POLICY, rawBadRequest, SECURITY_HEADERS } from './headers.ts';
import { faultOf } from './log.ts';
import { boundaryOf } from './multipart.ts';
import { checkProvenance } from './provenance.ts';
import { type RouteOf, schemasOf } from './routes.ts';
import type { Visitor } from './visitor.ts';

const HOST = '127.0.0.1';
const FORM_LIMIT = 64 * 1024;
const MAX_CONNECTIONS = 64;
/** An upload of the largest file from a slow drive fits; a peer that trickles its headers does not. */
const TIMES = { headers: 10_000, idle: 120_000, request: 30 * 60_000, keepAlive: 5_000, check: 2_000 } as const;

/** A page as its site frames it, with the cookies that go with it. */
export type Framed = { readonly markup: string; readonly cookies: readonly string[] };
type PageAnswer = Extract<Answer, { kind: 'page' }>;

/** What distinguishes one server from another: its doors, who comes in, and how its pages look. `Visit`: one request's visitor. */
export type Site<Visit extends Visitor<Role>, Role extends string> = {
  readonly routes: readonly RouteOf<Role>[];
  readonly uploadLimit: number;
  readonly log: Logger;
  visit(request: FastifyRequest): Visit;
  /** @throws what keeps this visitor out of this route */
  admit(visit: Visit, route: RouteOf<Role>): void;
  /** @throws SERVER_CSRF */
  checkToken(visit: Visit, given: unknown): void;
  handle(route: RouteOf<Role>, visit: Visit, asked: Asked): Answer | Promise<Answer>;
  /** What a refused visitor is shown. */
  refuse(visit: Visit, refusal: EcluseError, request: FastifyRequest): Answer;
  frame(visit: Visit, answer: PageAnswer): Framed;
};

export type Listening = { readonly url: string; close(): Promise<void> };

/** Serves a site on this machine's loopback alone; port 0 lets the system choose. @throws SERVER_PORT */
export async function listen<Visit extends Visitor<Role>, Role extends string>(site: Site<Visit, Role>, port: number): Promise<Listening> {
  const state = openSite(site);
  const { fastify } = state;
  try {
    await fastify.listen({ host: HOST, port });
  } catch (error) {
    await fastify.close();
    throw new EcluseError('SERVER_PORT', { port: String(port), reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, { cause: error });
  }
  const address = fastify.server.address();
  state.port = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${HOST}:${state.port}`, close: () => fastify.close() };
}

function openSite<Visit extends Visitor<Role>, Role extends string>(site: Site<Visit, Role>): { fastify: FastifyInstance; port: number } {
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
  const visits = new WeakMap<FastifyRequest, Visit>();
  const routeOf = (request: FastifyRequest) => (request.routeOptions.config as unknown as { route?: RouteOf<Role> }).route;

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

  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    checkProvenance(request, state.port);
    const visit = site.visit(request);
    visits.set(request, visit);
    const route = routeOf(request);
    if (route) site.admit(visit, route);
    // Once all of a form is here, whoever sent it may be kept waiting: a large file takes minutes to be judged.
    if (request.method === 'POST' && visit.known) request.raw.once('end', () => request.raw.socket.setTimeout(TIMES.request));
  });
  fastify.addHook('preValidation', async (request) => {
    const visit = visits.get(request);
    const route = routeOf(request);
    if (!visit || route?.method !== 'POST' || route.form === 'upload') return;
    site.checkToken(visit, (request.body as Form | null | undefined)?.csrf);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    site.log.debug({
      route: request.routeOptions.url ?? null,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });

  for (const route of site.routes) {
    const upload = route.form === 'upload';
    fastify.route({
      method: route.method,
      url: route.path,
      schema: schemasOf(route),
      config: { route } as object,
      ...(upload ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
      handler: async (request, reply) => {
        const visit = visits.get(request) as Visit;
        const answer = await site.handle(route, visit, {
          params: (request.params ?? {}) as Form,
          form: upload ? {} : ((request.body ?? {}) as Form),
          upload: upload ? uploadOf(request) : null,
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
    const refusal = asRefusal(error, isUploadRequest(request) ? site.uploadLimit : FORM_LIMIT);
    if (refusal.code === 'INTERNAL' && !(error instanceof EcluseError)) {
      site.log.error({ route: request.routeOptions?.url ?? null, ...faultOf(error as FastifyError) }, 'fault');
    }
    reply.headers(SECURITY_HEADERS);
    // What an upload still holds in the pipe is not worth reading.
    if (isUploadRequest(request)) reply.header('connection', 'close');
    const visit = visits.get(request);
    if (!visit) return reply.code(statusOf(refusal.code)).type('text/plain; charset=utf-8').send(`${refusal.code}\n`);
    return send(reply, visit, site.refuse(visit, refusal, request));
  }

  function send(reply: FastifyReply, visit: Visit, answer: Answer): FastifyReply {
    if (answer.kind === 'file') {
      if (answer.name !== undefined) reply.header('content-disposition', `attachment; filename="${answer.name}"`);
      if (answer.policy !== undefined) reply.header('content-security-policy', answer.policy);
      const { body } = answer;
      return reply
        .code(200)
        .type(answer.type)
        .send(body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body);
    }
    const cookies = visit.langChosen ? [writeCookie(LANG_COOKIE, visit.lang)] : [];
    if (answer.kind === 'redirect') {
      return reply
        .header('set-cookie', [...cookies, ...(answer.cookies ?? [])])
        .code(303)
        .header('location', answer.to)
        .send();
    }
    if (answer.refreshSeconds !== undefined) reply.header('refresh', String(answer.refreshSeconds));
    const framed = site.frame(visit, answer);
    return reply
      .code(answer.status)
      .header('referrer-policy', PAGE_REFERRER_POLICY)
      .header('set-cookie', [...cookies, ...framed.cookies])
      .type('text/html; charset=utf-8')
      .send(framed.markup);
  }

  return state;
}

function isUploadRequest(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');
}

/** @throws SERVER_MEDIA_TYPE, SERVER_REQUEST */
function uploadOf(request: FastifyRequest): NonNullable<Asked['upload']> {
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

function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  socket.end(rawBadRequest(status), () => socket.destroy());
}
