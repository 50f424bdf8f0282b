import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { writeFileAtomically } from '../../base/files.ts';
import { STARTER } from '../../table/starter/starter.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { clearDesk, failureAt, requireIdle } from '../desk.ts';
import { filesPage } from '../pages/files.ts';
import { choiceOf, type Handler, notify, type Request, sameChoice, shown, uploading, viewOf } from '../visit.ts';
import { followForm } from './follow-up.ts';
import { openForm } from './open.ts';
import { registerForm } from './register.ts';

export function filesForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const view = { draft: desk.draft, files: desk.shelves.list(), folder: desk.shelves.folder, limit: desk.uploadLimit, error };
  return page(filesPage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function files(request: Request): Answer {
  const { draft } = request.desk;
  // Led here to score on site, with nothing chosen yet: files sent meanwhile must not make it forgotten.
  if (request.query.for === 'local' && draft.table === null) draft.purpose = 'local';
  return filesForm(request, failureAt(request.desk, '/prepare/files'));
}

export async function take(request: Request): Promise<Answer> {
  const { desk } = request;
  try {
    requireIdle(desk);
    const taken = await uploading(request, desk.uploadLimit, desk.shelves.take);
    notify(request, viewOf(request).say('filesTaken', { count: taken.length }));
    return redirect('/prepare/files');
  } catch (error) {
    return filesForm(request, shown(error));
  }
}

/** The same from another page, to which it leads back. */
function takingFor(path: string, form: (request: Request, error: EcluseError) => Answer): Handler {
  return async (request) => {
    const { desk } = request;
    try {
      requireIdle(desk);
      const taken = await uploading(request, desk.uploadLimit, desk.shelves.take);
      notify(request, viewOf(request).say('filesTaken', { count: taken.length }));
      return redirect(path);
    } catch (error) {
      return form(request, shown(error));
    }
  };
}
export const takeAnswer = takingFor('/open', openForm);
export const takeFollowUp = takingFor('/follow-up', followForm);
export const takeRegister = takingFor('/register', registerForm);

/** What was sent can be taken back; what was read of it goes with it. */
export function drop(request: Request): Answer {
  const { desk } = request;
  const choice = choiceOf(member(request.form, 'file'));
  requireIdle(desk);
  if (choice.place !== 'kept') throw new EcluseError('SERVER_REQUEST', { where: 'file' });
  desk.shelves.path(choice);
  desk.shelves.drop(choice.name);
  const { draft } = desk;
  const used = [draft.table, draft.dictionary, draft.format, draft.optedOut, draft.campaign].some((each) => sameChoice(each, choice));
  if (used) Object.assign(draft, { table: null, optedOut: null, campaign: null, read: null, check: null, revision: draft.revision + 1 });
  notify(request, viewOf(request).say('fileDropped', { name: choice.name }));
  return redirect('/prepare/files');
}

const STARTER_FILE = 'dictionnaire-de-depart.json';

/** Writes the starter dictionary into the folder, for whoever has none yet. */
export function starter(request: Request): Answer {
  const path = join(request.desk.shelves.folder, STARTER_FILE);
  try {
    if (!existsSync(path)) writeFileAtomically(path, utf8(`${JSON.stringify(STARTER, null, 2)}\n`), { mode: 0o644 });
    notify(request, viewOf(request).say('starterWritten', { count: STARTER.variables.length }));
    return redirect('/prepare/files');
  } catch (error) {
    return filesForm(request, shown(error));
  }
}

export async function abandon(request: Request): Promise<Answer> {
  await clearDesk(request.desk);
  notify(request, viewOf(request).say('abandoned'));
  return redirect('/');
}
