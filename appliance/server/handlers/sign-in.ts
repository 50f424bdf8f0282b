import { utf8 } from '../../../src/base/bytes.ts';
import { EcluseError } from '../../../src/base/errors.ts';
import { type Answer, member, page, redirect } from '../../../src/web/answer.ts';
import { writeCookie } from '../../../src/web/cookies.ts';
import { statusOf } from '../../../src/web/errors.ts';
import { aboutPage } from '../../console/pages/about.ts';
import { signInPage } from '../../console/pages/sign-in.ts';
import type { Role } from '../../gate/roles.ts';
import { verifierHash } from '../../release/verifier.ts';
import { SESSION_COOKIE, VISIT_COOKIE } from '../cookies.ts';
import { actorOf, csrfOf, type Request } from '../visit.ts';

export function about({ lang }: Request): Answer {
  return page(aboutPage(lang, verifierHash()));
}

function form(request: Request, role: Role | null, error: EcluseError | null): Answer {
  const { lang, desk, query } = request;
  const appliance = desk.uses.overview().appliance.name;
  const content = signInPage({ lang, csrf: csrfOf(request), appliance, expired: query.why === 'expired', role, error });
  return page(content, error ? statusOf(error.code) : 200);
}

export function showSignIn(request: Request): Answer {
  return request.signIn ? redirect('/') : form(request, null, null);
}

export async function signIn(request: Request): Promise<Answer> {
  const { desk, token } = request;
  const role = member(request.form, 'role') as Role;
  try {
    await desk.uses.logIn(role, utf8(member(request.form, 'password')));
  } catch (error) {
    if (error instanceof EcluseError && (error.code === 'LOGIN_FAILED' || error.code === 'LOGIN_SLOWED')) return form(request, role, error);
    throw error;
  }
  desk.sessions.close(token);
  return redirect('/', writeCookie(SESSION_COOKIE, desk.sessions.open(role)), writeCookie(VISIT_COOKIE, null));
}

export function signOut(request: Request): Answer {
  const { desk, token } = request;
  desk.sessions.close(token);
  desk.uses.logOut(actorOf(request));
  return redirect('/sign-in', writeCookie(SESSION_COOKIE, null), writeCookie(VISIT_COOKIE, null));
}
