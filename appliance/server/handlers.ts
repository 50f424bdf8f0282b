import { custody } from './handlers/custody.ts';
import { destroy, destroyPage } from './handlers/destruction.ts';
import { icon, styles } from './handlers/files.ts';
import { gap } from './handlers/gap.ts';
import { bundles, enrol, enrolPage, inspectCard, partners, receive, receiveFolder, receivePage } from './handlers/intake.ts';
import { audit, checkpoint, entry, entryBytes, entryProof, exportLedger, ledger, models } from './handlers/ledger.ts';
import { abort, draft, lock, release, review, seal, session, sessionById } from './handlers/session.ts';
import { about, showSignIn, signIn, signOut } from './handlers/sign-in.ts';
import type { HandlerName } from './routes.ts';
import type { Handler } from './visit.ts';

/** Who answers each route of the list: one that has no handler does not compile. */
export const handlers: Readonly<Record<HandlerName, Handler>> = {
  styles,
  icon,
  about,
  signInPage: showSignIn,
  signIn,
  signOut,
  lock,
  bundles,
  receivePage,
  receive,
  receiveFolder,
  session,
  sessionById,
  draft,
  seal,
  abort,
  review,
  release,
  destroyPage,
  destroy,
  gap,
  custody,
  models,
  partners,
  enrolPage,
  inspectCard,
  enrol,
  ledger,
  checkpoint,
  entry,
  entryBytes,
  entryProof,
  exportLedger,
  audit,
};
