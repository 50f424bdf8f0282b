import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { oneYearLater } from '../../partner/dates.ts';
import { trustedAppliance } from '../../partner/home.ts';
import type { SourceOptions } from '../../partner/source.ts';
import type { Proposal } from '../../table/map.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import type { Form } from '../../web/forms.ts';
import { type Desk, failureAt, requireIdle, requireRevision, runJob } from '../desk.ts';
import { currentStep, doneSteps, STEPS, type Step, stepPath, type Told } from '../draft.ts';
import type { Choice } from '../files.ts';
import { CODES_SHOWN, codesPage } from '../pages/codes.ts';
import { columnsPage } from '../pages/columns.ts';
import { donePage } from '../pages/done.ts';
import { riskPage } from '../pages/risk.ts';
import { sealPage as sealContent } from '../pages/seal.ts';
import { choiceOf, DOCUMENT_POLICY, type Request, shown, viewOf } from '../visit.ts';
import { applianceOf } from './cards.ts';
import { filesForm } from './files.ts';

export function prepare(request: Request): Answer {
  const { draft } = request.desk;
  return redirect(draft.sealed !== null ? '/prepare/done' : stepPath(currentStep(draft)));
}

function sizeOf(desk: Desk, choice: Choice | null): number {
  return choice === null ? 0 : statSync(desk.shelves.path(choice)).size;
}

/** Reads the chosen table; then, or where it is read already, holds it against the chosen dictionary. */
async function work(desk: Desk, { again }: { readonly again: boolean }): Promise<void> {
  const refusedAt = (step: Step) => {
    if (desk.job) desk.job.back = stepPath(step);
  };
  const { draft, shelves, bench } = desk;
  if (draft.table === null || draft.dictionary === null) throw new EcluseError('DESK_STALE');
  Object.assign(draft, { check: null, sealed: null });
  if (again || draft.read === null) {
    draft.read = null;
    refusedAt('columns');
    const format = draft.format === null ? {} : { format: shelves.path(draft.format) };
    const told: SourceOptions = { ...draft.told, ...format };
    draft.read = await bench.ask('read', { path: shelves.path(draft.table), told });
  }
  refusedAt('files');
  draft.check = await bench.ask('check', {
    table: draft.table.name,
    dictionary: shelves.path(draft.dictionary),
    purpose: draft.purpose,
    optedOut: draft.optedOut === null ? null : shelves.path(draft.optedOut),
  });
  draft.revision++;
}

/** The table is chosen and read; a wrong dictionary sends back here, a wrong table to its columns, where its form can be told. */
export async function choose(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves } = desk;
    const [table, dictionary] = [choiceOf(member(form, 'table')), choiceOf(member(form, 'dictionary'))];
    const purpose = form.purpose === 'train' ? 'train' : 'score';
    const optedOut = form.optedout ? choiceOf(form.optedout) : null;
    for (const each of [table, dictionary, optedOut]) if (each) shelves.path(each);
    const other = draft.table?.name !== table.name || draft.table.place !== table.place;
    requireIdle(desk);
    Object.assign(draft, { table, dictionary, optedOut, purpose, revision: draft.revision + 1 });
    // What was said of one table's form is not said of another.
    if (other) Object.assign(draft, { told: {}, format: null, read: null, check: null });
    const bytes = sizeOf(desk, table);
    const back = '/prepare/files';
    return redirect(await runJob(desk, { what: 'read', bytes, next: '/prepare/columns', back }, () => work(desk, { again: true })));
  } catch (error) {
    return filesForm(request, shown(error));
  }
}

function step(request: Request, name: Step, draw: () => Answer): Answer {
  const { draft } = request.desk;
  if (draft.table === null || (name !== 'columns' && draft.check === null)) return redirect(stepPath(currentStep(draft)));
  return draw();
}

function columnsForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const formats = desk.shelves.list().filter(({ kind }) => kind === 'format');
  return page(columnsPage(viewOf(request), { draft: desk.draft, formats, error }), error ? statusOf(error.code) : 200);
}

export function columns(request: Request): Answer {
  return step(request, 'columns', () => columnsForm(request, failureAt(request.desk, '/prepare/columns')));
}

function toldOf(form: Form): Told {
  const told = {
    encoding: form.encoding,
    separator: form.separator === 'tab' ? '\t' : form.separator,
    decimal: form.decimal,
    sheet: form.sheet,
  };
  // The choices of the form are those of the types.
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')) as Told;
}

export async function readAgain(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft } = desk;
    if (draft.table === null) throw new EcluseError('DESK_STALE');
    requireIdle(desk);
    const format = form.format ? choiceOf(form.format) : null;
    Object.assign(draft, { told: toldOf(form), format, revision: draft.revision + 1 });
    const bytes = sizeOf(desk, draft.table);
    const job = { what: 'read', bytes, next: '/prepare/columns', back: '/prepare/columns' } as const;
    return redirect(await runJob(desk, job, () => work(desk, { again: true })));
  } catch (error) {
    return columnsForm(request, shown(error));
  }
}

function codesForm(request: Request, error: EcluseError | null): Answer {
  const { draft, shelves } = request.desk;
  return page(codesPage(viewOf(request), { draft, folder: shelves.folder, error }), error ? statusOf(error.code) : 200);
}

export function codes(request: Request): Answer {
  return step(request, 'codes', () => codesForm(request, failureAt(request.desk, '/prepare/codes')));
}

/** The codes that a person ticked, with the standard code they chose: the form numbers them as the page listed them. */
function confirmedOf(proposals: readonly Proposal[], form: Form): Proposal[] {
  return proposals.slice(0, CODES_SHOWN).flatMap((proposal, at) => {
    const to = form[`to-${at}`];
    return form[`ok-${at}`] === '1' && to !== undefined && to !== '' ? [{ ...proposal, to, confirmed: true }] : [];
  });
}

/** Writes a new version of the dictionary in the folder, and goes on with it. */
export async function confirm(request: Request): Promise<Answer> {
  const { desk, form } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves, bench } = desk;
    const confirmed = confirmedOf(draft.check?.proposals ?? [], form);
    if (confirmed.length === 0) throw new EcluseError('DESK_NONE_CONFIRMED');
    const version = member(form, 'version');
    const name = `dictionnaire-${version}.json`;
    const job = { what: 'check', bytes: sizeOf(desk, draft.table), next: '/prepare/codes', back: '/prepare/codes' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        await bench.ask('map', { confirmed, version, out: join(shelves.folder, name) });
        draft.dictionary = { place: 'folder', name };
        await work(desk, { again: false });
      }),
    );
  } catch (error) {
    return codesForm(request, shown(error));
  }
}

export function risk(request: Request): Answer {
  return step(request, 'risk', () => page(riskPage(viewOf(request), request.desk.draft)));
}

/** The page of what would leave, the same that sealing keeps. */
export async function previewPage(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  if (desk.draft.check?.preview == null) return redirect('/prepare');
  requireIdle(desk);
  const body = await desk.bench.ask('preview', { lang });
  return { kind: 'file', body, type: 'text/html; charset=utf-8', policy: DOCUMENT_POLICY };
}

function sealForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const { draft } = desk;
  const ready = STEPS.slice(0, -1).every((each) => doneSteps(draft).has(each));
  const exceptions = desk.shelves.list().filter(({ kind }) => kind === 'exception');
  const view = { draft, ready, exceptions, appliance: applianceOf(desk)?.name ?? null, usual: oneYearLater(desk.clock()), error };
  return page(sealContent(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function sealPage(request: Request): Answer {
  return step(request, 'seal', () => sealForm(request, failureAt(request.desk, '/prepare/seal')));
}

/** A name that no file of the folder has: a bundle is never written over another. */
function freshName(folder: string, stem: string, end: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}${end}` : `${stem}-${number}${end}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

export async function seal(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves, bench } = desk;
    requireIdle(desk);
    const recipient = trustedAppliance(desk.home).name;
    const rows = draft.check?.preview?.rows.kept;
    if (rows === undefined) throw new EcluseError('DESK_STALE');
    const destroyBy = member(form, 'destroyby');
    draft.destroyBy = destroyBy;
    const exception = form.exception === undefined ? null : shelves.path(choiceOf(form.exception));
    const passphrase = utf8(member(form, 'passphrase').normalize('NFC'));
    const stem = `lot-${draft.purpose === 'train' ? 'entrainement' : 'notation'}-${desk.clock().toISOString().slice(0, 10)}`;
    const name = freshName(shelves.folder, stem, '.bundle');
    const job = { what: 'seal', bytes: sizeOf(desk, draft.table), next: '/prepare/done', back: '/prepare/seal' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        const sealed = await bench.ask('seal', { destroyBy, passphrase, out: join(shelves.folder, name), lang, exception });
        await bench.clear();
        shelves.wipe();
        Object.assign(draft, { table: null, read: null, check: null, revision: draft.revision + 1 });
        draft.sealed = { ...sealed, name, recipient, rows };
      }),
    );
  } catch (error) {
    return sealForm(request, shown(error));
  }
}

export function done(request: Request): Answer {
  const { sealed } = request.desk.draft;
  if (sealed === null) return redirect('/prepare');
  return page(donePage(viewOf(request), sealed, request.desk.shelves.folder));
}

/** The sealed bundle, streamed: it is encrypted and signed. */
export function bundle({ desk }: Request): Answer {
  const { sealed } = desk.draft;
  if (sealed === null) return redirect('/prepare');
  const path = desk.shelves.path({ place: 'folder', name: sealed.name });
  return { kind: 'file', body: createReadStream(path), type: 'application/octet-stream', name: sealed.name };
}
