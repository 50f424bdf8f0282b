import { timestamp } from '../../../src/base/random.ts';
import type { Answer } from '../../../src/web/answer.ts';
import { gapPage } from '../../console/pages/gap.ts';
import type { Request } from '../visit.ts';
import { WATCH_SECONDS } from './session.ts';

/** The machine as it is at this moment; the page comes back by itself while it is watched. */
export function gap({ desk, lang, query }: Request): Answer {
  const { uses, tasks } = desk;
  const session = uses.overview().live ?? uses.sessions()[0] ?? null;
  const watching = query.watch === '1' ? WATCH_SECONDS : null;
  const content = gapPage({
    lang,
    view: uses.gap(),
    session,
    running: session !== null && tasks.running() === session.id,
    failure: session === null ? null : tasks.failure(session.id),
    time: timestamp(uses.clock()),
    watching,
  });
  return { kind: 'page', page: content, status: 200, ...(watching === null ? {} : { refreshSeconds: watching }) };
}
