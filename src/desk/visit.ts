import type { FastifyRequest } from 'fastify';
import { EcluseError } from '../base/errors.ts';
import type { Lang } from '../base/text.ts';
import type { Answer, Asked } from '../web/answer.ts';
import type { Form } from '../web/forms.ts';
import type { Upload } from '../web/upload.ts';
import { openVisitor, type Visitor } from '../web/visitor.ts';
import type { Desk, DeskRole } from './desk.ts';
import type { Choice } from './files.ts';
import { type Say, sayer } from './messages.ts';

export const COOKIES = { session: 'ecluse_desk', visit: 'ecluse_desk_visit' } as const;

export type Visit = Visitor<DeskRole> & { readonly desk: Desk };
export type Request = Visit & Asked;
export type Handler = (request: Request) => Answer | Promise<Answer>;

export function openVisit(request: FastifyRequest, desk: Desk, defaultLang: Lang): Visit {
  return { ...openVisitor(request, desk.sessions, COOKIES, defaultLang), desk };
}

/** What a page is drawn with. */
export type View = { readonly lang: Lang; readonly csrf: string; readonly say: Say };

export function viewOf(visit: Visit): View {
  return { lang: visit.lang, csrf: visit.desk.sessions.csrf(visit.token), say: sayer(visit.lang) };
}

/** Said once, at the top of the next page. */
export function notify(visit: Visit, words: string): void {
  if (visit.signIn) visit.signIn.notice = words;
}

/** `kept/extrait.csv`, as the forms send it. */
export function choiceOf(text: string): Choice {
  const cut = text.indexOf('/');
  return { place: text.slice(0, cut) === 'kept' ? 'kept' : 'folder', name: text.slice(cut + 1) };
}

/** Files of a form that numbers them: `approval-0`, `approval-1`… */
export function choicesOf(form: Form, name: string): Choice[] {
  return Object.entries(form).flatMap(([key, value]) => (key.startsWith(`${name}-`) ? [choiceOf(value)] : []));
}

export function choiceText({ place, name }: Choice): string {
  return `${place}/${name}`;
}

export function sameChoice(a: Choice | null, b: Choice | null): boolean {
  return a !== null && b !== null && a.place === b.place && a.name === b.name;
}

/** One upload at a time. @throws SERVER_MEDIA_TYPE, SERVER_BUSY */
export async function uploading<T>({ desk, upload, token }: Request, limit: number, work: (upload: Upload) => Promise<T>): Promise<T> {
  if (!upload) throw new EcluseError('SERVER_MEDIA_TYPE');
  if (desk.upload.busy) throw new EcluseError('SERVER_BUSY', { task: 'upload' });
  desk.upload.busy = true;
  try {
    const checkToken = (given: string) => {
      if (!desk.sessions.csrfMatches(token, given)) throw new EcluseError('SERVER_CSRF');
    };
    return await work({ ...upload, limit, checkToken });
  } finally {
    desk.upload.busy = false;
  }
}

/** The refusal that a page shows on itself; what is the request's own fault is not the page's. */
export function shown(error: unknown): EcluseError {
  if (error instanceof EcluseError && !error.code.startsWith('SERVER_') && error.code !== 'INTERNAL') return error;
  throw error;
}

/** A page made elsewhere carries its own policy, which allows nothing but its own style by its hash; this one only leaves it room. */
const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

export function documentOf(body: Uint8Array): Answer {
  return { kind: 'file', body, type: 'text/html; charset=utf-8', policy: DOCUMENT_POLICY };
}
