import { fill, type Lang, type Params, type Text } from '../../src/base/text.ts';
import { gapWords } from '../airgap/words.ts';
import { audit } from './messages/audit.ts';
import { bundles } from './messages/bundles.ts';
import { common } from './messages/common.ts';
import { destruction } from './messages/destruction.ts';
import { gap } from './messages/gap.ts';
import { lock } from './messages/lock.ts';
import { records } from './messages/records.ts';
import { session } from './messages/session.ts';

/** Every word of the console, in both languages: an entry without one of them, or a key that is not here, does not compile. */
export const messages = {
  ...common,
  ...lock,
  ...bundles,
  ...session,
  ...records,
  ...gap,
  ...gapWords,
  ...destruction,
  ...audit,
} as const satisfies Record<string, Text>;

export type MessageKey = keyof typeof messages;
export type Say = (key: MessageKey, params?: Params) => string;

/** `{count|lot|lots}`: the singular or the plural, as the language counts: in French nought and one are singular. */
const CHOICE = /\{(\w+)\|([^|}]*)\|([^|}]*)\}/g;

function agree(template: string, params: Params, lang: Lang): string {
  return template.replace(CHOICE, (_, name: string, one: string, many: string) => {
    const value = Number(params[name]);
    return (lang === 'fr' ? Math.abs(value) < 2 : value === 1) ? one : many;
  });
}

export function sayer(lang: Lang): Say {
  return (key, params = {}) => fill(agree(messages[key][lang], params, lang), params, lang);
}
