import { readFileSync } from 'node:fs';
import { readState } from '../../partner/home.ts';
import { type Answer, page, redirect } from '../../web/answer.ts';
import { iconFile } from '../../web/glyph.ts';
import { webSheet } from '../../web/sheet.ts';
import { arrival, foreseen } from '../desk.ts';
import { firstPage } from '../pages/first.ts';
import { waitPage } from '../pages/wait.ts';
import { type Request, viewOf } from '../visit.ts';
import { applianceOf } from './cards.ts';
import { restingOf } from './due.ts';

/** The one style sheet, read once. */
const sheet = webSheet + readFileSync(new URL('../desk.css', import.meta.url), 'utf8');

export function styles(): Answer {
  return { kind: 'file', body: sheet, type: 'text/css; charset=utf-8' };
}

export function icon(): Answer {
  return { kind: 'file', body: iconFile, type: 'image/svg+xml' };
}

export function first(request: Request): Answer {
  const { desk } = request;
  return page(
    firstPage(viewOf(request), {
      appliance: applianceOf(desk)?.name ?? null,
      draft: desk.draft,
      answer: desk.answer,
      account: desk.account,
      requests: readState(desk.home).requests,
      due: restingOf(desk).filter((each) => each.due).length,
    }),
  );
}

const LOOK_AGAIN_SECONDS = 2;

/** How far the work is; it leads on by itself once done. */
export function wait(request: Request): Answer {
  const { desk, query } = request;
  const to = arrival(desk);
  if (to !== null || desk.job === null) return redirect(to ?? '/');
  const watching = query.watch === '1';
  const shown = waitPage(viewOf(request), { what: desk.job.what, ...foreseen(desk.job, desk.clock().getTime()), watching });
  return { kind: 'page', page: shown, status: 200, ...(watching ? { refreshSeconds: LOOK_AGAIN_SECONDS } : {}) };
}
