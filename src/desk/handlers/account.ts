import { basename, join } from 'node:path';
import { dayOf } from '../../base/calendar.ts';
import { type Answer, member, redirect } from '../../web/answer.ts';
import { type Account, type Desk, requireIdle, requireMark, runJob } from '../desk.ts';
import { type Choice, freshName } from '../files.ts';
import { notify, type Request, viewOf } from '../visit.ts';

/** Names of the files that were sent to the desk among those that a work reads. */
export function sentOf(choices: readonly (Choice | null)[]): string[] {
  return choices.flatMap((each) => (each?.place === 'kept' ? [each.name] : []));
}

/** The account of this kind that is made, or null. */
export function accountOf<Kind extends Account['kind']>({ account }: Desk, kind: Kind): Extract<Account, { readonly kind: Kind }> | null {
  return account?.kind === kind ? (account as Extract<Account, { readonly kind: Kind }>) : null;
}

/** Writes what was made into a new folder of the working folder. */
export async function saveAccount({ desk, form, lang }: Request, account: Account, stem: string, back: string): Promise<Answer> {
  requireMark(account, member(form, 'mark'));
  const folder = join(desk.shelves.folder, freshName(desk.shelves.folder, `${stem}-${dayOf(desk.clock())}`));
  const job = { what: 'export', bytes: account.bytes, next: back, back } as const;
  return redirect(
    await runJob(desk, job, async () => {
      const paths = await desk.clerk.ask(account.kind === 'follow-up' ? 'followSave' : 'registerSave', { folder, lang });
      account.written = paths.map((path) => basename(path));
      account.folder = folder;
    }),
  );
}

/** Forgets what was made, and ends the thread that read for it; files that were sent for it are wiped. */
export async function closeAccount(request: Request): Promise<Answer> {
  const { desk, form } = request;
  requireIdle(desk);
  if (desk.account) requireMark(desk.account, member(form, 'mark'));
  for (const name of desk.account?.sent ?? []) desk.shelves.drop(name);
  Object.assign(desk, { account: null, following: null });
  await desk.clerk.clear();
  notify(request, viewOf(request).say('accountClosed'));
  return redirect('/');
}
