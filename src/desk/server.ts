import type { Logger } from 'pino';
import { EcluseError } from '../base/errors.ts';
import type { Clock, Random } from '../base/random.ts';
import type { Lang } from '../base/text.ts';
import { openHome } from '../partner/home.ts';
import { type Answer, page } from '../web/answer.ts';
import { writeCookie } from '../web/cookies.ts';
import { document } from '../web/document.ts';
import { statusOf } from '../web/errors.ts';
import { html } from '../web/html.ts';
import { createLog, faultOf } from '../web/log.ts';
import { csrfField, refusal } from '../web/parts.ts';
import { type Framed, type Listening, listen, type Site } from '../web/server.ts';
import { createSessions } from '../web/sessions.ts';
import { createTasks } from '../web/tasks.ts';
import { checkToken } from '../web/visitor.ts';
import { createBench } from './bench.ts';
import { clearThreads, type Desk, type DeskRole, type Job, newPace } from './desk.ts';
import { newDraft } from './draft.ts';
import { createShelves } from './files.ts';
import { handlers } from './handlers.ts';
import { createLinks } from './link.ts';
import { sayer } from './messages.ts';
import { closedPage } from './pages/closed.ts';
import { type HandlerName, ROUTES } from './routes.ts';
import { COOKIES, openVisit, type Visit, viewOf } from './visit.ts';

export type DeskOptions = {
  /** The partner's home. */
  readonly dir: string;
  /** Where extracts lie, and where what the desk makes is written. */
  readonly folder: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Called with each new link and each entry: for the terminal alone. */
  readonly tell: Desk['tell'];
  readonly lang?: Lang;
  readonly uploadLimit?: number;
  readonly log?: Logger;
};

/** What may be sent at once: the largest table that is read. */
export const UPLOAD_LIMIT = 2 ** 31;

const CUT: ReadonlySet<Job['what']> = new Set(['read', 'check', 'open', 'score', 'register']);

/** Opens the desk over a partner's home, on this machine's loopback alone; `link` lets one browser in, once. @throws HOME_…, FILE_MISSING, SERVER_PORT */
export async function startDesk(options: DeskOptions): Promise<Listening & { readonly link: string }> {
  const { dir, clock, random, tell, uploadLimit = UPLOAD_LIMIT, lang = 'fr' } = options;
  const log = options.log ?? createLog();
  const home = openHome(dir);
  const desk: Desk = {
    home,
    clock,
    random,
    sessions: createSessions(clock, random),
    links: createLinks(clock, random),
    tasks: createTasks((error) => log.error(faultOf(error), 'desk')),
    shelves: createShelves(dir, options.folder),
    bench: createBench(dir),
    reader: createBench(dir),
    clerk: createBench(dir),
    uploadLimit,
    pace: newPace(),
    tell,
    url: '',
    upload: { busy: false },
    draft: newDraft(),
    answer: null,
    account: null,
    marks: 0,
    following: null,
    job: null,
  };
  // What was sent before the machine died is nobody's any more.
  desk.shelves.wipe();
  const server = await listen(siteOf(desk, lang, log), options.port);
  desk.url = server.url;
  return {
    url: server.url,
    link: `${server.url}/enter?key=${desk.links.issue() ?? ''}`,
    async close() {
      // What only reads is cut, and a scoring, which may take long and writes last, as a crash would leave it; what writes is let finish.
      if (desk.job !== null && CUT.has(desk.job.what)) await clearThreads(desk);
      await desk.tasks.stop();
      await clearThreads(desk);
      await server.close();
      // Its sender is gone; what it has begun to write it finishes or takes away.
      while (desk.upload.busy) await new Promise((resolve) => setTimeout(resolve, 20));
      desk.shelves.wipe();
    },
  };
}

function siteOf(desk: Desk, lang: Lang, log: Logger): Site<Visit, DeskRole> {
  return {
    routes: ROUTES,
    uploadLimit: desk.uploadLimit,
    log,
    visit: (request) => openVisit(request, desk, lang),
    admit(visit, route) {
      if (route.roles !== 'anyone' && !visit.known) throw new EcluseError('DESK_CLOSED');
    },
    checkToken: (visit, given) => checkToken(desk.sessions, visit, given),
    // The routes are the list's own: each names a handler that is there.
    handle: (route, visit, asked) => handlers[route.handler as HandlerName]({ ...visit, ...asked }),
    refuse,
    frame,
  };
}

function refuse(visit: Visit, error: EcluseError): Answer {
  const view = viewOf(visit);
  const status = statusOf(error.code);
  if (error.code === 'DESK_CLOSED') return page(closedPage(view, null, false), status);
  if (!visit.known) return page(closedPage(view, error, false), status);
  const title = view.say('errorTitle');
  const back = html`<p><a href="/">${view.say('back')}</a></p>`;
  return page({ title, body: refusal(error, visit.lang, view.say, title, back, 1) }, status);
}

const NAV = [
  ['/', 'navFirst'],
  ['/prepare', 'navPrepare'],
  ['/open', 'navOpen'],
  ['/follow-up', 'navFollow'],
  ['/register', 'navRegister'],
  ['/cards', 'navCards'],
  ['/due', 'navDue'],
] as const;

function frame(visit: Visit, answer: Extract<Answer, { kind: 'page' }>): Framed {
  const { desk, signIn, known, lang } = visit;
  const say = sayer(lang);
  const notice = signIn?.notice ?? null;
  if (signIn) signIn.notice = null;
  const leave = html`<form method="post" action="/leave" class="account">${csrfField(desk.sessions.csrf(visit.token))}<button class="quiet">${say('leave')}</button></form>`;
  const markup = document(
    {
      lang,
      path: visit.path,
      query: Object.fromEntries(Object.entries(visit.query).filter(([name]) => name !== 'key')),
      notice,
      sheet: '/desk.css',
      start: '/',
      nav: known ? NAV.map(([path, key]) => ({ path, words: say(key) })) : [],
      tools: known ? leave : null,
      footer: known ? say('footer', { name: desk.home.name }) : null,
    },
    answer.page,
    say,
  );
  return { markup, cookies: visit.newVisit && !known ? [writeCookie(COOKIES.visit, visit.token)] : [] };
}
