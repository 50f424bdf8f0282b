import { cards, inspect, ownCard, trust } from './handlers/cards.ts';
import { destroy, due } from './handlers/due.ts';
import { enter, leave, newLink } from './handlers/enter.ts';
import { abandon, drop, files, starter, take, takeAnswer } from './handlers/files.ts';
import { first, icon, styles, wait } from './handlers/frame.ts';
import { answer, approve, closeAnswer, exportAnswer, open, openPage, portrait, withdraw } from './handlers/open.ts';
import {
  bundle,
  choose,
  codes,
  columns,
  confirm,
  done,
  prepare,
  previewPage,
  readAgain,
  risk,
  seal,
  sealPage,
} from './handlers/prepare.ts';
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
  previewPage,
  sealPage,
  seal,
  done,
  bundle,
  abandon,
  openPage,
  open,
  answer,
  portrait,
  exportAnswer,
  approve,
  closeAnswer,
  withdraw,
  cards,
  ownCard,
  inspect,
  trust,
  due,
  destroy,
};
