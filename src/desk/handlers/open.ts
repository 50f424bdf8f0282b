import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import type { EcluseError } from '../../base/errors.ts';
import { oneYearLater } from '../../partner/dates.ts';
import { readState } from '../../partner/home.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { type Desk, failureAt, type OpenAnswer, requireIdle, runJob } from '../desk.ts';
import { answerPage } from '../pages/answer.ts';
import { openPage as openContent } from '../pages/open.ts';
import { choiceOf, DOCUMENT_POLICY, notify, type Request, shown, viewOf } from '../visit.ts';

export function openForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const files = desk.shelves.list().filter(({ kind }) => kind === 'answer');
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
    const passphrase = utf8(member(form, 'passphrase').normalize('NFC'));
    const job = { what: 'open', bytes: statSync(path).size, next: '/open/answer', back: '/open' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        desk.answer = null;
        const view = await desk.reader.ask('open', { path, passphrase });
        desk.answer = { file, view, written: [], folder: null, signed: [] };
      }),
    );
  } catch (error) {
    return openForm(request, shown(error));
  }
}

function answerForm(request: Request, answer: OpenAnswer, error: EcluseError | null): Answer {
  const view = { answer, folder: request.desk.shelves.folder, usual: oneYearLater(request.desk.clock()), error };
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
  const body = await desk.reader.ask('portrait', { lang });
  return { kind: 'file', body, type: 'text/html; charset=utf-8', policy: DOCUMENT_POLICY };
}

function freshFolder(folder: string, stem: string): string {
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? stem : `${stem}-${number}`);
    if (!existsSync(path)) return path;
  }
}

/** Writes the files of the answer into a new folder, which the home remembers until they are destroyed. */
export async function exportAnswer(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  const opened = desk.answer;
  if (opened === null) return redirect('/open');
  try {
    const folder = freshFolder(
      desk.shelves.folder,
      `${opened.view.kind === 'result' ? 'resultat' : 'evaluation'}-${opened.view.created.slice(0, 10)}`,
    );
    const bytes = statSync(desk.shelves.path(opened.file)).size;
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

function signedName(desk: Desk, model: string, end: string): string {
  const stem = model.replace(/[^a-z0-9_.-]/gi, '_').slice(0, 80);
  for (let number = 1; ; number++) {
    const path = join(desk.shelves.folder, number === 1 ? `${stem}${end}` : `${stem}-${number}${end}`);
    if (!existsSync(path)) return path;
  }
}

/** Signs this CSS's consent to one model; the note is a file to carry back. */
export async function approve(request: Request): Promise<Answer> {
  const { desk, form } = request;
  const opened = desk.answer;
  if (opened === null) return redirect('/open');
  try {
    const model = member(form, 'model');
    const evaluation = desk.shelves.path(opened.file);
    const options = {
      evaluation,
      model,
      stance: form.stance === 'wide' ? 'wide' : 'targeted',
      until: member(form, 'until'),
      passphrase: utf8(member(form, 'passphrase').normalize('NFC')),
      out: signedName(desk, model, '.approval'),
    } as const;
    const job = { what: 'sign', bytes: statSync(evaluation).size, next: '/open/answer', back: '/open/answer' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        opened.signed.push(await desk.reader.ask('approve', options));
      }),
    );
  } catch (error) {
    return answerForm(request, opened, shown(error));
  }
}

export async function withdraw(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    const model = member(form, 'model');
    const out = signedName(desk, model, '.withdrawal');
    const passphrase = utf8(member(form, 'passphrase').normalize('NFC'));
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

/** Forgets the open answer; a file that was sent to be opened is wiped. */
export async function closeAnswer(request: Request): Promise<Answer> {
  const { desk } = request;
  requireIdle(desk);
  const opened = desk.answer;
  desk.answer = null;
  if (opened?.file.place === 'kept') desk.shelves.drop(opened.file.name);
  await desk.reader.clear();
  notify(request, viewOf(request).say('answerClosed'));
  return redirect('/');
}
