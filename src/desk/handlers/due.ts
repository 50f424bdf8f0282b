import { existsSync } from 'node:fs';
import { dayOf } from '../../base/calendar.ts';
import { destroyDue } from '../../partner/destroy.ts';
import { readExports } from '../../partner/exports.ts';
import { readState } from '../../partner/home.ts';
import { rosterPath } from '../../partner/roster.ts';
import { type Answer, page, redirect } from '../../web/answer.ts';
import type { Desk } from '../desk.ts';
import { type DueView, duePage } from '../pages/due.ts';
import { notify, type Request, viewOf } from '../visit.ts';

/** What still rests here of each request: its roster, and files written of its answer. */
export function restingOf({ home, clock }: Desk): DueView[] {
  const today = dayOf(clock());
  const exports = readExports(home);
  return readState(home)
    .requests.map((request) => {
      const folders = exports.filter((each) => each.request === request.id).map(({ folder }) => folder);
      const { id, kind, created, destroyBy } = request;
      return { id, kind, created, destroyBy, due: destroyBy <= today, roster: existsSync(rosterPath(home, id)), folders };
    })
    .filter(({ roster, folders }) => roster || folders.length > 0)
    .sort((a, b) => (a.destroyBy < b.destroyBy ? -1 : 1));
}

export function due(request: Request): Answer {
  return page(duePage(viewOf(request), restingOf(request.desk)));
}

export function destroy(request: Request): Answer {
  const { desk } = request;
  const { rosters, files, moved } = destroyDue(desk.home, desk.clock);
  const { say } = viewOf(request);
  notify(request, say(moved.length > 0 ? 'destroyedMoved' : 'destroyed', { rosters, files, moved: moved.length }));
  return redirect('/due');
}
