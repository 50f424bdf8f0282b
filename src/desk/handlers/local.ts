import { EcluseError } from '../../base/errors.ts';
import { oneYearLater } from '../../partner/dates.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { failureAt, newAnswer, requireIdle, requireRevision, runJob, sizeOf, tellShare } from '../desk.ts';
import { isReady, newDraft } from '../draft.ts';
import { localPage } from '../pages/local.ts';
import { secretOf } from '../secrets.ts';
import { choiceOf, choicesOf, type Request, shown, viewOf } from '../visit.ts';
import { applianceOf } from './cards.ts';
import { step } from './prepare.ts';

function localForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const { draft } = desk;
  const files = desk.shelves.list();
  const view = {
    draft,
    ready: isReady(draft),
    evaluations: files.filter(({ kind }) => kind === 'evaluation'),
    approvals: files.filter(({ kind }) => kind === 'approval'),
    trusted: applianceOf(desk) !== null,
    usual: oneYearLater(desk.clock()),
    error,
  };
  return page(localPage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function scorePage(request: Request): Answer {
  if (request.desk.draft.purpose !== 'local') return redirect('/prepare');
  return step(request, 'seal', () => localForm(request, failureAt(request.desk, '/prepare/score')));
}

/** Scores the table here. The thread that held it then holds the result: it becomes the one of the answer that is open. */
export async function score(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves, bench } = desk;
    if (draft.purpose !== 'local') throw new EcluseError('DESK_STALE');
    requireIdle(desk);
    const destroyBy = member(form, 'destroyby');
    draft.destroyBy = destroyBy;
    const evaluation = shelves.path(choiceOf(member(form, 'evaluation')));
    const approvals = choicesOf(form, 'approval').map(shelves.path);
    const bytes = sizeOf(desk, draft.table);
    const asked = { evaluation, approvals, destroyBy, passphrase: secretOf(form, 'passphrase') };
    const job = { what: 'score', bytes, next: '/open/answer', back: '/prepare/score' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        const view = await bench.ask('score', asked, (share) => tellShare(desk, share));
        await desk.reader.clear();
        [desk.bench, desk.reader] = [desk.reader, bench];
        shelves.wipe();
        desk.draft = { ...newDraft(), revision: draft.revision + 1 };
        desk.answer = newAnswer(desk, null, bytes, view);
      }),
    );
  } catch (error) {
    return localForm(request, shown(error));
  }
}
