import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../base/calendar.ts';
import { EcluseError } from '../../base/errors.ts';
import { oneYearLater } from '../../partner/dates.ts';
import { trustedAppliance } from '../../partner/home.ts';
import { readSigners } from '../../partner/signers.ts';
import type { SourceOptions } from '../../partner/source.ts';
import type { Proposal } from '../../table/map.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { day } from '../../web/format.ts';
import type { Form } from '../../web/forms.ts';
import { type Desk, failureAt, requireIdle, requireRevision, runJob, sizeOf } from '../desk.ts';
import { currentStep, type Draft, isReady, type Step, stepPath } from '../draft.ts';
import { type Choice, freshName } from '../files.ts';
import type { DraftPurpose } from '../jobs.ts';
import { CODES_SHOWN, codesPage } from '../pages/codes.ts';
import { columnsPage } from '../pages/columns.ts';
import { donePage } from '../pages/done.ts';
import { riskPage } from '../pages/risk.ts';
import { sealPage as sealContent } from '../pages/seal.ts';
import { secretOf } from '../secrets.ts';
import { toldOf } from '../told.ts';
import { choiceOf, documentOf, notify, type Request, shown, viewOf } from '../visit.ts';
import { applianceOf } from './cards.ts';
import { filesForm } from './files.ts';

export function prepare(request: Request): Answer {
  const { draft } = request.desk;
  // Whoever comes by here prepares a bundle, until they say otherwise.
  if (draft.table === null && draft.purpose === 'local') draft.purpose = 'score';
  return redirect(draft.sealed !== null ? '/prepare/done' : stepPath(currentStep(draft), draft));
}

/** Reads the chosen table; then, or where it is read already, holds it against the chosen dictionary. */
async function work(desk: Desk, { again }: { readonly again: boolean }): Promise<void> {
  const { draft, shelves, bench } = desk;
  const refusedAt = (step: Step) => {
    if (desk.job) desk.job.back = stepPath(step, draft);
  };
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
    campaign: draft.campaign === null ? null : shelves.path(draft.campaign),
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
    // The choices of the form are those of the type.
    const purpose = member(form, 'purpose') as DraftPurpose;
    const [optedOut, campaign] = [form.optedout, form.campaign].map((each) => (each ? choiceOf(each) : null)) as [
      Choice | null,
      Choice | null,
    ];
    for (const each of [table, dictionary, optedOut, campaign]) if (each) shelves.path(each);
    const other = draft.table?.name !== table.name || draft.table.place !== table.place;
    requireIdle(desk);
    Object.assign(draft, { table, dictionary, optedOut, campaign, purpose, revision: draft.revision + 1 });
    // What was said of one table's form is not said of another.
    if (other) Object.assign(draft, { told: {}, format: null, read: null, check: null });
    const bytes = sizeOf(desk, table);
    const back = '/prepare/files';
    return redirect(await runJob(desk, { what: 'read', bytes, next: '/prepare/columns', back }, () => work(desk, { again: true })));
  } catch (error) {
    return filesForm(request, shown(error));
  }
}

export function step(request: Request, name: Step, draw: () => Answer): Answer {
  const { draft } = request.desk;
  if (draft.table === null || (name !== 'columns' && draft.check === null)) return redirect(stepPath(currentStep(draft), draft));
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

/** What is to be scored here is neither sealed nor excepted. @throws DESK_STALE */
function requireLeaving({ purpose }: Draft): void {
  if (purpose === 'local') throw new EcluseError('DESK_STALE');
}

function riskForm(request: Request, error: EcluseError | null): Answer {
  const { draft, home, clock } = request.desk;
  const signers = readSigners(home).map(({ name }) => name);
  const exception = { signers, dir: home.dir, usual: oneYearLater(clock()) };
  return page(riskPage(viewOf(request), draft, exception, error), error ? statusOf(error.code) : 200);
}

export function risk(request: Request): Answer {
  return step(request, 'risk', () => riskForm(request, failureAt(request.desk, '/prepare/risk')));
}

/** Two people sign for what stands on the page of what leaves; the note is written in the folder, and the last step takes it. */
export async function except(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves, bench } = desk;
    const { say } = viewOf(request);
    requireLeaving(draft);
    requireIdle(desk);
    const [until, destroyBy] = [member(form, 'until'), member(form, 'destroyby')];
    const name = freshName(shelves.folder, `exception-${dayOf(desk.clock())}`, '.note');
    const [reason, signers] = [member(form, 'reason'), [member(form, 'signer1'), member(form, 'signer2')] as const];
    Object.assign(draft, { destroyBy, excepting: { reason, until, signers } });
    const phrases = signers.map((signer, at) => ({ name: signer, passphrase: secretOf(form, `passphrase${at + 1}`) }));
    const asked = { signers: phrases, reason, until, destroyBy, lang, out: join(shelves.folder, name) };
    const job = { what: 'sign', bytes: sizeOf(desk, draft.table), next: '/prepare/seal', back: '/prepare/risk' } as const;
    return redirect(
      await runJob(desk, job, async () => {
        const { signers } = await bench.ask('except', asked);
        notify(request, say('exceptSigned', { signers: signers.join(', '), date: day(until, lang), file: name }));
      }),
    );
  } catch (error) {
    return riskForm(request, shown(error));
  }
}

/** The page of what would leave, the same that sealing keeps. */
export async function previewPage(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  if (desk.draft.check?.preview == null) return redirect('/prepare');
  requireIdle(desk);
  return documentOf(await desk.bench.ask('preview', { lang, destroyBy: desk.draft.destroyBy }));
}

function sealForm(request: Request, error: EcluseError | null): Answer {
  const { desk } = request;
  const { draft } = desk;
  const ready = isReady(draft);
  const exceptions = desk.shelves.list().filter(({ kind }) => kind === 'exception');
  const view = { draft, ready, exceptions, appliance: applianceOf(desk)?.name ?? null, usual: oneYearLater(desk.clock()), error };
  return page(sealContent(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function sealPage(request: Request): Answer {
  if (request.desk.draft.purpose === 'local') return redirect('/prepare/score');
  return step(request, 'seal', () => sealForm(request, failureAt(request.desk, '/prepare/seal')));
}

export async function seal(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  try {
    requireRevision(desk, member(form, 'revision'));
    const { draft, shelves, bench } = desk;
    requireLeaving(draft);
    requireIdle(desk);
    const recipient = trustedAppliance(desk.home).name;
    const rows = draft.check?.preview?.rows.kept;
    if (rows === undefined) throw new EcluseError('DESK_STALE');
    const destroyBy = member(form, 'destroyby');
    draft.destroyBy = destroyBy;
    const exception = form.exception === undefined ? null : shelves.path(choiceOf(form.exception));
    const passphrase = secretOf(form, 'passphrase');
    const stem = `lot-${draft.purpose === 'train' ? 'entrainement' : 'notation'}-${dayOf(desk.clock())}`;
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
