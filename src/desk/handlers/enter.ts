import { EcluseError } from '../../base/errors.ts';
import { type Answer, page, redirect } from '../../web/answer.ts';
import { writeCookie } from '../../web/cookies.ts';
import { closedPage } from '../pages/closed.ts';
import { COOKIES, type Request, viewOf } from '../visit.ts';

/** Exchanges the link's key for a cookie, and the address with the key for one without. One browser at a time is in. */
export function enter(request: Request): Answer {
  const { desk, query, signIn } = request;
  const key = query.key;
  if (key === undefined || !desk.links.take(key)) {
    if (signIn) return redirect('/');
    throw new EcluseError('DESK_LINK');
  }
  desk.sessions.closeAll();
  desk.tell({ entered: true });
  return redirect('/', writeCookie(COOKIES.session, desk.sessions.open('partner')), writeCookie(COOKIES.visit, null));
}

/** A new link goes to the terminal alone: whoever asks without seeing it has gained nothing. */
export function newLink(request: Request): Answer {
  const { desk } = request;
  const key = desk.links.issue();
  if (key !== null) desk.tell({ link: `${desk.url}/enter?key=${key}` });
  return page(closedPage(viewOf(request), null, true));
}

export function leave(request: Request): Answer {
  request.desk.sessions.close(request.token);
  return redirect('/', writeCookie(COOKIES.session, null));
}
