import { fill, type Lang, type Params, type Text } from '../base/text.ts';
import type { WebKey } from './words.ts';

/** Says one entry of a catalogue, in the language of the page. */
export type SayOf<Key extends string> = (key: Key, params?: Params) => string;
/** What the shared parts of pages ask of any catalogue. */
export type SayWeb = SayOf<WebKey>;

/** `{count|lot|lots}`: the singular or the plural, as the language counts: in French nought and one are singular. */
const CHOICE = /\{(\w+)\|([^|}]*)\|([^|}]*)\}/g;

function agree(template: string, params: Params, lang: Lang): string {
  return template.replace(CHOICE, (_, name: string, one: string, many: string) => {
    const value = Number(params[name]);
    return (lang === 'fr' ? Math.abs(value) < 2 : value === 1) ? one : many;
  });
}

export function sayerOf<Key extends string>(messages: Readonly<Record<Key, Text>>, lang: Lang): SayOf<Key> {
  return (key, params = {}) => fill(agree(messages[key][lang], params, lang), params, lang);
}
