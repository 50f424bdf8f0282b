import { basename } from 'node:path';
import { fromBase64, toBase64, utf8 } from '../../../src/base/bytes.ts';
import { EcluseError } from '../../../src/base/errors.ts';
import { ROTATION_BYTES } from '../../../src/keys/rotation.ts';
import { type Answer, member, page, redirect } from '../../../src/web/answer.ts';
import { statusOf } from '../../../src/web/errors.ts';
import { chosenFiles, filesIn } from '../../../src/web/folder.ts';
import { readSmallUpload, type Upload } from '../../../src/web/upload.ts';
import { bundlesPage } from '../../console/pages/bundles.ts';
import { comparePage, enrolPage as enrolContent, partnersPage } from '../../console/pages/partners.ts';
import { receiptsPage, receivePage as receiveContent, receivedWords } from '../../console/pages/receive.ts';
import { allowedFolder, proposedFolders } from '../drives.ts';
import { receiveUpload } from '../intake.ts';
import { actorOf, csrfOf, notify, type Request, roleOf, sayOf } from '../visit.ts';

const LOOKED = 500;

export function bundles(request: Request): Answer {
  const { uses } = request.desk;
  const { entries } = uses.entries({ limit: LOOKED });
  const refusals = entries.filter(({ type }) => type === 'bundle.refused' || type === 'approval.refused').reverse();
  const role = roleOf(request);
  const retention = role === 'operator' ? uses.retention() : null;
  return page(bundlesPage(uses.bundles(), refusals.slice(0, 50), entries.length, retention, role, request.lang));
}

function receiveForm(request: Request, error: EcluseError | null): Answer {
  const { desk, lang, query } = request;
  const proposed = proposedFolders(desk.roots);
  const view = { lang, csrf: csrfOf(request), limit: desk.uploadLimit, roots: desk.roots, proposed };
  const status = error ? statusOf(error.code) : 200;
  if (query.folder === undefined || error) return page(receiveContent({ ...view, opened: null, error }), status);
  try {
    const folder = allowedFolder(query.folder, desk.roots, desk.uses.home);
    return page(receiveContent({ ...view, opened: { folder, files: filesIn(folder) }, error: null }));
  } catch (refused) {
    return receiveForm(request, refusalOf(refused));
  }
}

function refusalOf(error: unknown): EcluseError {
  if (error instanceof EcluseError) return error;
  throw error;
}

export function receivePage(request: Request): Answer {
  return receiveForm(request, null);
}

/** One intake at a time: each file may be as large as the largest bundle. */
async function alone<T>({ desk }: Request, work: () => Promise<T>): Promise<T> {
  if (desk.upload.busy) throw new EcluseError('SERVER_BUSY', { task: 'upload' });
  desk.upload.busy = true;
  try {
    return await work();
  } finally {
    desk.upload.busy = false;
  }
}

async function uploadAlone<T>(request: Request, limit: number, work: (upload: Upload) => Promise<T>): Promise<T> {
  const { desk, upload, token } = request;
  if (!upload) throw new EcluseError('SERVER_MEDIA_TYPE');
  const checkToken = (given: string) => {
    if (!desk.sessions.csrfMatches(token, given)) throw new EcluseError('SERVER_CSRF');
  };
  return alone(request, () => work({ ...upload, limit, checkToken }));
}

/** Refusals of the gate are shown on the page itself; those of the request are not the file's. */
function ofTheFile(error: unknown): error is EcluseError {
  return error instanceof EcluseError && !error.code.startsWith('SERVER_') && error.code !== 'INTERNAL';
}

export async function receive(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  try {
    const received = await uploadAlone(request, desk.uploadLimit, (upload) => receiveUpload(desk.uses, actorOf(request), upload));
    notify(request, receivedWords(received, lang, sayOf(request)));
    return redirect('/bundles');
  } catch (error) {
    if (ofTheFile(error)) return receiveForm(request, error);
    throw error;
  }
}

export async function receiveFolder(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  const folder = allowedFolder(member(form, 'folder'), desk.roots, desk.uses.home);
  const names = Object.entries(form).flatMap(([name, value]) => (name.startsWith('file-') ? [value] : []));
  if (names.length === 0) throw new EcluseError('SERVER_REQUEST', { where: 'file' });
  const files = chosenFiles(folder, names);
  const receipts = await alone(request, async () => desk.uses.receiveAll(files, actorOf(request)));
  const shown = receipts.map(({ path, ...outcome }) => ({ file: basename(path), ...outcome }));
  const refused = shown.some((receipt) => 'refused' in receipt);
  return page(receiptsPage(shown, lang), refused ? 422 : 200);
}

export function partners(request: Request): Answer {
  const { uses } = request.desk;
  return page(partnersPage(uses.parties(), uses.overview().appliance, roleOf(request), request.lang));
}

export function enrolPage(request: Request): Answer {
  return page(enrolContent(csrfOf(request), null, request.lang));
}

export async function inspectCard(request: Request): Promise<Answer> {
  const { desk, lang } = request;
  const csrf = csrfOf(request);
  try {
    const bytes = await uploadAlone(request, ROTATION_BYTES, readSmallUpload);
    return page(comparePage(desk.uses.inspectCard(bytes), toBase64(bytes), csrf, null, lang));
  } catch (error) {
    if (ofTheFile(error)) return page(enrolContent(csrf, error, lang), statusOf(error.code));
    throw error;
  }
}

/** Two persons: the operator signed in here, and the reviewer, whose password is checked (and slowed, and told) like any sign-in. */
export async function enrol(request: Request): Promise<Answer> {
  const { desk, form, lang } = request;
  const text = member(form, 'card');
  const bytes = fromBase64(text);
  try {
    const reviewer = await desk.uses.logIn('reviewer', utf8(member(form, 'password')));
    const party = desk.uses.enrol(bytes, { operator: actorOf(request), reviewer });
    notify(request, sayOf(request)('enrolled', { name: party.name }));
    return redirect('/partners');
  } catch (error) {
    if (!ofTheFile(error)) throw error;
    return page(comparePage(desk.uses.inspectCard(bytes), text, csrfOf(request), error, lang), statusOf(error.code));
  }
}
