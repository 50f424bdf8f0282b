import type { EcluseError } from '../../base/errors.ts';
import { REGISTER_PAGES } from '../../register/files.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { failureAt, nextMark, requireIdle, runJob, sizeOf } from '../desk.ts';
import { registerPage as registerContent, registerFormPage } from '../pages/register.ts';
import { secretOf } from '../secrets.ts';
import { choiceOf, choicesOf, documentOf, type Request, shown, viewOf } from '../visit.ts';
import { accountOf, saveAccount, sentOf } from './account.ts';

const PATH = '/register';

export function registerForm(request: Request, error: EcluseError | null): Answer {
  const { shelves } = request.desk;
  const view = { files: shelves.list(), ledgers: shelves.ledgers(), folder: shelves.folder, error };
  return page(registerFormPage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

function registered(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const account = accountOf(desk, 'register');
  if (account === null) return registerForm(request, error);
  return page(registerContent(viewOf(request), account.view, account, desk.shelves.folder, error), error ? statusOf(error.code) : 200);
}

export function register(request: Request): Answer {
  return registered(request, failureAt(request.desk, PATH));
}

/** Gathers the regulator's file. A child's number comes in the form's body, goes to the thread, and is in no address nor word of this one. */
export async function gather(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireIdle(desk);
    const { shelves, clerk } = desk;
    const chosen = choicesOf(form, 'evaluation');
    const recipe = form.recipe ? choiceOf(form.recipe) : null;
    const asked = {
      evaluations: chosen.map(shelves.path),
      ledger: form.ledger ? shelves.ledger(form.ledger) : null,
      recipe: recipe && shelves.path(recipe),
      child: member(form, 'child').trim() === '' ? null : secretOf(form, 'child'),
      passphrase: secretOf(form, 'passphrase'),
    };
    const bytes = chosen.reduce((sum, each) => sum + sizeOf(desk, each), 0);
    Object.assign(desk, { account: null, following: null });
    return redirect(
      await runJob(desk, { what: 'register', bytes, next: PATH, back: PATH }, async () => {
        const view = await clerk.ask('register', asked);
        desk.account = {
          kind: 'register',
          mark: nextMark(desk),
          view,
          bytes,
          sent: sentOf([...chosen, recipe]),
          written: [],
          folder: null,
        };
      }),
    );
  } catch (error) {
    return registered(request, shown(error));
  }
}

export async function registerPage({ desk, params, lang }: Request): Promise<Answer> {
  const account = accountOf(desk, 'register');
  const name = REGISTER_PAGES.find((each) => each === params.page);
  if (account === null || name === undefined || (name === 'child' && !account.view.child)) return redirect(PATH);
  requireIdle(desk);
  return documentOf(await desk.clerk.ask('registerPage', { page: name, lang }));
}

export async function registerSave(request: Request): Promise<Answer> {
  const account = accountOf(request.desk, 'register');
  if (account === null) return redirect(PATH);
  try {
    return await saveAccount(request, account, 'regulateur', PATH);
  } catch (error) {
    return registered(request, shown(error));
  }
}
