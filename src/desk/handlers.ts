import { closeAccount } from './handlers/account.ts';
import { approve, approveChoice, withdraw } from './handlers/approve.ts';
import { cards, inspect, ownCard, trust } from './handlers/cards.ts';
import { destroy, due } from './handlers/due.ts';
import { enter, leave, newLink } from './handlers/enter.ts';
import { abandon, drop, files, starter, take, takeAnswer, takeFollowUp, takeRegister } from './handlers/files.ts';
import { follow, followPage, followSave, followUp } from './handlers/follow-up.ts';
import { first, icon, styles, wait } from './handlers/frame.ts';
import { score, scorePage } from './handlers/local.ts';
import { answer, closeAnswer, exportAnswer, open, openPage, portrait, sheet } from './handlers/open.ts';
import {
  bundle,
  choose,
  codes,
  columns,
  confirm,
  done,
  except,
  prepare,
  previewPage,
  readAgain,
  risk,
  seal,
  sealPage,
} from './handlers/prepare.ts';
import { gather, register, registerPage, registerSave } from './handlers/register.ts';
import type { HandlerName } from './routes.ts';
import type { Handler } from './visit.ts';

/** Who answers each route of the list: one that has no handler does not compile. */
export const handlers: Readonly<Record<HandlerName, Handler>> = {
  styles,
  icon,
  enter,
  newLink,
  leave,
  first,
  wait,
  take,
  takeAnswer,
  takeFollowUp,
  takeRegister,
  drop,
  starter,
  prepare,
  files,
  choose,
  columns,
  readAgain,
  codes,
  confirm,
  risk,
  except,
  previewPage,
  sealPage,
  seal,
  scorePage,
  score,
  done,
  bundle,
  abandon,
  openPage,
  open,
  answer,
  portrait,
  exportAnswer,
  sheet,
  approveChoice,
  approve,
  closeAnswer,
  withdraw,
  followUp,
  follow,
  followPage,
  followSave,
  followClose: closeAccount,
  register,
  gather,
  registerPage,
  registerSave,
  registerClose: closeAccount,
  cards,
  ownCard,
  inspect,
  trust,
  due,
  destroy,
};
