import { basename, join } from 'node:path';
import type { EcluseError } from '../../base/errors.ts';
import { oneYearLater } from '../../partner/dates.ts';
import { FLOORS } from '../../study/verdicts.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import type { Form } from '../../web/forms.ts';
import { type Desk, failureAt, runJob } from '../desk.ts';
import { freshName } from '../files.ts';
import type { Consent, ModelView } from '../jobs.ts';
import { approvePage } from '../pages/approve.ts';
import { secretOf } from '../secrets.ts';
import { notify, type Request, shown, viewOf } from '../visit.ts';
import { openForm } from './open.ts';

const pathOf = (model: string) => `/open/approve?model=${encodeURIComponent(model)}`;

/** A model of the evaluation that is open, where it may be approved at all. */
function approvable({ answer }: Desk, id: string | undefined): ModelView | null {
  if (answer?.view.kind !== 'evaluation') return null;
  return answer.view.models.find((model) => model.id === id && !model.chance) ?? null;
}

function approveForm(request: Request, model: ModelView, error: EcluseError | null): Answer {
  const { answer, clock } = request.desk;
  const usual = { stance: 'targeted', cut: null, floors: FLOORS, until: oneYearLater(clock()) } as const;
  const view = { model, consent: answer?.asked.get(model.id) ?? usual, error };
  return page(approvePage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function approveChoice(request: Request): Answer {
  const { desk, query } = request;
  const model = approvable(desk, query.model);
  return model === null ? redirect('/open/answer') : approveForm(request, model, failureAt(desk, pathOf(model.id)));
}

function signedPath({ shelves }: Desk, model: string, end: string): string {
  return join(shelves.folder, freshName(shelves.folder, model.replace(/[^a-z0-9_.-]/gi, '_').slice(0, 80), end));
}

function consentOf(form: Form): Consent {
  const share = (name: 'recall' | 'precision') => Number(member(form, name)) / 100;
  return {
    stance: form.stance === 'wide' ? 'wide' : 'targeted',
    cut: form.cut === 'own' ? null : Number(member(form, 'cut')),
    floors: { recall: share('recall'), precision: share('precision') },
    until: member(form, 'until'),
  };
}

/** Signs this CSS's consent to one model; the note is a file to carry back. */
export async function approve(request: Request): Promise<Answer> {
  const { desk, form } = request;
  const opened = desk.answer;
  const model = approvable(desk, form.model);
  if (model === null || opened === null || opened.file === null) return redirect('/open');
  try {
    const evaluation = desk.shelves.path(opened.file);
    const out = signedPath(desk, model.id, '.approval');
    const consent = consentOf(form);
    opened.asked.set(model.id, consent);
    const options = { evaluation, model: model.id, ...consent, passphrase: secretOf(form, 'passphrase'), out };
    const job = { what: 'sign', bytes: opened.bytes, next: '/open/answer', back: pathOf(model.id) } as const;
    return redirect(
      await runJob(desk, job, async () => {
        opened.signed.push(await desk.reader.ask('approve', options));
      }),
    );
  } catch (error) {
    return approveForm(request, model, shown(error));
  }
}

export async function withdraw(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    const model = member(form, 'model');
    const out = signedPath(desk, model, '.withdrawal');
    const passphrase = secretOf(form, 'passphrase');
    const words = viewOf(request).say('withdrawnTo', { model, file: basename(out) });
    const to = await runJob(desk, { what: 'sign', bytes: 0, next: '/open', back: '/open' }, async () => {
      await desk.reader.ask('withdraw', { model, passphrase, out });
      notify(request, words);
    });
    return redirect(to);
  } catch (error) {
    return openForm(request, shown(error));
  }
}
