import type { EcluseError } from '../../base/errors.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { failureAt, nextMark, requireIdle, runJob, sizeOf } from '../desk.ts';
import type { Following } from '../draft.ts';
import { followedPage, followFormPage } from '../pages/follow-up.ts';
import { secretOf } from '../secrets.ts';
import { toldOf } from '../told.ts';
import { choiceOf, documentOf, type Request, shown, viewOf } from '../visit.ts';
import { accountOf, saveAccount, sentOf } from './account.ts';

const PATH = '/follow-up';

export function followForm(request: Request, error: EcluseError | null): Answer {
  const { shelves, following } = request.desk;
  const view = { files: shelves.list(), folder: shelves.folder, chosen: following, error };
  const status = error ? statusOf(error.code) : 200;
  return page(followFormPage(viewOf(request), view), status);
}

function followed(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const account = accountOf(desk, 'follow-up');
  if (account === null) return followForm(request, error);
  return page(followedPage(viewOf(request), account.view, account, desk.shelves.folder, error), error ? statusOf(error.code) : 200);
}

export function followUp(request: Request): Answer {
  return followed(request, failureAt(request.desk, PATH));
}

/** Reads what happened and holds it beside a result. A table that does not follow its dictionary comes back with all that is wrong. */
export async function follow(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireIdle(desk);
    const { shelves, clerk } = desk;
    const [result, table, dictionary] = ['result', 'table', 'dictionary'].map((name) => choiceOf(member(form, name)));
    const asked: Following = {
      ...{ result: result!, table: table!, dictionary: dictionary!, format: form.format ? choiceOf(form.format) : null },
      ...{ help: member(form, 'help').trim(), told: toldOf(form), problems: null },
    };
    const told = { ...asked.told, ...(asked.format === null ? {} : { format: shelves.path(asked.format) }) };
    const paths = { result: shelves.path(asked.result), table: shelves.path(asked.table), dictionary: shelves.path(asked.dictionary) };
    const bytes = sizeOf(desk, asked.result) + sizeOf(desk, asked.table);
    const passphrase = secretOf(form, 'passphrase');
    Object.assign(desk, { account: null, following: asked });
    return redirect(
      await runJob(desk, { what: 'follow', bytes, next: PATH, back: PATH }, async () => {
        const view = await clerk.ask('follow', { ...paths, told, help: asked.help === '' ? null : asked.help, passphrase });
        const sent = sentOf([asked.result, asked.table, asked.dictionary, asked.format]);
        if (view.kind === 'refused') desk.following = { ...asked, problems: view };
        else desk.account = { kind: 'follow-up', mark: nextMark(desk), view, bytes, sent, written: [], folder: null };
      }),
    );
  } catch (error) {
    return followed(request, shown(error));
  }
}

export async function followPage({ desk, lang }: Request): Promise<Answer> {
  if (accountOf(desk, 'follow-up') === null) return redirect(PATH);
  requireIdle(desk);
  return documentOf(await desk.clerk.ask('followPage', { lang }));
}

export async function followSave(request: Request): Promise<Answer> {
  const account = accountOf(request.desk, 'follow-up');
  if (account === null) return redirect(PATH);
  try {
    return await saveAccount(request, account, 'suivi', PATH);
  } catch (error) {
    return followed(request, shown(error));
  }
}
