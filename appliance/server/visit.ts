import { EcluseError } from '../../src/base/errors.ts';
import type { Lang } from '../../src/base/text.ts';
import type { PageContent } from '../console/layout.ts';
import { type Say, sayer } from '../console/messages.ts';
import { ACCOUNT_NAMES, type Actor, type Role } from '../gate/roles.ts';
import type { Form } from './forms.ts';
import type { Sessions, SignIn } from './sessions.ts';
import type { Tasks } from './tasks.ts';
import type { Uses } from './uses.ts';

/** What every handler may use of the server. */
export type Desk = {
  readonly uses: Uses;
  readonly sessions: Sessions;
  readonly tasks: Tasks;
  /** Roots under which the console may write. */
  readonly roots: readonly string[];
  readonly uploadLimit: number;
  readonly upload: { busy: boolean };
};

/** One request, already let through: who asks, in which language, with which checked members. */
export type Visit = {
  readonly desk: Desk;
  readonly lang: Lang;
  /** Asked for in this very request: to be kept in a cookie. */
  readonly langChosen: boolean;
  /** The session cookie or, before sign-in, the visit cookie; the CSRF token is derived from it. */
  readonly token: string;
  readonly newVisit: boolean;
  readonly signIn: SignIn | null;
  readonly expired: boolean;
  readonly path: string;
  readonly query: Form;
};

export type Request = Visit & {
  readonly params: Form;
  readonly form: Form;
  /** The body of the streamed form, and its boundary; null on every other route. */
  readonly upload: { readonly source: AsyncIterable<Uint8Array>; readonly boundary: string } | null;
};

export type Answer =
  | { readonly kind: 'page'; readonly page: PageContent; readonly status: number; readonly refreshSeconds?: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly string[] }
  | { readonly kind: 'file'; readonly body: Uint8Array | string; readonly type: string; readonly name?: string };

export type Handler = (request: Request) => Answer | Promise<Answer>;

export function page(content: PageContent, status = 200): Answer {
  return { kind: 'page', page: content, status };
}

export function redirect(to: string, ...cookies: string[]): Answer {
  return { kind: 'redirect', to, cookies };
}

export function sayOf(visit: Visit): Say {
  return sayer(visit.lang);
}

/** The token that a form of this page must carry. */
export function csrfOf(visit: Visit): string {
  return visit.desk.sessions.csrf(visit.token);
}

/** Said once, at the top of the next page this person sees. */
export function notify(visit: Visit, words: string): void {
  if (visit.signIn) visit.signIn.notice = words;
}

/** The person signed in; the guard has already checked the role. */
export function actorOf(visit: Visit): Actor {
  if (!visit.signIn) throw new EcluseError('SERVER_SIGN_IN');
  return { role: visit.signIn.role, name: ACCOUNT_NAMES[visit.signIn.role] };
}

export function roleOf(visit: Visit): Role {
  return actorOf(visit).role;
}

/** A member that the route's schema requires. */
export function member(form: Form, name: string): string {
  const value = form[name];
  if (value === undefined) throw new EcluseError('SERVER_REQUEST', { where: name });
  return value;
}
