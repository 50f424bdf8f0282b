import { utf8 } from '../../../src/base/bytes.ts';
import { EcluseError } from '../../../src/base/errors.ts';
import { type Answer, member, page } from '../../../src/web/answer.ts';
import { statusOf } from '../../../src/web/errors.ts';
import { destroyPage as destroyContent, destroyedPage } from '../../console/pages/destruction.ts';
import { allowedFolder, proposedFolders } from '../drives.ts';
import { actorOf, csrfOf, type Request } from '../visit.ts';

function form(request: Request, error: EcluseError | null): Answer {
  const { desk, lang } = request;
  const view = { lang, csrf: csrfOf(request), retention: desk.uses.retention(), error };
  const content = destroyContent({ ...view, proposed: proposedFolders(desk.roots), roots: desk.roots });
  return page(content, error ? statusOf(error.code) : 200);
}

export function destroyPage(request: Request): Answer {
  return form(request, null);
}

/** Two persons: the operator signed in here, and the reviewer, whose password is checked (and slowed, and told) like any sign-in. */
export async function destroy(request: Request): Promise<Answer> {
  const { desk, form: given, lang } = request;
  try {
    const to = allowedFolder(member(given, 'folder'), desk.roots, desk.uses.home);
    const reviewer = await desk.uses.logIn('reviewer', utf8(member(given, 'password')));
    const { items, certificates } = await desk.uses.destroy(to, { operator: actorOf(request), reviewer });
    return page(destroyedPage(items.length, certificates, lang));
  } catch (error) {
    if (error instanceof EcluseError && error.code !== 'INTERNAL') return form(request, error);
    throw error;
  }
}
