import type { Lang, Text } from '../base/text.ts';
import { choiceWords } from '../partner/portrait/words-choices.ts';
import { preparationWords } from '../partner/preparation-words.ts';
import { type SayOf, sayerOf } from '../web/messages.ts';
import { webWords } from '../web/words.ts';
import { accountMessages } from './messages/account.ts';
import { answerMessages } from './messages/answer.ts';
import { frameMessages } from './messages/frame.ts';
import { homeMessages } from './messages/home.ts';
import { prepareMessages } from './messages/prepare.ts';
import { sealMessages } from './messages/seal.ts';

/** Every word of the desk, in both languages. */
export const messages = {
  ...webWords,
  ...preparationWords,
  ...choiceWords,
  ...frameMessages,
  ...homeMessages,
  ...prepareMessages,
  ...sealMessages,
  ...answerMessages,
  ...accountMessages,
} as const satisfies Record<string, Text>;

export type MessageKey = keyof typeof messages;
export type Say = SayOf<MessageKey>;

export function sayer(lang: Lang): Say {
  return sayerOf(messages, lang);
}
