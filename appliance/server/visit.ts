import { EcluseError } from '../../src/base/errors.ts';
import type { Answer, Asked } from '../../src/web/answer.ts';
import type { Sessions } from '../../src/web/sessions.ts';
import type { Tasks } from '../../src/web/tasks.ts';
import type { Visitor } from '../../src/web/visitor.ts';
import { type Say, sayer } from '../console/messages.ts';
import { ACCOUNT_NAMES, type Actor, type Role } from '../gate/roles.ts';
import type { Uses } from './uses.ts';

/** What every handler may use of the server. */
export type Desk = {
  readonly uses: Uses;
  readonly sessions: Sessions<Role>;
  readonly tasks: Tasks;
  /** Roots under which the console may write. */
  readonly roots: readonly string[];
  readonly uploadLimit: number;
  readonly upload: { busy: boolean };
};

/** One request, already let through: who asks, in which language, with which checked members. */
export type Visit = Visitor<Role> & { readonly desk: Desk };

export type Request = Visit & Asked;

export type Handler = (request: Request) => Answer | Promise<Answer>;

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
