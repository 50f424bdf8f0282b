import type { Lang, Text } from '../../src/base/text.ts';
import { type SayOf, sayerOf } from '../../src/web/messages.ts';
import { webWords } from '../../src/web/words.ts';
import { gapWords } from '../airgap/words.ts';
import { audit } from './messages/audit.ts';
import { bundles } from './messages/bundles.ts';
import { common } from './messages/common.ts';
import { custody } from './messages/custody.ts';
import { destruction } from './messages/destruction.ts';
import { gap } from './messages/gap.ts';
import { lock } from './messages/lock.ts';
import { records } from './messages/records.ts';
import { session } from './messages/session.ts';

/** Every word of the console, in both languages: an entry without one of them, or a key that is not here, does not compile. */
export const messages = {
  ...webWords,
  ...common,
  ...lock,
  ...bundles,
  ...session,
  ...records,
  ...gap,
  ...gapWords,
  ...destruction,
  ...custody,
  ...audit,
} as const satisfies Record<string, Text>;

export type MessageKey = keyof typeof messages;
export type Say = SayOf<MessageKey>;

export function sayer(lang: Lang): Say {
  return sayerOf(messages, lang);
}
