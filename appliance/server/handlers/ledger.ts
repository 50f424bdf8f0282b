import { join } from 'node:path';
import { EcluseError } from '../../../src/base/errors.ts';
import { type Answer, member, page, redirect } from '../../../src/web/answer.ts';
import { auditPage } from '../../console/pages/audit.ts';
import { entryPage, type LedgerFilter, ledgerPage } from '../../console/pages/ledger.ts';
import { modelsPage } from '../../console/pages/models.ts';
import { lineGatherer } from '../../console/pages/timeline.ts';
import type { EntryView } from '../../views.ts';
import { allowedFolder, proposedFolders } from '../drives.ts';
import { walkBack } from '../scan.ts';
import { csrfOf, notify, type Request, sayOf } from '../visit.ts';

const PAGE = 50;
/** How far back a filter looks at once. */
const FILTERED = 20_000;
const LOOKED = 1000;

function matches({ type, party, bundle, month, session }: LedgerFilter, entry: EntryView): boolean {
  const { subjects } = entry;
  return (
    (type === '' || entry.type === type) &&
    (party === '' || subjects.party === party) &&
    (bundle === '' || [subjects.bundle, subjects.result].some((id) => id?.startsWith(bundle))) &&
    (session === '' || subjects.session === session) &&
    entry.time.startsWith(month)
  );
}

export async function ledger(request: Request): Promise<Answer> {
  const { desk, lang, query } = request;
  const { uses } = desk;
  const { type = '', party = '', bundle = '', month = '', session = '' } = query;
  const filter = { type, party, bundle, month, session };
  const { size, root } = uses.overview().ledger;
  const before = query.before === undefined ? size : Math.min(Number(query.before), size);
  const entries: EntryView[] = [];
  const from = await walkBack(uses, { before, span: FILTERED }, (entry) => matches(filter, entry) && entries.push(entry) >= PAGE);
  const view = { lang, csrf: csrfOf(request), size, root, entries, filter, read: [from, before] as const };
  const around = { parties: uses.parties(), older: from > 0 ? from : null, newest: before >= size };
  return page(ledgerPage({ ...view, ...around, proposed: proposedFolders(desk.roots), roots: desk.roots }));
}

function entryAt(request: Request): EntryView {
  const sequence = Number(member(request.params, 'sequence'));
  const [entry] = request.desk.uses.entries({ from: sequence, limit: 1 }).entries;
  if (!entry || entry.sequence !== sequence) throw new EcluseError('SERVER_NOT_FOUND');
  return entry;
}

export function entry(request: Request): Answer {
  return page(entryPage(entryAt(request), request.lang));
}

export function entryBytes(request: Request): Answer {
  const { sequence } = entryAt(request);
  const body = request.desk.uses.proof(sequence).entry;
  return { kind: 'file', body, type: 'application/json; charset=utf-8', name: `ecluse-${sequence}.json` };
}

export function entryProof(request: Request): Answer {
  const { sequence } = entryAt(request);
  const body = request.desk.uses.proof(sequence).proof;
  return { kind: 'file', body, type: 'text/plain; charset=utf-8', name: `ecluse-${sequence}.tlog-proof` };
}

export function checkpoint(request: Request): Answer {
  return { kind: 'file', body: request.desk.uses.checkpoint(), type: 'text/plain; charset=utf-8', name: 'checkpoint' };
}

/** The export stands in a folder of its own, named after the ledger's size, so that a second one never meets the first. */
export async function exportLedger(request: Request): Promise<Answer> {
  const { desk, form, signIn } = request;
  const folder = allowedFolder(member(form, 'folder'), desk.roots, desk.uses.home);
  const name = `registre-${desk.uses.overview().ledger.size}`;
  const { size, files } = await desk.uses.exportLedger(join(folder, name));
  notify(request, sayOf(request)('exported', { size, files, name }));
  return redirect(signIn?.role === 'auditor' ? '/audit' : '/ledger');
}

export function models(request: Request): Answer {
  return page(modelsPage(request.desk.uses.models(), request.lang));
}

export async function audit(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  const { uses } = desk;
  const { entries } = uses.entries({ limit: LOOKED });
  const refusals = entries.filter((each) => each.code !== null).reverse();
  const { lines, meet } = lineGatherer();
  const { size } = uses.overview().ledger;
  const from = await walkBack(uses, { before: size, span: FILTERED }, (each) => {
    meet(each);
    return false;
  });
  const content = auditPage({
    lang,
    csrf: csrfOf(request),
    overview: uses.overview(),
    sessions: uses.sessions(),
    models: uses.models(),
    retention: uses.retention(),
    refusals: refusals.slice(0, 100),
    looked: entries.length,
    parties: uses.parties(),
    lines,
    walked: size - from,
    proposed: proposedFolders(desk.roots),
    roots: desk.roots,
  });
  return page(content);
}
