import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EcluseError } from '../../base/errors.ts';
import { readState } from '../../partner/home.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { type Desk, failureAt, newAnswer, type OpenAnswer, requireIdle, requireMark, runJob } from '../desk.ts';
import { freshName } from '../files.ts';
import { answerPage } from '../pages/answer.ts';
import { openPage as openContent } from '../pages/open.ts';
import { secretOf } from '../secrets.ts';
import { choiceOf, documentOf, notify, type Request, shown, viewOf } from '../visit.ts';

export function openForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const files = desk.shelves.list().filter(({ kind }) => kind === 'result' || kind === 'evaluation');
  const view = { files, folder: desk.shelves.folder, approvals: standing(desk), error };
  return page(openContent(viewOf(request), view), error ? statusOf(error.code) : 200);
}

/** Models whose last note approves them still. */
function standing({ home, clock }: Desk): { model: string; until: string }[] {
  const last = new Map(readState(home).approvals.map(({ model, until }) => [model, until]));
  const today = clock().toISOString().slice(0, 10);
  return [...last].flatMap(([model, until]) => (until >= today ? [{ model, until }] : []));
}

export function openPage(request: Request): Answer {
  return openForm(request, failureAt(request.desk, '/open'));
}

export async function open(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    const file = choiceOf(member(form, 'file'));
    const path = desk.shelves.path(file);
    const passphrase = secretOf(form, 'passphrase');
    const bytes = statSync(path).size;
    const job = { what: 'open', bytes, next: '/open/answer', back: '/open' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        desk.answer = null;
        const view = await desk.reader.ask('open', { path, passphrase });
        desk.answer = newAnswer(desk, file, bytes, view);
      }),
    );
  } catch (error) {
    return openForm(request, shown(error));
  }
}

function answerForm(request: Request, answer: OpenAnswer, error: EcluseError | null): Answer {
  const view = { answer, folder: request.desk.shelves.folder, error };
  return page(answerPage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function answer(request: Request): Answer {
  const { desk } = request;
  return desk.answer === null ? redirect('/open') : answerForm(request, desk.answer, failureAt(desk, '/open/answer'));
}

export async function portrait(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  if (desk.answer === null) return redirect('/open');
  requireIdle(desk);
  return documentOf(await desk.reader.ask('portrait', { lang }));
}

/** Writes the files of the answer into a new folder, which the home remembers until they are destroyed. */
export async function exportAnswer(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  const opened = desk.answer;
  if (opened === null) return redirect('/open');
  try {
    requireMark(opened, member(form, 'mark'));
    const { kind, gap, created } = opened.view;
    const stem = `${gap === 'local' ? 'sur-place' : kind === 'result' ? 'resultat' : 'evaluation'}-${created.slice(0, 10)}`;
    const folder = join(desk.shelves.folder, freshName(desk.shelves.folder, stem));
    const { bytes } = opened;
    const ticked = (name: string) => form[name] === '1';
    const forms = { excel: ticked('excel'), xlsx: ticked('xlsx'), parquet: ticked('parquet'), pupils: ticked('pupils') };
    const options = { folder, lang, ...forms };
    const job = { what: 'export', bytes, next: '/open/answer', back: '/open/answer' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        opened.written = (await desk.reader.ask('export', options)).map((path) => basename(path));
        opened.folder = folder;
      }),
    );
  } catch (error) {
    return answerForm(request, opened, shown(error));
  }
}

/** Prints the sheets of some pupils into the working folder. Their numbers come in the form's body alone, and are not kept. */
export async function sheet(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  const opened = desk.answer;
  if (opened === null) return redirect('/open');
  try {
    requireMark(opened, member(form, 'mark'));
    const { folder } = desk.shelves;
    const fileNumbers = member(form, 'pupils')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const name = freshName(folder, `fiches-${opened.view.created.slice(0, 10)}`, '.html');
    const { bytes } = opened;
    const job = { what: 'export', bytes, next: '/open/answer', back: '/open/answer' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        const count = await desk.reader.ask('sheet', { fileNumbers, out: join(folder, name), lang });
        opened.sheets = { file: name, count };
      }),
    );
  } catch (error) {
    return answerForm(request, opened, shown(error));
  }
}

/** Forgets the open answer; a file that was sent to be opened is wiped. */
export async function closeAnswer(request: Request): Promise<Answer> {
  const { desk, form } = request;
  requireIdle(desk);
  const opened = desk.answer;
  if (opened) requireMark(opened, member(form, 'mark'));
  desk.answer = null;
  if (opened?.file?.place === 'kept') desk.shelves.drop(opened.file.name);
  await desk.reader.clear();
  notify(request, viewOf(request).say('answerClosed'));
  return redirect('/');
}
