import { fill, type Lang, type Params, type Text } from '../../src/base/text.ts';
import { bundles } from './messages/bundles.ts';
import { common } from './messages/common.ts';
import { lock } from './messages/lock.ts';
import { records } from './messages/records.ts';
import { session } from './messages/session.ts';

/** Every word of the console, in both languages: an entry without one of them, or a key that is not here, does not compile. */
export const messages = { ...common, ...lock, ...bundles, ...session, ...records } as const satisfies Record<string, Text>;

export type MessageKey = keyof typeof messages;
export type Say = (key: MessageKey, params?: Params) => string;

export function sayer(lang: Lang): Say {
  return (key, params = {}) => fill(messages[key][lang], params, lang);
}
