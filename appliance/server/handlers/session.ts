import { utf8 } from '../../../src/base/bytes.ts';
import { EcluseError } from '../../../src/base/errors.ts';
import { type Answer, member, page, redirect } from '../../../src/web/answer.ts';
import { lockPage } from '../../console/pages/lock.ts';
import { sessionPage } from '../../console/pages/session.ts';
import { sessionsPage } from '../../console/pages/sessions.ts';
import { LIVE_STATES } from '../../gate/transitions.ts';
import type { Decisions } from '../../session/review.ts';
import type { GapMode } from '../../session/run.ts';
import { allowedFolder, proposedFolders } from '../drives.ts';
import { actorOf, csrfOf, notify, type Request, roleOf, sayOf } from '../visit.ts';

export const WATCH_SECONDS = 2;

export function lock(request: Request): Answer {
  return page(lockPage(request.desk.uses.overview(), roleOf(request), request.lang));
}

export function session(request: Request): Answer {
  const { desk, lang } = request;
  const { live } = desk.uses.overview();
  if (live) return redirect(`/session/${live.id}${request.query.watch === '1' ? '?watch=1' : ''}`);
  const pending = desk.uses.bundles().filter((bundle) => bundle.state === 'pending');
  return page(sessionsPage(pending, desk.uses.sessions(), roleOf(request), csrfOf(request), lang));
}

export function sessionById(request: Request): Answer {
  const { desk, lang, query, params } = request;
  const detail = desk.uses.session(member(params, 'id'));
  const running = desk.tasks.running() === detail.id;
  const watching = query.watch === '1' && (running || detail.state === 'sealed') ? WATCH_SECONDS : null;
  const content = sessionPage({
    detail,
    role: roleOf(request),
    lang,
    csrf: csrfOf(request),
    running,
    custodians: detail.state === 'drafted' && roleOf(request) === 'operator' ? desk.uses.custodians() : [],
    failure: desk.tasks.failure(detail.id),
    watching,
    proposed: detail.state === 'reviewed' || detail.state === 'released' ? proposedFolders(desk.roots) : [],
    roots: desk.roots,
  });
  return { kind: 'page', page: content, status: 200, ...(watching === null ? {} : { refreshSeconds: watching }) };
}

export function draft(request: Request): Answer {
  const { desk, form } = request;
  const { session, left } = desk.uses.draft(member(form, 'gap') as GapMode, actorOf(request));
  if (left.length > 0) {
    const named = left.map(({ bundle, code }) => `${bundle.slice(0, 8)} (${code})`).join(', ');
    notify(request, sayOf(request)('draftLeft', { count: left.length, named }));
  }
  return redirect(`/session/${session}`);
}

export function seal(request: Request): Answer {
  const { desk, form } = request;
  const id = member(form, 'session');
  if (desk.uses.session(id).state !== 'drafted') throw new EcluseError('SERVER_STATE');
  const actor = actorOf(request);
  const [first, second] = (['1', '2'] as const).map((which) => ({
    number: Number(member(form, `custodian${which}`)),
    passphrase: utf8(member(form, `passphrase${which}`)),
  }));
  const custodians = [first!, second!] as const;
  // Said at once, on the page itself: nothing has been sealed yet.
  if (first!.number === second!.number) throw new EcluseError('CUSTODY_SAME', { custodian: first!.number });
  desk.tasks.start(id, async (signal) => {
    try {
      await desk.uses.seal(id, actor, custodians, signal);
    } finally {
      for (const { passphrase } of custodians) passphrase.fill(0);
    }
  });
  return redirect(`/session/${id}?watch=1`);
}

export async function abort(request: Request): Promise<Answer> {
  const { desk, form } = request;
  const id = member(form, 'session');
  const actor = actorOf(request);
  const { state } = desk.uses.session(id);
  if (!LIVE_STATES.includes(state)) throw new EcluseError('SERVER_STATE');
  // Before its work is stopped: what stops by itself would be told as its operator's act.
  if (state === 'sealed') desk.uses.abort(id, actor);
  await desk.tasks.stop(id);
  if (desk.uses.session(id).state !== 'aborted') desk.uses.abort(id, actor);
  return redirect(`/session/${id}`);
}

/** Decisions by the result's id: exactly the session's results, each once. @throws SERVER_DECISION */
export function review(request: Request): Answer {
  const { desk, form } = request;
  const id = member(form, 'session');
  const decisions: Record<string, 'approve' | 'refuse'> = {};
  for (const [name, value] of Object.entries(form)) {
    if (name.startsWith('decision-')) decisions[name.slice('decision-'.length)] = value as Decisions[string] & string;
  }
  const detail = desk.uses.session(id);
  if (detail.state !== 'scored') throw new EcluseError('SERVER_STATE');
  const wanted = new Set(detail.answers.map((answer) => answer.id));
  if (wanted.size !== Object.keys(decisions).length || !Object.keys(decisions).every((each) => wanted.has(each))) {
    throw new EcluseError('SERVER_DECISION');
  }
  desk.uses.review(id, actorOf(request), decisions);
  notify(request, sayOf(request)('reviewed'));
  return redirect(`/session/${id}`);
}

export async function release(request: Request): Promise<Answer> {
  const { desk, form } = request;
  const id = member(form, 'session');
  const nothing = desk.uses.session(id).answers.every((answer) => answer.state === 'refused');
  // With nothing to write, the session closes where it stands.
  const to = nothing ? desk.uses.home : allowedFolder(member(form, 'folder'), desk.roots, desk.uses.home);
  const { files } = await desk.uses.release(id, to, actorOf(request));
  if (files.length > 0) notify(request, sayOf(request)('releasedDone', { count: files.length }));
  return redirect(`/session/${id}`);
}
